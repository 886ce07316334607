#include "sensor/launch.h"

#include "sensor/system.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace whittle::sensor {

namespace {

Result<> load(sock_fprog program)
{
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0)
        return {};
    if (errno == EACCES && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0)
        return {};
    return failErrno("loading the filter", errno);
}

} // namespace

Result<> loadPreFilter()
{
    sock_filter trace[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE)};
    return load({1, trace});
}

Result<std::string> lookUpProgram(const std::string &name, std::string_view path)
{
    const auto usable = [](const std::string &file) {
        struct stat status{};
        if (stat(file.c_str(), &status) != 0)
            return errno;
        if (S_ISDIR(status.st_mode))
            return EACCES;
        return access(file.c_str(), X_OK) == 0 ? 0 : errno;
    };
    int error = ENOENT;
    if (name.find('/') != std::string::npos) {
        error = usable(name);
        if (error == 0)
            return name;
    } else {
        for (bool more = !name.empty(); more;) {
            const std::size_t colon = path.find(':');
            more = colon != std::string_view::npos;
            const std::string_view directory = path.substr(0, colon);
            path.remove_prefix(more ? colon + 1 : path.size());
            // An empty entry means the working directory.
            const std::string file = std::string(directory.empty() ? "." : directory).append("/").append(name);
            const int now = usable(file);
            if (now == 0)
                return file;
            // Something that is there but cannot be executed is the better reason.
            if (now == EACCES)
                error = now;
        }
    }
    return failErrno(name, error);
}

Result<LaunchedProgram> LaunchedProgram::create(const std::vector<std::string> &command, bpf::Program kernelFilter)
{
    const char *path = getenv("PATH");
    auto program = lookUpProgram(command.front(), path ? path : "/bin:/usr/bin");
    if (!program)
        return std::unexpected(std::move(program).error());
    int startPipe[2];
    int errorPipe[2];
    if (pipe2(startPipe, O_CLOEXEC) != 0 || pipe2(errorPipe, O_CLOEXEC) != 0)
        return failErrno("making a pipe", errno);

    std::vector<char *> words;
    for (const std::string &word : command)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    static_assert(sizeof(bpf::Instruction) == sizeof(sock_filter));
    const sock_fprog own{static_cast<unsigned short>(kernelFilter.size()), reinterpret_cast<sock_filter *>(kernelFilter.data())};

    const pid_t child = fork();
    if (child < 0)
        return failErrno("starting a process", errno);
    if (child == 0) {
        close(startPipe[1]);
        close(errorPipe[0]);
        char go = 0;
        if (read(startPipe[0], &go, 1) != 1)
            _exit(127);
        // Whoever started us may have blocked signals for its own use; a program starts with none blocked, and hears broken pipes.
        sigset_t none;
        sigemptyset(&none);
        signal(SIGPIPE, SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        int failure = 0;
        if (const auto loaded = loadPreFilter(); !loaded) {
            failure = loaded.error().systemErrno;
        } else if (const auto loadedOwn = own.len > 0 ? load(own) : Result<>(); !loadedOwn) {
            failure = loadedOwn.error().systemErrno;
        } else {
            execve(program->c_str(), words.data(), environ);
            failure = errno;
        }
        (void)writeAll(errorPipe[1], {reinterpret_cast<const char *>(&failure), sizeof failure});
        _exit(127);
    }
    close(startPipe[0]);
    close(errorPipe[1]);
    return LaunchedProgram(child, startPipe[1], errorPipe[0], *program);
}

void LaunchedProgram::start()
{
    (void)writeAll(m_startPipe, "g");
    close(m_startPipe);
}

std::optional<Error> LaunchedProgram::failure()
{
    int error = 0;
    const ssize_t got = read(m_errorPipe, &error, sizeof error);
    close(m_errorPipe);
    if (got != sizeof error)
        return std::nullopt;
    return failErrno(m_program, error).error();
}

} // namespace whittle::sensor
