// Names that change from run to run, and directories with many files.
#include "apparmor/file_needs.h"
#include "apparmor/policy.h"

#include "base/resource.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

using std::string_view;

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kTimeDigits = 8;

bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool isNumber(string_view text) { return !text.empty() && std::ranges::all_of(text, isDigit); }
bool isHex(string_view text)
{
    return std::ranges::all_of(text, [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

// Letters and digits as no word has them: both kinds, or capitals between small letters.
bool looksRandom(string_view text)
{
    const auto upper = std::ranges::count_if(text, [](unsigned char c) { return std::isupper(c) != 0; });
    const auto lower = std::ranges::count_if(text, [](unsigned char c) { return std::islower(c) != 0; });
    const auto digits = std::ranges::count_if(text, isDigit);
    const bool innerCapital = text.size() > 1 && std::ranges::any_of(text.substr(1), [](unsigned char c) { return std::isupper(c) != 0; });
    return (digits > 0 && upper + lower > 0) || (innerCapital && lower > 0);
}

class Generaliser
{
public:
    Generaliser(const FileNeeds &needs, const Generalisation &options, const std::set<int> &pids) : m_options(options), m_pids(pids)
    {
        countSiblings(needs);
    }

    FileNeeds run(const FileNeeds &needs)
    {
        FileNeeds result;
        for (const auto &[name, need] : needs)
            merge(result[pattern(name, need)], need);
        gatherDirectories(result);
        return result;
    }

private:
    static void merge(FileNeed &into, const FileNeed &from)
    {
        into.permissions |= from.permissions;
        into.created |= from.created;
        into.isPattern = true;
        into.commands.insert(from.commands.begin(), from.commands.end());
        into.notes.insert(from.notes.begin(), from.notes.end());
    }

    // Of "name-12.rdb" the text with every number taken out: files that differ in a number only.
    static std::string withoutNumbers(string_view name)
    {
        std::string result;
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (!isDigit(name[i]))
                result += name[i];
            else if (i == 0 || !isDigit(name[i - 1]))
                result += '#';
        }
        return result;
    }

    void countSiblings(const FileNeeds &needs)
    {
        for (const auto &[name, need] : needs) {
            if (need.created)
                ++m_siblings[withoutNumbers(name)];
        }
    }

    std::string pattern(const std::string &name, const FileNeed &need)
    {
        if (name.starts_with("/proc/"))
            return procPattern(name);
        std::string result;
        std::size_t at = 1;
        while (at <= name.size()) {
            const std::size_t end = std::min(name.find('/', at), name.size());
            const bool last = end == name.size() || end + 1 == name.size();
            result += "/" + segment(string_view(name).substr(at, end - at), name, need, last);
            at = end + 1;
        }
        return result;
    }

    std::string procPattern(const std::string &name)
    {
        std::string result = "@{PROC}";
        std::size_t at = 6;
        string_view previous;
        bool first = true;
        while (at <= name.size()) {
            const std::size_t end = std::min(name.find('/', at), name.size());
            const string_view part = string_view(name).substr(at, end - at);
            result += "/";
            if (m_options.pids && isNumber(part) && first)
                result += "@{pid}";
            else if (m_options.pids && isNumber(part) && previous == "task")
                result += "@{tid}";
            else
                result += escapedPattern(part);
            previous = part;
            first = false;
            at = end + 1;
        }
        return result;
    }

    // One name of a path. What the image has is the same in every run; what is made may not be.
    std::string segment(string_view text, const std::string &whole, const FileNeed &need, bool last)
    {
        if (!need.created)
            return m_options.versions ? versions(text) : escapedPattern(text);
        if (m_options.hashes && text.size() >= kHashDigits && isHex(text) && !isNumber(text))
            return "[0-9a-f]*";
        if (last && m_options.temporaryNames) {
            // mkstemp(3): six characters or more at the end, behind a separator, "tmp" or alone.
            std::size_t from = text.size();
            while (from > 0 && (std::isalnum(static_cast<unsigned char>(text[from - 1])) != 0 || text[from - 1] == '_'))
                --from;
            if (text.substr(from).starts_with("tmp"))
                from += 3;
            const string_view tail = text.substr(from);
            if (tail.size() >= 6 && tail.size() <= 16 && looksRandom(tail) && !isNumber(tail))
                return escapedPattern(text.substr(0, from)) + std::string(tail.size(), '?');
        }
        return m_options.numbers ? numbers(text, whole) : escapedPattern(text);
    }

    std::string numbers(string_view text, const std::string &whole)
    {
        const auto siblings = m_siblings.find(withoutNumbers(whole));
        const bool many = siblings != m_siblings.end() && siblings->second >= 3;
        std::string result;
        for (std::size_t i = 0; i < text.size();) {
            std::size_t end = i;
            while (end < text.size() && isDigit(text[end]))
                ++end;
            if (end == i) {
                result += escapedPattern(text.substr(i++, 1));
                continue;
            }
            const string_view number = text.substr(i, end - i);
            const bool isPid = number.size() <= 7 && m_pids.contains(std::stoi(std::string(number))) && (number.size() > 1 || text.size() > 1);
            result += many || isPid || number.size() >= kTimeDigits ? "[0-9]*" : std::string(number);
            i = end;
        }
        return result;
    }

    static std::string versions(string_view text)
    {
        std::string result;
        for (std::size_t i = 0; i < text.size();) {
            std::size_t end = i;
            while (end < text.size() && (isDigit(text[end]) || (text[end] == '.' && end > i && end + 1 < text.size() && isDigit(text[end + 1]))))
                ++end;
            if (end == i || !text.substr(i, end - i).contains('.')) {
                const std::size_t count = std::max<std::size_t>(end - i, 1);
                result += escapedPattern(text.substr(i, count));
                i += count;
                continue;
            }
            result += "[0-9]*";
            i = end;
        }
        return result;
    }

    bool mayBeWhole(const std::string &directory) const
    {
        if (directory.contains('*') || directory.contains("@{") || std::ranges::contains(m_options.neverWhole, directory))
            return false;
        return std::ranges::none_of(m_options.exactBelow, [&directory](const std::string &top) { return directory == top || directory.starts_with(top + "/"); });
    }

    // Where many files are used in the same way, their directory; and where that holds for directories, all below.
    void gatherDirectories(FileNeeds &needs) const
    {
        struct Group
        {
            std::vector<std::string> names;
            FileNeed need;
        };
        std::map<std::pair<std::string, std::uint32_t>, Group> groups; // directory and permissions
        std::map<std::pair<std::string, std::uint32_t>, Group> trees;
        const auto directoryOf = [](const std::string &name) { return name.substr(0, name.rfind('/')); };
        for (const auto &[name, need] : needs) {
            if (name.ends_with('/') || (need.permissions & file_permission::kExecute) || name.starts_with('@'))
                continue;
            const std::string directory = directoryOf(name);
            if (need.created || !(need.permissions & file_permission::kWrite)) {
                Group &group = groups[{directory, need.permissions}];
                group.names.push_back(name);
                merge(group.need, need);
            }
            if (!(need.permissions & file_permission::kWrite)) {
                for (std::string above = directory; !above.empty(); above = directoryOf(above)) {
                    Group &tree = trees[{above, need.permissions}];
                    tree.names.push_back(name);
                    merge(tree.need, need);
                }
            }
        }
        const auto replace = [&needs](const Group &group, const std::string &by) {
            std::size_t present = 0;
            for (const std::string &name : group.names)
                present += needs.erase(name);
            if (present == 0)
                return;
            FileNeed &need = needs[by];
            merge(need, group.need);
            need.notes.insert(std::format("{} files", group.names.size()));
        };
        // Largest trees first: a tree within another has nothing left to replace.
        for (const auto &[key, tree] : trees) {
            const auto &[directory, permissions] = key;
            std::set<std::string> below;
            for (const std::string &name : tree.names)
                below.insert(directoryOf(name));
            if (m_options.readFilesInTree != 0 && tree.names.size() >= m_options.readFilesInTree && below.size() > 1 && mayBeWhole(directory))
                replace(tree, directory + "/**");
        }
        for (const auto &[key, group] : groups) {
            const std::size_t threshold = key.second & file_permission::kWrite ? m_options.createdFilesInDirectory : m_options.readFilesInDirectory;
            if (threshold != 0 && group.names.size() >= threshold && mayBeWhole(key.first))
                replace(group, key.first + "/*");
        }
    }

    const Generalisation &m_options;
    const std::set<int> &m_pids;
    std::map<std::string, std::size_t> m_siblings;
};

Result<Generalisation> parse(string_view text)
{
    try {
        const auto json = nlohmann::json::parse(text).at("generalise");
        Generalisation result;
        const auto flag = [&json](const char *name, bool &value) {
            if (json.contains(name))
                value = json.at(name).get<bool>();
        };
        const auto count = [&json](const char *name, std::size_t &value) {
            if (json.contains(name))
                value = json.at(name).get<std::size_t>();
        };
        flag("pids", result.pids);
        flag("hashes", result.hashes);
        flag("temporaryNames", result.temporaryNames);
        flag("numbers", result.numbers);
        flag("versions", result.versions);
        count("createdFilesInDirectory", result.createdFilesInDirectory);
        count("readFilesInDirectory", result.readFilesInDirectory);
        count("readFilesInTree", result.readFilesInTree);
        result.exactBelow = json.value("exactBelow", std::vector<std::string>());
        result.neverWhole = json.value("neverWhole", std::vector<std::string>());
        return result;
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, std::string("generalise: ") + error.what());
    }
}

} // namespace

Result<Generalisation> readGeneralisation(string_view json) { return parse(json); }

const Generalisation &defaultGeneralisation()
{
    static const Generalisation defaults = parse(resource("apparmor/rules.json")).value_or(Generalisation());
    return defaults;
}

FileNeeds generaliseFiles(const FileNeeds &needs, const Generalisation &options, const std::set<int> &pids) { return Generaliser(needs, options, pids).run(needs); }

} // namespace whittle::apparmor
