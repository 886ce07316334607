#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <vector>

namespace whittle::app {

/// A profile or a policy that is open, as it can be brought back after a crash: text, and what undo and redo would do.
struct ProfileJournal
{
    struct Step
    {
        QString name;     // "Deny mount"
        std::string text; // after it

        bool operator==(const Step &) const = default;
    };
    QString path; // empty: no file yet
    QString suggestedName;
    bool neverSaved = false;
    std::string base;        // before the first step
    std::vector<Step> steps; // the newest ones
    int index = 0;           // how many of them are done
    int cleanIndex = -1;     // after how many the text is the file's; -1: after none of these
    std::string savedText;   // of the file, where cleanIndex is -1
    bool isPolicy = false;   // of AppArmor

    bool operator==(const ProfileJournal &) const = default;
};

inline constexpr int kMaxJournalSteps = 200;
inline constexpr std::size_t kMaxJournalBytes = std::size_t{64} << 20;

/// Each step is written as its difference from the one before, so that a long history is small.
[[nodiscard]] QByteArray toBytes(const ProfileJournal &journal);
/// Errors: InvalidInput, for what is not whole or not of this version.
[[nodiscard]] Result<ProfileJournal> journalOf(const QByteArray &bytes);

} // namespace whittle::app
