#pragma once

#include "sensor/event_stream.h"
#include "sensor/tracer.h"

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace whittle::sensor {

/// Finds the processes of the container that are to be traced, by looking through /proc.
class ContainerWatch
{
public:
    ContainerWatch(Tracer &tracer, EventStream &events);

    /// Seizes holders that wait and adopts processes that somebody else started. Does nothing when it was called a moment ago.
    void look();
    /// Why the program did not begin, when it did not.
    [[nodiscard]] std::string holderMessage() const;

private:
    void lookAt(pid_t id);

    Tracer &m_tracer;
    EventStream &m_events;
    std::string m_ownFile;      // identity of our executable
    std::string m_ownMounts;    // our mount namespace
    std::int64_t m_lastNs = 0;
    std::set<pid_t> m_refused;  // that could not be seized; said once
    // Foreign processes of the last look with their executables: one is adopted when it is still the same program.
    std::map<pid_t, std::string> m_strangers;
    std::map<pid_t, std::string> m_newStrangers;
};

} // namespace whittle::sensor
