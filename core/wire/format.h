#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// The stream between the sensor and the program that started it, version 1.
///
/// Both directions are frames: 32-bit length of what follows, one byte MessageType, the message's members in the order of its visit()
/// (coding: archive.h). Everything is little-endian. A reader skips types that it does not know; a changed message gets a new version.
///
///   program → sensor   Config first; then Stop at any time; Ack after End
///   sensor → program   Hello first; events in the order in which they happened; End last
///
/// The sensor starts nothing before it has Config. Nothing is dropped: the sensor blocks when the stream is not read. After End it waits
/// for Ack, because in a container the end of the first process also ends the sensor. A stream without End was cut.
///
/// A syscall is named as the kernel names it: AUDIT_ARCH_* and the number in that architecture, with bit 30 for x32.
/// Times are nanoseconds since Hello (CLOCK_MONOTONIC). Process keys are the sensor's own count from 1 and never used twice.
namespace whittle::wire {

inline constexpr std::uint32_t kMagic = 0x4e455357; // "WSEN"
inline constexpr std::uint16_t kVersion = 1;
/// No frame is longer; a longer length means that this is not our stream.
inline constexpr std::uint32_t kMaxFrame = 1 << 20;

enum class MessageType : std::uint8_t {
    Config = 1,
    Stop = 2,
    Ack = 3,
    Hello = 16,
    ProcessStart = 17,
    ProcessExec = 18,
    ProcessExit = 19,
    ProcessOwnFilter = 20,
    Counts = 21,
    Arguments = 22,
    Errors = 23,
    Paths = 24,
    Denials = 25,
    Listening = 26,
    Note = 27,
    End = 28,
    ProcessChange = 29,
    DeniedCalls = 30,
};

/// What the sensor is to do.
struct Config
{
    static constexpr MessageType kType = MessageType::Config;
    std::vector<std::uint64_t> baseFilter; // struct sock_filter as one little-endian number each; empty: none
    std::uint32_t graceMs = 10000;         // from asking the program to end to killing it
    bool tracePaths = true;
    bool shareProcessor = true; // let busy tracees run on the tracer's processor (hidden from them)

    static void visit(auto &io, auto &self) { io(self.baseFilter, self.graceMs, self.tracePaths, self.shareProcessor); }
};

/// End the program: this signal to its first process, SIGKILL to everything after the grace.
struct Stop
{
    static constexpr MessageType kType = MessageType::Stop;
    std::int32_t signal = 15;

    static void visit(auto &io, auto &self) { io(self.signal); }
};

/// End has been received and kept.
struct Ack
{
    static constexpr MessageType kType = MessageType::Ack;

    static void visit(auto &, auto &) {}
};

struct Hello
{
    static constexpr MessageType kType = MessageType::Hello;
    std::uint32_t magic = kMagic;
    std::uint16_t version = kVersion;
    std::string kernel;  // uname -r where the sensor runs
    std::string machine; // uname -m

    static void visit(auto &io, auto &self) { io(self.magic, self.version, self.kernel, self.machine); }
};

struct ProcessStart
{
    static constexpr MessageType kType = MessageType::ProcessStart;
    std::uint32_t process = 0;
    std::uint32_t parent = 0; // 0: not traced
    std::int32_t pid = 0;     // as the process sees itself
    std::uint32_t uid = 0;
    std::int64_t timeNs = 0;
    bool beginningMissed = false;
    std::string comm;
    std::string executable;

    static void visit(auto &io, auto &self)
    {
        io(self.process, self.parent, self.pid, self.uid, self.timeNs, self.beginningMissed, self.comm, self.executable);
    }
};

struct ProcessExec
{
    static constexpr MessageType kType = MessageType::ProcessExec;
    std::uint32_t process = 0;
    std::uint32_t uid = 0;
    std::int64_t timeNs = 0;
    std::string comm;
    std::string executable;
    std::vector<std::string> argv; // cut to 64 words of 256 bytes

    static void visit(auto &io, auto &self) { io(self.process, self.uid, self.timeNs, self.comm, self.executable, self.argv); }
};

struct ProcessExit
{
    static constexpr MessageType kType = MessageType::ProcessExit;
    std::uint32_t process = 0;
    std::int32_t status = 0; // as wait(2) gives it; -1: not known
    std::int64_t timeNs = 0;

    static void visit(auto &io, auto &self) { io(self.process, self.status, self.timeNs); }
};

/// The process has another name or another effective user.
struct ProcessChange
{
    static constexpr MessageType kType = MessageType::ProcessChange;
    std::uint32_t process = 0;
    std::uint32_t uid = 0;
    std::string comm;

    static void visit(auto &io, auto &self) { io(self.process, self.uid, self.comm); }
};

/// The process loaded a seccomp filter of its own.
struct ProcessOwnFilter
{
    static constexpr MessageType kType = MessageType::ProcessOwnFilter;
    std::uint32_t process = 0;

