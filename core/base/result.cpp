#include "base/result.h"

#include <cerrno>
#include <cstring>

namespace whittle {

namespace {

ErrorCode codeOfErrno(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
    case ESRCH:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
        return ErrorCode::PermissionDenied;
    case ECONNREFUSED:
    case EAGAIN:
        return ErrorCode::Unavailable;
    case EINTR:
    case ECANCELED:
        return ErrorCode::Cancelled;
    case ENOSYS:
    case EOPNOTSUPP:
        return ErrorCode::Unsupported;
    default:
        return ErrorCode::Io;
    }
}

} // namespace

std::unexpected<Error> failErrno(std::string what, int systemErrno)
{
    char buffer[128];
    // GNU strerror_r: returns the text, which may or may not be in the buffer.
    const char *text = strerror_r(systemErrno, buffer, sizeof buffer);
    return fail(codeOfErrno(systemErrno), std::move(what) + ": " + text, systemErrno);
}

} // namespace whittle
