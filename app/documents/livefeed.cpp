#include "documents/livefeed.h"

#include "syscalls/catalogue.h"

#include <algorithm>
#include <span>

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

LiveUpdate LiveFeed::look(const trace::LiveChange &change)
{
    LiveUpdate update;
    update.processes = change.processes;
    update.calls = change.calls;
    for (const auto &syscall : change.syscalls)
        if (m_syscalls.emplace(syscall.abi, syscall.number).second)
            update.newSyscalls.push_back({syscallName(syscall.abi, syscall.number), QString::fromStdString(syscall.by), static_cast<double>(syscall.firstSeenNs) / 1e9, false});
    m_files += change.files.size();
    for (const auto &file : std::span(change.files).last(std::min(change.files.size(), kMaxItems)))
        update.newFiles.push_back({QString::fromStdString(file.path), QString::fromStdString(file.by), static_cast<double>(file.seenNs) / 1e9, file.failed});
    update.syscalls = m_syscalls.size();
    update.files = m_files;
    keepNewest(update.newSyscalls);
    keepNewest(update.newFiles);
    return update;
}

} // namespace whittle::app
