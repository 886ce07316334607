#include "formats/seccomp_json.h"
#include "imports/document_parts.h"
#include "profile/architecture.h"
#include "profile/filter.h"

#include <algorithm>
#include <cerrno>
#include <format>
#include <map>
#include <set>

namespace whittle::imports {

namespace {

using profile::Action;

bool letsThrough(Action action) { return action == Action::Allow || action == Action::Log || action == Action::Notify || action == Action::Trace; }

std::string denialText(Action action, std::uint32_t errnoValue)
{
    profile::Decision decision;
    decision.action = action == Action::Kill ? Action::KillThread : action;
    decision.data = action == Action::Errno ? static_cast<std::uint16_t>(errnoValue) : std::uint16_t{0};
    return decision.toString();
}

std::vector<Abi> abisOf(const profile::Profile &plain)
{
    std::vector<Abi> abis;
    for (const std::string &architecture : plain.architectures) {
        if (const auto abi = parseAbi(architecture))
            abis.push_back(*abi);
    }
    return abis;
}

class ProfileAdder
{
public:
    ProfileAdder(const std::string &name, Gatherer &gatherer, DocumentResult &result) : m_gatherer(gatherer), m_result(result)
    {
        m_process = gatherer.process(0, name);
    }

    void add(const profile::Profile &plain)
    {
        const Action defaultAction = plain.defaultAction.value_or(Action::Allow);
        std::vector<Abi> abis = abisOf(plain);
        const bool anyOther = abis.size() < plain.architectures.size();
        if (abis.empty() && anyOther) {
            m_result.notes.emplace_back("the profile is for machines that Whittle does not know; its names are taken for those of this one");
        }
        if (abis.empty())
            abis.push_back(nativeAbi());
        // The profile's own machine first: the others are its compatible ABIs, on which the same names are allowed.
        for (const profile::Rule &rule : plain.rules) {
            for (const std::string &name : rule.allNames())
                addRule(name, rule, plain, abis);
        }
        if (letsThrough(defaultAction))
            addRest(abis);
    }

private:
    void addRule(const std::string &name, const profile::Rule &rule, const profile::Profile &plain, const std::vector<Abi> &abis)
    {
        const auto &names = SyscallNames::instance();
        if (name.empty())
            return;
        const NameId id = names.find(name);
        const auto number = id == kUnknownName ? numberInHex(name) : std::nullopt;
        if (id == kUnknownName && !number) {
            if (m_unknown.insert(name).second) {
                ++m_result.passedOver;
                if (!syscalls::Catalogue::builtIn().existsElsewhere(name) && m_unknown.size() <= 5)
                    m_result.notes.push_back(std::format("\"{}\" is no syscall that Whittle knows; it is passed over", name.substr(0, 60)));
            }
            return;
        }
        bool any = false;
        for (const Abi abi : abis) {
            if (id != kUnknownName && names.at(id).number(abi) < 0)
                continue;
            if (id == kUnknownName && abi != abis.front())
                continue;
            any = true;
            const CallKey key = id != kUnknownName ? CallKey::named(id, known(abi)) : CallKey::numbered(*number, known(abi));
            m_named.insert({abi, name});
            if (letsThrough(rule.action)) {
                m_gatherer.count(m_process, key, 1, 0);
                for (const profile::ArgumentCondition &condition : rule.args) {
                    if (condition.op == profile::Operator::EQ && condition.index < 6)
                        m_gatherer.addValue(m_process, key, condition.index, condition.value);
                }
            } else if (rule.args.empty()) {
                const std::uint32_t errnoValue = rule.errnoRet.value_or(plain.defaultErrnoRet.value_or(EPERM));
                m_gatherer.addDenial(m_process, key, denialText(rule.action, errnoValue), 1, 0);
            } else {
                // Refused for some arguments only, and let through for the rest where the default lets through.
                m_named.erase({abi, name});
            }
        }
        if (any)
            ++m_result.understood;
        else
            ++m_result.passedOver; // of another machine
    }

    // What a deny list lets through is everything else.
    void addRest(const std::vector<Abi> &abis)
    {
        const auto &catalogue = syscalls::Catalogue::builtIn();
        const auto &names = SyscallNames::instance();
        for (const Abi abi : abis) {
            for (const syscalls::Syscall &syscall : catalogue.all()) {
                if (!syscall.existsOn(abi) || m_named.contains({abi, syscall.name}))
                    continue;
                m_gatherer.count(m_process, CallKey::named(names.find(syscall.name), known(abi)), 1, 0);
                ++m_result.understood;
            }
        }
        m_result.notes.emplace_back("what no rule names is let through by this profile, so every other syscall counts as allowed");
    }

    // Inspektor Gadget writes "syscall_1f4" for numbers without a name.
    static std::optional<std::uint32_t> numberInHex(const std::string &name)
    {
        constexpr std::string_view kFront = "syscall_";
        if (!name.starts_with(kFront))
            return std::nullopt;
        std::string_view digits = std::string_view(name).substr(kFront.size());
        if (digits.starts_with("0x"))
            digits.remove_prefix(2);
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
        return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
    }

    Gatherer &m_gatherer;
    DocumentResult &m_result;
    Gatherer::ProcessId m_process = 0;
    std::set<std::string> m_unknown;
    std::set<std::pair<Abi, std::string>> m_named;
};

} // namespace

Result<> addProfile(std::string_view seccompJson, const std::string &name, Gatherer &gatherer, DocumentResult &result)
{
    const auto document = formats::readSeccompJson(seccompJson);
    if (!document)
        return std::unexpected(document.error());
    profile::Target target;
    if (const auto &architectures = document->profile.architectures; !architectures.empty()) {
        // A profile of another machine is read as that machine's.
        const bool arm = std::ranges::none_of(architectures, [](const std::string &one) { return one.contains("X86") || one == "SCMP_ARCH_X32"; })
            && std::ranges::any_of(architectures, [](const std::string &one) { return one.contains("AARCH64") || one == "SCMP_ARCH_ARM"; });
        if (arm)
            target.architecture = Abi::Aarch64;
        else if (std::ranges::any_of(architectures, [](const std::string &one) { return one.contains("X86"); }))
            target.architecture = Abi::X86_64;
    }
    auto plain = profile::resolve(document->profile, target);
    if (!plain)
        return std::unexpected(plain.error());
    const bool isConditional = std::ranges::any_of(document->profile.rules, [](const profile::Rule &rule) { return !rule.includes.isEmpty() || !rule.excludes.isEmpty(); });
    if (isConditional)
        result.notes.emplace_back("the profile's conditions were decided for Docker's usual capabilities and this machine's kernel");
    ProfileAdder(name, gatherer, result).add(*plain);
    return {};
}

} // namespace whittle::imports
