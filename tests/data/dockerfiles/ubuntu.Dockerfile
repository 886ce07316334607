# Rebuilt from the history and the config of demo:1
# sha256:1234
# linux/amd64

# The first 6 steps are this base: the first steps are Ubuntu's.
FROM ubuntu:24.04

# layer 2: 1.50 MB, sha256:2222222222222222222222222222222222222222222222222222222222222222
RUN <<EOF cat
x
EOF

# What the config says and the history does not:
ENV PATH=/bin
