#pragma once

#include "imports/audit_seen.h"
#include "imports/gatherer.h"

#include <cstdint>
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

/// Reads one kind of text, line by line, into a gatherer. Not shared between threads.
class LineReader
{
public:
    virtual ~LineReader() = default;
    [[nodiscard]] virtual Verdict take(std::string_view line) = 0;
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
