#include "exports/exporters.h"

#include "formats/recording_text.h"

#include <set>

namespace whittle::exports {

namespace {

Result<Exported> writeSeenNames(const Request &request)
{
    Exported exported;
    std::set<std::string> lines;
    for (const trace::Recording &recording : request.recordings) {
        const std::string text = formats::writeNames(recording);
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
            lines.insert(text.substr(at, text.find('\n', at) - at + 1));
    }
    for (const std::string &line : lines)
        exported.content += line;
    return exported;
}

Result<Exported> writeSeenCounts(const Request &request)
{
    Exported exported;
    for (const trace::Recording &recording : request.recordings)
        exported.content += formats::writeCounts(recording);
    return exported;
}

} // namespace

Exporter namesExporter()
{
    return {{.id = "names", .title = "Names of syscalls", .description = "the syscalls that were seen, one name a line", .sources = {Source::Recording}, .suffix = ".txt"},
            writeSeenNames};
}

Exporter countsExporter()
{
    return {{.id = "counts",
             .title = "Counts of syscalls",
             .description = "pid, comm, abi, syscall and count, with tabs between",
             .sources = {Source::Recording},
             .suffix = ".tsv"},
            writeSeenCounts};
}

} // namespace whittle::exports
