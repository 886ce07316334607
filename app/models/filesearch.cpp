#include "models/filesearch.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>

namespace whittle::app {

std::optional<std::uint64_t> parseSize(const QString &text)
{
    static const QRegularExpression kSize(QStringLiteral("^\\s*(\\d{1,12}(?:[.,]\\d{1,6})?)\\s*([kmgt]?)(?:i?b)?\\s*$"), QRegularExpression::CaseInsensitiveOption);
    const auto match = kSize.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double number = match.captured(1).replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
    const QString unit = match.captured(2).toLower();
    const int power = unit.isEmpty() ? 0 : static_cast<int>(QStringLiteral("kmgt").indexOf(unit)) + 1;
    return static_cast<std::uint64_t>(number * static_cast<double>(std::uint64_t{1} << (10 * power)));
}

namespace filesearch {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::FileSearch)
};

/// Of names: those that hold the text, and everything below them.
std::vector<bool> namesWith(const FileTree &tree, const std::string &text)
{
    std::vector<bool> found(tree.count());
    const std::string &names = tree.lowerNames();
    std::size_t at = 0;
    FileId id = 0;
    while (at < names.size()) {
        const auto *hit = static_cast<const char *>(::memmem(names.data() + at, names.size() - at, text.data(), text.size()));
        if (!hit)
            break;
        const auto place = static_cast<std::uint32_t>(hit - names.data());
        while (id + 1 < tree.count() && tree.node(id + 1).nameBegin <= place)
            ++id;
        found[id] = true;
        at = tree.node(id).nameBegin + tree.node(id).nameSize + 1;
    }
    for (FileId child = 1; child < tree.count(); ++child)
        if (found[tree.node(child).parent])
            found[child] = true;
    return found;
}

std::vector<bool> pathsWith(const FileTree &tree, const std::string &text)
{
    std::vector<bool> found(tree.count());
    std::string path;
    for (FileId id = 1; id < tree.count(); ++id) {
        if (found[tree.node(id).parent]) {
            found[id] = true;
            continue;
        }
        path = "/" + tree.path(id);
        for (char &c : path)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        found[id] = path.contains(text);
    }
    return found;
}

} // namespace

std::string lowered(const QString &text)
{
    std::string lower = text.toStdString();
    for (char &c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::vector<bool> filesWith(const FileTree &tree, const std::string &lower)
{
    return lower.contains('/') ? pathsWith(tree, lower) : namesWith(tree, lower);
}

std::expected<std::function<bool(image::EntryType, std::uint32_t)>, QString> typeTest(const filterwords::Term &term)
{
    using image::EntryType;
    const QString value = term.value.toLower();
    const auto oneOf = [](std::initializer_list<EntryType> types) { return [list = std::vector(types)](EntryType kind, std::uint32_t) { return std::ranges::contains(list, kind); }; };
    if (value == QLatin1StringView("file"))
        return oneOf({EntryType::Regular, EntryType::HardLink});
    if (value == QLatin1StringView("folder") || value == QLatin1StringView("directory"))
        return oneOf({EntryType::Directory});
    if (value == QLatin1StringView("link"))
        return oneOf({EntryType::SymbolicLink});
    if (value == QLatin1StringView("device"))
        return oneOf({EntryType::CharacterDevice, EntryType::BlockDevice, EntryType::Fifo});
    if (value == QLatin1StringView("setuid"))
        return [](EntryType kind, std::uint32_t mode) { return kind != EntryType::Directory && (mode & 06000) != 0; };
    return filterwords::expects(term, Words::tr("file, folder, link, device or setuid"));
}

std::expected<std::function<bool(std::uint64_t)>, QString> sizeTest(const filterwords::Term &term)
{
    const auto wanted = parseSize(term.value);
    if (!wanted)
        return filterwords::expects(term, Words::tr("a size such as 100k, 1M or 2G"));
    return [wanted = *wanted, comparison = term.comparison](std::uint64_t size) { return filterwords::compares(size, comparison, wanted); };
}

} // namespace filesearch
} // namespace whittle::app
