#!/usr/bin/env bash
# Images that real builders made are turned back into Dockerfiles, those are built again by the same builder, and the engine says of both the
# same configuration. The referee is the engine: docker build, buildx and inspect.
. "$(dirname "$0")/e2e.sh"
suite=dockerfile
run_below "$here/../support/engine-docker" "$0" "$@"

# What the engine says of an image's containers, one member a line; what a builder writes differently and means the same (null, {} and []) is one.
config_of() {
    docker inspect --format '{{json .Config}}' "$1" | python3 -c '
import json, sys
config = json.load(sys.stdin)
for name in sorted(config):
    value = config[name]
    if name in ("Hostname", "Domainname", "Image", "ArgsEscaped", "AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce"):
        continue
    if name == "Env":
        value = sorted(value or [])
    if name == "WorkingDir" and value == "/": # what BuildKit gives images from scratch
        value = None
    print(name, json.dumps(value or None, sort_keys=True))'
}

# The layers of a saved image, under the names that the Dockerfile gives them.
layers_of() {
    python3 - "$1" "$2" <<'END'
import json, sys, tarfile
archive, folder = sys.argv[1:]
with tarfile.open(archive) as tar:
    manifest = json.load(tar.extractfile("manifest.json"))[0]
    config = json.load(tar.extractfile(manifest["Config"]))
    for number, (name, diff_id) in enumerate(zip(manifest["Layers"], config["rootfs"]["diff_ids"]), 1):
        with open(f"{folder}/layer-{number}-{diff_id.split(':')[1][:12]}.tar", "wb") as out:
            out.write(tar.extractfile(name).read())
END
}

build() { # BUILDER NAME FOLDER
    case $1 in
        classic) DOCKER_BUILDKIT=0 docker build --quiet --tag "$2" "$3" ;;
        buildkit) DOCKER_BUILDKIT=1 docker build --quiet --tag "$2" "$3" ;;
    esac
}

same_config() {
    config_of "$1" >"$work/first" && config_of "$2" >"$work/second" && diff "$work/first" "$work/second"
}

round_trip() { # BUILDER CASE
    local builder=$1 folder=$work/$1-$2
    chain "$builder-$2"
    mkdir -p "$folder"
    cp -r "$work/cases/$2/." "$folder/"
    step builds build "$builder" "first-$2" "$folder"
    step saves docker save --output "$folder.tar" "first-$2"
    step turns_back "$cli" image dockerfile "$folder.tar" -o "$folder/Dockerfile"
    step has_layers layers_of "$folder.tar" "$folder"
    step builds_again build "$builder" "second-$2" "$folder" || cat "$folder/Dockerfile"
    step same_config same_config "first-$2" "second-$2"
    [ -z "$broken" ] || sed 's/^/   > /' "$folder/Dockerfile"
}

new_case() {
    mkdir -p "$work/cases/$1"
    cat >"$work/cases/$1/Dockerfile"
}

new_case plain <<'END'
FROM base
LABEL maintainer="Some Body <some@example.org>" org.example.title="A \"quoted\" title" price="5\$ \\ each"
ENV NAME="two words" PATH="/opt/bin:$PATH" EMPTY="" TRICK="a B=c"
ARG VERSION=1.0
ARG UNUSED="two words"
RUN echo "version $VERSION" >/version && mkdir -p /srv/app && touch /srv/app/one /srv/app/two && echo 'a && b' >/srv/app/three
WORKDIR /srv/app
USER 1000:1000
EXPOSE 80 53/udp 8000-8002
VOLUME ["/data", "/with blank"]
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=90s --timeout=1500ms --start-period=5s --retries=4 CMD wget -q -O - "http://localhost/$NAME" || exit 1
ONBUILD RUN echo built
ONBUILD COPY . /srv/app
ENTRYPOINT ["/bin/sh", "-c", "exec \"$0\" \"$@\""]
CMD ["echo", "it's", "a \"word\"", "back\\slash", "tab\there"]
END
new_case shell <<'END'
FROM base
SHELL ["/bin/sh", "-e", "-c"]
RUN echo one; \
    echo two   && echo three
ENTRYPOINT exec httpd -f
CMD run $NOTHING
HEALTHCHECK NONE
WORKDIR relative
END
mkdir -p "$work/cases/copy"
echo content >"$work/cases/copy/app.conf"
new_case copy <<'END'
FROM base
COPY --chown=1:2 app.conf /etc/app/
ADD app.conf /opt/
RUN <<EOF
echo first
echo second
EOF
RUN cat <<WORD >/third
text
WORD
RUN ["/bin/sh", "-c", "true"]
CMD ["/bin/sh"]
END
new_case nothing <<'END'
FROM base
ENTRYPOINT []
CMD []
END

chain base
# One layer that no Dockerfile made.
import_base() {
    docker load --quiet --input "$(image tiny)" && id=$(docker create whittle-test-tiny) && docker export "$id" | docker import - base:latest && docker rm "$id"
}
step imports import_base
for case in plain shell nothing; do
    round_trip classic "$case"
done
if docker buildx version >/dev/null 2>&1; then
    for case in plain shell copy nothing; do
        round_trip buildkit "$case"
    done
else
    skip_row buildkit "needs docker buildx"
fi
finished=1
