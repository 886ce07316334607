#pragma once

#include "base/result.h"
#include "slim/packages.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// The readers behind readPackages(), one per system, and what they share.
namespace whittle::slim {

/// A package as its database has it: listed are its paths as written, directories too; nothing has been looked up in the image.
struct ListedPackage
{
    Package package;
    std::vector<std::string> listed;
};

/// The largest text of a database that is read.
inline constexpr std::uint64_t kMaxDatabaseText = std::uint64_t{64} << 20;
/// What all packages together may list: paths, and the bytes of them. An image has two million files at most.
inline constexpr std::size_t kMaxListedPaths = 4'000'000;
inline constexpr std::size_t kMaxListedBytes = std::size_t{192} << 20;
inline constexpr std::size_t kMaxPackages = 200'000;
/// Fields of one package.
inline constexpr std::size_t kMaxFields = 10'000;

/// Counts what a database lists; a short text may stand for paths without end.
class ListedBudget
{
public:
    /// Errors: InvalidInput when it is too much.
    [[nodiscard]] Result<> add(std::size_t pathBytes);
    [[nodiscard]] Result<> addPackage();

private:
    std::size_t m_paths = 0;
    std::size_t m_bytes = 0;
    std::size_t m_packages = 0;
};

/// One field of the "Name: value" texts of Debian; lines of a folded value are joined by '\n', their first blank taken off.
struct ControlField
{
    std::string name;
    std::string value;
};
struct ControlStanza
{
    std::size_t line = 0; // of its first field, from 1
    std::vector<ControlField> fields;

    /// Names are compared without case. Empty when there is none.
    [[nodiscard]] std::string_view value(std::string_view name) const;
};
/// Calls visit for each stanza until it gives an error. Errors: InvalidInput "line 12: …"; those of visit.
[[nodiscard]] Result<> forEachStanza(std::string_view text, const std::function<Result<>(const ControlStanza &)> &visit);

/// The installed packages of a dpkg status file (or of one of status.d), without files and licences. Errors: InvalidInput "line 12: …".
[[nodiscard]] Result<std::vector<ListedPackage>> parseDpkgStatus(std::string_view text);
/// Licences and their texts from the machine-readable form of a copyright file; nothing from others.
void readCopyright(std::string_view text, Package &package);
/// The installed database of apk. Errors: InvalidInput "line 12: …".
[[nodiscard]] Result<std::vector<ListedPackage>> parseApkInstalled(std::string_view text);
/// The packages of the rpm database in a directory that holds a copy of it; the reading is done by a child process with few rights, which is
/// given some minutes. Errors: InvalidInput in librpm's words; Unsupported; Cancelled; Io.
[[nodiscard]] Result<std::vector<ListedPackage>> readRpmDatabase(const std::string &directory, const std::stop_token &stop);

/// "pkg:deb/debian/bash@…" for a package whose other members are set.
[[nodiscard]] std::string packageUrl(const Package &package, const Distribution &distribution);
/// ID, VERSION_ID and PRETTY_NAME of an os-release file.
[[nodiscard]] Distribution parseOsRelease(std::string_view text);

} // namespace whittle::slim
