#pragma once

#include "base/file_descriptor.h"
#include "base/result.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <sys/types.h>

namespace whittle {

/// How a process ended, as a shell would say it: the status, or 128 + the signal.
struct SubprocessEnd
{
    int status = 0;
    bool signalled = false;
};

struct SubprocessRequest
{
    std::vector<std::string> command;     // command[0] is looked up in PATH
    std::vector<std::string> environment; // added to ours: "NAME=value"; "NAME" takes it out
    /// A file that gets standard output and standard error; -1: /dev/null.
    int output = -1;
    int errors = -1; // one for standard error alone; -1: as output
};

/// A child process in a session of its own, with /dev/null as input and no descriptor of ours. It is killed, with its process group, when
/// the object goes, and by the kernel when the thread that started it ends.
class Subprocess
{
public:
    /// Errors: NotFound or PermissionDenied naming the program.
    [[nodiscard]] static Result<Subprocess> start(const SubprocessRequest &request);
    Subprocess(Subprocess &&other) noexcept;
    Subprocess &operator=(Subprocess &&other) noexcept;
    ~Subprocess();

    [[nodiscard]] pid_t pid() const { return m_pid; }
    /// Empty when it still runs after the time-out. Errors: Cancelled (it still runs).
    [[nodiscard]] Result<std::optional<SubprocessEnd>> wait(std::chrono::milliseconds timeout, std::stop_token stop = {});
    /// SIGTERM to its group, SIGKILL after the grace time; returns when it is gone.
    void end(std::chrono::milliseconds grace);

private:
    Subprocess(pid_t pid, FileDescriptor handle) : m_pid(pid), m_handle(std::move(handle)) {}

    pid_t m_pid = -1;
    FileDescriptor m_handle; // pidfd
    std::optional<SubprocessEnd> m_end;
};

/// The full path of a program in PATH (or of a path itself) that may be executed; empty when there is none.
[[nodiscard]] std::string findProgram(const std::string &name);

} // namespace whittle
