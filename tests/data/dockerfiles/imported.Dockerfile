# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

FROM scratch

# layer 1: 1.50 MB, sha256:1111111111111111111111111111111111111111111111111111111111111111
# No step of a Dockerfile: Imported from -
# layer-1-111111111111.tar is that layer as a file.
ADD layer-1-111111111111.tar /

# What the config says and the history does not:
# ENV A: its value holds characters that a Dockerfile cannot express; they are escaped here.
ENV A="line one\\nline two"
HEALTHCHECK NONE
CMD ["/bin/sh"]
