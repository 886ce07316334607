#include "exports/exporters.h"

#include "base/printable.h"
#include "exports/log_variant.h"
#include "exports/plain_profile.h"
#include "exports/shell_text.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <format>

// Source: bwrap(1) of bubblewrap 0.8 to 0.12. --seccomp takes the instructions from a descriptor and loads them last, with no_new_privs.
namespace whittle::exports {

namespace {

constexpr int kFilterDescriptor = 9;
constexpr std::size_t kBase64Columns = 76;

std::string base64Lines(std::span<const bpf::Instruction> program)
{
    static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes(reinterpret_cast<const char *>(program.data()), program.size_bytes());
    std::string text;
    std::size_t column = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = std::string_view(bytes).substr(at, 3);
        std::uint32_t word = 0;
        for (std::size_t i = 0; i < 3; ++i)
            word = word << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= group.size() ? kAlphabet[word >> (18 - 6 * i) & 63U] : '=';
        if ((column += 4) >= kBase64Columns) {
            text += '\n';
            column = 0;
        }
    }
    return column == 0 ? text : text + '\n';
}

void addTmpfs(const tuning::Tmpfs &tmpfs, std::vector<std::string> &words)
{
    std::string word;
    if (tmpfs.bytes)
        word += std::format("--size {} ", *tmpfs.bytes);
    if (tmpfs.mode)
        word += std::format("--perms {:04o} ", *tmpfs.mode);
    words.push_back(word + "--tmpfs " + shellQuoted(tmpfs.path));
}

std::vector<std::string> sandboxWords(const Request &request, std::vector<Loss> &losses)
{
    const tuning::ContainerSettings &settings = request.settings;
    const std::string root = shellQuoted(request.option("root"));
    std::vector<std::string> words = {"exec bwrap", std::format("{} {} /", settings.readOnlyRoot ? "--ro-bind" : "--bind", root), "--dev /dev", "--proc /proc"};
    for (const tuning::Tmpfs &tmpfs : settings.tmpfs) {
        addTmpfs(tmpfs, words);
        if (tmpfs.uid || tmpfs.gid)
            losses.push_back({std::format("the owner of {}: bubblewrap's are of the user that runs it", printable(tmpfs.path)), {}});
        if (!tmpfs.executable)
            losses.push_back({std::format("bubblewrap mounts {} so that files in it can be executed", printable(tmpfs.path)), {}});
    }
    words.emplace_back(request.option("network") == "own" ? "--unshare-all" : "--unshare-all --share-net");
    words.emplace_back("--die-with-parent");
    if (!settings.user.empty()) {
        const auto user = tuning::numericUser(settings.user);
        if (!user)
            losses.push_back({std::format("the user \"{}\" is a name, and bubblewrap takes numbers", printable(settings.user)), {}});
        else
            words.push_back(user->group ? std::format("--unshare-user --uid {} --gid {}", user->user, *user->group) : std::format("--unshare-user --uid {}", user->user));
    }
    if (settings.capabilities) {
        std::string caps = "--cap-drop ALL";
        for (const std::string &capability : *settings.capabilities)
            caps += " --cap-add " + capability;
        words.push_back(std::move(caps));
    }
    if (!settings.appArmorProfile.empty())
        losses.push_back({std::format("the AppArmor profile {}: bubblewrap changes to none (aa-exec -p does)", printable(settings.appArmorProfile)), {}});
    return words;
}

Result<Exported> writeBubblewrap(const Request &request)
{
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{{}, {}, plain->notes};
    exported.losses = decisionLosses(plain->profile, request.target.architecture, deciderOf(plain->filter), withoutListener(plain->filter));
    addFlagLosses(plain->profile, "bubblewrap", exported.losses);
    const Abi machine = request.target.architecture;
    const syscalls::Syscall *exec = syscalls::Catalogue::builtIn().find("execve");
    if (exec && !plain->filter.decide(machine, exec->number(machine)).executes())
        exported.losses.push_back({"bubblewrap executes the program under the filter, which refuses that, so that nothing starts", {"execve"}});

    std::vector<std::string> words = sandboxWords(request, exported.losses);
    words.push_back(std::format("--seccomp {}", kFilterDescriptor));
    words.emplace_back("-- \"$@\"");
    std::string text = std::format("#!/bin/sh\n# {}: runs a program in bubblewrap under a seccomp filter for {}.\n# Use: sh THIS-FILE PROGRAM [ARGUMENT...]\nset -e\n",
                                   printable(request.name), abiName(machine));
    if (const std::string &file = request.option("filter"); !file.empty()) {
        words.push_back(std::format("{}<{}", kFilterDescriptor, shellQuoted(file)));
    } else {
        text += "filter=$(mktemp)\nbase64 -d >\"$filter\" <<'END'\n" + base64Lines(plain->filter.program()) + "END\n";
        text += std::format("exec {}<\"$filter\"\nrm \"$filter\"\n", kFilterDescriptor);
    }
    exported.content = text + shellCommand(words);
    return exported;
}

} // namespace

Exporter bubblewrapExporter()
{
    return {{.id = "bubblewrap",
             .title = "bubblewrap command",
             .description = "a shell script that runs a program in bubblewrap under the filter",
             .sources = {Source::Profile},
             .suffix = ".sh",
             .syntax = "Bash",
             .usesSettings = true,
             .options = {{"root", "Root folder", "what becomes / of the sandbox", {}, "/"},
                         {"filter", "Filter file", "the file of a BPF export that the command reads; empty: the filter is part of the script", {}, ""},
                         {"network", "Network", "host: that of the machine; own: one without connections", {"host", "own"}, "host"},
                         logOption()},
             .limits = {"A listener: calls that one would be asked about are answered with ENOSYS.", "Flags of the loader.", "Users by name."}},
            writeBubblewrap};
}

} // namespace whittle::exports
