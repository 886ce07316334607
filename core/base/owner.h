#pragma once

#include <string>
#include <string_view>

namespace whittle {

/// The label of every container that we make; its value is the owner.
inline constexpr const char *kOwnerLabel = "org.whittle.owner";

/// Names this process beyond the reuse of its number: boot, process namespace, pid and start time.
[[nodiscard]] std::string thisOwner();
/// The same, short and made of letters, digits and '_' alone, for names of folders and image tags.
[[nodiscard]] std::string thisOwnerName();

/// Whether an owner, in either form, is certainly gone: an earlier boot, or no such process in our own namespace. An owner of another
/// namespace, or a text that is none of ours, cannot be judged and counts as alive.
[[nodiscard]] bool ownerIsDead(std::string_view owner);

} // namespace whittle
