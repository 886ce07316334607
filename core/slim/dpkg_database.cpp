#include "slim/package_databases.h"

#include <algorithm>
#include <array>
#include <format>
#include <set>

namespace whittle::slim {

namespace {

constexpr std::size_t kMaxLicenses = 200;        // of one package
constexpr std::size_t kMaxLicenseText = 1 << 16; // of one licence

bool sameWord(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view firstLine(std::string_view text)
{
    return trimmed(text.substr(0, text.find('\n')));
}

// Of the three words of "install ok installed" the last says what is there. Files of the others are gone or never came.
bool hasFiles(std::string_view status)
{
    static constexpr std::array<std::string_view, 5> kStates = {"installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending"};
    if (status.empty())
        return true; // status.d
    const auto blank = status.find_last_of(" \t");
    return std::ranges::contains(kStates, blank == std::string_view::npos ? status : status.substr(blank + 1));
}

bool isPackageName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == '_';
    });
}

} // namespace

std::string_view ControlStanza::value(std::string_view name) const
{
    const auto field = std::ranges::find_if(fields, [name](const ControlField &one) { return sameWord(one.name, name); });
    return field == fields.end() ? std::string_view() : std::string_view(field->value);
}

Result<> forEachStanza(std::string_view text, const std::function<Result<>(const ControlStanza &)> &visit)
{
    ControlStanza stanza;
    std::size_t line = 0;
    while (!text.empty()) {
        ++line;
        const auto end = text.find('\n');
        std::string_view content = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (content.ends_with('\r'))
            content.remove_suffix(1);
        if (trimmed(content).empty()) {
            if (!stanza.fields.empty()) {
                if (auto visited = visit(stanza); !visited)
                    return visited;
            }
            stanza = {};
            continue;
        }
        if (content.front() == '#')
            continue;
        if (content.front() == ' ' || content.front() == '\t') {
            if (stanza.fields.empty())
                return fail(ErrorCode::InvalidInput, std::format("line {}: a continued line without a field above it", line));
            stanza.fields.back().value += '\n';
            stanza.fields.back().value += content.substr(1);
            continue;
        }
        const auto colon = content.find(':');
        if (colon == std::string_view::npos || colon == 0)
            return fail(ErrorCode::InvalidInput, std::format("line {}: no \"Name: value\"", line));
        if (stanza.fields.empty())
            stanza.line = line;
        if (stanza.fields.size() >= kMaxFields)
            return fail(ErrorCode::InvalidInput, std::format("line {}: more than {} fields", line, kMaxFields));
        stanza.fields.push_back({std::string(trimmed(content.substr(0, colon))), std::string(trimmed(content.substr(colon + 1)))});
    }
    return stanza.fields.empty() ? Result<>() : visit(stanza);
}

Result<std::vector<ListedPackage>> parseDpkgStatus(std::string_view text)
{
    std::vector<ListedPackage> packages;
    ListedBudget budget;
    auto read = forEachStanza(text, [&packages, &budget](const ControlStanza &stanza) -> Result<> {
        const std::string_view name = stanza.value("Package");
        // Names become names of files that are looked up.
        if (!isPackageName(name))
            return fail(ErrorCode::InvalidInput, std::format("line {}: {}", stanza.line, name.empty() ? "a paragraph without \"Package\"" : "no name for a package"));
        if (!hasFiles(stanza.value("Status")))
            return {};
        if (auto counted = budget.addPackage(); !counted)
            return addContext(std::move(counted).error(), std::format("line {}", stanza.line));
        ListedPackage listed;
        Package &package = listed.package;
        package.system = PackageSystem::Dpkg;
        package.name = name;
        package.version = stanza.value("Version");
        package.architecture = stanza.value("Architecture");
        package.supplier = stanza.value("Maintainer");
        package.homepage = stanza.value("Homepage");
        package.summary = firstLine(stanza.value("Description"));
        const std::string_view source = stanza.value("Source"); // "glibc (2.41-12)"
        const auto bracket = source.find('(');
        package.sourceName = trimmed(source.substr(0, bracket));
        if (bracket != std::string_view::npos && source.ends_with(')'))
            package.sourceVersion = trimmed(source.substr(bracket + 1, source.size() - bracket - 2));
        packages.push_back(std::move(listed));
        return {};
    });
    if (!read)
        return std::unexpected(std::move(read).error());
    return packages;
}

void readCopyright(std::string_view text, Package &package)
{
    std::set<std::string> seen;
    bool first = true;
    bool isMachineReadable = false;
    (void)forEachStanza(text, [&](const ControlStanza &stanza) -> Result<> {
        if (std::exchange(first, false))
            isMachineReadable = stanza.value("Format").find("copyright-format") != std::string_view::npos
                || stanza.value("Format").find("dep5") != std::string_view::npos;
        if (!isMachineReadable)
            return fail(ErrorCode::InvalidInput, "free text");
        const std::string_view license = stanza.value("License");
        const std::string name(firstLine(license));
        if (name.empty() || package.licenses.size() >= kMaxLicenses)
            return {};
        // A paragraph of a licence alone only brings the text of a name that others use.
        const bool isUse = !stanza.value("Files").empty() || !stanza.value("Format").empty();
        if (isUse && seen.insert(name).second)
            package.licenses.push_back(name);
        if (const auto end = license.find('\n'); end != std::string_view::npos && package.licenseTexts.size() < kMaxLicenses) {
            std::string body(license.substr(end + 1, kMaxLicenseText));
            // A blank line stands as a dot.
            std::string folded;
            for (std::size_t at = 0; at < body.size();) {
                const auto next = std::min(body.find('\n', at), body.size());
                const std::string_view row = std::string_view(body).substr(at, next - at);
                folded += trimmed(row) == "." ? std::string_view() : row;
                folded += '\n';
                at = next + 1;
            }
            package.licenseTexts.emplace(name, std::move(folded));
        }
        return {};
    });
    if (!isMachineReadable) {
        package.licenses.clear();
        package.licenseTexts.clear();
    }
}

} // namespace whittle::slim
