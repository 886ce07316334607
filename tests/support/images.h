#pragma once

#include "base/files.h"
#include "documents/imagecontents.h"
#include "slim/build.h"
#include "slim/selection.h"
#include "support/recordings.h"
#include "trace/recording_file.h"

#include <QDir>
#include <QString>

#include <memory>
#include <string>

namespace whittle::test {

/// A small image that was slimmed: a server with its library and pages stays, documentation and a shell went.
inline slim::Selection smallSelection()
{
    using slim::ReasonKind;
    slim::Selection selection;
    const auto keep = [&](const char *path, std::uint64_t size, std::vector<slim::Reason> reasons) {
        selection.kept[path] = {size, std::move(reasons)};
        selection.keptSize += size;
    };
    const auto remove = [&](const char *path, std::uint64_t size) {
        selection.removed[path] = size;
        selection.removedSize += size;
    };
    keep("etc", 0, {{ReasonKind::Parent, ""}});
    keep("etc/server.conf", 700, {{ReasonKind::Observed, "opened by server"}});
    keep("usr", 0, {{ReasonKind::Parent, ""}});
    keep("usr/lib", 0, {{ReasonKind::Parent, ""}});
    keep("usr/lib/libc.so.6", 2'000'000, {{ReasonKind::Observed, "opened by server"}, {ReasonKind::Library, "needed by usr/sbin/server"}});
    keep("usr/sbin", 0, {{ReasonKind::Parent, ""}});
    keep("usr/sbin/server", 900'000, {{ReasonKind::Observed, "executed by server"}, {ReasonKind::Configured, "entrypoint"}});
    remove("usr/bin", 0);
    remove("usr/bin/sh", 120'000);
    remove("usr/bin/[", 50'000);
    remove("usr/share", 0);
    remove("usr/share/doc", 0);
    remove("usr/share/doc/README", 4'000);
    remove("usr/share/doc/changelog", 3'000'000);
    remove("etc/unused.conf", 300);
    return selection;
}

inline trace::Recording smallRecording()
{
    trace::Recording recording = RecordingMaker().call("openat", 4).call("execve").call("read", 12);
    auto &process = recording.processes.front();
    process.comm = "server";
    process.pid = 1;
    process.paths.push_back({.path = "/etc/server.conf", .operations = trace::path_operation::kRead, .count = 3, .errors = {}, .successes = 3, .firstSeenNs = 2'000'000});
    process.paths.push_back({.path = "/usr/lib/libc.so.6", .operations = trace::path_operation::kRead | trace::path_operation::kMap, .count = 1, .errors = {}, .successes = 1, .firstSeenNs = 1'000'000});
    process.paths.push_back({.path = "/usr/share/locale", .operations = trace::path_operation::kRead, .count = 2, .errors = {{2, 2}}, .successes = 0, .firstSeenNs = 3'000'000});
    return recording;
}

/// The folder that a build leaves, without the slim image. The path, or empty when it could not be written.
inline QString writeSmallBuild(const QString &folder)
{
    QDir().mkpath(folder);
    const QDir dir(folder);
    const bool written = writeFileAtomically(dir.filePath(QStringLiteral("selection.json")).toStdString(), slim::writeSelection(smallSelection())).has_value()
        && trace::saveRecording(smallRecording(), dir.filePath(QStringLiteral("demo.whittle.json")).toStdString()).has_value();
    return written ? dir.absolutePath() : QString();
}

} // namespace whittle::test
