#include "formats/recording_text.h"

#include "syscalls/catalogue.h"

#include <format>
#include <map>
#include <set>
#include <utility>

namespace whittle::formats {

namespace {

// A comm is whatever the process called itself.
std::string escaped(const std::string &text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\\': out += "\\\\"; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace

std::string writeNames(const trace::Recording &recording)
{
    std::set<std::string> names;
    for (const trace::SyscallSummary &sum : trace::summarise(recording))
        names.insert(syscalls::Catalogue::builtIn().nameOf(sum.abi, sum.number));
    std::string out;
    for (const std::string &name : names)
        out.append(name).append("\n");
    return out;
}

std::string writeCounts(const trace::Recording &recording)
{
    std::string out;
    for (const trace::Process &process : recording.processes) {
        std::map<std::pair<Abi, std::string>, std::uint64_t> counts;
        for (const trace::SyscallUse &use : process.syscalls)
            counts[{use.abi, syscalls::Catalogue::builtIn().nameOf(use.abi, use.number)}] += use.count;
        for (const auto &[key, count] : counts)
            out += std::format("{}\t{}\t{}\t{}\t{}\n", process.pid, escaped(process.comm), abiName(key.first), key.second, count);
    }
    return out;
}

} // namespace whittle::formats
