#pragma once

#include "imports/gatherer.h"

#include <optional>
#include <string_view>

namespace whittle::imports {

/// What an event name of sysdig or Falco stands for. Source: falcosecurity/libs driver/event_table.c.
struct SysdigCall
{
    std::optional<CallKey> key;
    bool isOther = false; // an event that is no syscall: switch, procexit, page_fault …
};
/// arguments: for the event "syscall", which names the call there: "ID=157(prctl) nativeID=157".
[[nodiscard]] SysdigCall sysdigCall(std::string_view name, std::string_view arguments);

/// errno in "res=-2(ENOENT)" or "fd=-2(ENOENT)"; 0: none.
[[nodiscard]] int sysdigError(std::string_view arguments);

} // namespace whittle::imports
