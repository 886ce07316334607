#pragma once

#include "support/support.h"

#include <QProcess>
#include <QStringList>

namespace whittle::test {

struct CliResult
{
    int status = -1; // -1: did not end by itself in time
    QByteArray out;
    QByteArray error;
};

/// Runs whittle-cli of this build.
inline CliResult cli(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QString::fromStdString(programPath("whittle-cli")), arguments);
    process.write(input);
    process.closeWriteChannel();
    CliResult result;
    if (!process.waitForFinished(50000)) {
        process.kill();
        process.waitForFinished();
        result.error = "did not end in time";
        return result;
    }
    result.out = process.readAllStandardOutput();
    result.error = process.readAllStandardError();
    if (process.exitStatus() == QProcess::NormalExit)
        result.status = process.exitCode();
    return result;
}

/// What every failure looks like: status 2, nothing on standard output, one line on standard error.
inline bool isPlainFailure(const CliResult &result)
{
    return result.status == 2 && result.out.isEmpty() && result.error.startsWith("whittle-cli: ") && result.error.count('\n') == 1;
}

} // namespace whittle::test
