#include "formats/seccomp_json.h"

#include "formats/json_tree.h"
#include "formats/seccomp_members.h"

#include <algorithm>

namespace whittle::formats {

namespace {

using namespace profile;

// What a field gives for writing. Without a value a member is left out; an empty value is written only where the file had the member.
struct Field
{
    std::optional<JsonValue> value;
    bool isEmpty = false;
};

JsonValue container(JsonKind kind)
{
    JsonValue value;
    value.kind = kind;
    return value;
}

Field text(const std::string &value)
{
    return {jsonString(value), value.empty()};
}

Field strings(const std::vector<std::string> &values)
{
    return {jsonStrings(values), values.empty()};
}

template <class T, class Make>
Field optionalField(const std::optional<T> &value, Make &&make)
{
    if (!value)
        return {};
    return {make(*value), false};
}

JsonValue parsed(const std::string &jsonText)
{
    JsonFault ignored;
    return parseJson(jsonText, ignored).value_or(JsonValue()); // was read from JSON before
}

// Puts members back where the file had them; what is new follows in the usual order.
template <std::size_t N, class FieldOf>
JsonValue makeObject(const Members &members, const std::array<std::string_view, N> &names, FieldOf &&fieldOf)
{
    JsonValue object = container(JsonKind::Object);
    std::vector<std::string_view> written;
    for (const std::string &name : members.order) {
        const std::string_view known = member::known(names, name);
        const auto kept = std::ranges::find(members.unknown, name, &std::pair<std::string, std::string>::first);
        Field field;
        if (!known.empty()) {
            written.push_back(known);
            field = fieldOf(known);
        }
        if (field.value && !(field.isEmpty && kept != members.unknown.end()))
            object.members.push_back({name, std::move(*field.value)});
        else if (kept != members.unknown.end())
            object.members.push_back({name, parsed(kept->second)});
    }
    for (const std::string_view name : names) {
        if (std::ranges::contains(written, name))
            continue;
        Field field = fieldOf(name);
        if (field.value && !field.isEmpty)
            object.members.push_back({std::string(name), std::move(*field.value)});
    }
    return object;
}

template <class List, class Make>
Field listField(const List &list, Make &&make)
{
    JsonValue array = container(JsonKind::Array);
    for (const auto &one : list)
        array.items.push_back(make(one));
    return {std::move(array), list.empty()};
}

JsonValue argumentValue(const ArgumentCondition &condition)
{
    return makeObject(condition.members, member::kArgument, [&](std::string_view name) -> Field {
        // The first two are always written when the condition is new: a reader should not have to know their default.
        if (name == "index")
            return {jsonNumber(condition.index), condition.index == 0 && !condition.members.order.empty()};
        if (name == "value")
            return {jsonNumber(condition.value), condition.value == 0 && !condition.members.order.empty()};
        if (name == "valueTwo") {
            const bool isMask = condition.op == Operator::MaskedEq && condition.members.order.empty();
            return {jsonNumber(condition.valueTwo), condition.valueTwo == 0 && !isMask};
        }
        return {jsonString(operatorName(condition.op)), false};
    });
}

Field conditionsField(const Conditions &conditions)
{
    JsonValue value = makeObject(conditions.members, member::kConditions, [&](std::string_view name) -> Field {
        if (name == "caps")
            return strings(conditions.capabilities);
        if (name == "arches")
            return strings(conditions.architectures);
        return text(conditions.minKernel);
    });
    const bool isEmpty = value.members.empty();
    return {std::move(value), isEmpty};
}

JsonValue ruleValue(const Rule &rule)
{
    return makeObject(rule.members, member::kRule, [&](std::string_view name) -> Field {
        if (name == "name")
            return optionalField(rule.name, jsonString);
        if (name == "names")
            return strings(rule.names);
        if (name == "action")
            return {jsonString(actionName(rule.action)), false};
        if (name == "errnoRet")
            return optionalField(rule.errnoRet, jsonNumber);
        if (name == "errno")
            return optionalField(rule.errnoName, jsonString);
        if (name == "args")
            return listField(rule.args, argumentValue);
        if (name == "comment")
            return text(rule.comment);
        return conditionsField(name == "includes" ? rule.includes : rule.excludes);
    });
}

JsonValue architectureMapValue(const ArchitectureMap &entry)
{
    return makeObject(entry.members, member::kArchitectureMap, [&](std::string_view name) -> Field {
        return name == "architecture" ? text(entry.architecture) : strings(entry.subArchitectures);
    });
}

JsonValue profileValue(const Profile &profile)
{
    return makeObject(profile.members, member::kProfile, [&](std::string_view name) -> Field {
        if (name == "defaultAction")
            return optionalField(profile.defaultAction, [](Action action) { return jsonString(actionName(action)); });
        if (name == "defaultErrnoRet")
            return optionalField(profile.defaultErrnoRet, jsonNumber);
        if (name == "defaultErrno")
            return optionalField(profile.defaultErrnoName, jsonString);
        if (name == "architectures")
            return strings(profile.architectures);
        if (name == "archMap")
            return listField(profile.archMap, architectureMapValue);
        if (name == "flags")
            return optionalField(profile.flags, jsonStrings);
        if (name == "listenerPath")
            return text(profile.listenerPath);
        if (name == "listenerMetadata")
            return text(profile.listenerMetadata);
        return listField(profile.rules, ruleValue);
    });
}

} // namespace

std::string writeSeccompJson(const Profile &profile)
{
    JsonValue value = profileValue(profile);
    if (!profile.enclosingDocument.empty()) {
        JsonValue document = parsed(profile.enclosingDocument);
        JsonValue *linuxPart = member::findFolded(document, "linux");
        if (JsonValue *place = linuxPart ? member::findFolded(*linuxPart, "seccomp") : nullptr) {
            *place = std::move(value);
            value = std::move(document);
        }
    }
    return toText(value) + "\n";
}

} // namespace whittle::formats
