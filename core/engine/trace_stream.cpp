#include "engine/trace_stream.h"

#include <tuple>
#include <utility>
#include <vector>

namespace whittle::engine {

namespace {

constexpr std::size_t kReadSize = 256 * 1024;

} // namespace

TraceStream::TraceStream(std::unique_ptr<ExecStream> stream, const wire::Config &config) : m_stream(std::move(stream))
{
    if (auto sent = send(trace::RecordingBuilder::configFrame(config)); !sent)
        m_state.error = sent.error();
    m_reader = std::jthread([this](const std::stop_token &stop) { readAll(stop); });
}

TraceStream::~TraceStream() = default; // the thread is stopped and joined first: it is the last member

Result<> TraceStream::send(std::string_view frame)
{
    const std::lock_guard lock(m_writing);
    return m_stream->write(frame);
}

Result<> TraceStream::askToStop(int signal)
{
    return send(trace::RecordingBuilder::stopFrame(signal));
}

void TraceStream::readAll(const std::stop_token &stop)
{
    std::vector<char> buffer(kReadSize);
    for (;;) {
        const auto got = m_stream->read(buffer.data(), buffer.size(), stop);
        bool ended = false;
        {
            const std::lock_guard lock(m_mutex);
            if (!got) {
                m_state.error = got.error();
            } else if (*got > 0) {
                if (auto fed = m_builder.feed({buffer.data(), *got}); !fed)
                    m_state.error = fed.error();
                if (!m_state.hasStarted && m_builder.hasStarted())
                    m_state.startedAt = std::chrono::steady_clock::now();
                m_state.hasStarted = m_builder.hasStarted();
                ended = !m_state.hasEnded && m_builder.hasEnded();
                m_state.hasEnded = m_builder.hasEnded();
            }
            m_state.isClosed = m_state.error || *got == 0;
            if (m_state.isClosed && !m_state.hasStarted && !m_state.error)
                m_state.error = Error{ErrorCode::Unavailable, m_stream->errorOutput().empty() ? "the sensor said nothing" : m_stream->errorOutput()};
        }
        m_changed.notify_all();
        if (ended)
            (void)send(trace::RecordingBuilder::ackFrame());
        if (!got || *got == 0 || m_state.error)
            return;
    }
}

TraceStream::State TraceStream::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void TraceStream::waitForChange(std::chrono::milliseconds time, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto now = [this] { return std::tuple(m_state.hasStarted, m_state.hasEnded, m_state.isClosed); };
    m_changed.wait_for(lock, stop, time, [before = now(), now] { return before != now(); });
}

void TraceStream::waitForClose(std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_until(lock, deadline, [this] { return m_state.isClosed; });
}

trace::Recording TraceStream::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_builder.snapshot();
}

void TraceStream::followLive()
{
    const std::lock_guard lock(m_mutex);
    m_builder.followLive();
}

std::optional<trace::LiveChange> TraceStream::takeLive()
{
    const std::lock_guard lock(m_mutex);
    return m_builder.takeLive();
}

std::optional<Error> TraceStream::startFailure() const
{
    const std::lock_guard lock(m_mutex);
    return m_builder.startFailure();
}

} // namespace whittle::engine
