#pragma once

#include "base/result.h"

#include <QTest>

#include <string>

// Fails the test with the error's text when a Result holds an error.
#define VERIFY_RESULT(result) \
    do { \
        const auto &whittleResult = (result); \
        QVERIFY2(whittleResult.has_value(), whittleResult.has_value() ? "" : whittleResult.error().message.c_str()); \
    } while (false)

// Ends the test as skipped where the reference data is not beside the project; expands to the folder's path otherwise.
#define REQUIRE_SHARED(variable) \
    const std::string variable = whittle::test::sharedDir(); \
    if (variable.empty()) \
    QSKIP("needs ../shared/reference beside the project, which is not here")

namespace whittle::test {

/// The folder shared/reference beside the project; empty when there is none.
[[nodiscard]] std::string sharedDir();
/// A file below tests/data.
[[nodiscard]] std::string dataPath(const std::string &name);
/// A program of this build, e.g. "whittle-cli".
[[nodiscard]] std::string programPath(const std::string &name);
/// The whole file; fails the test when it cannot be read.
[[nodiscard]] std::string contentOf(const std::string &path);

} // namespace whittle::test
