#include "slim/packages.h"

#include "base/files.h"
#include "base/file_descriptor.h"
#include "base/printable.h"
#include "slim/package_databases.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <format>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace whittle::slim {

namespace {

using image::EntryType;
using image::FileIndex;

constexpr std::uint64_t kMaxRpmDatabase = std::uint64_t{1} << 31;
constexpr std::uint64_t kMaxCopyright = 4 << 20;
constexpr std::uint64_t kMaxCopyrights = std::uint64_t{64} << 20; // of all packages; what comes later has no licence
constexpr const char *kDpkgStatus = "var/lib/dpkg/status";
constexpr const char *kDpkgStatusFolder = "var/lib/dpkg/status.d";
constexpr std::array kApkDatabases = {"lib/apk/db/installed", "usr/lib/apk/db/installed"};
constexpr std::array kRpmFolders = {"usr/lib/sysimage/rpm", "var/lib/rpm"};
constexpr std::array kRpmFiles = {"rpmdb.sqlite", "Packages.db", "Packages"};

bool isFile(const image::IndexedFile &file)
{
    return file.entry.type == EntryType::Regular || file.entry.type == EntryType::HardLink;
}

// Reads one image: every reader's packages, with their files looked up.
class Reader
{
public:
    Reader(const FileIndex &files, const std::stop_token &stop) : m_files(files), m_stop(stop) {}

    Result<PackageSet> read()
    {
        for (const char *path : {"etc/os-release", "usr/lib/os-release"}) {
            auto content = contentOf(path, 1 << 20);
            if (content && *content) {
                m_set.distribution = parseOsRelease(**content);
                break;
            }
        }
        for (auto step : {&Reader::readDpkg, &Reader::readApk, &Reader::readRpm}) {
            if (auto done = (this->*step)(); !done)
                return std::unexpected(std::move(done).error());
        }
        std::ranges::sort(m_set.packages, {}, [](const Package &one) { return std::tie(one.name, one.architecture, one.version, one.system); });
        for (std::size_t i = 0; i < m_set.packages.size(); ++i) {
            for (const std::string &path : m_set.packages[i].files)
                m_set.owners[path].push_back(i);
        }
        return std::move(m_set);
    }

private:
    // A file with all links followed; nullopt where there is none.
    Result<std::optional<std::string>> contentOf(const std::string &path, std::uint64_t limit = kMaxDatabaseText) const
    {
        const auto found = m_files.resolve(path);
        if (!found.exists)
            return std::nullopt;
        const auto file = m_files.find(found.path);
        if (!file || !isFile(*file))
            return std::nullopt;
        auto content = m_files.content(found.path, limit);
        if (!content)
            return addContext(std::move(content).error(), path);
        return std::optional(std::move(*content));
    }

    // Looks the listed paths up and puts the package into the set.
    Result<> add(ListedPackage listed)
    {
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "reading packages: cancelled");
        Package &package = listed.package;
        if (auto counted = m_budget.addPackage(); !counted)
            return addContext(std::move(counted).error(), "package " + printable(package.name));
        for (const std::string &path : listed.listed)
            if (auto counted = m_budget.add(path.size()); !counted)
                return addContext(std::move(counted).error(), "package " + printable(package.name));
        std::ranges::sort(listed.listed);
        const auto doubles = std::ranges::unique(listed.listed);
        listed.listed.erase(doubles.begin(), doubles.end());
        for (std::size_t i = 0; i < listed.listed.size(); ++i) {
            std::string_view path = listed.listed[i];
            while (path.starts_with('/') || path.starts_with("./"))
                path.remove_prefix(path.front() == '/' ? 1 : 2);
            if (path.empty() || path == "." || hasListedBelow(listed.listed, i))
                continue;
            const auto found = m_files.resolve(path, false);
            const auto file = found.exists ? m_files.find(found.path) : std::nullopt;
            if (file && file->entry.type != EntryType::Directory)
                package.files.push_back(found.path);
            else if (!file)
                package.absent.emplace_back(path);
        }
        std::ranges::sort(package.files);
        const auto same = std::ranges::unique(package.files);
        package.files.erase(same.begin(), same.end());
        package.purl = packageUrl(package, m_set.distribution);
        m_set.packages.push_back(std::move(package));
        return {};
    }

    // Lists name directories, too. One shows itself by what is listed below it, even where the image has none or a link in its place.
    static bool hasListedBelow(const std::vector<std::string> &listed, std::size_t at)
    {
        const std::string below = listed[at] + "/";
        const auto next = std::lower_bound(listed.begin() + static_cast<std::ptrdiff_t>(at), listed.end(), below);
        return next != listed.end() && next->starts_with(below);
    }

