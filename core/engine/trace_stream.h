#pragma once

#include "engine/engine.h"
#include "trace/recording_builder.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

namespace whittle::engine {

/// The sensor at the other end of an exec stream. A thread of its own reads what comes, because the traced program stands still while nobody
/// does, and acknowledges the end; it ends with the object. The other members are for one further thread.
class TraceStream
{
public:
    TraceStream(std::unique_ptr<ExecStream> stream, const wire::Config &config);
    TraceStream(const TraceStream &) = delete;
    TraceStream &operator=(const TraceStream &) = delete;
    ~TraceStream();

    /// Asks the program to end.
    [[nodiscard]] Result<> askToStop(int signal);

    struct State
    {
        bool hasStarted = false; // the sensor answered
        std::chrono::steady_clock::time_point startedAt; // when: the times of the recording count from about here
        bool hasEnded = false;   // the end marker came
        bool isClosed = false;   // nothing more comes
        std::optional<Error> error; // why the stream is closed, when it should not be
    };
    [[nodiscard]] State state() const;
    /// Blocks until the time has passed, the state has changed or stop is requested.
    void waitForChange(std::chrono::milliseconds time, std::stop_token stop);
    /// Blocks until it is closed or the deadline has passed.
    void waitForClose(std::chrono::steady_clock::time_point deadline);
    /// The recording so far.
    [[nodiscard]] trace::Recording snapshot() const;
    /// From now on what takeLive() gives is kept.
    void followLive();
    /// What came since the last call; empty where that is nothing.
    [[nodiscard]] std::optional<trace::LiveChange> takeLive();
    [[nodiscard]] std::optional<Error> startFailure() const;

private:
    void readAll(const std::stop_token &stop);
    Result<> send(std::string_view frame);

    std::unique_ptr<ExecStream> m_stream;
    std::mutex m_writing;
    mutable std::mutex m_mutex; // of what follows
    std::condition_variable_any m_changed;
    trace::RecordingBuilder m_builder;
    State m_state;
    std::jthread m_reader;
};

} // namespace whittle::engine
