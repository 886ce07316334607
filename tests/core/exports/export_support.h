#pragma once

#include "exports/exporter.h"
#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/support.h"

#include <QProcess>
#include <QStandardPaths>

#include <filesystem>
#include <fstream>

namespace whittle::test {

inline profile::Profile profileOf(const std::string &text)
{
    auto document = formats::readSeccompJson(text);
    if (!document)
        QTest::qFail(document.error().message.c_str(), __FILE__, __LINE__);
    return document ? document->profile : profile::Profile();
}

inline void writeText(const std::string &path, const std::string &content)
{
    std::ofstream out(path, std::ios::binary);
    out << content;
    out.close();
    if (!out)
        QTest::qFail("cannot write a file", __FILE__, __LINE__);
}

/// A target that does not depend on the machine.
inline profile::Target plainTarget(profile::Runtime runtime = profile::Runtime::Runc)
{
    profile::Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 12};
    target.runtime = runtime;
    return target;
}

inline exports::Request requestFor(const profile::Profile &profile, profile::Target target = plainTarget())
{
    exports::Request request;
    request.name = "demo";
    request.profile = &profile;
    request.target = std::move(target);
    return request;
}

struct ToolResult
{
    int status = -1;
    QByteArray out;
    QByteArray error;
};

inline ToolResult runTool(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.closeWriteChannel();
    ToolResult result;
    if (!process.waitForFinished(120000)) {
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.out = process.readAllStandardOutput();
    result.error = process.readAllStandardError();
    result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return result;
}

inline bool hasTool(const char *name) { return !QStandardPaths::findExecutable(QString::fromLatin1(name)).isEmpty(); }

/// The seccomp profiles beside the project that an engine of the target takes.
inline std::vector<std::pair<std::string, profile::Profile>> referenceProfiles(const std::string &shared, const profile::Target &target)
{
    std::vector<std::pair<std::string, profile::Profile>> profiles;
    for (const auto &entry : std::filesystem::directory_iterator(shared + "/profiles")) {
        if (entry.path().extension() != ".json")
            continue;
        const auto document = formats::readSeccompJson(contentOf(entry.path().string()));
        if (document && profile::compile(document->profile, target))
            profiles.emplace_back(entry.path().filename().string(), document->profile);
    }
    return profiles;
}

} // namespace whittle::test
