#include "slim/package_databases.h"

#include <format>

namespace whittle::slim {

// The format: https://wiki.alpinelinux.org/wiki/Apk_spec, "Installed database": one letter, a colon, the value; a blank line ends a package.
Result<std::vector<ListedPackage>> parseApkInstalled(std::string_view text)
{
    std::vector<ListedPackage> packages;
    ListedPackage current;
    std::string directory;
    bool isEmpty = true;
    ListedBudget budget;
    std::size_t line = 0;
    const auto finish = [&]() -> Result<> {
        if (!isEmpty) {
            if (current.package.name.empty())
                return fail(ErrorCode::InvalidInput, std::format("line {}: a package without a name", line));
            if (auto counted = budget.addPackage(); !counted)
                return addContext(std::move(counted).error(), std::format("line {}", line));
            packages.push_back(std::move(current));
        }
        current = {};
        directory.clear();
        isEmpty = true;
        return {};
    };
    while (!text.empty()) {
        ++line;
        const auto end = text.find('\n');
        const std::string_view row = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (row.empty()) {
            if (auto finished = finish(); !finished)
                return std::unexpected(std::move(finished).error());
            continue;
        }
        if (row.size() < 2 || row[1] != ':')
            return fail(ErrorCode::InvalidInput, std::format("line {}: no letter with a colon", line));
        isEmpty = false;
        const std::string_view value = row.substr(2);
        Package &package = current.package;
        package.system = PackageSystem::Apk;
        switch (row[0]) {
        case 'P': package.name = value; break;
        case 'V': package.version = value; break;
        case 'A': package.architecture = value; break;
        case 'T': package.summary = value; break;
        case 'U': package.homepage = value; break;
        case 'L':
            if (!value.empty())
                package.licenses = {std::string(value)};
            break;
        case 'o': package.sourceName = value; break;
        case 'm': package.supplier = value; break;
        case 'F': directory = value; break;
        case 'R':
            if (auto counted = budget.add(directory.size() + 1 + value.size()); !counted)
                return addContext(std::move(counted).error(), std::format("line {}", line));
            current.listed.push_back(directory.empty() ? std::string(value) : std::format("{}/{}", directory, value));
            break;
        default: break; // checksums, owners, dependencies
        }
    }
    if (auto finished = finish(); !finished)
        return std::unexpected(std::move(finished).error());
    return packages;
}

} // namespace whittle::slim