    static void visit(auto &io, auto &self) { io(self.process); }
};

struct Counts
{
    static constexpr MessageType kType = MessageType::Counts;
    struct Entry
    {
        std::uint32_t process = 0;
        std::uint32_t arch = 0;
        std::uint32_t number = 0;
        std::uint64_t more = 0; // since the last message about it
        std::int64_t firstNs = 0;

        static void visit(auto &io, auto &self) { io(self.process, self.arch, self.number, self.more, self.firstNs); }
    };
    std::vector<Entry> entries;

    static void visit(auto &io, auto &self) { io(self.entries); }
};

/// Values of arguments of interest.
struct Arguments
{
    static constexpr MessageType kType = MessageType::Arguments;
    struct Entry
    {
        std::uint32_t process = 0;
        std::uint32_t arch = 0;
        std::uint32_t number = 0;
        std::uint8_t index = 0;
        bool overflowed = false; // value and more say nothing: there were more values than are kept
        std::uint64_t value = 0;
        std::uint64_t more = 0;

        static void visit(auto &io, auto &self)
        {
            io(self.process, self.arch, self.number, self.index, self.overflowed, self.value, self.more);
        }
    };
    std::vector<Entry> entries;

    static void visit(auto &io, auto &self) { io(self.entries); }
};

/// Calls that failed, where the result was looked at.
struct Errors
{
    static constexpr MessageType kType = MessageType::Errors;
    struct Entry
    {
        std::uint32_t process = 0;
        std::uint32_t arch = 0;
        std::uint32_t number = 0;
        std::uint16_t error = 0; // errno
        std::uint64_t more = 0;

        static void visit(auto &io, auto &self) { io(self.process, self.arch, self.number, self.error, self.more); }
    };
    std::vector<Entry> entries;

    static void visit(auto &io, auto &self) { io(self.entries); }
};

/// Path operations, each as it happened.
struct Paths
{
    static constexpr MessageType kType = MessageType::Paths;
    struct Entry
    {
        std::uint32_t process = 0;
        std::uint32_t operations = 0; // bits of trace/recording.h, path_operation
        std::uint16_t error = 0;      // errno, 0: success
        std::int64_t timeNs = 0;
        std::string path;

        static void visit(auto &io, auto &self) { io(self.process, self.operations, self.error, self.timeNs, self.path); }
    };
    std::vector<Entry> entries;

    static void visit(auto &io, auto &self) { io(self.entries); }
};

/// Calls that the base filter answered.
struct Denials
{
    static constexpr MessageType kType = MessageType::Denials;
    struct Entry
    {
        std::uint32_t process = 0;
        std::uint32_t arch = 0;
        std::uint32_t number = 0;
        std::uint32_t action = 0; // SECCOMP_RET_* word
        std::uint64_t more = 0;
        std::int64_t firstNs = 0;

        static void visit(auto &io, auto &self) { io(self.process, self.arch, self.number, self.action, self.more, self.firstNs); }
    };
    std::vector<Entry> entries;

    static void visit(auto &io, auto &self) { io(self.entries); }
};

/// Single calls of those that Denials sums up, as far as they differ.
struct DeniedCalls
{
    static constexpr MessageType kType = MessageType::DeniedCalls;
    struct Entry
    {
        std::uint32_t process = 0;
        std::uint32_t arch = 0;
        std::uint32_t number = 0;
        std::uint32_t action = 0;             // SECCOMP_RET_* word
        bool overflowed = false;              // the rest says nothing: there were more different calls than are kept
        std::vector<std::uint64_t> arguments; // six, as in the registers
        std::string path;                     // the first path of a call that takes one, resolved; empty: none
        std::uint64_t more = 0;

        static void visit(auto &io, auto &self) { io(self.process, self.arch, self.number, self.action, self.overflowed, self.arguments, self.path, self.more); }
    };
    std::vector<Entry> entries;

    static void visit(auto &io, auto &self) { io(self.entries); }
};

/// A TCP port that a process listens on.
struct Listening
{
    static constexpr MessageType kType = MessageType::Listening;
    std::uint32_t process = 0;
    std::uint16_t port = 0;

    static void visit(auto &io, auto &self) { io(self.process, self.port); }
};

/// Something that makes the recording less than it could be, in words.
struct Note
{
    static constexpr MessageType kType = MessageType::Note;
    std::string text;

    static void visit(auto &io, auto &self) { io(self.text); }
};

enum class EndReason : std::uint8_t { Exit = 0, Stop = 1, CouldNotStart = 2 };

struct End
{
    static constexpr MessageType kType = MessageType::End;
    std::int32_t status = -1; // of the first process, as wait(2) gives it; -1: it never ran
    std::uint8_t reason = 0;  // EndReason
    std::uint16_t error = 0;  // errno of what could not be started
    std::int64_t timeNs = 0;
    std::string message; // why it could not start

    static void visit(auto &io, auto &self) { io(self.status, self.reason, self.error, self.timeNs, self.message); }
};

} // namespace whittle::wire
