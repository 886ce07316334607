#include "sensor/container.h"

#include "sensor/hold.h"
#include "sensor/system.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <utility>

namespace whittle::sensor {

namespace {

constexpr std::int64_t kEveryNs = 40'000'000;

// Device and inode of a process' executable: two names for one program are one program.
std::string fileIdentity(pid_t id)
{
    struct stat status{};
    if (stat(procPath(id, "exe").c_str(), &status) != 0)
        return {};
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

// Runtimes enter the container with a copy of themselves before they execute what was asked for.
bool isRuntime(const std::string &comm) { return comm.starts_with("runc") || comm.starts_with("crun") || comm.starts_with("youki"); }

} // namespace

ContainerWatch::ContainerWatch(Tracer &tracer, EventStream &events)
    : m_tracer(tracer), m_events(events), m_ownFile(fileIdentity(getpid())), m_ownMounts(linkOf("/proc/self/ns/mnt"))
{
}

void ContainerWatch::look()
{
    if (now() - m_lastNs < kEveryNs)
        return;
    m_lastNs = now();
    DIR *processes = opendir("/proc");
    if (!processes)
        return;
    while (const dirent *entry = readdir(processes)) {
        const auto id = static_cast<pid_t>(parseNumber(entry->d_name).value_or(0));
        if (id > 0 && id != getpid() && !m_tracer.knows(id))
            lookAt(id);
    }
    closedir(processes);
    m_strangers = std::exchange(m_newStrangers, {});
}

void ContainerWatch::lookAt(pid_t id)
{
    // With the host's process ids the whole machine is visible; ours are those that live in our mounts.
    if (m_refused.contains(id) || linkOf(procPath(id, "ns/mnt").c_str()) != m_ownMounts)
        return;
    const auto status = statusOf(id);
    const std::string words = contentOf(procPath(id, "cmdline").c_str());
    // Without words it is a zombie or a thread of the kernel.
    if (!status || status->tracer != 0 || words.empty() || isRuntime(status->comm))
        return;
    const std::string file = fileIdentity(id);
    // Nothing of its program can be known: the runtime hides itself while it enters.
    if (file.empty())
        return;
    int error = 0;
    if (file == m_ownFile) {
        const auto role = holderRole(words);
        if (role == HolderRole::None)
            return;
        error = m_tracer.seizeHolder(id, role == HolderRole::First);
    } else if (m_tracer.firstHasBegun()) {
        // What enters a container is for a moment still the program that enters it.
        const auto before = m_strangers.find(id);
        if (before != m_strangers.end() && before->second == file)
            error = m_tracer.adopt(id);
        else
            m_newStrangers[id] = file;
    }
    if (error != 0 && error != ESRCH) {
        m_refused.insert(id);
        m_events.note("process " + std::to_string(id) + " (" + status->comm + ") cannot be traced: " + strerrordesc_np(error));
    }
}

std::string ContainerWatch::holderMessage() const
{
    if (m_tracer.firstHasBegun())
        return {};
    return "the program of the container could not be started; the container's output says why";
}

} // namespace whittle::sensor
