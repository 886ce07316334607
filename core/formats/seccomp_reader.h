#pragma once

#include "formats/json_tree.h"
#include "formats/seccomp_json.h"
#include "formats/text_places.h"

namespace whittle::formats {

/// Makes a profile of a JSON tree and notes places and problems on the way. Used by seccomp_json.cpp alone.
class SeccompReader
{
public:
    SeccompReader(std::string_view text, const TextPlaces &places) : m_text(text), m_textPlaces(places) {}

    /// The profile in root, which is one itself or an OCI config.json.
    void read(const JsonValue &root);

    std::vector<TextProblem> takeProblems() { return std::move(m_problems); }
    SeccompDocument takeDocument() { return std::move(m_document); }

private:
    template <std::size_t N, class Take>
    void readObject(const JsonValue &object, const std::string &path, const std::array<std::string_view, N> &names, profile::Members &members, Take &&take);
    void readProfile(const JsonValue &object);
    void readRule(const JsonValue &object, const std::string &path);
    void readArgument(const JsonValue &object, const std::string &path, profile::ArgumentCondition &condition);
    void readConditions(const JsonValue &object, const std::string &path, profile::Conditions &conditions);
    void readArchitectureMap(const JsonValue &object, const std::string &path);

    bool readString(const JsonValue &value, const std::string &path, std::string &out);
    bool readStrings(const JsonValue &value, const std::string &path, std::vector<std::string> &out);
    template <class Number>
    bool readNumber(const JsonValue &value, const std::string &path, Number &out);
    bool readAction(const JsonValue &value, const std::string &path, profile::Action &out);
    template <class Each>
    void readList(const JsonValue &value, const std::string &path, Each &&each);

    bool expect(const JsonValue &value, JsonKind kind, const std::string &path);
    void problem(const JsonValue &value, const std::string &path, std::string message, std::string suggestion = {});
    void notePlace(const JsonValue &value, const std::string &path);
    void notePlacesBelow(const JsonValue &value, const std::string &path);

    std::string_view m_text;
    const TextPlaces &m_textPlaces;
    std::string m_prefix; // where in the document the profile stands: "linux.seccomp"
    SeccompDocument m_document;
    std::vector<TextProblem> m_problems;
};

} // namespace whittle::formats
