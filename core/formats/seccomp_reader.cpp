#include "formats/seccomp_reader.h"

#include "formats/seccomp_members.h"

#include <charconv>
#include <format>
#include <limits>
#include <map>

namespace whittle::formats {

namespace {

using namespace profile;

constexpr std::size_t kMostProblems = 100;

std::string_view kindName(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Null: return "null";
    case JsonKind::Bool: return "true or false";
    case JsonKind::Number: return "a number";
    case JsonKind::String: return "a string";
    case JsonKind::Array: return "a list";
    case JsonKind::Object: return "an object";
    }
    return {};
}

} // namespace

void SeccompReader::problem(const JsonValue &value, const std::string &path, std::string message, std::string suggestion)
{
    if (m_problems.size() >= kMostProblems)
        return;
    std::string full = m_prefix;
    if (!path.empty())
        full = full.empty() ? path : full + "." + path;
    m_problems.push_back({m_textPlaces.range(value), std::move(full), std::move(message), std::move(suggestion)});
}

bool SeccompReader::expect(const JsonValue &value, JsonKind kind, const std::string &path)
{
    if (value.kind == kind)
        return true;
    problem(value, path, std::format("{} is wanted here, not {}", kindName(kind), kindName(value.kind)));
    return false;
}

void SeccompReader::notePlace(const JsonValue &value, const std::string &path)
{
    m_document.places.insert_or_assign(path, m_textPlaces.range(value));
}

void SeccompReader::notePlacesBelow(const JsonValue &value, const std::string &path)
{
    notePlace(value, path);
    for (std::size_t i = 0; i < value.items.size(); ++i)
        notePlacesBelow(value.items[i], joinPath(path, i));
    for (const JsonMember &one : value.members)
        notePlacesBelow(one.value, joinPath(path, one.name));
}

// Calls take(name, value, path) for each known member, the last of equal ones; keeps order, and the text of what has no field.
template <std::size_t N, class Take>
void SeccompReader::readObject(const JsonValue &object, const std::string &path, const std::array<std::string_view, N> &names,
                               Members &members, Take &&take)
{
    std::map<std::string, std::size_t, std::less<>> last;
    std::vector<std::string_view> known(object.members.size());
    const auto identity = [&](std::size_t i) {
        return known[i].empty() ? object.members[i].name : std::string(known[i]);
    };
    for (std::size_t i = 0; i < object.members.size(); ++i) {
        known[i] = member::known(names, object.members[i].name);
        last[identity(i)] = i;
    }
    for (std::size_t i = 0; i < object.members.size(); ++i) {
        if (last.find(identity(i))->second != i)
            continue;
        const JsonMember &one = object.members[i];
        members.order.push_back(one.name);
        const std::string memberPath = joinPath(path, identity(i));
        bool isTaken = false;
        if (known[i].empty()) {
            notePlacesBelow(one.value, memberPath);
        } else {
            notePlace(one.value, memberPath);
            isTaken = one.value.kind != JsonKind::Null && take(known[i], one.value, memberPath);
        }
        if (!isTaken)
            members.unknown.emplace_back(one.name, m_text.substr(one.value.begin, one.value.end - one.value.begin));
    }
}

bool SeccompReader::readString(const JsonValue &value, const std::string &path, std::string &out)
{
    if (!expect(value, JsonKind::String, path))
        return false;
    out = value.text;
    return true;
}

template <class Each>
void SeccompReader::readList(const JsonValue &value, const std::string &path, Each &&each)
{
    if (!expect(value, JsonKind::Array, path))
        return;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const std::string itemPath = joinPath(path, i);
        notePlace(value.items[i], itemPath);
        each(value.items[i], itemPath);
    }
}

bool SeccompReader::readStrings(const JsonValue &value, const std::string &path, std::vector<std::string> &out)
{
    readList(value, path, [&](const JsonValue &item, const std::string &itemPath) {
        std::string text;
        if (readString(item, itemPath, text))
            out.push_back(std::move(text));
    });
    return true;
}

// Go reads unsigned numbers from digits alone: no sign, fraction or exponent.
template <class Number>
bool SeccompReader::readNumber(const JsonValue &value, const std::string &path, Number &out)
{
    if (!expect(value, JsonKind::Number, path))
        return false;
    const char *end = value.text.data() + value.text.size();
    const auto [stop, error] = std::from_chars(value.text.data(), end, out);
    if (error == std::errc() && stop == end)
        return true;
    const bool isTooLarge = error == std::errc::result_out_of_range;
    problem(value, path, isTooLarge
        ? std::format("{} is too large, the largest is {}", value.text, std::numeric_limits<Number>::max())
        : std::format("{} is not a whole number from 0 to {} without sign, fraction or exponent", value.text, std::numeric_limits<Number>::max()));
    return false;
}

bool SeccompReader::readAction(const JsonValue &value, const std::string &path, Action &out)
{
    std::string text;
    if (!readString(value, path, text))
        return false;
    const auto action = parseAction(text);
    if (!action) {
        problem(value, path, std::format("unknown action \"{}\"", text));
        return false;
    }
    out = *action;
    return true;
}

