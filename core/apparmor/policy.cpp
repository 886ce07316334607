#include "apparmor/policy.h"

#include "apparmor/parser.h"
#include "base/files.h"

#include <algorithm>
#include <filesystem>
#include <format>

namespace whittle::apparmor {

namespace {

constexpr std::size_t kMaxIncluded = 4U << 20;

const Condition *findCondition(const std::vector<Condition> &conditions, std::string_view name)
{
    const auto found = std::ranges::find(conditions, name, &Condition::name);
    return found == conditions.end() ? nullptr : &*found;
}

// Of a folder all files but backups and what packaging leaves, as apparmor_parser passes them over.
bool isPassedOver(const std::string &name)
{
    static constexpr std::string_view kEndings[] = {"~", ".dpkg-new", ".dpkg-old", ".dpkg-dist", ".dpkg-bak", ".dpkg-remove", ".pacsave", ".pacnew", ".rpmnew", ".rpmsave", ".orig", ".rej"};
    return name.empty() || name.front() == '.' || name == "README" || std::ranges::any_of(kEndings, [&name](std::string_view ending) { return name.ends_with(ending); });
}

std::optional<std::string> readFileOrFolder(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
        auto text = readFile(path.string(), kMaxIncluded);
        return text ? std::optional(*std::move(text)) : std::nullopt;
    }
    std::vector<std::filesystem::path> files;
    for (auto entry = std::filesystem::directory_iterator(path, error); !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (!isPassedOver(entry->path().filename().string()) && entry->is_regular_file(error))
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    std::string all;
    for (const std::filesystem::path &file : files) {
        if (const auto text = readFile(file.string(), kMaxIncluded))
            all += *text + "\n";
    }
    return all;
}

} // namespace

const Condition *Rule::condition(std::string_view name) const { return findCondition(conditions, name); }
const Condition *Rule::peerCondition(std::string_view name) const { return findCondition(peer, name); }
bool Profile::hasFlag(std::string_view flag) const { return std::ranges::contains(flags, flag); }

PolicyFiles PolicyFiles::ofSystem(std::string base)
{
    return {[base = std::move(base)](const std::string &name, bool) -> std::optional<std::string> {
        // Names without '/' in front are searched below the base folder, in quotes too.
        const std::filesystem::path path = name.starts_with('/') ? std::filesystem::path(name) : std::filesystem::path(base) / name;
        return readFileOrFolder(path);
    }};
}

std::optional<PolicyFiles> PolicyFiles::ofSystemIfAny(const std::string &base)
{
    std::error_code none;
    return std::filesystem::is_directory(std::filesystem::path(base) / "abstractions", none) ? std::optional(ofSystem(base)) : std::nullopt;
}

ReadResult readPolicyText(std::string_view text, const ReadOptions &options)
{
    Parser::Shared shared;
    shared.files = options.files;
    Parser(text, shared).parseFile();
    // What the whole shows is told of a text that can be read; else everything would seem to be missing.
    if (shared.problems.empty())
        validate(shared.policy, shared.problems);
    return {std::move(shared.policy), std::move(shared.problems)};
}

Result<Policy> readPolicy(std::string_view text, const ReadOptions &options)
{
    ReadResult result = readPolicyText(text, options);
    if (result.problems.empty())
        return std::move(result.policy);
    const Problem &problem = result.problems.front();
    return fail(ErrorCode::InvalidInput, std::format("line {}, column {}: {}", problem.range.line, problem.range.column, problem.message));
}

bool looksLikePolicy(std::string_view text)
{
    // The first line that is no comment tells it.
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string_view::npos)
            continue;
        line.remove_prefix(first);
        if (line.starts_with("#include") || line.starts_with("include ") || line.starts_with("abi ") || line.starts_with("abi<") || line.starts_with("@{") || line.starts_with("alias "))
            return true;
        if (line.front() == '#')
            continue;
        if (line.starts_with("profile ") || line.starts_with("hat ") || line.starts_with('^'))
            return text.contains('{');
        if (line.starts_with('$'))
            return line.contains('=');
        return (line.front() == '/' || line.front() == ':' || line.starts_with("\"/")) && (line.contains('{') || line.contains("flags"));
    }
    return false;
}

std::string permissionText(std::uint32_t permissions, const ExecMode &exec, bool deny)
{
    using namespace file_permission;
    std::string text;
    for (const auto &[bit, letter] : {std::pair{kMap, 'm'}, {kRead, 'r'}, {kWrite, 'w'}, {kAppend, 'a'}, {kLink, 'l'}, {kLock, 'k'}}) {
        if (permissions & bit)
            text += letter;
    }
    if (!(permissions & kExecute))
        return text;
    if (deny || exec.kind == ExecMode::Kind::None)
        return text + "x";
    using enum ExecMode::Kind;
    const char letter = exec.kind == Inherit ? 'i' : exec.kind == Profile ? 'p' : exec.kind == Child ? 'c' : 'u';
    text += exec.cleansEnvironment && letter != 'i' ? static_cast<char>(letter - 'a' + 'A') : letter;
    if (exec.inheritFallback)
        text += 'i';
    if (exec.unconfinedFallback)
        text += exec.cleansEnvironment ? 'U' : 'u';
    return text + "x";
}

} // namespace whittle::apparmor
