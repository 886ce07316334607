"""Archives that mean harm or are damaged, one function each: writes PATH. Used by tst_hostile.py."""
import gzip
import hashlib
import io
import json
import os
import pathlib
import tarfile
import zlib

EMPTY_CONFIG = {"architecture": {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine], "os": "linux", "config": {"Cmd": ["/a"]}}
BLOCK = 512


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def tar_of(members, format=tarfile.PAX_FORMAT):
    """members: (name, content or TarInfo members as a dict)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as tar:
        for name, what in members:
            info = tarfile.TarInfo(name)
            content = what if isinstance(what, bytes) else b""
            info.size = len(content)
            if isinstance(what, dict):
                for key, value in what.items():
                    setattr(info, key, value)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def raw_header(name, size=0, kind=b"0", link=b"", mode=b"0000644", magic=b"ustar\x0000"):
    """A tar header as given, with a right checksum."""
    size_field = size if isinstance(size, bytes) else b"%011o\0" % size
    head = name.ljust(100, b"\0") + mode + b"\0" + b"0000000\0" * 2 + size_field.ljust(12, b"\0") + b"00000000000\0" + b" " * 8 + kind + link.ljust(100, b"\0")
    head = (head + magic).ljust(BLOCK, b"\0")
    return head[:148] + b"%06o\0 " % sum(head) + head[156:]


def padded(data):
    return data + b"\0" * (-len(data) % BLOCK)


def pax(records):
    text = b""
    for key, value in records:
        body = b" " + key + b"=" + value + b"\n"
        length = len(body) + len(str(len(body)))
        length = len(body) + len(str(length))
        text += str(length).encode() + body
    return raw_header(b"pax", len(text), b"x") + padded(text)


END = b"\0" * 1024


def image(path, layers, manifest=None, config=None, diff_ids=None, files=()):
    """A docker archive; layers are bytes as they are stored."""
    diff_ids = diff_ids or [digest(gzip.decompress(layer) if layer[:2] == b"\x1f\x8b" else layer) for layer in layers]
    config_text = config if isinstance(config, bytes) else json.dumps((config or EMPTY_CONFIG) | {"rootfs": {"type": "layers", "diff_ids": diff_ids}}).encode()
    if manifest is None:
        manifest = [{"Config": "config.json", "RepoTags": ["hostile:latest"], "Layers": [f"{n}/layer.tar" for n in range(len(layers))]}]
    manifest_text = manifest if isinstance(manifest, bytes) else json.dumps(manifest).encode()
    data = tar_of([*((f"{n}/layer.tar", layer) for n, layer in enumerate(layers)), ("config.json", config_text), ("manifest.json", manifest_text), *files])
    pathlib.Path(path).write_bytes(data)


def with_layer(layer, **options):
    return lambda path: image(path, [layer], **options)


def oci(path, index, blobs, as_directory=False):
    files = {"oci-layout": b'{"imageLayoutVersion":"1.0.0"}', "index.json": index if isinstance(index, bytes) else json.dumps(index).encode()}
    files |= {"blobs/" + name.replace(":", "/"): data for name, data in blobs.items()}
    if not as_directory:
        pathlib.Path(path).write_bytes(tar_of(list(files.items())))
        return
    for name, data in files.items():
        target = pathlib.Path(path) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def descriptor(data, kind, **more):
    return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": digest(data), "size": len(data)} | more


def oci_parts(layer, platform={}):
    config = json.dumps(EMPTY_CONFIG | platform | {"rootfs": {"type": "layers", "diff_ids": [digest(layer)]}}).encode()
    manifest = json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": descriptor(config, "config.v1+json"),
                           "layers": [descriptor(layer, "layer.v1.tar")]}).encode()
    return config, manifest


GOOD_LAYER = tar_of([("a", b"content")])


def cut(path):
    image(path, [tar_of([("a", b"x" * 100000)])])
    os.truncate(path, 50000)


def zeros_in_gzip(gigabytes):
    """So many bytes of a tar with one file of zeros; repeats one piece of compressed data."""
    size = gigabytes << 30
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = gzip.compress(b"\0" * (16 << 20), 9, mtime=0)
    head = raw_header(b"zeros", b"%011o\0" % size if size < 8 << 30 else b"\x80" + size.to_bytes(11, "big"))
    return compressor.compress(head) + compressor.flush() + piece * (size >> 24) + gzip.compress(END, mtime=0)


def many_entries(count):
    """The same small file over and over; gzip members may stand one behind the other."""
    piece = gzip.compress(raw_header(b"a-file-of-many") * 10000, 9, mtime=0)
    return piece * (count // 10000) + gzip.compress(END, mtime=0)


def bomb(layer):
    """The diff id of what is never unpacked whole does not matter."""
    return with_layer(layer, diff_ids=[digest(b"never computed")])


def oci_wrong_digest(path):
    config, manifest = oci_parts(GOOD_LAYER)
    oci(path, {"schemaVersion": 2, "manifests": [descriptor(manifest, "manifest.v1+json")]},
        {digest(config): config, digest(manifest): manifest, digest(GOOD_LAYER): GOOD_LAYER.replace(b"content", b"CONTENT")})


def oci_leads_out(path):
    oci(path, {"schemaVersion": 2, "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "sha256:../../../../etc/passwd", "size": 10}]}, {})


def oci_other_platform(path):
    blobs, manifests = {digest(GOOD_LAYER): GOOD_LAYER}, []
    for system, architecture in (("linux", "s390x"), ("windows", "amd64")):
        config, manifest = oci_parts(GOOD_LAYER, {"os": system, "architecture": architecture})
        blobs |= {digest(config): config, digest(manifest): manifest}
        manifests.append(descriptor(manifest, "manifest.v1+json", platform={"os": system, "architecture": architecture}))
    oci(path, {"schemaVersion": 2, "manifests": manifests}, blobs)


def oci_link_out(path):
    config, manifest = oci_parts(GOOD_LAYER)
    oci(path, {"schemaVersion": 2, "manifests": [descriptor(manifest, "manifest.v1+json")]}, {digest(config): config, digest(manifest): manifest}, True)
    blob = pathlib.Path(path) / "blobs" / digest(GOOD_LAYER).replace(":", "/")
    outside = pathlib.Path(str(path) + ".outside")
    outside.write_bytes(GOOD_LAYER)
    blob.symlink_to(outside)


def oci_nested(path):
    """Indexes in indexes in indexes."""
    blobs, inner = {}, b'{"schemaVersion":2,"manifests":[]}'
    for _ in range(200):
        blobs[digest(inner)] = inner
        inner = json.dumps({"schemaVersion": 2, "manifests": [descriptor(inner, "index.v1+json")]}).encode()
    oci(path, inner, blobs)


def text(data):
    return lambda path: pathlib.Path(path).write_bytes(data)


def one(name, **members):
    return with_layer(tar_of([(name, members or b"content")]))


def link(name, target, kind=tarfile.LNKTYPE):
    return with_layer(tar_of([("a", b"content"), (name, {"type": kind, "linkname": target})]))


# name: (what writes it, a pattern of the error)
CASES = {
    "empty": (text(b""), ""),
    "noise": (lambda path: pathlib.Path(path).write_bytes(os.urandom(100000)), ""),
    "text": (text(b"hello\n" * 1000), ""),
    "zip": (text(b"PK\x03\x04" + b"\0" * 2000), ""),
    "fifo": (os.mkfifo, ""),
    "empty_directory": (os.mkdir, ""),
    "cut": (cut, ""),
    "tar_without_image": (text(GOOD_LAYER), "manifest"),
    "manifest_no_json": (with_layer(GOOD_LAYER, manifest=b"[{"), "manifest.json"),
    "manifest_deep": (lambda path: with_layer(GOOD_LAYER, manifest=b"[" * 5_000_000)(path), "manifest.json"),
    "manifest_huge": (lambda path: with_layer(GOOD_LAYER, manifest=b" " * (80 << 20) + b"[]")(path), "manifest.json"),
    "manifest_many_values": (lambda path: with_layer(GOOD_LAYER, manifest=b"[" + b"0," * 20_000_000 + b"0]")(path), "manifest.json"),
    "manifest_wrong_types": (with_layer(GOOD_LAYER, manifest=[{"Config": 7, "Layers": {"a": 1}}]), "manifest.json"),
    "manifest_empty": (with_layer(GOOD_LAYER, manifest=[]), ""),
    "config_missing": (with_layer(GOOD_LAYER, manifest=[{"Config": "other.json", "RepoTags": None, "Layers": ["0/layer.tar"]}]), "other.json"),
    "config_leads_out": (with_layer(GOOD_LAYER, manifest=[{"Config": "../../etc/passwd", "RepoTags": None, "Layers": ["0/layer.tar"]}]), "etc/passwd"),
    "layer_missing": (with_layer(GOOD_LAYER, manifest=[{"Config": "config.json", "RepoTags": None, "Layers": ["9/layer.tar"]}]), "9/layer.tar"),
    "more_layers_than_diff_ids": (with_layer(GOOD_LAYER, manifest=[{"Config": "config.json", "Layers": ["0/layer.tar", "0/layer.tar"]}]), "layers"),
    "wrong_diff_id": (with_layer(GOOD_LAYER, diff_ids=[digest(b"other")]), "layer 1"),
    "layer_of_noise": (with_layer(b"\x01\x02\x03" * 10000), "layer 1"),
    "layer_cut_in_header": (with_layer(GOOD_LAYER[:300]), "layer 1"),
    "layer_cut_in_content": (with_layer(tar_of([("a", b"x" * 100000)])[:5000]), "layer 1"),
    "gzip_cut": (with_layer(gzip.compress(os.urandom(100000))[:50000], diff_ids=[digest(b"")]), "layer 1"),
    "zstd_broken": (with_layer(b"\x28\xb5\x2f\xfd" + b"\xff" * 1000), "layer 1"),
    "gzip_bomb": (lambda path: bomb(zeros_in_gzip(40))(path), "layer 1"),
    "ten_million_entries": (lambda path: bomb(many_entries(10_000_000))(path), "layer 1"),
    "up_and_out": (one("../../../tmp/whittle-hostile"), r"\.\./"),
    "up_inside": (one("a/../../b"), r"\.\."),
    "hard_link_out": (link("b", "../../../etc/passwd"), "layer 1"),
    "hard_link_to_nothing": (link("b", "nothing"), "layer 1.*nothing"),
    "hard_link_to_itself": (link("b", "b"), "layer 1"),
    "hard_link_to_directory": (with_layer(tar_of([("d", {"type": tarfile.DIRTYPE}), ("b", {"type": tarfile.LNKTYPE, "linkname": "d"})])), "layer 1"),
    "whiteout_of_nothing": (one(".wh."), "layer 1"),
    "whiteout_of_parent": (one("d/.wh..."), "layer 1"),
    "zero_in_name": (with_layer(pax([(b"path", b"a\0b")]) + raw_header(b"a") + END), "layer 1"),
    "name_of_a_megabyte": (with_layer(pax([(b"path", b"n" * (1 << 20))]) + raw_header(b"a") + END), "layer 1"),
    "names_of_100_megabytes": (lambda path: with_layer(pax([(b"path", b"n" * (100 << 20))]) + raw_header(b"a") + END)(path), "layer 1"),
    "path_of_100000_directories": (with_layer(pax([(b"path", b"d/" * 100000 + b"f")]) + raw_header(b"a") + END), "layer 1"),
    "size_negative": (with_layer(raw_header(b"a", b"\xff" * 12) + END), "layer 1"),
    "size_beyond_all": (with_layer(raw_header(b"a", b"\x80" + b"\0" * 3 + b"\x7f" + b"\xff" * 7) + END), "layer 1"),
    "size_beyond_the_layer": (with_layer(raw_header(b"a", 1 << 32) + END), "layer 1"),
    "sparse_of_an_exabyte": (with_layer(pax([(b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"), (b"GNU.sparse.name", b"a"), (b"GNU.sparse.realsize", str(1 << 60).encode())])
                                        + raw_header(b"a", 512) + padded(b"1\n1152921504606846975\n0\n") + END), ""),
    "sparse_map_broken": (with_layer(pax([(b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"), (b"GNU.sparse.realsize", b"10")])
                                     + raw_header(b"a", 512) + padded(b"99999999999\n") + END), "layer 1"),
    "checksum_wrong": (with_layer(GOOD_LAYER[:148] + b"0000000\0" + GOOD_LAYER[156:]), "layer 1"),
    "pax_broken": (with_layer(raw_header(b"pax", 20, b"x") + padded(b"999999 path=a\n") + raw_header(b"a") + END), "layer 1"),
    "pax_time_none": (with_layer(pax([(b"mtime", b"nan")]) + raw_header(b"a") + END), "layer 1"),
    "volume_over_two_tars": (with_layer(raw_header(b"a", 0, b"M") + END), "layer 1"),
    "oci_wrong_digest": (oci_wrong_digest, "digest"),
    "oci_leads_out": (oci_leads_out, "digest|sha256"),
    "oci_other_platform": (oci_other_platform, "s390x"),
    "oci_link_out": (oci_link_out, ""),
    "oci_nested": (oci_nested, ""),
}


def apk_with_a_long_folder(path):
    """Short lines that stand for terabytes of names."""
    database = b"P:a\nV:1\nF:" + b"d" * (1 << 20) + b"\n" + b"R:f\n" * 8_000_000
    with_layer(gzip.compress(tar_of([("lib/apk/db/installed", database)]), 1))(path)


def one_copyright_for_all(path):
    """One file of licences under the names of 50 000 packages."""
    text = b" text of a licence\n" * 3000
    licences = b"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n" + b"".join(
        b"\nFiles: %d\nLicense: own-%d\n" % (n, n) + text for n in range(60))
    out = [raw_header(b"usr/share/doc/p0/copyright", len(licences)) + padded(licences)]
    out += [raw_header(b"usr/share/doc/p%d/copyright" % n, 0, b"1", b"usr/share/doc/p0/copyright") for n in range(1, 50_000)]
    status = b"".join(b"Package: p%d\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n\n" % n for n in range(50_000))
    out.append(raw_header(b"var/lib/dpkg/status", len(status)) + padded(status) + END)
    with_layer(gzip.compress(b"".join(out), 1))(path)


def files_of_nobody(path):
    """Each is a line of the bill of materials."""
    with_layer(gzip.compress(b"".join(raw_header(b"srv/%d/%d" % (n % 300, n)) for n in range(300_000)) + END, 1))(path)


# name: (writes PATH, status of `image sbom`, what its last line matches)
PACKAGES = {
    "apk_with_a_long_folder": (apk_with_a_long_folder, 2, "lib/apk/db/installed.*more than"),
    "one_copyright_for_all": (one_copyright_for_all, 0, ""),
    "files_of_nobody": (files_of_nobody, 0, ""),
}
