#pragma once

#include "wire/frame.h"

#include <optional>

namespace whittle::sensor {

/// What the program that started us tells us.
class Control
{
public:
    explicit Control(int fd) : m_fd(fd) {}

    /// Blocks until it came; empty when the stream ended or is not ours.
    [[nodiscard]] std::optional<wire::Config> waitForConfig();
    /// Looks at what came since, without waiting.
    void poll();
    /// Blocks until Ack came, the stream ended or a minute has passed.
    void waitForAck();

    [[nodiscard]] std::optional<wire::Stop> stop() const { return m_stop; }
    /// The other side is gone.
    [[nodiscard]] bool isCut() const { return m_cut; }

private:
    // False when nothing came in that time.
    bool readSome(int timeoutMs);
    void take();

    int m_fd;
    wire::FrameSplitter m_splitter;
    std::optional<wire::Config> m_config;
    std::optional<wire::Stop> m_stop;
    bool m_acknowledged = false;
    bool m_cut = false;
};

} // namespace whittle::sensor
