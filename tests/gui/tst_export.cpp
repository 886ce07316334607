#include "base/files.h"
#include "dialogs/exportdialog.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "profile/filter.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/containerpage.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace whittle;
using namespace whittle::app;

namespace {

/// The window with the dialog of what is open in it.
struct World
{
    test::Sandbox sandbox;
    test::Answers *answers = new test::Answers;
    MainWindow window{std::unique_ptr<Dialogs>(answers)};

    ExportDialog *open(const QString &path, const QString &format)
    {
        window.openFiles({path});
        [this] { QTRY_VERIFY(!window.isBusy()); }();
        window.showExport(format);
        auto *dialog = window.findChild<ExportDialog *>();
        if (dialog)
            [dialog] { QTRY_VERIFY(!dialog->isBusy()); }();
        return dialog;
    }
    QString profile(const QByteArray &text)
    {
        const QString path = sandbox.file(QStringLiteral("web-seccomp.json"));
        [&] { VERIFY_RESULT(writeFileAtomically(path.toStdString(), text.toStdString())); }();
        return path;
    }
    QString recording()
    {
        test::RecordingMaker maker;
        maker.edit().subject.kind = "image";
        maker.edit().subject.image = "localhost/web:1";
        maker.number(Abi::X86_64, 0, 3); // read
        const QString path = sandbox.file(QStringLiteral("web.whittle.json"));
        [&] { VERIFY_RESULT(writeFileAtomically(path.toStdString(), trace::writeRecording(maker))); }();
        return path;
    }
};

const QByteArray kLimited = R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 1, "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
  {"names": ["read", "write", "exit_group"], "action": "SCMP_ACT_ALLOW"},
  {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]}]})";

QString preview(ExportDialog &dialog) { return dialog.findChild<QPlainTextEdit *>(QStringLiteral("exportPreview"))->toPlainText(); }
QString losses(ExportDialog &dialog) { return dialog.findChild<QLabel *>(QStringLiteral("exportLosses"))->text(); }
QPushButton *button(ExportDialog &dialog, const char *name) { return dialog.findChild<QPushButton *>(QLatin1StringView(name)); }

} // namespace

