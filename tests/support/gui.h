#pragma once

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace whittle::test {

/// Settings and standard paths of nobody, for as long as the object lives. For initTestCase().
class Sandbox
{
public:
    Sandbox()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("whittle-test"));
        QCoreApplication::setApplicationName(QStringLiteral("whittle-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_dir.path());
        qputenv("XDG_STATE_HOME", m_dir.path().toUtf8()); // where verdicts are remembered
    }
    [[nodiscard]] QString file(const QString &name) const { return m_dir.filePath(name); }

private:
    QTemporaryDir m_dir;
};

/// No test passes over an unexpected warning. For init().
inline void failOnWarnings()
{
    // The offscreen platform says what it cannot do: size hints, raising popups, grabbing the keyboard.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*$")));
}

} // namespace whittle::test
