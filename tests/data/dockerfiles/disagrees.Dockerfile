# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

FROM scratch

ENV KEPT=1
# ENV GONE=1: the config does not have it.

# LABEL b=2: the config does not have it.

USER somebody

# VOLUME /gone: the config does not have it.

# EXPOSE 1/tcp: the config does not have it.

CMD ["old"]

ENTRYPOINT ["e"]

# layer 1: 1.50 MB, sha256:1111111111111111111111111111111111111111111111111111111111111111
RUN true

# A layer that the history does not speak of
# layer-2-222222222222.tar is that layer as a file.
ADD layer-2-222222222222.tar /

# What the config says and the history does not:
ENV KEPT=2
LABEL a=1
USER root
ENTRYPOINT []
CMD ["new"]
