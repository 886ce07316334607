#include "apparmor/check.h"

#include "base/files.h"
#include "base/subprocess.h"

#include <fcntl.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>

namespace whittle::apparmor {

namespace {

// "AppArmor parser error for FILE in profile FILE at line 3: …" or a message without a place.
Finding findingOf(const std::string &said, const std::string &file)
{
    Finding finding{profile::Severity::Critical, "apparmor-parser", {}, "", "", "apparmor_parser -Q -K refuses the file.", ""};
    constexpr std::string_view kLine = " at line ";
    std::string_view rest = said;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string line(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty() || line.starts_with("Cache read/write disabled") || line.starts_with("Warning"))
            continue;
        if (const std::size_t at = line.find(kLine); at != std::string::npos && finding.range.end == 0) {
            const char *first = line.data() + at + kLine.size();
            std::from_chars(first, line.data() + line.size(), finding.range.line);
        }
        for (std::size_t at = line.find(file); at != std::string::npos; at = line.find(file))
            line.replace(at, file.size(), "the profile");
        finding.message += (finding.message.empty() ? "" : "; ") + line;
    }
    if (finding.message.empty())
        finding.message = "apparmor_parser refuses the file without saying why";
    return finding;
}

} // namespace

std::optional<std::vector<Finding>> checkWithParser(const std::string &text, std::stop_token stop)
{
    if (findProgram("apparmor_parser").empty())
        return std::nullopt;
    auto folder = TemporaryDirectory::create();
    if (!folder)
        return std::nullopt;
    const std::string file = folder->path() + "/profile";
    const std::string output = folder->path() + "/said";
    if (!writeFileAtomically(file, text))
        return std::nullopt;
    const FileDescriptor said(::open(output.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    auto parser = Subprocess::start({.command = {"apparmor_parser", "-Q", "-K", "-q", file}, .environment = {"LC_ALL=C"}, .output = said.get()});
    if (!parser)
        return std::nullopt;
    const auto end = parser->wait(std::chrono::seconds(30), stop);
    if (stop.stop_requested())
        return std::nullopt;
    if (!end || !*end)
        return std::vector{Finding{profile::Severity::Medium, "apparmor-parser", {}, "", "apparmor_parser did not finish in 30 seconds", "It compiles the whole policy; patterns with many stars take long.", ""}};
    if ((*end)->status == 0)
        return std::vector<Finding>();
    return std::vector{findingOf(readFile(output, 1U << 20).value_or(""), file)};
}

void addParserFindings(std::vector<Finding> &findings, const std::vector<Finding> &parser)
{
    if (!std::ranges::contains(findings, "syntax", &Finding::code))
        findings.insert(findings.begin(), parser.begin(), parser.end());
}

} // namespace whittle::apparmor
