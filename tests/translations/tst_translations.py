#!/usr/bin/env python3
"""tst_translations.py LUPDATE: holds the files of translations/ against the texts in the source. Every text of the window is in every language,
finished, with the same placeholders, mnemonic, ellipsis and tags; whittle_en.ts has the plural forms alone; nothing is kept that the source lost.
Prints Qt Test's result lines.
"""
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%(?:L?\d+|L?n)")
MNEMONIC = re.compile(r"&(?![&\s]|[a-z]+;)")
TAG = re.compile(r"</?(b|i|p|br|a|ul|li|code|table|tr|td|h[1-6])[ />]")


def messages(path):
    """(context, source, comment) -> (numerus, state, [forms])"""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name"), message.findtext("source") or "", message.findtext("comment") or "")
            found[key] = (message.get("numerus") == "yes", translation.get("type", "finished"), forms)
    return found


def fresh(lupdate, path, folder):
    """What lupdate makes of the source for this file: the same translations, new texts unfinished, lost ones gone."""
    copy = folder / path.name
    shutil.copy(path, copy)
    options = ["-silent", "-locations", "none", "-no-obsolete", "-I", str(PROJECT / "app"), "-I", str(PROJECT / "core")]
    if path.stem.endswith("_en"):
        options.append("-pluralonly")
    subprocess.run([lupdate, *options, str(PROJECT / "app"), "-ts", str(copy)], check=True, stdout=subprocess.DEVNULL)
    return messages(copy)


def faults(source, forms, numerus):
    """What a reader of the translation would stumble over."""
    wanted = collections.Counter(PLACEHOLDER.findall(source))
    for form in forms:
        if not form.strip():
            yield "is empty"
            continue
        got = collections.Counter(PLACEHOLDER.findall(form))
        # "one syscall" may say its number in a word.
        if numerus and form is forms[0]:
            for name in ("%n", "%Ln"):
                got[name] = wanted[name]
        if +got != +wanted:
            yield f"has the placeholders {sorted(got.elements())}, the source {sorted(wanted.elements())}"
        if len(MNEMONIC.findall(form)) != len(MNEMONIC.findall(source)):
            yield "has another number of mnemonics"
        if form.endswith("…") != source.endswith("…"):
            yield "ends with … in one of both only"
        if form[:1].isspace() != source[:1].isspace() or form[-1:].isspace() != source[-1:].isspace():
            yield "begins or ends with other space"
        if sorted(TAG.findall(form)) != sorted(TAG.findall(source)):
            yield "has other tags"


def check(path, lupdate, folder):
    have, want = messages(path), fresh(lupdate, path, folder)
    say = lambda key, text: f"{path.name}: {key[0]}: {key[1][:60]!r} {text}"
    for key in want.keys() - have.keys():
        yield say(key, "is missing")
    for key in have.keys() - want.keys():
        yield say(key, "is not in the source")
    for key in want.keys() & have.keys():
        numerus, state, forms = have[key]
        if state != "finished":
            yield say(key, f"is {state}")
        else:
            for fault in faults(key[1], forms, numerus):
                yield say(key, fault)


def main():
    lupdate = sys.argv[1]
    files = sorted((PROJECT / "translations").glob("whittle_*.ts"))
    failed = 0
    print("********* Start testing of translations *********")
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            found = sorted(check(path, lupdate, pathlib.Path(folder)))
            for line in found:
                print(line)
            failed += bool(found)
            print(f"{'FAIL!  ' if found else 'PASS   '}: translations::{path.stem}()" + (f" {len(found)} faults; the lines above name them" if found else ""))
    print(f"Totals: {len(files) - failed} passed, {failed} failed, 0 skipped, 0 blacklisted, 0ms")
    return bool(failed or not files)


if __name__ == "__main__":
    sys.exit(main())
