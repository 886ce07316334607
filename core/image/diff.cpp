#include "image/diff.h"

#include "base/printable.h"
#include "image/file_index.h"
#include "image/image_facts.h"
#include "image/paths.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <string_view>

namespace whittle::image {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPiece = 1 << 17; // bytes of content compared at once
constexpr auto kReportEvery = std::chrono::milliseconds(100);

std::string_view typeName(EntryType type)
{
    static constexpr std::array<std::string_view, 7> kNames = {"file", "directory", "symbolic link", "file", "character device", "block device", "fifo"};
    return kNames[static_cast<std::size_t>(type)];
}

std::string timeText(const Time &time)
{
    // What no calendar has is written as a number.
    if (time.seconds < -62'135'596'800 || time.seconds > 253'402'300'799)
        return std::to_string(time.seconds);
    const std::chrono::sys_seconds seconds{std::chrono::seconds(time.seconds)};
    return time.nanoseconds == 0 ? std::format("{:%FT%T}Z", seconds) : std::format("{:%FT%T}.{:09}Z", seconds, time.nanoseconds);
}

// The entry with what a hard link shares with its target.
Entry resolved(const FileIndex &files, const IndexedFile &file)
{
    if (file.entry.type != EntryType::HardLink)
        return file.entry;
    const auto target = files.find(file.entry.linkTarget);
    Entry entry = target ? target->entry : file.entry;
    entry.path = file.entry.path;
    return entry;
}

class Comparer
{
public:
    Comparer(const Image &left, const Image &right, std::stop_token stop, const ProgressFn &report)
        : m_left(left), m_right(right), m_stop(std::move(stop)), m_report(report), m_total(left.files().count() + right.files().count())
    {
    }

    Result<ImageDifference> compare()
    {
        if (auto compared = compareConfigs(); !compared)
            return std::unexpected(std::move(compared).error());
        Result<> result;
        m_left.files().forEach([&](const IndexedFile &file) {
            result = visitLeft(file);
            return result.has_value();
        });
        if (result) {
            m_right.files().forEach([&](const IndexedFile &file) {
                result = visitRight(file);
                return result.has_value();
            });
        }
        if (!result)
            return std::unexpected(std::move(result).error());
        std::ranges::sort(m_difference.paths, {}, &PathDifference::path);
        m_difference.left = {fileCount(m_left.files()), m_left.files().contentSize(), m_left.layers().size()};
        m_difference.right = {fileCount(m_right.files()), m_right.files().contentSize(), m_right.layers().size()};
        return std::move(m_difference);
    }

private:
    Result<> step()
    {
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "comparing images: cancelled");
        ++m_done;
        if (const auto now = Clock::now(); m_report && now - m_reported >= kReportEvery) {
            m_reported = now;
            m_report({"comparing", m_done, m_total});
        }
        return {};
    }

    Result<> compareConfigs()
    {
        std::array<std::vector<ConfigLine>, 2> lines;
        for (std::size_t side = 0; side < 2; ++side) {
            const Image &image = side == 0 ? m_left : m_right;
            auto config = parseRunConfig(image.configText());
            if (!config)
                return addContext(std::move(config).error(), side == 0 ? "left image" : "right image");
            lines[side] = describe(*config);
            const Platform &platform = image.platform();
            lines[side].insert(lines[side].begin(), {"Platform", {std::format("{}/{}{}{}", platform.os, platform.architecture, platform.variant.empty() ? "" : "/", platform.variant)}});
        }
        const auto valuesOf = [](const std::vector<ConfigLine> &all, const std::string &name) {
            const auto found = std::ranges::find(all, name, &ConfigLine::name);
            return found == all.end() ? std::vector<std::string>() : found->values;
        };
        for (std::size_t side = 0; side < 2; ++side) {
            for (const ConfigLine &line : lines[side]) {
                ConfigDifference one{line.name, valuesOf(lines[0], line.name), valuesOf(lines[1], line.name)};
                if (one.left != one.right && (side == 0 || one.left.empty()))
                    m_difference.config.push_back(std::move(one));
            }
        }
        return {};
    }

    static std::uint64_t sizeOf(const Entry &entry) { return entry.type == EntryType::Regular ? entry.size : 0; }

    Result<> visitLeft(const IndexedFile &file)
    {
        if (auto go = step(); !go)
            return go;
        const std::string &path = file.entry.path;
        const Entry left = resolved(m_left.files(), file);
        const auto other = m_right.files().find(path);
        if (!other) {
            m_difference.paths.push_back({PathChange::Removed, path, left.type, sizeOf(left), 0, {}});
            return {};
        }
        const Entry right = resolved(m_right.files(), *other);
        const bool isMadeUp = file.layer == FileIndex::npos || other->layer == FileIndex::npos;
        auto changes = changesOf(left, right, isMadeUp);
        if (!changes)
            return std::unexpected(std::move(changes).error());
        if (changes->empty())
            ++m_difference.same;
        else
            m_difference.paths.push_back({PathChange::Changed, path, right.type, sizeOf(left), sizeOf(right), std::move(*changes)});
        return {};
    }

