#include "documents/recordchoices.h"

#include "documents/imageloader.h"
#include "engine/inside_command.h"
#include "profile/filter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::RecordChoices)
};

template <class Choices, class Visitor>
void visit(Choices &c, Visitor &&member)
{
    fields::visitRun(c, member);
    member("isProgram", c.isProgram);
    member("program", c.program);
    member("folder", c.folder);
    member("base", c.base);
    member("kernelToo", c.kernelToo);
}

} // namespace

QString RecordChoices::title() const
{
    if (!isProgram)
        return RunChoices::title();
    const auto all = words();
    if (all.empty())
        return {};
    QString text = QFileInfo(QString::fromStdString(all.front())).fileName();
    constexpr qsizetype kLongest = 40;
    for (std::size_t i = 1; i < all.size() && text.size() < kLongest; ++i)
        text += QLatin1Char(' ') + QString::fromStdString(all[i]);
    return text.size() > kLongest ? text.left(kLongest) + QStringLiteral("…") : text;
}

std::vector<std::string> RecordChoices::words() const
{
    const auto split = engine::splitWords(program.trimmed().toStdString());
    return split ? *split : std::vector<std::string>();
}

QString problemOf(const RecordChoices &choices)
{
    if (choices.isProgram) {
        if (choices.program.trimmed().isEmpty())
            return Text::tr("Name the program that is to run, with its arguments.");
        if (const auto split = engine::splitWords(choices.program.trimmed().toStdString()); !split)
            return Text::tr("The program's words cannot be told apart: %1").arg(QString::fromStdString(split.error().message));
        else if (split->empty() || split->front().empty())
            return Text::tr("Name the program that is to run, with its arguments.");
        if (!choices.folder.isEmpty() && !QFileInfo(choices.folder).isDir())
            return Text::tr("The folder “%1” is not there.").arg(choices.folder);
    } else {
        if (choices.image.trimmed().isEmpty() && choices.archive.isEmpty())
            return Text::tr("Name an image, or choose an archive.");
        if (QFileInfo(choices.archive).isDir())
            return Text::tr("“%1” is a folder, which an engine cannot load. Choose an archive, such as “docker save” writes.").arg(choices.archive);
        if (!choices.archive.isEmpty() && !looksLikeImage(choices.archive.toStdString()))
            return Text::tr("“%1” is not an image archive.").arg(choices.archive);
        if (const auto probes = probesOf(choices); !probes)
            return QString::fromStdString(probes.error().message);
        if (const auto overrides = overridesOf(choices); !overrides)
            return QString::fromStdString(overrides.error().message);
    }
    const bool isFile = !choices.base.isEmpty() && choices.base != QLatin1StringView("none") && !profile::builtInProfile(choices.base.toStdString());
    if (isFile && !QFileInfo::exists(choices.base))
        return Text::tr("The base profile “%1” is not there.").arg(choices.base);
    return {};
}

QByteArray toJson(const RecordChoices &choices)
{
    QJsonObject object;
    visit(choices, fields::Writer{object});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

RecordChoices recordChoicesOf(const QByteArray &json)
{
    RecordChoices choices;
    const auto document = QJsonDocument::fromJson(json);
    if (document.isObject())
        visit(choices, fields::Reader{document.object()});
    return choices;
}

} // namespace whittle::app
