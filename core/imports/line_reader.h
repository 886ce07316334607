#pragma once

#include "imports/audit_seen.h"
#include "imports/gatherer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace whittle::imports {

/// What became of one line.
struct Verdict
{
    enum class Fate : std::uint8_t { Understood, PassedOver, Unreadable };
    Fate fate = Fate::Understood;
    const char *what = nullptr; // the kind of what was passed over, or why it is unreadable; lives as long as the program
};
inline constexpr Verdict kUnderstood{};
[[nodiscard]] constexpr Verdict passedOver(const char *kind) { return {Verdict::Fate::PassedOver, kind}; }
[[nodiscard]] constexpr Verdict unreadable(const char *why) { return {Verdict::Fate::Unreadable, why}; }

/// Lines of which everything is worked out that they say by themselves.
class PreparedLines
{
public:
    virtual ~PreparedLines() = default;
};

/// Works out what lines say by themselves. Not shared between threads; each has its own.
class LinePreparer
{
public:
    virtual ~LinePreparer() = default;
    [[nodiscard]] virtual std::unique_ptr<PreparedLines> makeLines() const = 0;
    /// In place of those that lines (made by a preparer of this kind) held before. text: whole lines; it must outlive their use.
    virtual void prepare(std::string_view text, PreparedLines &lines) = 0;
};

/// What became of a line, and the line.
using LineSink = std::function<void(const Verdict &, std::string_view)>;

/// Reads one kind of text, line by line, into a gatherer. Not shared between threads.
class LineReader
{
public:
    virtual ~LineReader() = default;
    /// One line, without its end.
    [[nodiscard]] virtual Verdict take(std::string_view line) = 0;
    /// nullptr: nothing of its lines is worth working out ahead.
    [[nodiscard]] virtual std::unique_ptr<LinePreparer> makePreparer() const { return nullptr; }
    /// The next lines, as what makePreparer() gave has prepared them. Those that are understood are added up, the others told.
    virtual void takePrepared(const PreparedLines &, std::uint64_t & /*understood*/, const LineSink & /*others*/) {}
    /// After the last line.
    virtual void finish() {}
    /// Records that the writer of the text says it could not write.
    [[nodiscard]] std::uint64_t lost() const { return m_lost; }

protected:
    std::uint64_t m_lost = 0;
};

struct ReaderContext
{
    Gatherer &gatherer;
    AuditSeen &auditSeen;         // of all files of an import
    std::string file;             // as given; only its name is looked at
    std::optional<Abi> assumed;   // of programs where nothing tells
};

[[nodiscard]] std::unique_ptr<LineReader> makeStraceReader(const ReaderContext &context);
[[nodiscard]] std::unique_ptr<LineReader> makeAuditReader(const ReaderContext &context);
[[nodiscard]] std::unique_ptr<LineReader> makePerfReader(const ReaderContext &context);
[[nodiscard]] std::unique_ptr<LineReader> makeSysdigReader(const ReaderContext &context);
[[nodiscard]] std::unique_ptr<LineReader> makeBpftraceReader(const ReaderContext &context);
[[nodiscard]] std::unique_ptr<LineReader> makeFtraceReader(const ReaderContext &context);
[[nodiscard]] std::unique_ptr<LineReader> makeEventReader(const ReaderContext &context);

} // namespace whittle::imports