    // ---- dpkg

    Result<> readDpkg()
    {
        if (auto done = readDiversions(); !done)
            return done;
        auto status = contentOf(kDpkgStatus);
        if (!status)
            return std::unexpected(std::move(status).error());
        if (*status) {
            auto packages = parseDpkgStatus(**status);
            if (!packages)
                return addContext(std::move(packages).error(), kDpkgStatus);
            m_set.databases.emplace_back(kDpkgStatus);
            for (ListedPackage &listed : *packages) {
                if (auto done = addDpkg(std::move(listed), "var/lib/dpkg/info/"); !done)
                    return done;
            }
        }
        return readStatusFolder();
    }

    Result<> readStatusFolder()
    {
        const auto folder = m_files.resolve(kDpkgStatusFolder);
        if (!folder.exists)
            return {};
        m_set.databases.emplace_back(kDpkgStatusFolder);
        for (const image::IndexedFile &file : m_files.list(folder.path)) {
            const std::string &path = file.entry.path;
            if (!isFile(file) || path.ends_with(".md5sums") || path.ends_with(".list"))
                continue;
            auto text = contentOf(path);
            if (!text)
                return std::unexpected(std::move(text).error());
            auto packages = parseDpkgStatus(text->value_or(""));
            if (!packages)
                return addContext(std::move(packages).error(), path);
            for (ListedPackage &listed : *packages) {
                auto paths = readLists(listed, path);
                if (!paths)
                    return std::unexpected(std::move(paths).error());
                if (auto done = finishDpkg(std::move(listed)); !done)
                    return done;
            }
        }
        return {};
    }

    Result<> addDpkg(ListedPackage listed, const std::string &folder)
    {
        const Package &package = listed.package;
        // Packages that can be there for several machines have it in the name of their files.
        for (const std::string &stem : {folder + package.name + ":" + package.architecture, folder + package.name}) {
            auto found = readLists(listed, stem);
            if (!found)
                return std::unexpected(std::move(found).error());
            if (*found)
                break;
        }
        return finishDpkg(std::move(listed));
    }

    // STEM.list has every path; where there is none, STEM.md5sums has the files. True when there was one.
    Result<bool> readLists(ListedPackage &listed, const std::string &stem) const
    {
        for (const auto &[ending, isSums] : {std::pair(".list", false), std::pair(".md5sums", true)}) {
            auto text = contentOf(stem + ending);
            if (!text)
                return std::unexpected(std::move(text).error());
            if (!*text)
                continue;
            ListedBudget budget;
            for (std::string_view rest = **text; !rest.empty();) {
                const auto end = rest.find('\n');
                std::string_view row = rest.substr(0, end);
                rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
                if (isSums) // "0123…  usr/bin/x"
                    row = row.size() > 34 ? row.substr(34) : std::string_view();
                if (row.empty())
                    continue;
                listed.listed.push_back(diverted(row, listed.package.name));
                if (auto counted = budget.add(listed.listed.back().size()); !counted)
                    return addContext(std::move(counted).error(), stem + ending);
            }
            return true;
        }
        return false;
    }

    Result<> finishDpkg(ListedPackage listed)
    {
        // One that is too large is no database's fault. One file may stand there for every package: all together have a limit, too.
        auto copyright = m_copyright == 0 ? Result<std::optional<std::string>>(std::nullopt)
                                          : contentOf(std::format("usr/share/doc/{}/copyright", listed.package.name), std::min(kMaxCopyright, m_copyright));
        if (copyright && *copyright) {
            m_copyright -= (*copyright)->size();
            readCopyright(**copyright, listed.package);
        }
        return add(std::move(listed));
    }

