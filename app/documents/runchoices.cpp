#include "documents/runchoices.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>

#include <chrono>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::BuildChoices)
};

} // namespace

namespace fields {

std::vector<std::string> wordsOf(const QStringList &lines)
{
    std::vector<std::string> words;
    for (const auto &line : lines)
        if (const auto word = line.trimmed(); !word.isEmpty())
            words.push_back(word.toStdString());
    return words;
}

std::unexpected<Error> wrong(const QString &field, const std::string &message)
{
    return fail(ErrorCode::InvalidInput, field.toStdString() + ": " + message);
}

void Reader::operator()(const char *name, QString &value) const
{
    value = object[QLatin1StringView(name)].toString(value);
}

void Reader::operator()(const char *name, bool &value) const
{
    value = object[QLatin1StringView(name)].toBool(value);
}

void Reader::operator()(const char *name, int &value) const
{
    value = object[QLatin1StringView(name)].toInt(value);
}

void Reader::operator()(const char *name, QStringList &value) const
{
    value.clear();
    const auto array = object[QLatin1StringView(name)].toArray();
    for (const auto &item : array)
        value << item.toString();
}

void Writer::operator()(const char *name, const QString &value) const
{
    object[QLatin1StringView(name)] = value;
}

void Writer::operator()(const char *name, bool value) const
{
    object[QLatin1StringView(name)] = value;
}

void Writer::operator()(const char *name, int value) const
{
    object[QLatin1StringView(name)] = value;
}

void Writer::operator()(const char *name, const QStringList &value) const
{
    object[QLatin1StringView(name)] = QJsonArray::fromStringList(value);
}

} // namespace fields

QString RunChoices::title() const
{
    return archive.isEmpty() ? image : QFileInfo(archive).fileName();
}

Result<probe::ProbeOptions> probesOf(const RunChoices &choices)
{
    probe::ProbeOptions probes;
    probes.http = choices.http;
    probes.crawl = choices.http && choices.crawl;
    if (choices.http) {
        for (const auto &text : fields::wordsOf(choices.requests)) {
            auto probe = probe::parseProbe(text);
            if (!probe)
                return fields::wrong(Text::tr("Requests"), probe.error().message);
            probes.requests.push_back(std::move(*probe));
        }
    }
    probes.hostCommands = fields::wordsOf(choices.hostCommands);
    probes.containerCommands = fields::wordsOf(choices.containerCommands);
    probes.untilExit = choices.untilExit;
    if (!choices.untilExit && choices.seconds > 0)
        probes.duration = std::chrono::seconds(choices.seconds);
    probes.failuresAllowed = choices.failuresAllowed;
    return probes;
}

Result<engine::RunOverrides> overridesOf(const RunChoices &choices)
{
    engine::RunOverrides overrides;
    overrides.environment = fields::wordsOf(choices.environment);
    for (const auto &variable : overrides.environment)
        if (variable.find('=') == std::string::npos || variable.starts_with('='))
            return fields::wrong(Text::tr("Environment"), Text::tr("“%1” is not NAME=value.").arg(QString::fromStdString(variable)).toStdString());
    if (!choices.command.trimmed().isEmpty())
        overrides.command = fields::wordsOf(QProcess::splitCommand(choices.command));
    return overrides;
}

} // namespace whittle::app
