#pragma once

#include "profile/profile.h"

#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

namespace whittle::app {

class ProfileDocument;

/// Edits of the rules as the file has them, each one named step of the document's undo stack. Rules are told by their place in the file, from
/// 0, because ids are of one reading of the text. Nothing happens while the text is not valid, or where nothing would change.
namespace ruleedits {

/// Another rule at that place. Changes of one rule that follow each other within a second are one step.
void setRule(ProfileDocument &document, std::size_t place, const profile::Rule &rule);
void setNames(ProfileDocument &document, std::size_t place, const std::vector<std::string> &names);
/// A rule that allows, with these names, in front of the one at the place.
void add(ProfileDocument &document, std::size_t place, const std::vector<std::string> &names);
void remove(ProfileDocument &document, const std::vector<std::size_t> &places);
/// Puts the rules in front of the one that is at the place now.
void move(ProfileDocument &document, const std::vector<std::size_t> &places, std::size_t to);
/// Gives the names a rule of their own behind the one that has them.
void split(ProfileDocument &document, std::size_t place, const std::vector<std::string> &names);
/// Makes one of rules that say the same.
void join(ProfileDocument &document, const std::vector<std::size_t> &places);
/// True where join() would change something.
[[nodiscard]] bool canJoin(const profile::Profile &profile, const std::vector<std::size_t> &places);
void setDefaultAnswer(ProfileDocument &document, profile::Action action, std::optional<std::uint32_t> errnoRet);

/// What a person types as names: syscalls, and @groups of systemd for all that are in them; commas and blanks divide. Each once.
[[nodiscard]] std::vector<std::string> namesIn(const QString &text);

} // namespace ruleedits
} // namespace whittle::app
