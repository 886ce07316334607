#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::profile {

/// SCMP_ACT_*. Kill is the old spelling of KillThread; kept apart so that a file is written as it was read.
enum class Action : std::uint8_t { KillProcess, KillThread, Kill, Trap, Errno, Notify, Trace, Log, Allow };

[[nodiscard]] std::string_view actionName(Action action); // "SCMP_ACT_ALLOW"
[[nodiscard]] std::optional<Action> parseAction(std::string_view text);

enum class Operator : std::uint8_t { NE, LT, LE, EQ, GE, GT, MaskedEq };

[[nodiscard]] std::string_view operatorName(Operator op); // "SCMP_CMP_EQ"
[[nodiscard]] std::optional<Operator> parseOperator(std::string_view text);

/// The members of one JSON object as the file had them: their order and spelling, and the ones that Whittle has no field for, as
/// JSON text. Writing puts known members where they were; new ones follow in the usual order. A known member whose value says
/// nothing that a field could hold (null, an empty action) is kept in unknown too, and written so as long as its field is empty.
struct Members
{
    std::vector<std::string> order;
    std::vector<std::pair<std::string, std::string>> unknown; // name, JSON text

    bool operator==(const Members &) const = default;
};

struct ArgumentCondition
{
    std::uint32_t index = 0;
    Operator op = Operator::EQ;
    std::uint64_t value = 0; // MaskedEq: the mask
    std::uint64_t valueTwo = 0; // MaskedEq: what the masked argument must equal
    Members members;

    bool operator==(const ArgumentCondition &) const = default;
};

/// When a rule counts, as in Docker's JSON ("includes", "excludes").
struct Conditions
{
    std::vector<std::string> capabilities;
    std::vector<std::string> architectures; // Go's names: amd64, arm64, x86 …
    std::string minKernel;                  // "4.8"
    Members members;

    [[nodiscard]] bool isEmpty() const { return capabilities.empty() && architectures.empty() && minKernel.empty(); }
    bool operator==(const Conditions &) const = default;
};

/// Names a rule as long as a profile is open; rows and positions move, ids stay. Not saved.
using RuleId = std::uint64_t;

struct Rule
{
    RuleId id = 0;
    std::vector<std::string> names;
    std::optional<std::string> name; // the old form, one syscall a rule
    Action action = Action::Allow;
    std::optional<std::uint32_t> errnoRet;
    std::optional<std::string> errnoName; // "errno", "EPERM": Podman's; wins over errnoRet there and nowhere else
    std::vector<ArgumentCondition> args;
    Conditions includes;
    Conditions excludes;
    std::string comment;
    Members members;

    /// The names of both forms.
    [[nodiscard]] std::vector<std::string> allNames() const;
    /// All but the id.
    [[nodiscard]] bool sameAs(const Rule &other) const;
};

/// One entry of Docker's archMap.
struct ArchitectureMap
{
    std::string architecture; // SCMP_ARCH_*
    std::vector<std::string> subArchitectures;
    Members members;

    bool operator==(const ArchitectureMap &) const = default;
};

/// A seccomp profile as Docker, Podman and the OCI runtime specification write it, loss-free. Action names and syscall names are kept
/// even when unknown to this version (see profile/check.h for findings).
struct Profile
{
    std::optional<Action> defaultAction;
    std::optional<std::uint32_t> defaultErrnoRet;
    std::optional<std::string> defaultErrnoName; // "defaultErrno", as Rule::errnoName
    std::vector<std::string> architectures; // SCMP_ARCH_*
    std::vector<ArchitectureMap> archMap;
    std::optional<std::vector<std::string>> flags; // absent and empty differ (semantics of runc)
    std::string listenerPath;
    std::string listenerMetadata;
    std::vector<Rule> rules;
    Members members;
    /// For an OCI config.json: everything around linux.seccomp, as JSON text; written back around the profile.
    std::string enclosingDocument;
    RuleId nextId = 1;

    /// Appends with a fresh id and returns it.
    RuleId addRule(Rule rule);
    [[nodiscard]] Rule *find(RuleId id);
    [[nodiscard]] const Rule *find(RuleId id) const;
};

} // namespace whittle::profile
