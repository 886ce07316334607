#include "imports/strace_table.h"

#include "imports/scan.h"

#include <algorithm>

namespace whittle::imports::strace {

namespace {

std::vector<std::string_view> words(std::string_view line)
{
    constexpr std::size_t kMostWords = 32;
    std::vector<std::string_view> list;
    while (list.size() < kMostWords) {
        const std::string_view word = takeWord(line);
        if (word.empty())
            break;
        list.push_back(word);
    }
    return list;
}

// "System call usage summary for 32 bit mode:"
constexpr std::string_view kModeHeading = "System call usage summary for ";

bool isRule(std::string_view line) { return line.starts_with("----") && line.find_first_not_of("- ") == std::string_view::npos; }

} // namespace

bool SummaryTable::begins(std::string_view line) const
{
    if (line.starts_with(kModeHeading))
        return true;
    if (line.empty() || !(line.front() == '%' || line.front() == ' ' || (line.front() >= 'a' && line.front() <= 'z')) || line.contains('('))
        return false;
    const auto list = words(line);
    return std::ranges::contains(list, "calls") && std::ranges::contains(list, "syscall") && (list.front() == "%" || list.size() > 2);
}

bool SummaryTable::readHeading(std::string_view line)
{
    m_columns.clear();
    for (const std::string_view word : words(line)) {
        if (word == "%") // "% time" is one column
            continue;
        m_columns.push_back(word == "calls" ? Column::Calls : word == "errors" ? Column::Errors : word == "syscall" || word == "name" ? Column::Name : Column::Other);
    }
    return std::ranges::contains(m_columns, Column::Name);
}

std::optional<Verdict> SummaryTable::take(std::string_view line, bool isRepeated)
{
    if (line.starts_with(kModeHeading)) {
        const std::string_view mode = line.substr(kModeHeading.size());
        m_mode = mode.starts_with("32 bit") ? AbiHint::Compat : mode.starts_with("x32") ? AbiHint::X32 : AbiHint::Native;
        return passedOver("lines of a table");
    }
    if (begins(line)) {
        m_isOpen = readHeading(line);
        return passedOver("lines of a table");
    }
    if (!m_isOpen)
        return std::nullopt;
    if (isRule(line))
        return passedOver("lines of a table");
    return takeRow(line, isRepeated);
}

std::optional<Verdict> SummaryTable::takeRow(std::string_view line, bool isRepeated)
{
    auto list = words(line);
    const bool isTotal = std::ranges::contains(list, "total") && line.find("total") > 0 && !line.contains("total_");
    if (isTotal) {
        m_isOpen = false;
        m_mode = AbiHint::Native;
        return passedOver("lines of a table");
    }
    // An empty cell is the one of the errors.
    std::vector<Column> columns = m_columns;
    if (list.size() + 1 == columns.size())
        std::erase(columns, Column::Errors);
    if (list.size() != columns.size() || list.empty()) {
        m_isOpen = false;
        return std::nullopt;
    }
    std::uint64_t calls = 0;
    std::string_view name;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (columns[i] == Column::Name)
            name = list[i];
        else if (columns[i] == Column::Calls)
            calls = wholeNumber(list[i]).value_or(0);
    }
    const auto &names = SyscallNames::instance();
    CallKey key;
    if (const NameId id = names.find(name); id != kUnknownName)
        key = CallKey::named(id, m_mode);
    else if (const auto number = numberInName(name))
        key = CallKey::numbered(*number, m_mode);
    else
        return unreadable("no syscall of this name is known");
    if (calls == 0)
        return unreadable("the row has no number of calls");
    m_isRepeated = isRepeated;
    if (isRepeated)
        return passedOver("lines of a table");
    // Which errors they were, and whose calls, a table does not tell.
    m_gatherer.count(m_gatherer.process(-1), key, calls, 0);
    return kUnderstood;
}

} // namespace whittle::imports::strace
