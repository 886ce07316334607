#include "imports/import.h"
#include "imports/line_reader.h"
#include "imports/line_source.h"
#include "trace/recording_file.h"

#include <array>
#include <cstdio>
#include <cstdlib>

using namespace whittle;

namespace {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fputs(what, stderr);
    std::abort();
}

void requireReadable(const trace::Recording &recording)
{
    const auto again = trace::readRecording(trace::writeRecording(recording));
    require(again.has_value() && *again == recording, "the recording does not come back as it was written\n");
}

} // namespace

// The first byte chooses the reader, so that every family is reached; 0 leaves it to the content.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    using Make = std::unique_ptr<imports::LineReader> (*)(const imports::ReaderContext &);
    constexpr std::array<Make, 7> kReaders = {imports::makeStraceReader, imports::makeAuditReader,  imports::makePerfReader, imports::makeSysdigReader,
                                              imports::makeBpftraceReader, imports::makeFtraceReader, imports::makeEventReader};
    const std::size_t chosen = data[0] % (kReaders.size() + 1);
    if (chosen == kReaders.size()) {
        if (const auto imported = imports::importText(text, "fuzz")) {
            for (const imports::FileReport &report : imported->files)
                require(report.understood + report.passedOverInAll() + report.unreadable >= report.lines, "a line is not accounted for\n");
            requireReadable(imported->recording);
        }
        return 0;
    }
    imports::Gatherer gatherer;
    gatherer.enterSpace("fuzz");
    imports::AuditSeen seen;
    const auto reader = kReaders[chosen]({gatherer, seen, "fuzz", {}});
    imports::LineSource source(imports::bytesOf(text));
    while (const auto line = source.next()) {
        if (!*line)
            break;
        const imports::Verdict verdict = reader->take((*line)->text);
        require(verdict.fate == imports::Verdict::Fate::Understood || verdict.what != nullptr, "a verdict without its reason\n");
    }
    reader->finish();
    requireReadable(gatherer.finish());
    return 0;
}
