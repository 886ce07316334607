#include "exports/exporters.h"

#include "exports/log_variant.h"
#include "exports/plain_profile.h"

#include <linux/filter.h>

#include <format>

namespace whittle::exports {

namespace {

// What runc puts in front, in the words of libseccomp's own form.
std::string stubText(std::span<const bpf::Instruction> stub)
{
    if (stub.empty())
        return {};
    std::string text = "#\n# the runtime's own instructions, in front of the filter\n#\n";
    std::uint32_t arch = 0;
    for (const bpf::Instruction &instruction : stub) {
        if (instruction.code == (BPF_JMP | BPF_JEQ | BPF_K))
            arch = instruction.k;
        else if (instruction.code == (BPF_JMP | BPF_JGT | BPF_K))
            text += std::format("if ($arch == {})\n  if ($syscall > {}{})\n    action ERRNO(38);\n", arch, instruction.k,
                                arch == auditArch(Abi::X86_64) && (instruction.k & kX32Bit) == 0 ? std::format(" and $syscall < {}", kX32Bit) : std::string());
    }
    return text;
}

Result<Exported> writePfcText(const Request &request)
{
    const auto plain = plainProfileWithStub(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{stubText(plain->filter.program().first(plain->stub)) + plain->filter.pfc(), {}, plain->notes};
    addFlagLosses(plain->profile, "this form", exported.losses);
    return exported;
}

} // namespace

Exporter pfcExporter()
{
    return {{.id = "pfc",
             .title = "Pseudo filter code",
             .description = "the filter in libseccomp's readable form",
             .sources = {Source::Profile},
             .suffix = ".pfc",
             .options = {logOption()},
             .limits = {"It is for reading: no tool loads it.", "Flags of the loader."}},
            writePfcText};
}

} // namespace whittle::exports
