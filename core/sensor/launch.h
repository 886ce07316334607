#pragma once

#include "base/bpf.h"
#include "base/result.h"

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::sensor {

/// Makes every syscall of this process and its children stop in its tracer. Needs CAP_SYS_ADMIN or sets no_new_privs.
[[nodiscard]] Result<> loadPreFilter();

/// The file that a shell or engine would execute for a command's first word. Errors: NotFound, PermissionDenied.
[[nodiscard]] Result<std::string> lookUpProgram(const std::string &name, std::string_view path);

/// A program that is about to run: a child of ours that waits for start().
class LaunchedProgram
{
public:
    /// The child gets our standard streams, group, session and working directory, and loads kernelFilter, where there is one, before it executes
    /// the program. Errors: NotFound, PermissionDenied, Io.
    [[nodiscard]] static Result<LaunchedProgram> create(const std::vector<std::string> &command, bpf::Program kernelFilter);

    [[nodiscard]] pid_t pid() const { return m_pid; }
    /// To be called when it is seized.
    void start();
    /// Why it could not execute the program; empty when it could. To be called after it ended or began.
    [[nodiscard]] std::optional<Error> failure();

private:
    LaunchedProgram(pid_t pid, int startPipe, int errorPipe, std::string program)
        : m_pid(pid), m_startPipe(startPipe), m_errorPipe(errorPipe), m_program(std::move(program))
    {
    }
    pid_t m_pid;
    int m_startPipe;
    int m_errorPipe;
    std::string m_program;
};

} // namespace whittle::sensor
