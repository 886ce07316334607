#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace whittle {

enum class ErrorCode { InvalidInput, NotFound, PermissionDenied, Unavailable, Cancelled, Unsupported, Io };

/// Why something could not be done. The message names the thing that failed (path, JSON pointer, line, container id) and owns
/// its text; systemErrno is the errno of the moment, 0 where the system had no part in it.
struct Error
{
    ErrorCode code = ErrorCode::Io;
    std::string message;
    int systemErrno = 0;
};

template <class T = void>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message, int systemErrno = 0)
{
    return std::unexpected(Error{code, std::move(message), systemErrno});
}

/// An error made of errno: "opening /x: No such file or directory", with the code that fits the number.
[[nodiscard]] std::unexpected<Error> failErrno(std::string what, int systemErrno);

/// The same error with what was being done in front: "reading web.json: …".
[[nodiscard]] inline std::unexpected<Error> addContext(Error error, std::string_view context)
{
    error.message = std::string(context) + ": " + error.message;
    return std::unexpected(std::move(error));
}

} // namespace whittle
