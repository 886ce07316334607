#pragma once

#include "base/file_descriptor.h"
#include "base/result.h"
#include "base/subprocess.h"

#include <stop_token>
#include <string>

namespace whittle::engine {

/// A "podman system service" of our own on a socket of our own, for machines where no engine runs. Its images stay in the user's cache
/// from run to run; the service ends with the object, or with the thread that started it. Containers and images are apart from the ones
/// of a Podman that the user has.
class PrivatePodman
{
public:
    /// Errors: NotFound when podman or a runtime for this machine is not installed; Unavailable with podman's own text.
    [[nodiscard]] static Result<PrivatePodman> start(std::stop_token stop);
    PrivatePodman(PrivatePodman &&other) noexcept;
    PrivatePodman &operator=(PrivatePodman &&) = delete;
    ~PrivatePodman();

    [[nodiscard]] const std::string &socketPath() const { return m_socketPath; }

private:
    PrivatePodman(std::string socketPath, FileDescriptor lock, Subprocess service)
        : m_socketPath(std::move(socketPath)), m_lock(std::move(lock)), m_service(std::move(service)) {}

    std::string m_socketPath;
    FileDescriptor m_lock; // shared by everyone who uses the store now
    Subprocess m_service;
};

} // namespace whittle::engine
