#pragma once

#include "analysis/value_answers.h"
#include "profile/filter.h"
#include "profile/profile.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::tuning {

/// By argument index, at most one for each.
using analysis::Conjunction;
/// The calls for which at least one of them holds: what the rules of one syscall with one action say. Empty: none.
using ArgumentSet = std::vector<Conjunction>;

[[nodiscard]] ArgumentSet allArguments();
[[nodiscard]] bool isAll(const ArgumentSet &set);
[[nodiscard]] bool contains(const ArgumentSet &set, const profile::Arguments &arguments);

/// What a rule's args say to a runtime: one conjunction, or one for each condition where two are about one argument.
[[nodiscard]] ArgumentSet argumentsOf(const profile::Rule &rule);

/// In one order, without members of the file, repetitions and conjunctions that another one covers.
[[nodiscard]] ArgumentSet normalised(ArgumentSet set);
[[nodiscard]] ArgumentSet united(const ArgumentSet &a, const ArgumentSet &b);
/// Empty where rules cannot say it: a rule has one condition for each argument, and a filter no room for very many rules.
[[nodiscard]] std::optional<ArgumentSet> intersected(const ArgumentSet &a, const ArgumentSet &b);
[[nodiscard]] std::optional<ArgumentSet> complement(const ArgumentSet &set);

/// "domain = AF_INET or domain = AF_UNIX"; "always", "never".
[[nodiscard]] std::string argumentWords(std::string_view syscall, const ArgumentSet &set);

} // namespace whittle::tuning
