# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

# The first 2 steps are this base: the history names it.
FROM registry.example.org:5000/base/minimal:9

ENV MODE=fast

# layer 2: 1.50 MB, sha256:2222222222222222222222222222222222222222222222222222222222222222
RUN make install

USER 1000

CMD ["/app"]

# What the config says and the history does not:
ENV PATH=/usr/bin
