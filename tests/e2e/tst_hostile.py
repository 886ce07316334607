#!/usr/bin/env python3
"""Archives that mean harm or are damaged: `whittle-cli image inspect` and `build` refuse each with status 2 and one line that names the
archive and the place, soon, in little memory, and write nothing. The engine is never given one; it would unpack whatever it gets."""
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from hostile_archives import CASES, PACKAGES

CLI = os.environ["WHITTLE_BIN"] + "/whittle-cli"
SANITIZED = sys.argv[1:] == ["sanitized"]
# The sanitizers' own memory is not the program's; the machine that runs this may be busy.
MEGABYTES = 1200 if SANITIZED else 300
SECONDS = 120


def run(words, folder):
    """Status, both outputs, and the most memory in megabytes."""
    with open(folder / "out", "w+") as out, open(folder / "err", "w+") as err:
        process = subprocess.Popen([CLI, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=os.environ | {"TMPDIR": str(folder / "tmp")})
        began = time.monotonic()
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - began > SECONDS:
                process.send_signal(signal.SIGKILL)
                os.wait4(process.pid, 0)
                process.returncode = -9
                return "too slow", "", "", 0
            time.sleep(0.01)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return process.returncode, out.read(), err.read(), usage.ru_maxrss // 1024


def written_apart(write, archive):
    """In a process of its own: what a program's parent once needed counts as the program's."""
    if (child := os.fork()) == 0:
        write(archive)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"{archive} could not be written")


def problems(words, folder, archive, pattern):
    status, out, err, megabytes = run(words, folder)
    lines = err.splitlines()
    # What it says of its progress stands before what it says of the error.
    last = lines[-1] if lines else ""
    if status != 2:
        yield f"status {status}"
    if out:
        yield f"it printed {out[:200]!r}"
    if archive.name not in last or not re.search(pattern, last):
        yield f"its last line is {last[:600]!r}"
    if len(last) > 2000 or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", last):
        yield "its last line is long or not printable"
    if megabytes > MEGABYTES:
        yield f"it took {megabytes} MB"
    left = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.name not in ("out", "err", "tmp") and not path.is_relative_to(archive) and not path.name.endswith(".outside")]
    if left:
        yield f"it left {left}"


def below_an_engine():
    """Goes on in a Docker of its own where one can be started; else builds are not tried."""
    here = pathlib.Path(__file__).resolve()
    own_ids = pathlib.Path("/proc/self/uid_map").read_text().split()[2] == "4294967295"
    if "WHITTLE_E2E_BELOW" not in os.environ and os.getuid() == 0 and own_ids:
        os.environ["WHITTLE_E2E_BELOW"] = "1"
        engine = str(here.parent.parent / "support" / "engine-docker")
        os.execv(engine, [engine, str(here), *sys.argv[1:]])
    return "WHITTLE_E2E_BELOW" in os.environ


def main():
    passed = failed = skipped = 0
    commands = {"inspect": ["image", "inspect", "{archive}"], "build": ["build", "--archive", "{archive}", "-o", "{result}"]}
    if not below_an_engine():
        del commands["build"]
        skipped = 1
        print("SKIP   : hostile::build() an engine of its own needs root")
    # Whatever is written where a container's root is, would be seen here.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name, (write, pattern) in CASES.items():
        with tempfile.TemporaryDirectory(prefix="whittle-hostile.") as scratch:
            folder = pathlib.Path(scratch)
            (folder / "tmp").mkdir()
            archive = folder / f"{name}.tar"
            written_apart(write, archive)
            for command, words in commands.items():
                words = [word.format(archive=archive, result=folder / "result") for word in words]
                began = time.monotonic()
                wrong = list(problems(words, folder, archive, pattern))
                took = int((time.monotonic() - began) * 1000)
                print(f"{'FAIL! ' if wrong else 'PASS  '} : hostile::{command}({name}) {'; '.join(wrong) if wrong else f'{took} ms'}", flush=True)
                passed, failed = passed + (not wrong), failed + bool(wrong)
                shutil.rmtree(folder / "result", ignore_errors=True)
    for name, (write, status, pattern) in PACKAGES.items():
        with tempfile.TemporaryDirectory(prefix="whittle-hostile.") as scratch:
            folder = pathlib.Path(scratch)
            (folder / "tmp").mkdir()
            archive = folder / f"{name}.tar"
            written_apart(write, archive)
            began = time.monotonic()
            got, _, err, megabytes = run(["image", "sbom", str(archive), "-o", str(folder / "sbom.json")], folder)
            took = int((time.monotonic() - began) * 1000)
            last = (err.splitlines() or [""])[-1]
            fine = got == status and (status == 0 or re.search(pattern, last)) and megabytes <= MEGABYTES and (folder / "sbom.json").exists() == (status == 0)
            said = f"{took} ms" if fine else f"status {got}, {megabytes} MB, its last line is {last[:600]!r}"
            print(f"{'PASS  ' if fine else 'FAIL! '} : hostile::sbom({name}) {said}", flush=True)
            passed, failed = passed + bool(fine), failed + (not fine)
    print(f"Totals: {passed} passed, {failed} failed, {skipped} skipped, 0 blacklisted")
    sys.exit(1 if failed else 0)


main()
