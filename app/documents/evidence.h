#pragma once

#include "analysis/evidence.h"
#include "trace/recording.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
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

/// Whether it is there already, as the same recording or as the same file.
[[nodiscard]] bool isAmong(const std::vector<OpenRecording> &recordings, const OpenRecording &recording);

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
    std::int64_t firstSeenNs = 0;                  // of the recording that saw it earliest
    std::vector<std::uint32_t> processes;          // places in names, each once, in order of first use
    std::shared_ptr<const std::vector<QString>> names; // of all processes of all recordings
    std::vector<analysis::Cause> causes;           // of the first use in each recording that saw it
    std::map<std::string, std::uint64_t> denials;  // action → how often the recording's base answered so

    /// At most so many names, in order of first use; what is more is counted.
    [[nodiscard]] QString processList(std::size_t most) const;
};

/// What the recordings that are attached to a profile show, summed for tables. A value; the recordings are shared.
class Evidence
{
public:
    Evidence() = default;
    explicit Evidence(std::vector<OpenRecording> recordings);

    [[nodiscard]] bool isEmpty() const { return m_recordings->empty(); }
    [[nodiscard]] const std::vector<OpenRecording> &recordings() const { return *m_recordings; }
    /// nullptr where the syscall was not seen.
    [[nodiscard]] const SyscallEvidence *of(Abi abi, int number) const;
    /// Every process that made it, most calls first.
    [[nodiscard]] const std::vector<ProcessEvidence> &processesOf(Abi abi, int number) const;
    /// What processes are called, each name once.
    [[nodiscard]] const std::vector<QString> &processNames() const { return *m_names; }
    [[nodiscard]] bool hasProbes() const { return m_hasProbes; }

private:
    using Key = std::pair<Abi, int>;

    void take(const OpenRecording &open, std::unordered_map<QString, std::uint32_t> &places, std::vector<QString> &names);

    std::shared_ptr<const std::vector<OpenRecording>> m_recordings = std::make_shared<std::vector<OpenRecording>>(); // uses point into it
    std::shared_ptr<const std::vector<QString>> m_names = std::make_shared<std::vector<QString>>();
    std::map<Key, SyscallEvidence> m_syscalls;
    std::shared_ptr<std::map<Key, std::vector<ProcessEvidence>>> m_uses = std::make_shared<std::map<Key, std::vector<ProcessEvidence>>>();
    bool m_hasProbes = false;
};

/// What a person calls a process: its name, or its program's where it has none.
[[nodiscard]] QString processName(const trace::Recording &recording, const trace::Process &process);
/// The path of the program that it runs: a process that never executed one runs its parent's. Empty: not known.
[[nodiscard]] QString programOf(const trace::Recording &recording, const trace::Process &process);

} // namespace whittle::app
