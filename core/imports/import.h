#pragma once

#include "base/abi.h"
#include "base/progress.h"
#include "base/result.h"
#include "imports/detect.h"
#include "trace/recording.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::imports {

/// What became of one file.
struct FileReport
{
    /// A line that could not be read, as an example.
    struct Unreadable
    {
        std::uint64_t line = 0; // from 1
        std::string why;
        std::string text; // printable, shortened
    };
    static constexpr std::size_t kMaxExamples = 5;

    std::string file;
    std::string kind;              // in words: "strace", "audit or system log in Docker's JSON"
    std::uint64_t lines = 0;       // of a document: its entries
    std::uint64_t understood = 0;
    std::vector<std::pair<std::string, std::uint64_t>> passedOver; // kind of line → how many; most first
    std::uint64_t unreadable = 0;
    std::vector<Unreadable> examples; // the first ones
    std::uint64_t lost = 0;        // records that the text itself says are missing
    std::vector<std::string> notes;

    [[nodiscard]] std::uint64_t passedOverInAll() const;
    /// "120 lines of strace: 100 understood, 20 passed over (12 signals, 8 stack frames)"
    [[nodiscard]] std::string inWords() const;
};

struct Imported
{
    trace::Recording recording; // its warnings name what is missing
    std::vector<FileReport> files;
};

struct ImportRequest
{
    std::vector<std::string> files; // "-": standard input; a file of -ff belongs to those with the same name before the last dot
    std::optional<Abi> abi;         // of programs where nothing tells; empty: what fits the names best
};

/// Reads what other tracers, logs and profiles tell into one recording; the kind of each file is found by its content. Memory is bounded
/// whatever comes. Progress is in bytes of the file that is read. Errors: NotFound, PermissionDenied, Io, Cancelled; InvalidInput naming the file
/// where none of the kinds fits, or nothing in it is understood.
[[nodiscard]] Result<Imported> importFiles(const ImportRequest &request, std::stop_token stop = {}, const ProgressFn &report = {});

/// The same of a text that is in memory. name: what messages call it.
[[nodiscard]] Result<Imported> importText(std::string_view text, const std::string &name);

/// What a file holds, by its beginning; compressed files are looked into. Errors: as importFiles.
[[nodiscard]] Result<Kind> kindOfFile(const std::string &path, std::stop_token stop = {});
/// The same of a text that is in memory.
[[nodiscard]] Kind kindOfText(std::string_view text);
/// True for what can be nothing but something to import; JSON may be a profile, which has a reader that tells more.
[[nodiscard]] bool isTrace(Kind kind);

/// A recording from a file of any kind: our own, or one to be imported. Errors: as importFiles and trace::readRecording.
[[nodiscard]] Result<trace::Recording> loadRecordingOrImport(const std::string &path, std::stop_token stop = {});

} // namespace whittle::imports
