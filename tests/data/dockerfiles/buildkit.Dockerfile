# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

# The first step is this base: the first layer was made by debuerreotype 0.16.
FROM debian:trixie

LABEL maintainer="Some Body <some@example.org>"
LABEL org.opencontainers.image.title=Shop

ENV APP_NAME="My \"shop\""
ENV PRICE="5\$ \\ each"

ARG VERSION=1.0

# layer 2: 1.50 MB, sha256:2222222222222222222222222222222222222222222222222222222222222222
RUN apt-get update \
    && apt-get install -y --no-install-recommends nginx=$VERSION curl ca-certificates \
    && rm -rf /var/lib/apt/lists/*

# layer 3: 1.50 MB, sha256:3333333333333333333333333333333333333333333333333333333333333333
# From the build context or another stage: the history does not say which.
COPY --chown=app:app dist /srv/app

# layer 4: 1.50 MB, sha256:4444444444444444444444444444444444444444444444444444444444444444
WORKDIR /srv/app

USER app:app

EXPOSE 443/tcp
EXPOSE 80/tcp

VOLUME ["/data"]

STOPSIGNAL SIGQUIT

HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD curl -f http://localhost/ || exit 1

ENTRYPOINT ["/docker-entrypoint.sh"]

CMD ["nginx","-g","daemon off;"]

# What the config says and the history does not:
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
