#pragma once

namespace whittle {

/// Puts something that can neither be read nor written in the place of standard streams that are closed. The next files that a program opens
/// would take their numbers otherwise, and get what it prints. For the beginning of main().
void holdStandardStreams();

} // namespace whittle
