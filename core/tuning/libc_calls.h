#pragma once

#include "base/abi.h"
#include "base/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::tuning {

/// What a function of a C library does when one of its calls is refused.
struct RefusedCall
{
    std::vector<std::string> then; // calls that it makes instead, and not before
    std::string result;            // "fails EPERM", "crashes", "hangs"; empty: it works as before

    bool operator==(const RefusedCall &) const = default;
};

struct LibcFunction
{
    std::string function;           // "pthread_create", "faccessat with flags"
    std::vector<std::string> calls; // in order of first use
    std::map<std::string, RefusedCall, std::less<>> onEnosys; // by call; a call that is not there makes no difference
    std::map<std::string, RefusedCall, std::less<>> onEperm;
};

/// One C library as it was measured on one machine.
struct Libc
{
    std::string library; // "glibc", "musl"
    std::string release; // "2.41"
    Abi machine = Abi::X86_64;
    std::vector<LibcFunction> functions;

    /// The functions that make the call, with the answer that makes one of them make another call instead; nullptr where there is none.
    [[nodiscard]] const RefusedCall *fallBack(std::string_view call) const;
};

/// Measured by installer/measure-libc (resources/tuning/libc-calls.json). Immutable; any thread.
class LibcCalls
{
public:
    [[nodiscard]] static const LibcCalls &builtIn();
    /// Errors: InvalidInput naming the JSON path.
    [[nodiscard]] static Result<LibcCalls> parse(std::string_view text);

    [[nodiscard]] std::span<const Libc> all() const { return m_libraries; }
    /// nullptr where it was not measured on that machine.
    [[nodiscard]] const Libc *find(std::string_view library, Abi machine) const;

private:
    std::vector<Libc> m_libraries;
};

} // namespace whittle::tuning