// What is open is written for others: every form shows its text and what it loses.
class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void everyFormOfAProfile()
    {
        World world;
        auto *dialog = world.open(world.profile(kLimited), {});
        QVERIFY(dialog);
        auto *formats = dialog->findChild<QListWidget *>(QStringLiteral("exportFormats"));
        QVERIFY(formats->count() >= 14);
        for (int row = 0; row < formats->count(); ++row) {
            formats->setCurrentRow(row);
            QTRY_VERIFY(!dialog->isBusy());
            const QString name = formats->item(row)->text();
            QVERIFY2(!preview(*dialog).isEmpty(), qPrintable(name + QStringLiteral(": ") + dialog->findChild<MessageBar *>()->text()));
            QVERIFY2(!losses(*dialog).isEmpty(), qPrintable(name));
        }
    }

    void losesAndRefuses()
    {
        World world;
        auto *dialog = world.open(world.profile(kLimited), QStringLiteral("systemd"));
        QVERIFY(dialog);
        QVERIFY2(losses(*dialog).contains(QLatin1StringView("personality")), qPrintable(losses(*dialog)));
        QVERIFY(button(*dialog, "exportSave")->isEnabled());
        dialog->findChild<QCheckBox *>(QStringLiteral("exportStrict"))->setChecked(true);
        QVERIFY(!button(*dialog, "exportSave")->isEnabled() && !button(*dialog, "exportCopy")->isEnabled());
        QVERIFY(dialog->choose(QStringLiteral("json")));
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY(button(*dialog, "exportSave")->isEnabled());
    }

    void savesWhatItShows()
    {
        World world;
        auto *dialog = world.open(world.profile(kLimited), QStringLiteral("compose"));
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(QStringLiteral("exportImage"))->setText(QStringLiteral("localhost/web:2"));
        dialog->findChild<QCheckBox *>(QStringLiteral("exportDropAll"))->setChecked(true);
        dialog->findChild<QLineEdit *>(QStringLiteral("exportCapabilities"))->setText(QStringLiteral("chown"));
        QVERIFY(dialog->isBusy()); // nothing old can be saved meanwhile
        QVERIFY(!button(*dialog, "exportSave")->isEnabled());
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY2(preview(*dialog).contains(QLatin1StringView("localhost/web:2")) && preview(*dialog).contains(QLatin1StringView("CHOWN")), qPrintable(preview(*dialog)));
        world.answers->report = world.sandbox.file(QStringLiteral("compose.yaml"));
        button(*dialog, "exportSave")->click();
        QFile saved(world.answers->report);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE_EQ(QString::fromUtf8(saved.readAll()), preview(*dialog));
        // A folder that is not there: said, and nothing lost.
        world.answers->report = world.sandbox.file(QStringLiteral("none/compose.yaml"));
        button(*dialog, "exportSave")->click();
        QVERIFY(dialog->findChild<MessageBar *>()->text().contains(QLatin1StringView("none")));
        button(*dialog, "exportCopy")->click();
        QCOMPARE_EQ(QGuiApplication::clipboard()->text(), preview(*dialog));
    }

    void saysWhatCannotBe()
    {
        World world;
        auto *dialog = world.open(world.profile(kLimited), QStringLiteral("docker-run"));
        QVERIFY(dialog);
        dialog->findChild<QCheckBox *>(QStringLiteral("exportDropAll"))->setChecked(true);
        dialog->findChild<QLineEdit *>(QStringLiteral("exportCapabilities"))->setText(QStringLiteral("CHOWN FLY"));
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY(dialog->findChild<MessageBar *>()->text().contains(QLatin1StringView("FLY")));
        QVERIFY(preview(*dialog).isEmpty() && !button(*dialog, "exportSave")->isEnabled());
        dialog->findChild<QLineEdit *>(QStringLiteral("exportCapabilities"))->setText(QStringLiteral("CHOWN"));
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY(preview(*dialog).contains(QLatin1StringView("--cap-add=CHOWN")));
    }

    void ofARecording()
    {
        World world;
        auto *dialog = world.open(world.recording(), QStringLiteral("names"));
        QVERIFY(dialog);
        QVERIFY(!preview(*dialog).isEmpty());
        QVERIFY(!dialog->choose(QStringLiteral("bpf"))); // what only a profile can be
        QVERIFY(dialog->choose(QStringLiteral("apparmor")));
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY(preview(*dialog).contains(QLatin1StringView("profile ")));
    }

    void ofAPolicy()
    {
        World world;
        const QString path = world.sandbox.file(QStringLiteral("web-apparmor"));
        VERIFY_RESULT(writeFileAtomically(path.toStdString(), "profile web flags=(attach_disconnected) {\n  /etc/web.conf r,\n  capability chown,\n}\n"));
        auto *dialog = world.open(path, QStringLiteral("kubernetes-apparmor"));
        QVERIFY(dialog);
        QVERIFY2(preview(*dialog).contains(QLatin1StringView("/etc/web.conf")) && preview(*dialog).contains(QLatin1StringView("- chown")), qPrintable(preview(*dialog)));
        QVERIFY(dialog->choose(QStringLiteral("docker-run")));
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY2(preview(*dialog).contains(QLatin1StringView("--security-opt=apparmor=web")), qPrintable(preview(*dialog)));
        QVERIFY(!dialog->choose(QStringLiteral("bpf")));
    }

    void fillsInWhatTheRecordingNeeded()
    {
        World world;
        auto *dialog = world.open(world.profile(kLimited), QStringLiteral("docker-run"));
        QVERIFY(dialog);
        QVERIFY(!button(*dialog, "exportPropose")->isVisibleTo(dialog)); // no recording yet
        dialog->close();
        const auto recording = trace::loadRecording(world.recording().toStdString());
        VERIFY_RESULT(recording);
        world.window.currentProfile()->document().attachRecording({QStringLiteral("web"), std::make_shared<const trace::Recording>(*recording)});
        QTRY_VERIFY(!world.window.isBusy());
        QTRY_VERIFY(!world.window.findChild<ExportDialog *>());
        world.window.showExport(QStringLiteral("docker-run"));
        dialog = world.window.findChild<ExportDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY2(preview(*dialog).contains(QLatin1StringView("localhost/web:1")) && !preview(*dialog).contains(QLatin1StringView("--cap-drop=ALL")), qPrintable(preview(*dialog)));
        button(*dialog, "exportPropose")->click();
        QTRY_VERIFY(preview(*dialog).contains(QLatin1StringView("--cap-drop=ALL")));
        QVERIFY(preview(*dialog).contains(QLatin1StringView("localhost/web:1")));
    }

    void containerOfARecording()
    {
        World world;
        world.window.openFiles({world.recording()});
        QTRY_VERIFY(!world.window.isBusy());
        auto *page = world.window.currentRecording();
        QVERIFY(page);
        world.window.show();
        page->showTab(RecordingPage::Container);
        auto *options = page->container()->findChild<QPlainTextEdit *>(QStringLiteral("settingsOptions"));
        QTRY_VERIFY(options->toPlainText().contains(QLatin1StringView("--cap-drop=ALL")));
        const auto *table = page->container()->findChild<QTableView *>(QStringLiteral("settingsTable"));
        QVERIFY(table->model()->rowCount() >= 3);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QVERIFY(!table->model()->index(row, SettingsModel::Why).data().toString().isEmpty());
    }

    void nothingToExport()
    {
        World world;
        const auto *action = world.window.findChild<QAction *>(QStringLiteral("exportAs"));
        QVERIFY(action && !action->isEnabled());
        world.window.openFiles({world.profile("{\"defaultAction\": ")});
        QTRY_VERIFY(!world.window.isBusy());
        QVERIFY(!action->isEnabled()); // a text that is no profile
    }
};

QTEST_MAIN(TestExport)
#include "tst_export.moc"
