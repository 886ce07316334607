#pragma once

#include "base/file_descriptor.h"
#include "engine/engine.h"

#include <array>
#include <functional>
#include <string>

namespace whittle::engine {

/// Takes the frames of an attached stream apart: 8 bytes of head (stream number, three zeros, length as big-endian 32 bits), then the
/// bytes. Source: Docker Engine API, "Attach to a container", stream format.
class FrameReader
{
public:
    /// The part of data that comes next and the stream it belongs to (1 output, 2 error output); consumes it. Empty: more data is
    /// needed. Errors: Io when the head is none.
    struct Piece
    {
        int stream = 0;
        std::string_view bytes;
    };
    [[nodiscard]] Result<Piece> next(std::string_view &data);
    /// True between two frames: the only place where a stream may end.
    [[nodiscard]] bool atBoundary() const { return m_headSize == 0 && m_left == 0; }

private:
    std::array<unsigned char, 8> m_head{};
    std::size_t m_headSize = 0;
    std::size_t m_left = 0;
};

/// An exec whose connection was taken over from HTTP.
class HijackedExec final : public ExecStream
{
public:
    /// Sends the request and waits for the engine to hand the connection over. status asks for the exit status later.
    [[nodiscard]] static Result<std::unique_ptr<HijackedExec>> open(const std::string &socketPath, const std::string &target, const std::string &body,
                                                                    std::stop_token stop, std::function<Result<int>()> status);

    [[nodiscard]] Result<std::size_t> read(char *buffer, std::size_t size, std::stop_token stop) override;
    [[nodiscard]] Result<> write(std::string_view bytes) override;
    void setDeadline(std::optional<std::chrono::steady_clock::time_point> deadline) override { m_deadline = deadline; }
    [[nodiscard]] Result<> closeInput() override;
    [[nodiscard]] const std::string &errorOutput() const override { return m_errorOutput; }
    [[nodiscard]] Result<int> exitStatus() override { return m_status(); }

private:
    HijackedExec(FileDescriptor socket, std::string received, std::function<Result<int>()> status)
        : m_socket(std::move(socket)), m_received(std::move(received)), m_status(std::move(status)) {}

    FileDescriptor m_socket;
    std::string m_received; // not yet taken apart
    std::size_t m_taken = 0; // of m_received
    FrameReader m_frames;
    std::string m_errorOutput;
    std::optional<std::chrono::steady_clock::time_point> m_deadline;
    std::function<Result<int>()> m_status;
};

} // namespace whittle::engine
