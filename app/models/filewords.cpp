// What tables, inspector and pages say of files.
#include "base/printable.h"
#include "models/imagetreemodel.h"

#include <QCoreApplication>
#include <QLocale>

namespace whittle::app::words {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::Words)
};

} // namespace

QString size(std::uint64_t bytes)
{
    const QLocale locale;
    if (bytes < 1000)
        return Words::tr("%1 B").arg(locale.toString(static_cast<qulonglong>(bytes)));
    return locale.formattedDataSize(static_cast<qint64>(bytes), bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString mode(const FileNode &node)
{
    using image::EntryType;
    static constexpr char kTypes[] = {'-', 'd', 'l', '-', 'c', 'b', 'p'};
    QString text(QLatin1Char(kTypes[static_cast<int>(node.type)]));
    for (int shift = 6; shift >= 0; shift -= 3) {
        const auto bits = node.mode >> shift;
        const bool special = (node.mode & (shift == 6 ? 04000U : shift == 3 ? 02000U : 01000U)) != 0;
        const bool execute = (bits & 1) != 0;
        const char mark = shift == 0 ? 't' : 's';
        text += QLatin1Char((bits & 4) != 0 ? 'r' : '-');
        text += QLatin1Char((bits & 2) != 0 ? 'w' : '-');
        text += QLatin1Char(special ? (execute ? mark : static_cast<char>(mark - 'a' + 'A')) : execute ? 'x' : '-');
    }
    return text;
}

QString reason(slim::ReasonKind kind)
{
    switch (kind) {
    case slim::ReasonKind::Observed:
        return Words::tr("seen in the run", "why a file stays");
    case slim::ReasonKind::Parent:
        return Words::tr("above something that stays", "why a file stays");
    case slim::ReasonKind::Link:
        return Words::tr("link to or from something that stays", "why a file stays");
    case slim::ReasonKind::Interpreter:
        return Words::tr("interpreter of something that stays", "why a file stays");
    case slim::ReasonKind::Library:
        return Words::tr("library of something that stays", "why a file stays");
    case slim::ReasonKind::Rule:
        return Words::tr("keep rule", "why a file stays");
    case slim::ReasonKind::Package:
        return Words::tr("its package was touched", "why a file stays");
    case slim::ReasonKind::Configured:
        return Words::tr("named by the image's settings", "why a file stays");
    case slim::ReasonKind::Included:
        return Words::tr("you asked for it", "why a file stays");
    case slim::ReasonKind::Added:
        return Words::tr("added because the slim image failed without it", "why a file stays");
    }
    return {};
}

QString fileType(const FileNode &node)
{
    switch (node.type) {
    case image::EntryType::Regular:
        return Words::tr("file");
    case image::EntryType::Directory:
        return Words::tr("folder");
    case image::EntryType::SymbolicLink:
        return Words::tr("link");
    case image::EntryType::HardLink:
        return Words::tr("hard link");
    case image::EntryType::CharacterDevice:
        return Words::tr("character device");
    case image::EntryType::BlockDevice:
        return Words::tr("block device");
    case image::EntryType::Fifo:
        return Words::tr("pipe");
    }
    return {};
}

QString fileName(std::string_view bytes)
{
    return QString::fromStdString(printable(bytes));
}

} // namespace whittle::app::words
