#include "documents/seenvalues.h"

#include "analysis/argument_preview.h"

namespace whittle::app {

std::vector<trace::ArgumentValues> seenValues(const Evidence &evidence, Abi abi, const syscalls::Syscall &syscall)
{
    std::vector<const trace::SyscallUse *> uses;
    for (const auto &use : evidence.processesOf(abi, syscall.number(abi)))
        uses.push_back(use.use);
    return analysis::mergeValues(uses);
}

std::optional<analysis::Limit> limitToSeen(const Evidence &evidence, Abi abi, const syscalls::Syscall &syscall)
{
    // The analysis reads recordings; it gets one that holds this syscall alone.
    trace::Recording only;
    for (const auto &use : evidence.processesOf(abi, syscall.number(abi))) {
        trace::Process process;
        process.id = static_cast<int>(only.processes.size());
        process.comm = use.process->comm;
        process.syscalls = {*use.use};
        only.processes.push_back(std::move(process));
    }
    if (only.processes.empty())
        return std::nullopt;
    const auto gathered = analysis::gather(std::span(&only, 1));
    const auto found = gathered.syscalls.find(syscall.name);
    return found == gathered.syscalls.end() ? std::nullopt : analysis::limitToSeen(syscall, found->second, abi);
}

} // namespace whittle::app
