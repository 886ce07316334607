#pragma once

#include "engine/container_run.h"
#include "probe/probe.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace whittle::app {

/// How a person wants an image to be run and exercised, as fields hold it.
struct RunChoices
{
    QString engine;  // empty: whatever is there
    QString image;   // a reference in the engine; or
    QString archive; // a file or layout
    QString archiveImage; // of an archive with several: name or digest
    QString platform;     // of an image of several: "linux/arm64"
    bool http = true;
    bool crawl = false;
    QStringList requests;          // "GET /x"
    QStringList hostCommands;
    QStringList containerCommands;
    int seconds = 0;               // 0: as long as the probes take
    bool untilExit = false;
    bool failuresAllowed = false;
    QStringList environment;       // "NAME=value"
    QString command;               // words, in place of the image's

    bool operator==(const RunChoices &) const = default;

    /// What the run is called in titles: the image or the archive's name.
    [[nodiscard]] QString title() const;
};

/// Errors: InvalidInput naming the field and its line, in the words of the fields.
[[nodiscard]] Result<probe::ProbeOptions> probesOf(const RunChoices &choices);
[[nodiscard]] Result<engine::RunOverrides> overridesOf(const RunChoices &choices);

namespace fields {

/// Lines without blanks around them; empty ones left out.
[[nodiscard]] std::vector<std::string> wordsOf(const QStringList &lines);
/// InvalidInput: "Field: message".
[[nodiscard]] std::unexpected<Error> wrong(const QString &field, const std::string &message);

/// Every member of a run with its name, once, for writing and reading.
template <class Choices, class Visitor>
void visitRun(Choices &c, Visitor &&member)
{
    member("engine", c.engine);
    member("image", c.image);
    member("archive", c.archive);
    member("archiveImage", c.archiveImage);
    member("platform", c.platform);
    member("http", c.http);
    member("crawl", c.crawl);
    member("requests", c.requests);
    member("hostCommands", c.hostCommands);
    member("containerCommands", c.containerCommands);
    member("seconds", c.seconds);
    member("untilExit", c.untilExit);
    member("failuresAllowed", c.failuresAllowed);
    member("environment", c.environment);
    member("command", c.command);
}

/// Members out of settings; what is missing stays as it is.
struct Reader
{
    QJsonObject object;

    void operator()(const char *name, QString &value) const;
    void operator()(const char *name, bool &value) const;
    void operator()(const char *name, int &value) const;
    void operator()(const char *name, QStringList &value) const;
};

struct Writer
{
    QJsonObject &object;

    void operator()(const char *name, const QString &value) const;
    void operator()(const char *name, bool value) const;
    void operator()(const char *name, int value) const;
    void operator()(const char *name, const QStringList &value) const;
};

} // namespace fields
} // namespace whittle::app
