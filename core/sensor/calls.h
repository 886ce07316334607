#pragma once

#include "syscalls/calls.h"

// The sensor's words for the table that it shares with the readers of other tracers' output.
namespace whittle::sensor {

namespace operation = syscalls::operation;
using syscalls::Call;
using syscalls::callOf;
using syscalls::Handling;
using syscalls::PathArgument;

} // namespace whittle::sensor
