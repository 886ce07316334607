# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

FROM scratch

# A layer that the history does not speak of
# layer-1-111111111111.tar is that layer as a file.
ADD layer-1-111111111111.tar /

# A layer that the history does not speak of
# layer-2-222222222222.tar is that layer as a file.
ADD layer-2-222222222222.tar /

# What the config says and the history does not:
ENV PATH=/bin
VOLUME ["/with blank"]
ENTRYPOINT ["/x"]
