#include "cli/target_options.h"

#include "profile/libseccomp_names.h"

#include <array>
#include <format>
#include <utility>

namespace whittle::cli {

namespace {

using profile::EngineRules;
using profile::Runtime;
using profile::Target;

template <class Value, std::size_t N>
Result<Value> choose(const std::array<std::pair<std::string_view, Value>, N> &choices, const std::string &option, const std::string &text)
{
    std::string known;
    for (const auto &[name, value] : choices) {
        if (name == text)
            return value;
        known += (known.empty() ? "" : ", ") + std::string(name);
    }
    return fail(ErrorCode::InvalidInput, std::format("{}: unknown \"{}\"; one of: {}", option, text, known));
}

constexpr std::array kRules = {
    std::pair{std::string_view("docker"), EngineRules::Docker},
    std::pair{std::string_view("podman"), EngineRules::Podman},
    std::pair{std::string_view("containerd"), EngineRules::Containerd},
};
constexpr std::array kRuntimes = {
    std::pair{std::string_view("runc"), Runtime::Runc},
    std::pair{std::string_view("crun"), Runtime::Crun},
};

Result<Abi> parseOption(const std::string &option, const std::string &text)
{
    const auto abi = parseAbi(text);
    if (!abi)
        return fail(ErrorCode::InvalidInput, std::format("{}: unknown \"{}\"", option, text));
    return *abi;
}

} // namespace

void TargetOptions::addTo(CLI::App &command)
{
    const auto add = [&command](const char *name, auto &value, const char *help) { return command.add_option(name, value, help)->group("Target"); };
    add("--arch", m_architecture, "The machine: x86_64 or aarch64 (default: this one)");
    add("--abi", m_abi, "The ABI of the call: x86_64, x32, i386, aarch64, arm (default: the machine's own)");
    // One value a time, so that what follows is not taken for capabilities too.
    add("--cap", m_capabilities, "A capability beside the engine's default ones (repeatable)")->allow_extra_args(false);
    command.add_flag("--no-caps", m_noCapabilities, "No capabilities but those of --cap")->group("Target");
    add("--kernel", m_kernel, "Version of the kernel: 6.1 (default: the running one)");
    add("--engine-rules", m_rules, "Whose reading of conditions: docker, podman or containerd (default: docker)");
    add("--runtime", m_runtime, "runc, which adds its ENOSYS answers for new syscalls, or crun (default: runc)");
    add("--libseccomp", m_libseccomp, "Leave out syscalls that this version of libseccomp does not know (default: ours)");
}

Result<Target> TargetOptions::target(const std::string &profileName) const
{
    Target target;
    if (!m_architecture.empty()) {
        const auto architecture = parseOption("--arch", m_architecture);
        if (!architecture)
            return std::unexpected(architecture.error());
        if (*architecture != Abi::X86_64 && *architecture != Abi::Aarch64)
            return fail(ErrorCode::InvalidInput, std::format("--arch: a machine is x86_64 or aarch64; {} is an ABI, see --abi", m_architecture));
        target.architecture = *architecture;
    }
    if (!m_rules.empty()) {
        const auto rules = choose(kRules, "--engine-rules", m_rules);
        if (!rules)
            return std::unexpected(rules.error());
        target.rules = *rules;
    } else if (profileName == "podman-default") {
        target.rules = EngineRules::Podman;
    }
    if (m_noCapabilities)
        target.capabilities.clear();
    else
        target.capabilities = profile::defaultCapabilities(target.rules);
    for (const std::string &text : m_capabilities) {
        auto name = profile::parseCapability(text);
        if (!name)
            return addContext(std::move(name).error(), "--cap");
        target.capabilities.insert(std::move(*name));
    }
    if (!m_kernel.empty()) {
        auto kernel = profile::parseKernelRelease(m_kernel);
        if (!kernel)
            return addContext(std::move(kernel).error(), "--kernel");
        target.kernel = *kernel;
    }
    if (!m_runtime.empty()) {
        const auto runtime = choose(kRuntimes, "--runtime", m_runtime);
        if (!runtime)
            return std::unexpected(runtime.error());
        target.runtime = *runtime;
    }
    if (!m_libseccomp.empty() && !profile::isLibseccompVersion(m_libseccomp))
        return fail(ErrorCode::InvalidInput, std::format("--libseccomp: unknown version \"{}\"; known from {} on", m_libseccomp, profile::oldestLibseccompVersion()));
    target.libseccomp = m_libseccomp;
    return target;
}

Result<std::optional<Abi>> TargetOptions::abi(const Target &target) const
{
    if (m_abi.empty())
        return std::nullopt;
    const auto abi = parseOption("--abi", m_abi);
    if (!abi)
        return std::unexpected(abi.error());
    const bool isX86 = *abi == Abi::X86_64 || *abi == Abi::X32 || *abi == Abi::I386;
    if (isX86 != (target.architecture == Abi::X86_64))
        return fail(ErrorCode::InvalidInput, std::format("--abi: no {} machine runs {}", abiName(target.architecture), m_abi));
    return *abi;
}

bool TargetOptions::areDefault() const
{
    return m_architecture.empty() && m_abi.empty() && m_capabilities.empty() && !m_noCapabilities && m_kernel.empty() && m_rules.empty()
        && m_runtime.empty() && m_libseccomp.empty();
}

} // namespace whittle::cli
