#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "trace/recording.h"
#include "tuning/container_settings.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Everything that a profile or a recording can be written as. One file an exporter; the registry knows them all.
namespace whittle::exports {

/// What an exporter is made from.
enum class Source { Profile, Recording, AppArmor };

[[nodiscard]] std::string_view sourceName(Source source); // "profile", "recording", "apparmor"

/// One choice that an exporter leaves to the user.
struct OptionDescription
{
    std::string id;
    std::string title;
    std::string help;
    std::vector<std::string> choices; // empty: any text
    std::string standard;             // what counts where nothing is said
};

/// What a person and a dialog need to know of an exporter.
struct Description
{
    std::string id;          // "docker-old"
    std::string title;       // "Docker before 1.12"
    std::string description; // one line
    std::vector<Source> sources;
    std::string suffix;      // of files: ".json"
    std::string syntax;      // KSyntaxHighlighting's name of the language, "JSON"; empty: no text, or plain text
    bool isBinary = false;
    bool usesSettings = false; // writes ContainerSettings
    std::vector<OptionDescription> options;
    std::vector<std::string> limits; // what the form has no words for, whole sentences

    [[nodiscard]] bool takes(Source source) const;
};

/// What is to be written. Pointers are borrowed; one source at least is given.
struct Request
{
    std::string name = "profile";  // what the result calls itself: "nginx-seccomp"
    std::string profileFile;       // where the profile lies, for forms that refer to it; empty: name with .json
    const profile::Profile *profile = nullptr;
    std::span<const trace::Recording> recordings; // a source, or the evidence beside a profile
    std::string appArmor;          // the text of a policy
    profile::Target target;        // whose decisions are kept
    tuning::ContainerSettings settings; // its capabilities, where given, are the target's
    std::map<std::string, std::string, std::less<>> options; // by OptionDescription::id

    /// The value of an option; exportAs() has filled in what was not given.
    [[nodiscard]] const std::string &option(std::string_view id) const;
};

/// Something that the result decides or does otherwise than what it was made from.
struct Loss
{
    std::string what;                  // a sentence without its full stop
    std::vector<std::string> items; // the syscalls, or the rules, that it is about; empty: no single ones

    /// The whole of it: "refused instead of … : a, b, c".
    [[nodiscard]] std::string inWords() const;
    bool operator==(const Loss &) const = default;
};

struct Exported
{
    std::string content; // text in UTF-8, or bytes
    std::vector<Loss> losses;
    std::vector<std::string> notes; // what a person should know; nothing is lost by them
};

struct Exporter
{
    Description description;
    Result<Exported> (*write)(const Request &request) = nullptr;
};

/// In the order in which they are shown.
[[nodiscard]] std::span<const Exporter> all();
[[nodiscard]] const Exporter *find(std::string_view id);

/// Writes. Decisions are those of the target: conditions are resolved for it where the form has none. Errors: InvalidInput for an unknown
/// exporter, option or value, for a source that the exporter does not take, and where no engine would load the profile. Any thread.
[[nodiscard]] Result<Exported> exportAs(std::string_view id, Request request);

} // namespace whittle::exports
