#include "sensor/control.h"

#include "sensor/system.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace whittle::sensor {

bool Control::readSome(int timeoutMs)
{
    pollfd waiting{m_fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, timeoutMs);
    if (ready <= 0)
        return ready < 0 && errno == EINTR;
    char buffer[16384];
    const ssize_t got = read(m_fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
        return true;
    if (got <= 0) {
        m_cut = true;
        return false;
    }
    m_splitter.feed({buffer, static_cast<std::size_t>(got)});
    take();
    return true;
}

void Control::take()
{
    while (const auto frame = m_splitter.next()) {
        if (auto config = wire::decode<wire::Config>(*frame))
            m_config = std::move(config);
        else if (auto stop = wire::decode<wire::Stop>(*frame))
            m_stop = stop;
        else if (wire::decode<wire::Ack>(*frame))
            m_acknowledged = true;
    }
    if (m_splitter.broken())
        m_cut = true;
}

std::optional<wire::Config> Control::waitForConfig()
{
    while (!m_config && !m_cut)
        readSome(-1);
    return m_config;
}

void Control::poll()
{
    while (!m_cut && readSome(0)) {
    }
}

void Control::waitForAck()
{
    constexpr std::int64_t kPatienceNs = 60'000'000'000;
    const std::int64_t until = now() + kPatienceNs;
    while (!m_acknowledged && !m_cut && now() < until)
        readSome(1000);
}

} // namespace whittle::sensor
