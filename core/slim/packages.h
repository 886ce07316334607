#pragma once

#include "base/result.h"
#include "image/file_index.h"

#include <cstddef>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

enum class PackageSystem { Dpkg, Apk, Rpm };

[[nodiscard]] std::string_view packageSystemName(PackageSystem system); // "dpkg", "apk", "rpm"

/// One package that the image's database says is installed. Texts are bytes of the database.
struct Package
{
    PackageSystem system = PackageSystem::Dpkg;
    std::string name;
    std::string version; // as the system writes it: "1:2.3-4", "1.2.3-r0"; rpm: "epoch:version-release", without the epoch where there is none
    std::string architecture;
    std::string sourceName;    // empty: as the package
    std::string sourceVersion; // empty: as the package; of rpm the whole name of the source file is in sourceName
    std::string supplier; // maintainer or vendor, "Name <address>"
    std::string homepage;
    std::string summary;
    /// What the package says its licences are, each an expression in the words of its system; all of them hold. Empty: not known.
    std::vector<std::string> licenses;
    /// Texts that the package brings for short names in licenses (dpkg's copyright file).
    std::map<std::string, std::string> licenseTexts;
    /// What it ships but directories: paths as in image::Entry with the links among their directories followed ("bin/sh" → "usr/bin/sh"),
    /// sorted, each once. Files that the image does not have are in absent instead.
    std::vector<std::string> files;
    std::vector<std::string> absent;
    std::string purl; // "pkg:deb/debian/bash@5.2.37-2?arch=amd64&distro=debian-13"

    [[nodiscard]] std::size_t shipped() const { return files.size() + absent.size(); }
    bool operator==(const Package &) const = default;
};

/// The distribution, from os-release.
struct Distribution
{
    std::string id;      // "debian"; empty when it is not known
    std::string version; // "13"
    std::string name;    // "Debian GNU/Linux 13 (trixie)"

    bool operator==(const Distribution &) const = default;
};

struct PackageSet
{
    Distribution distribution;
    std::vector<Package> packages; // by name, architecture, version
    std::vector<std::string> databases; // paths that were read
    /// path → positions in packages; a file may have several owners.
    std::map<std::string, std::vector<std::size_t>, std::less<>> owners;
};

/// The packages of an image: dpkg (status with info/*.list, distroless' status.d), apk and rpm (sqlite, ndb and Berkeley databases, read by
/// librpm in a child process). No database: an empty set. Errors: InvalidInput naming the database file and the line or the package;
/// Cancelled; Io. Any thread.
[[nodiscard]] Result<PackageSet> readPackages(const image::FileIndex &files, const std::stop_token &stop = {});

} // namespace whittle::slim
