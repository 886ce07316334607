#pragma once

#include "base/result.h"
#include "image/blob.h"
#include "image/image.h"

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace whittle::image {

/// What an image is stored in: a tar (links inside followed, never out of it) or a directory (no links followed). Names are normal paths.
class Container
{
public:
    /// Errors: NotFound, PermissionDenied, InvalidInput, Cancelled, Io; the message names the path.
    [[nodiscard]] static Result<Container> open(const std::string &path, const Limits &limits, std::stop_token stop, const ProgressFn &report);

    /// Nothing when there is none of that name. Errors, without the container's own path: InvalidInput for names that lead out; Io.
    [[nodiscard]] Result<std::optional<Blob>> find(std::string_view name) const;
    /// Errors: as find; InvalidInput also when it is missing, naming it.
    [[nodiscard]] Result<Blob> get(std::string_view name) const;

private:
    struct Member
    {
        Blob content;
        std::optional<std::string> link; // normal path of another member
    };

    [[nodiscard]] Result<> readTar(Blob tar, const Limits &limits, std::stop_token stop);

    FileDescriptor m_directory;
    std::map<std::string, Member, std::less<>> m_members;
};

} // namespace whittle::image
