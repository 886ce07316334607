#!/usr/bin/env bash
# tst_install.sh BUILD: installs the build into a staging folder and looks at what came out: the list of files, what the system reads
# about the program, that the sensor is static and that the installed program finds it.
. "$(dirname "$0")/../e2e/e2e.sh"
build=$1
stage=$work/stage/usr

expected="bin/whittle
bin/whittle-cli
libexec/whittle/whittle-sensor
share/applications/org.whittle.Whittle.desktop
share/doc/whittle/LICENSE
share/doc/whittle/README.md
share/icons/hicolor/scalable/apps/org.whittle.Whittle.svg
share/metainfo/org.whittle.Whittle.metainfo.xml
share/mime/packages/org.whittle.Whittle.xml"

chain staging
step installs cmake --install "$build" --prefix "$stage"
files() { (cd "$stage" && find . -type f | sed 's,^\./,,' | LC_ALL=C sort); }
row has_exactly_its_files expect "$expected" files
row desktop_file_is_valid desktop-file-validate "$stage/share/applications/org.whittle.Whittle.desktop"
# There is no home page to name.
row metainfo_is_valid appstreamcli validate --no-net --explain --override url-homepage-missing=info "$stage/share/metainfo/org.whittle.Whittle.metainfo.xml"
mime() { update-mime-database "$stage/share/mime" && grep -q 'whittle.json' "$stage/share/mime/globs2"; }
row mime_type_is_read mime
row sensor_is_static expect_match 'statically linked' file --brief "$stage/libexec/whittle/whittle-sensor"
row program_starts expect_match '^whittle [0-9]' "$stage/bin/whittle-cli" --version
installed_records() {
    unset WHITTLE_SENSOR
    # As it would be on a machine without the build folder.
    "$stage/bin/whittle-cli" record -o "$work/true.whittle.json" -- true && "$stage/bin/whittle-cli" export "$work/true.whittle.json" --to names | grep -qx execve
}
row program_finds_its_sensor installed_records

finished=1
