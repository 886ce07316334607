#pragma once

#include "base/result.h"

#include <QString>

#include <string>
#include <vector>

namespace whittle::app {

class ProfileDocument;

enum class BulkKind { AllowSeen, DenyUnseen, TakeDocker, TakePodman };

/// What an edit of many syscalls would do, and what it leaves alone.
struct BulkPlan
{
    QString step;                      // "Deny 12 syscalls that were never seen"
    std::vector<std::string> syscalls; // that change
    std::vector<std::string> kept;     // that one might expect to change
    QString keptReason;                // a sentence about them; empty where there are none
    bool everything = false;           // not a selection: the default action is taken, too
};

/// Plans an edit of the syscalls of scope, or of all syscalls where it is empty. Nothing is changed. Where no recording is attached the
/// first two have nothing to do. Errors: InvalidInput, where the recordings do not go together.
/// DenyUnseen keeps what a container needs to start and end with, as a proposal from the same recordings would; AllowSeen keeps denied
/// what the recordings' own base denied, and leaves limited syscalls limited.
[[nodiscard]] Result<BulkPlan> planBulkEdit(const ProfileDocument &document, BulkKind kind, const std::vector<std::string> &scope);

/// Carries it out as one step of the undo stack.
void applyBulkEdit(ProfileDocument &document, BulkKind kind, const BulkPlan &plan);

} // namespace whittle::app
