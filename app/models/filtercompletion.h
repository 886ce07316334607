#pragma once

#include "models/completion.h"

#include <QStringList>

#include <vector>

namespace whittle::app {

class Evidence;

/// What is there to be named in a filter beside what is always there.
struct FilterContext
{
    QStringList processes;
    QStringList probes;
    int rules = 0;
    bool hasProfile = true; // false: of a recording alone, without the keys about decisions and rules
};

/// The names that recordings give; rules are left to the caller.
[[nodiscard]] FilterContext filterContextOf(const Evidence &evidence);

/// What fits a word of the syscall table's filter as far as it is typed: the values that go on from a key with its comparison, or keys,
/// each with a few words about it. A - or ! in front stays. The likeliest first, bounded.
[[nodiscard]] std::vector<Completion> filterCompletions(const QString &word, const FilterContext &context);

/// Of a list of whole terms, those that hold the word.
[[nodiscard]] std::vector<Completion> termsWith(const QStringList &terms, const QString &word);

} // namespace whittle::app
