"""Root file systems from this machine's apt archive, layers from recipes, and archives made of both; used by make-images and reference-apps.

What is made stays in the cache, under a name that holds the hash of its recipe.
"""
import contextlib
import fcntl
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import io

# Part of every key: raise it when this module writes something else from the same recipe.
FORMAT = 2
# Every file that we add and every image carries this time, so that the same recipe gives the same image.
EPOCH = 1735689600
CREATED = "2025-01-01T00:00:00Z"
KEPT_PER_NAME = 3
LEAVE_OUT = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/info/*", "/usr/share/locale/*", "/usr/share/lintian/*"]


def fail(text):
    print(f"{pathlib.Path(sys.argv[0]).name}: {text}", file=sys.stderr)
    sys.exit(2)


def say(text):
    print(text, file=sys.stderr, flush=True)


def cache_dir():
    cache = os.environ.get("WHITTLE_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "whittle")
    path = pathlib.Path(cache) / "images"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextlib.contextmanager
def locked_cache():
    """The cache folder, for one maker at a time."""
    cache = cache_dir()
    with open(cache / "make.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield cache


def digest_of(*parts):
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part if isinstance(part, bytes) else json.dumps(part, sort_keys=True).encode()).digest())
    return whole.hexdigest()


def file_digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cached(cache, name, key, make):
    """The file of that name and key; make(path) writes it when it is not there. Older ones of the same name go."""
    path = cache / f"{name}-{key[:16]}.tar"
    if not path.exists():
        # On the same file system as the result, and gone with us if we are stopped half-way and start again.
        for left in cache.glob(f".{name}-*.part"):
            left.unlink()
        descriptor, part = tempfile.mkstemp(dir=cache, prefix=f".{name}-", suffix=".part")
        os.close(descriptor)
        try:
            make(part)
            os.chmod(part, 0o644)
            os.rename(part, path)
        finally:
            if os.path.exists(part):
                os.unlink(part)
    os.utime(path)
    same_name = [p for p in cache.glob(f"{name}-*.tar") if len(p.name) == len(path.name)]
    for old in sorted(same_name, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT_PER_NAME:]:
        old.unlink()
    return path


def apt_sources():
    """The lines of this system's own release that its apt is configured with; a Debian or Ubuntu archive, no third party's."""
    release = dict(line.rstrip().split("=", 1) for line in open("/etc/os-release") if "=" in line)
    codename = release.get("VERSION_CODENAME", "").strip('"')
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)\t$(SIGNED_BY)", "Created-By: Packages"],
        capture_output=True, text=True, check=True).stdout
    lines = []
    for row in listing.splitlines():
        uri, suite, component, signed_by = row.split("\t")
        option = f"[signed-by={signed_by}] " if signed_by.startswith("/") else ""
        line = f"deb {option}{uri} {suite} {component}"
        if (suite == codename or suite.startswith(codename + "-")) and line not in lines:
            lines.append(line)
    if not lines:
        fail(f"apt is configured with no archive for {codename or 'this system'}; add one to /etc/apt/sources.list")
    return codename, lines


def run_mmdebstrap(recipe, target, leave_out=LEAVE_OUT):
    codename, sources = apt_sources()
    command = ["mmdebstrap", "--quiet", "--format=tar", f"--variant={recipe['variant']}", "--include=" + ",".join(recipe["packages"]),
               # Without device nodes an unprivileged engine can unpack the layer too.
               "--skip=output/dev,output/mknod"]
    command += [f"--dpkgopt=path-exclude={pattern}" for pattern in leave_out]
    command += [codename, str(target), *sources]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          env=os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH), "DEBIAN_FRONTEND": "noninteractive"})
    if done.returncode != 0:
        fail("mmdebstrap failed:\n" + "\n".join(done.stderr.splitlines()[-15:]))


def cached_root(cache, name, recipe):
    def make(part):
        say(f"making the root file system \"{name}\" ({' '.join(recipe['packages'])})")
        run_mmdebstrap(recipe, part)
    return cached(cache, "root-" + name, root_key(recipe), make)


def root_key(recipe):
    # Roots did not change with the format of the images.
    return digest_of(1, recipe, LEAVE_OUT)


class LayerWriter:
    """One layer's tar in memory. Names and targets may hold any byte: those that are no UTF-8 are surrogates, as in os.fsdecode()."""

    TYPES = {"file": tarfile.REGTYPE, "directory": tarfile.DIRTYPE, "symlink": tarfile.SYMTYPE, "hardlink": tarfile.LNKTYPE, "fifo": tarfile.FIFOTYPE}
    MODES = {"file": 0o644, "directory": 0o755, "symlink": 0o777, "hardlink": 0o644, "fifo": 0o644}

    def __init__(self):
        self.out = io.BytesIO()
        self.tar = tarfile.open(fileobj=self.out, mode="w", format=tarfile.PAX_FORMAT, encoding="utf-8", errors="surrogateescape")

    def add(self, path, type="file", mode=None, content=b"", target="", owner="0:0", time=EPOCH, xattrs=None):
        info = tarfile.TarInfo(path)
        info.type = self.TYPES[type]
        info.mode = self.MODES[type] if mode is None else mode
        info.linkname = target
        info.uid, info.gid = (int(number) for number in owner.split(":"))
        info.uname = info.gname = "root" if owner == "0:0" else ""
        info.mtime = time
        info.pax_headers = {"SCHILY.xattr." + name: value for name, value in (xattrs or {}).items()}
        info.size = len(content) if type == "file" else 0
        self.tar.addfile(info, io.BytesIO(content) if type == "file" else None)

    def add_folder(self, folder):
        """Our own files below folder, owned by root; the git mode says whether one is executable."""
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            if path.is_dir():
                self.add(name, "directory")
            else:
                self.add(name, mode=0o755 if os.access(path, os.X_OK) else 0o644, content=path.read_bytes())

    def finish(self):
        self.tar.close()
        return self.out.getvalue()


def history_of(layer_texts, config):
    """Steps as BuildKit writes them: what made the layers, then what the config holds."""
    def quoted(values):
        return json.dumps(values)

    steps = [(text, False) for text in layer_texts]
    steps += [(f"ENV {setting}", True) for setting in config.get("Env", [])]
    steps += [(f"LABEL {name}={value}", True) for name, value in config.get("Labels", {}).items()]
    if "Volumes" in config:
        steps.append((f"VOLUME [{' '.join(config['Volumes'])}]", True))
    if "ExposedPorts" in config:
        steps.append((f"EXPOSE map[{' '.join(port + ':{}' for port in config['ExposedPorts'])}]", True))
    for word, member in (("USER", "User"), ("WORKDIR", "WorkingDir"), ("STOPSIGNAL", "StopSignal")):
        if member in config:
            steps.append((f"{word} {config[member]}", True))
    for word, member in (("SHELL", "Shell"), ("ENTRYPOINT", "Entrypoint"), ("CMD", "Cmd")):
        if member in config:
            steps.append((f"{word} {quoted(config[member])}", True))
    return [{"created": CREATED, "created_by": text} | ({"empty_layer": True, "comment": "buildkit.dockerfile.v0"} if empty else {})
            for text, empty in steps]


def write_archive(target, image, layers):
    """layers: (diff id, path or bytes, what made it). Docker's archive form: manifest.json, the config, one tar per layer."""
    config = {
        "architecture": {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, os.uname().machine),
        "os": "linux",
        "created": CREATED,
        "config": image["config"],
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + diff_id for diff_id, _, _ in layers]},
        "history": history_of([text for _, _, text in layers], image["config"]),
    }
    config_text = json.dumps(config, sort_keys=True).encode()
    config_name = hashlib.sha256(config_text).hexdigest() + ".json"
    manifest = [{"Config": config_name, "RepoTags": [image["tag"]], "Layers": [f"{diff_id}/layer.tar" for diff_id, _, _ in layers]}]
    with tarfile.open(target, "w", format=tarfile.GNU_FORMAT) as tar:
        def add(member, file, size):
            info = tarfile.TarInfo(member)
            info.size = size
            info.mtime = EPOCH
            tar.addfile(info, file)

        for diff_id, content, _ in layers:
            if isinstance(content, bytes):
                add(f"{diff_id}/layer.tar", io.BytesIO(content), len(content))
            else:
                with open(content, "rb") as file:
                    add(f"{diff_id}/layer.tar", file, os.path.getsize(content))
        add(config_name, io.BytesIO(config_text), len(config_text))
        manifest_text = json.dumps(manifest).encode()
        add("manifest.json", io.BytesIO(manifest_text), len(manifest_text))
