#include "sensor/sensor_support.h"

#include "syscalls/catalogue.h"

#include <QProcess>

#include <cerrno>
#include <cstring>
#include <format>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

namespace whittle::test {

std::string targetPath(const std::string &name) { return programPath("targets/" + name); }

std::string whyNoPtrace()
{
    const pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    const bool works = ptrace(PTRACE_SEIZE, child, nullptr, nullptr) == 0;
    const int error = errno;
    kill(child, SIGKILL);
    waitpid(child, nullptr, __WALL);
    return works ? std::string() : std::format("ptrace is refused here: {}", std::strerror(error));
}

Result<trace::Recording> recordTarget(std::vector<std::string> words, const trace::ProgramRequest &settings)
{
    trace::ProgramRequest request = settings;
    words[0] = targetPath(words[0]);
    request.command = std::move(words);
    return trace::recordProgram(request, {});
}

std::set<pid_t> processesWith(const QString &word)
{
    QProcess pgrep;
    pgrep.start(QStringLiteral("pgrep"), {QStringLiteral("-f"), word});
    pgrep.waitForFinished();
    std::set<pid_t> ids;
    for (const QByteArray &line : pgrep.readAllStandardOutput().split('\n')) {
        if (line.toInt() > 0 && line.toLongLong() != pgrep.processId())
            ids.insert(line.toInt());
    }
    return ids;
}

std::uint64_t moreOf(const trace::LiveChange &change, const std::string &name)
{
    std::uint64_t more = 0;
    for (const auto &syscall : change.syscalls)
        if (syscalls::Catalogue::builtIn().nameOf(syscall.abi, syscall.number) == name)
            more += syscall.more;
    return more;
}

const trace::SyscallUse *useOf(const trace::Process &process, const std::string &name, Abi abi)
{
    const syscalls::Syscall *known = syscalls::Catalogue::builtIn().find(name);
    if (!known)
        QTest::qFail(("no such syscall: " + name).c_str(), __FILE__, __LINE__);
    for (const trace::SyscallUse &use : process.syscalls) {
        if (known && use.abi == abi && use.number == known->number(abi))
            return &use;
    }
    return nullptr;
}

std::uint64_t countOf(const trace::Process &process, const std::string &name, Abi abi)
{
    const trace::SyscallUse *use = useOf(process, name, abi);
    return use ? use->count : 0;
}

std::uint64_t countOf(const trace::Recording &recording, const std::string &name, Abi abi)
{
    std::uint64_t count = 0;
    for (const trace::Process &process : recording.processes)
        count += countOf(process, name, abi);
    return count;
}

trace::PathUse pathUse(const trace::Recording &recording, const std::string &path)
{
    trace::PathUse sum;
    for (const trace::Process &process : recording.processes) {
        for (const trace::PathUse &use : process.paths) {
            if (use.path != path)
                continue;
            sum.path = path;
            sum.operations |= use.operations;
            sum.count += use.count;
            sum.successes += use.successes;
            for (const auto &[error, count] : use.errors)
                sum.errors[error] += count;
        }
    }
    return sum;
}

std::map<std::string, std::uint64_t> counts(const trace::Recording &recording)
{
    std::map<std::string, std::uint64_t> sums;
    for (const trace::SyscallSummary &sum : trace::summarise(recording))
        sums[syscalls::Catalogue::builtIn().nameOf(sum.abi, sum.number)] += sum.count;
    return sums;
}

} // namespace whittle::test
