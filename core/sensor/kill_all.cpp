#include "sensor/kill_all.h"

#include "sensor/system.h"

#include <dirent.h>
#include <linux/capability.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

namespace whittle::sensor {

long killAllFor(pid_t sender, int signal)
{
    const auto from = statusOf(sender);
    DIR *processes = opendir("/proc");
    if (!from || !processes || signal < 0 || signal >= NSIG) {
        if (processes)
            closedir(processes);
        return signal < 0 || signal >= NSIG ? -EINVAL : -EPERM;
    }
    const bool mayAll = (from->effectiveCapabilities >> CAP_KILL) & 1;
    long result = -ESRCH;
    while (const dirent *entry = readdir(processes)) {
        const auto id = static_cast<pid_t>(parseNumber(entry->d_name).value_or(0));
        if (id <= 1 || id == sender || id == getpid() || id == getppid())
            continue;
        const auto to = statusOf(id);
        if (!to)
            continue;
        // kill(2): the sender's real or effective user is the target's real or saved one.
        const bool may = mayAll || from->uid == to->realUid || from->uid == to->savedUid || from->realUid == to->realUid || from->realUid == to->savedUid;
        if (!may) {
            if (result != 0)
                result = -EPERM;
            continue;
        }
        if (kill(id, signal) == 0)
            result = 0;
    }
    closedir(processes);
    return result;
}

} // namespace whittle::sensor
