#pragma once

#include "trace/recording.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace whittle::app {

/// A recording that is open, and where it came from.
struct OpenRecording
{
    QString path; // empty: not from a file
    std::shared_ptr<const trace::Recording> recording;
    QString name; // of one that is no file yet
    std::vector<std::string> notes; // of its import

    [[nodiscard]] QString title() const;
};

/// What one process of one recording did with one syscall.
struct ProcessEvidence
{
    const trace::Process *process = nullptr;
    const trace::SyscallUse *use = nullptr;
    const OpenRecording *recording = nullptr;
};

/// One syscall over all recordings.
struct SyscallEvidence
{
    std::uint64_t count = 0;
    std::int64_t firstSeenNs = 0;
    std::vector<QString> processes; // names, each once, in order of first use
    std::map<std::string, std::uint64_t> denials; // action → how often the recording's base answered so
};

/// What the recordings that are attached to a profile show, summed for tables. A value; the recordings are shared.
class Evidence
{
public:
    Evidence() = default;
    explicit Evidence(std::vector<OpenRecording> recordings);

    [[nodiscard]] bool isEmpty() const { return m_recordings.empty(); }
    [[nodiscard]] const std::vector<OpenRecording> &recordings() const { return m_recordings; }
    /// nullptr where the syscall was not seen.
    [[nodiscard]] const SyscallEvidence *of(Abi abi, int number) const;
    /// Every process that made it, most calls first.
    [[nodiscard]] std::vector<ProcessEvidence> processesOf(Abi abi, int number) const;

private:
    std::vector<OpenRecording> m_recordings;
    std::map<std::pair<Abi, int>, SyscallEvidence> m_syscalls;
};

/// What a person calls a process: its name, or its program's where it has none.
[[nodiscard]] QString processName(const trace::Recording &recording, const trace::Process &process);
/// The path of the program that it runs: a process that never executed one runs its parent's. Empty: not known.
[[nodiscard]] QString programOf(const trace::Recording &recording, const trace::Process &process);

} // namespace whittle::app
