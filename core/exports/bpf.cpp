#include "exports/exporters.h"

#include "exports/log_variant.h"
#include "exports/plain_profile.h"

#include <array>
#include <bit>

namespace whittle::exports {

namespace {

template <class Word>
void appendWord(std::string &bytes, Word word, bool isBig)
{
    if (isBig != (std::endian::native == std::endian::big))
        word = std::byteswap(word);
    const auto raw = std::bit_cast<std::array<char, sizeof(Word)>>(word);
    bytes.append(raw.data(), raw.size());
}

Result<Exported> writeBpfProgram(const Request &request)
{
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    const bool isBig = request.option("endian") == "big";
    Exported exported;
    for (const bpf::Instruction &instruction : plain->filter.program()) {
        appendWord(exported.content, instruction.code, isBig);
        exported.content += static_cast<char>(instruction.jumpTrue);
        exported.content += static_cast<char>(instruction.jumpFalse);
        appendWord(exported.content, instruction.k, isBig);
    }
    if (isBig)
        exported.notes.emplace_back("the program is that of the target; only the order of its bytes is another one, for tools on big-endian machines");
    addFlagLosses(plain->profile, "what takes bare instructions", exported.losses);
    return exported;
}

} // namespace

Exporter bpfExporter()
{
    return {{.id = "bpf",
             .title = "BPF program",
             .description = "the compiled filter: struct sock_filter after struct sock_filter, as bubblewrap, crun and seccomp-tools take it",
             .sources = {Source::Profile},
             .suffix = ".bpf",
             .isBinary = true,
             .options = {{"endian", "Byte order", "little, that of x86_64 and aarch64 machines, or big", {"little", "big"}, "little"}, logOption()},
             .limits = {"Flags of the loader."}},
            writeBpfProgram};
}

} // namespace whittle::exports