    // Three lines each: the path, where the file really is, and the package whose file stays at the path.
    Result<> readDiversions()
    {
        auto text = contentOf("var/lib/dpkg/diversions");
        if (!text)
            return std::unexpected(std::move(text).error());
        std::vector<std::string> rows;
        for (std::string_view rest = *text ? std::string_view(**text) : std::string_view(); !rest.empty();) {
            const auto end = rest.find('\n');
            rows.emplace_back(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        for (std::size_t i = 0; i + 2 < rows.size(); i += 3)
            m_diversions[rows[i]] = {rows[i + 1], rows[i + 2]};
        return {};
    }

    std::string diverted(std::string_view path, const std::string &package) const
    {
        const auto found = m_diversions.find(path);
        return found == m_diversions.end() || found->second.package == package ? std::string(path) : found->second.path;
    }

    // ---- apk

    Result<> readApk()
    {
        std::set<std::string> seen; // both names may be one file
        for (const char *path : kApkDatabases) {
            auto text = contentOf(path);
            if (!text)
                return std::unexpected(std::move(text).error());
            if (!*text || !seen.insert(m_files.resolve(path).path).second)
                continue;
            auto packages = parseApkInstalled(**text);
            if (!packages)
                return addContext(std::move(packages).error(), path);
            m_set.databases.emplace_back(path);
            for (ListedPackage &listed : *packages) {
                if (auto done = add(std::move(listed)); !done)
                    return done;
            }
        }
        return {};
    }

    // ---- rpm

    Result<> readRpm()
    {
        for (const char *folder : kRpmFolders) {
            for (const char *name : kRpmFiles) {
                const std::string path = std::format("{}/{}", folder, name);
                const auto found = m_files.resolve(path);
                if (const auto file = found.exists ? m_files.find(found.path) : std::nullopt; file && isFile(*file))
                    return readRpmAt(folder, name, path);
            }
        }
        return {};
    }

    Result<> readRpmAt(const std::string &folder, const std::string &name, const std::string &path)
    {
        auto directory = TemporaryDirectory::create("whittle-rpm-");
        if (!directory)
            return std::unexpected(std::move(directory).error());
        // What was not yet written into a sqlite database lies beside it.
        for (const std::string &one : {name, name + "-wal"}) {
            if (auto copied = copyOut(std::format("{}/{}", folder, one), directory->path() + "/" + one); !copied)
                return addContext(std::move(copied).error(), path);
        }
        auto packages = readRpmDatabase(directory->path(), m_stop);
        if (!packages)
            return addContext(std::move(packages).error(), path);
        m_set.databases.push_back(path);
        for (ListedPackage &listed : *packages) {
            if (auto done = add(std::move(listed)); !done)
                return done;
        }
        return {};
    }

    Result<> copyOut(const std::string &path, const std::string &target) const
    {
        const auto found = m_files.resolve(path);
        const auto file = found.exists ? m_files.find(found.path) : std::nullopt;
        if (!file || !isFile(*file))
            return {};
        const FileDescriptor out(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        if (!out)
            return failErrno("making " + target, errno);
        std::vector<char> buffer(1 << 18);
        for (std::uint64_t at = 0;;) {
            if (m_stop.stop_requested())
                return fail(ErrorCode::Cancelled, "cancelled");
            auto size = m_files.read(found.path, at, buffer);
            if (!size)
                return std::unexpected(std::move(size).error());
            if (*size == 0)
                return {};
            at += *size;
            if (at > kMaxRpmDatabase)
                return fail(ErrorCode::InvalidInput, std::format("larger than {} bytes", kMaxRpmDatabase));
            for (std::size_t done = 0; done < *size;) {
                const ssize_t written = ::write(out.get(), buffer.data() + done, *size - done);
                if (written < 0 && errno != EINTR)
                    return failErrno("writing " + target, errno);
                done += written > 0 ? static_cast<std::size_t>(written) : 0;
            }
        }
    }

    struct Diversion
    {
        std::string path;
        std::string package;
    };
    const FileIndex &m_files;
    const std::stop_token &m_stop;
    PackageSet m_set;
    std::map<std::string, Diversion, std::less<>> m_diversions;
    ListedBudget m_budget;
    std::uint64_t m_copyright = kMaxCopyrights;
};

} // namespace

Result<> ListedBudget::add(std::size_t pathBytes)
{
    ++m_paths;
    m_bytes += pathBytes;
    if (m_paths > kMaxListedPaths)
        return fail(ErrorCode::InvalidInput, std::format("the packages list more than {} files", kMaxListedPaths));
    if (m_bytes > kMaxListedBytes)
        return fail(ErrorCode::InvalidInput, std::format("the names of the files that the packages list have more than {} bytes", kMaxListedBytes));
    return {};
}

Result<> ListedBudget::addPackage()
{
    if (++m_packages > kMaxPackages)
        return fail(ErrorCode::InvalidInput, std::format("more than {} packages", kMaxPackages));
    return {};
}

std::string_view packageSystemName(PackageSystem system)
{
    static constexpr std::array<std::string_view, 3> kNames = {"dpkg", "apk", "rpm"};
    return kNames[static_cast<std::size_t>(system)];
}

Result<PackageSet> readPackages(const FileIndex &files, const std::stop_token &stop)
{
    return Reader(files, stop).read();
}

} // namespace whittle::slim
