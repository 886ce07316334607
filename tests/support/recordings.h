#pragma once

#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace whittle::test {

/// Builds recordings in a few words; one process at a time.
class RecordingMaker
{
public:
    explicit RecordingMaker(std::string base = "docker-default")
    {
        m_recording.subject.kind = "image";
        m_recording.subject.image = "demo";
        m_recording.environment.machine = "x86_64";
        m_recording.environment.kernel = "6.18.1";
        m_recording.environment.engine = "docker 26.1.5";
        m_recording.environment.base = std::move(base);
        m_recording.environment.capabilities = {"CAP_CHOWN", "CAP_SETUID", "CAP_SETGID", "CAP_NET_BIND_SERVICE"};
        m_recording.complete = true;
        process("demo");
    }

    RecordingMaker &process(std::string comm)
    {
        trace::Process process;
        process.id = static_cast<int>(m_recording.processes.size());
        process.comm = comm;
        process.executable = "/bin/" + comm;
        m_recording.processes.push_back(std::move(process));
        return *this;
    }

    RecordingMaker &call(std::string_view name, std::uint64_t count = 1, std::initializer_list<trace::ArgumentValues> arguments = {}, Abi abi = Abi::X86_64)
    {
        return number(abi, syscalls::Catalogue::builtIn().find(name)->number(abi), count, arguments);
    }

    RecordingMaker &number(Abi abi, int number, std::uint64_t count, std::initializer_list<trace::ArgumentValues> arguments = {})
    {
        trace::SyscallUse use;
        use.abi = abi;
        use.number = number;
        use.count = count;
        use.arguments = arguments;
        m_recording.processes.back().syscalls.push_back(std::move(use));
        return *this;
    }

    /// Used once, as path_operation bits say.
    RecordingMaker &path(std::string name, std::uint32_t operations)
    {
        trace::PathUse use;
        use.path = std::move(name);
        use.operations = operations;
        use.count = use.successes = 1;
        m_recording.processes.back().paths.push_back(std::move(use));
        return *this;
    }

    RecordingMaker &denied(std::string_view name, std::string action = "SCMP_ACT_ERRNO(1)", std::uint64_t count = 1)
    {
        trace::Denial denial;
        denial.process = m_recording.processes.back().id;
        denial.number = syscalls::Catalogue::builtIn().find(name)->number(Abi::X86_64);
        denial.action = std::move(action);
        denial.count = count;
        m_recording.denials.push_back(std::move(denial));
        return *this;
    }

    trace::Recording &edit() { return m_recording; }
    operator trace::Recording() const { return m_recording; } // NOLINT(google-explicit-constructor)

private:
    trace::Recording m_recording;
};

} // namespace whittle::test
