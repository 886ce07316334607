# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

FROM scratch

# layer 1: 1.50 MB, sha256:1111111111111111111111111111111111111111111111111111111111111111
# The history calls its source file:5d673d25da3a14ce1f6cf66e4c7fd4f4b85a3759a9d93efb3fd9ff852b5b56e4.
# layer-1-111111111111.tar is that layer as a file.
ADD layer-1-111111111111.tar /

CMD ["bash"]

SHELL ["/bin/bash","-o","pipefail","-c"]

# layer 2: 1.50 MB, sha256:2222222222222222222222222222222222222222222222222222222222222222
RUN set -eux;  	curl -fsSL https://example.org/x.tar.gz | tar -xz

# layer 3: 1.50 MB, sha256:3333333333333333333333333333333333333333333333333333333333333333
# The history does not name its source, only what it was: multi:7a1f1a0ba17c08f2e83f0e9c4e2b4cfd
COPY file-7a1f1a0ba17c /usr/local/bin/

EXPOSE 53/udp

ONBUILD COPY . /app

CMD ["/bin/sh","-c","exec app $OPTS"]

# What the config says and the history does not:
ENV PATH=/bin
