"""Writes names and numbers of resources/syscalls/syscalls.json as constexpr data: make_tables.py syscalls.json tables_data.h"""
import json
import sys

ABIS = ["x86_64", "x32", "i386", "aarch64", "arm"]  # order of whittle::Abi

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    syscalls = sorted(json.load(file)["syscalls"], key=lambda syscall: syscall["name"])

lines = [
    "// Made by make_tables.py; not to be edited.",
    "#pragma once",
    "",
    "namespace whittle::syscalls::detail {",
    "",
    "inline constexpr NamedNumbers kByName[] = {",
]
for syscall in syscalls:
    numbers = ", ".join(str(syscall["numbers"].get(abi, -1)) for abi in ABIS)
    lines.append(f'    {{"{syscall["name"]}", {{{numbers}}}}},')
lines += ["};", ""]
for abi in ABIS:
    places = sorted((syscall["numbers"][abi], place) for place, syscall in enumerate(syscalls) if abi in syscall["numbers"])
    lines.append(f"inline constexpr NumberedPlace kByNumber_{abi}[] = {{")
    lines += [f"    {{{number}, {place}}}," for number, place in places]
    lines += ["};", ""]
lines.append("} // namespace whittle::syscalls::detail")

with open(target, "w", encoding="utf-8") as file:
    file.write("\n".join(lines) + "\n")