    Result<> visitRight(const IndexedFile &file)
    {
        if (auto go = step(); !go)
            return go;
        if (m_left.files().contains(file.entry.path))
            return {};
        const Entry right = resolved(m_right.files(), file);
        m_difference.paths.push_back({PathChange::Added, right.path, right.type, 0, sizeOf(right), {}});
        return {};
    }

    Result<std::vector<std::string>> changesOf(const Entry &left, const Entry &right, bool isMadeUp) const
    {
        std::vector<std::string> changes;
        if (left.type != right.type) {
            changes.push_back(std::format("{} -> {}", typeName(left.type), typeName(right.type)));
            return changes;
        }
        if (isMadeUp)
            return changes;
        if (left.mode != right.mode)
            changes.push_back(std::format("mode {:04o} -> {:04o}", left.mode, right.mode));
        if (left.uid != right.uid || left.gid != right.gid)
            changes.push_back(std::format("owner {}:{} -> {}:{}", left.uid, left.gid, right.uid, right.gid));
        if (left.modified != right.modified)
            changes.push_back(std::format("time {} -> {}", timeText(left.modified), timeText(right.modified)));
        if (left.type == EntryType::SymbolicLink && left.linkTarget != right.linkTarget)
            changes.push_back(std::format("target {} -> {}", image::inQuotes(left.linkTarget), image::inQuotes(right.linkTarget)));
        if ((left.type == EntryType::CharacterDevice || left.type == EntryType::BlockDevice) && (left.deviceMajor != right.deviceMajor || left.deviceMinor != right.deviceMinor))
            changes.push_back(std::format("device {}:{} -> {}:{}", left.deviceMajor, left.deviceMinor, right.deviceMajor, right.deviceMinor));
        addXattrChanges(left, right, changes);
        if (left.type != EntryType::Regular)
            return changes;
        if (left.size != right.size) {
            changes.push_back(std::format("size {} -> {}", left.size, right.size));
            return changes;
        }
        auto same = sameContent(left.path);
        if (!same)
            return std::unexpected(std::move(same).error());
        if (!*same)
            changes.emplace_back("content");
        return changes;
    }

    static void addXattrChanges(const Entry &left, const Entry &right, std::vector<std::string> &changes)
    {
        for (const auto &[name, value] : left.xattrs) {
            const auto other = right.xattrs.find(name);
            if (other == right.xattrs.end())
                changes.push_back(std::format("attribute {} removed", image::inQuotes(name)));
            else if (other->second != value)
                changes.push_back(std::format("attribute {} changed", image::inQuotes(name)));
        }
        for (const auto &[name, value] : right.xattrs) {
            if (!left.xattrs.contains(name))
                changes.push_back(std::format("attribute {} added", image::inQuotes(name)));
        }
    }

    Result<bool> sameContent(const std::string &path) const
    {
        std::array<std::string, 2> pieces = {std::string(kPiece, '\0'), std::string(kPiece, '\0')};
        for (std::uint64_t at = 0;;) {
            if (m_stop.stop_requested())
                return fail(ErrorCode::Cancelled, "comparing images: cancelled");
            std::array<std::size_t, 2> sizes{};
            for (std::size_t side = 0; side < 2; ++side) {
                const auto size = (side == 0 ? m_left : m_right).files().read(path, at, pieces[side]);
                if (!size)
                    return addContext(size.error(), printable(path));
                sizes[side] = *size;
            }
            // Each side may give less than was asked for.
            const std::size_t size = std::min(sizes[0], sizes[1]);
            if (size == 0)
                return sizes[0] == sizes[1];
            if (std::string_view(pieces[0]).substr(0, size) != std::string_view(pieces[1]).substr(0, size))
                return false;
            at += size;
        }
    }

    const Image &m_left;
    const Image &m_right;
    std::stop_token m_stop;
    const ProgressFn &m_report;
    std::size_t m_total;
    std::size_t m_done = 0;
    Clock::time_point m_reported{};
    ImageDifference m_difference;
};

} // namespace

std::string_view pathChangeName(PathChange change)
{
    static constexpr std::array<std::string_view, 3> kNames = {"added", "removed", "changed"};
    return kNames[static_cast<std::size_t>(change)];
}

Result<ImageDifference> compareImages(const Image &left, const Image &right, std::stop_token stop, const ProgressFn &report)
{
    return Comparer(left, right, std::move(stop), report).compare();
}

} // namespace whittle::image
