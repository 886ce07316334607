#include "documents/livefeed.h"

#include "documents/evidence.h"
#include "syscalls/catalogue.h"

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxItems = 500; // of one update: nobody reads more in a tenth of a second

QString syscallName(Abi abi, int number)
{
    const auto *syscall = syscalls::Catalogue::builtIn().find(abi, number);
    return syscall ? QString::fromStdString(syscall->name) : QString::number(number);
}

void keepNewest(std::vector<LiveItem> &items)
{
    std::ranges::stable_sort(items, {}, &LiveItem::seconds);
    if (items.size() > kMaxItems)
        items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(kMaxItems));
}

} // namespace

LiveUpdate LiveFeed::look(const trace::Recording &recording)
{
    LiveUpdate update;
    update.processes = recording.processes.size();
    for (const auto &process : recording.processes) {
        for (const auto &use : process.syscalls) {
            update.calls += use.count;
            if (m_syscalls.emplace(use.abi, use.number).second)
                update.newSyscalls.push_back({syscallName(use.abi, use.number), processName(recording, process), static_cast<double>(use.firstSeenNs) / 1e9, false});
        }
        for (const auto &use : process.paths)
            if (m_files.insert(use.path).second)
                update.newFiles.push_back({QString::fromStdString(use.path), processName(recording, process), static_cast<double>(use.firstSeenNs) / 1e9, use.successes == 0});
    }
    update.syscalls = m_syscalls.size();
    update.files = m_files.size();
    keepNewest(update.newSyscalls);
    keepNewest(update.newFiles);
    return update;
}

} // namespace whittle::app
