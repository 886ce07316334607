#include "base/file_versions.h"

#include "base/printable.h"
#include "base/subprocess.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <format>
#include <string_view>

namespace whittle {

namespace {

constexpr auto kPatience = std::chrono::seconds(20);
constexpr std::size_t kMostListing = std::size_t{16} << 20;
constexpr std::size_t kMostComplaint = 2'000;
// Between the fields of a commit; a message may hold them too, which then is one commit that cannot be read.
constexpr char kCommit = '\x01';
constexpr char kField = '\x02';
constexpr char kNames = '\x03';

Result<FileDescriptor> scratch()
{
    FileDescriptor file(::memfd_create("git", MFD_CLOEXEC));
    if (!file)
        return failErrno("making a file in memory", errno);
    return file;
}

Result<std::string> contentOf(const FileDescriptor &file, std::size_t limit)
{
    std::string text;
    std::string piece(std::size_t{64} << 10, '\0');
    for (;;) {
        const ssize_t got = ::pread(file.get(), piece.data(), piece.size(), static_cast<off_t>(text.size()));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failErrno("reading what git said", errno);
        if (got == 0)
            return text;
        text.append(piece, 0, static_cast<std::size_t>(got));
        if (text.size() > limit)
            return fail(ErrorCode::InvalidInput, std::format("it is larger than {} bytes", limit));
    }
}

Result<std::string> git(const std::string &file, std::vector<std::string> arguments, std::size_t limit, const std::stop_token &stop)
{
    const auto folder = std::filesystem::path(file).parent_path().string();
    SubprocessRequest request;
    request.command = {"git", "-C", folder.empty() ? "." : folder, "--no-pager", "--literal-pathspecs", "--no-replace-objects"};
    for (const char *setting : {"core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "protocol.allow=never", "diff.external="})
        request.command.insert(request.command.end(), {"-c", setting});
    std::ranges::move(arguments, std::back_inserter(request.command));
    request.environment = {"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF"};
    auto output = scratch();
    auto errors = scratch();
    if (!output || !errors)
        return std::unexpected((output ? errors : output).error());
    request.output = output->get();
    request.errors = errors->get();
    auto process = Subprocess::start(request);
    if (!process)
        return std::unexpected(process.error());
    const auto end = process->wait(kPatience, stop);
    if (!end)
        return std::unexpected(end.error());
    if (!*end)
        return fail(ErrorCode::Io, "git took too long");
    if ((*end)->status != 0) {
        auto complaint = contentOf(*errors, kMostComplaint).value_or(std::string());
        while (complaint.ends_with('\n'))
            complaint.pop_back();
        return fail((*end)->status == 128 ? ErrorCode::NotFound : ErrorCode::Io, std::format("git: {}", printable(complaint)));
    }
    return contentOf(*output, limit);
}

bool isCommit(std::string_view text)
{
    return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

Result<std::vector<FileVersion>> versionsOf(const std::string &file, std::size_t most, std::stop_token stop)
{
    const auto name = std::filesystem::path(file).filename().string();
    const auto text = git(file,
                          {"log", "--follow", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-color", std::format("--max-count={}", most),
                           "--format=%x01%H%x02%cI%x02%an%x02%s%x03", "--", name},
                          kMostListing, stop);
    if (!text)
        return std::unexpected(text.error());
    std::vector<FileVersion> versions;
    std::string_view rest = *text;
    while (!rest.empty()) {
        const auto begin = rest.find(kCommit);
        if (begin == std::string_view::npos)
            break;
        rest.remove_prefix(begin + 1);
        const auto record = rest.substr(0, rest.find(kCommit));
        FileVersion version;
        const auto names = record.find(kNames);
        if (names == std::string_view::npos)
            continue;
        std::string *const fields[] = {&version.commit, &version.date, &version.author, &version.subject};
        auto header = record.substr(0, names);
        for (std::string *field : fields) {
            const auto end = field == &version.subject ? std::string_view::npos : header.find(kField);
            *field = header.substr(0, end);
            header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
        }
        auto path = record.substr(names + 1);
        while (!path.empty() && (path.front() == '\0' || path.front() == '\n'))
            path.remove_prefix(1);
        version.path = path.substr(0, path.find('\0'));
        // A merge that took the file as one side had it names none.
        if (isCommit(version.commit) && !version.path.empty())
            versions.push_back(std::move(version));
    }
    if (versions.empty())
        return fail(ErrorCode::NotFound, "git knows no version of it");
    return versions;
}

Result<std::string> contentOf(const std::string &file, const FileVersion &version, std::size_t limit, std::stop_token stop)
{
    if (!isCommit(version.commit))
        return fail(ErrorCode::InvalidInput, std::format("{}: no commit", printable(version.commit)));
    const std::string object = std::format("{}:{}", version.commit, version.path);
    // Asked first, so that a large one is not read at all.
    const auto size = git(file, {"cat-file", "-s", object}, 64, stop);
    if (!size)
        return std::unexpected(size.error());
    std::size_t bytes = 0;
    std::from_chars(size->data(), size->data() + size->size(), bytes);
    if (bytes > limit)
        return fail(ErrorCode::InvalidInput, std::format("it is larger than {} bytes", limit));
    return git(file, {"cat-file", "blob", object}, limit, stop);
}

} // namespace whittle
