#include "analysis/coverage_notes.h"

#include <format>

namespace whittle::analysis {

void noteCoverage(std::span<const trace::Recording> recordings, const Evidence &evidence, Abi native, std::set<std::string> &notes)
{
    for (const trace::Recording &recording : recordings) {
        const std::string subject = !recording.subject.image.empty() ? recording.subject.image
                                    : recording.subject.command.empty() ? std::string("a recording") : recording.subject.command.front();
        if (!recording.complete)
            notes.insert(std::format("The recording of {} was cut: what came later is not in it.", subject));
        std::size_t failed = 0;
        std::string first;
        for (const trace::ProbeResult &probe : recording.probes) {
            if (probe.passed)
                continue;
            if (failed++ == 0)
                first = probe.probe;
        }
        if (failed != 0)
            notes.insert(std::format("{} of {} probes failed while {} was recorded, first {}: the profile may lack what they would have used.",
                                          failed, recording.probes.size(), subject, first));
        for (const trace::Process &process : recording.processes)
            if (process.beginningMissed)
                notes.insert(std::format("The beginning of {} in {} was missed; a C library's start is added.", process.comm, subject));
        for (const std::string &warning : recording.warnings)
            notes.insert(std::format("Recording of {}: {}", subject, warning));
    }
    for (const auto &[what, count] : evidence.unnamed)
        notes.insert(std::format("{} was called {}× and has no name: a profile cannot allow it.", what, groupedNumber(count)));
    for (const Abi abi : evidence.abis)
        if (abi != native)
            notes.insert(std::format("Programs of the {} ABI ran: the profile opens it too, with the same syscalls.", abiName(abi)));
}

} // namespace whittle::analysis