void SeccompReader::readArgument(const JsonValue &object, const std::string &path, ArgumentCondition &condition)
{
    if (!expect(object, JsonKind::Object, path))
        return;
    bool hasOperator = false;
    readObject(object, path, member::kArgument, condition.members, [&](std::string_view name, const JsonValue &value, const std::string &at) {
        if (name == "index")
            return readNumber(value, at, condition.index);
        if (name == "value")
            return readNumber(value, at, condition.value);
        if (name == "valueTwo")
            return readNumber(value, at, condition.valueTwo);
        hasOperator = true;
        std::string text;
        if (!readString(value, at, text))
            return false;
        const auto op = parseOperator(text);
        if (!op)
            problem(value, at, std::format("unknown operator \"{}\"", text));
        condition.op = op.value_or(Operator::EQ);
        return op.has_value();
    });
    if (!hasOperator)
        problem(object, path, "has no \"op\"");
}

void SeccompReader::readConditions(const JsonValue &object, const std::string &path, Conditions &conditions)
{
    if (!expect(object, JsonKind::Object, path))
        return;
    readObject(object, path, member::kConditions, conditions.members, [&](std::string_view name, const JsonValue &value, const std::string &at) {
        if (name == "caps")
            return readStrings(value, at, conditions.capabilities);
        if (name == "arches")
            return readStrings(value, at, conditions.architectures);
        return readString(value, at, conditions.minKernel);
    });
}

void SeccompReader::readArchitectureMap(const JsonValue &object, const std::string &path)
{
    if (!expect(object, JsonKind::Object, path))
        return;
    ArchitectureMap entry;
    readObject(object, path, member::kArchitectureMap, entry.members, [&](std::string_view name, const JsonValue &value, const std::string &at) {
        return name == "architecture" ? readString(value, at, entry.architecture) : readStrings(value, at, entry.subArchitectures);
    });
    m_document.profile.archMap.push_back(std::move(entry));
}

void SeccompReader::readRule(const JsonValue &object, const std::string &path)
{
    if (!expect(object, JsonKind::Object, path))
        return;
    Rule rule;
    bool hasAction = false;
    readObject(object, path, member::kRule, rule.members, [&](std::string_view name, const JsonValue &value, const std::string &at) {
        if (name == "name")
            return readString(value, at, rule.name.emplace());
        if (name == "names")
            return readStrings(value, at, rule.names);
        if (name == "action") {
            hasAction = true;
            return readAction(value, at, rule.action);
        }
        if (name == "errnoRet")
            return readNumber(value, at, rule.errnoRet.emplace());
        if (name == "errno")
            return readString(value, at, rule.errnoName.emplace());
        if (name == "comment")
            return readString(value, at, rule.comment);
        if (name == "args") {
            readList(value, at, [&](const JsonValue &item, const std::string &itemPath) { readArgument(item, itemPath, rule.args.emplace_back()); });
            return true;
        }
        readConditions(value, at, name == "includes" ? rule.includes : rule.excludes);
        return true;
    });
    if (!hasAction)
        problem(object, path, "has no \"action\"");
    m_document.profile.addRule(std::move(rule));
}

void SeccompReader::readProfile(const JsonValue &object)
{
    notePlace(object, {});
    Profile &profile = m_document.profile;
    readObject(object, {}, member::kProfile, profile.members, [&](std::string_view name, const JsonValue &value, const std::string &at) {
        if (name == "defaultAction") {
            // Empty is what Docker takes for "none".
            if (value.kind == JsonKind::String && value.text.empty())
                return false;
            return readAction(value, at, profile.defaultAction.emplace());
        }
        if (name == "defaultErrnoRet")
            return readNumber(value, at, profile.defaultErrnoRet.emplace());
        if (name == "defaultErrno")
            return readString(value, at, profile.defaultErrnoName.emplace());
        if (name == "architectures")
            return readStrings(value, at, profile.architectures);
        if (name == "flags")
            return readStrings(value, at, profile.flags.emplace());
        if (name == "listenerPath")
            return readString(value, at, profile.listenerPath);
        if (name == "listenerMetadata")
            return readString(value, at, profile.listenerMetadata);
        if (name == "archMap")
            readList(value, at, [this](const JsonValue &item, const std::string &itemPath) { readArchitectureMap(item, itemPath); });
        else
            readList(value, at, [this](const JsonValue &item, const std::string &itemPath) { readRule(item, itemPath); });
        return true;
    });
}

void SeccompReader::read(const JsonValue &root)
{
    if (!expect(root, JsonKind::Object, {}))
        return;
    const bool isConfig = !member::findFolded(root, "defaultAction") && !member::findFolded(root, "syscalls")
        && (member::findFolded(root, "linux") || member::findFolded(root, "ociVersion"));
    if (!isConfig) {
        readProfile(root);
        return;
    }
    const JsonValue *linuxPart = member::findFolded(root, "linux");
    const JsonValue *seccomp = linuxPart && linuxPart->kind == JsonKind::Object ? member::findFolded(*linuxPart, "seccomp") : nullptr;
    if (!seccomp || seccomp->kind == JsonKind::Null) {
        problem(root, {}, "is an OCI configuration without linux.seccomp, so it has no profile");
        return;
    }
    m_prefix = "linux.seccomp";
    if (!expect(*seccomp, JsonKind::Object, {}))
        return;
    m_document.profile.enclosingDocument
        = std::format("{}null{}", m_text.substr(0, seccomp->begin), m_text.substr(seccomp->end));
    readProfile(*seccomp);
}

} // namespace whittle::formats
