#include "dialogs/dialogs.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QUrl>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::Dialogs)
};

bool askStopping(QWidget *parent, const QString &title, const QString &text)
{
    QMessageBox box(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    auto *stop = box.addButton(Text::tr("&Stop It"), QMessageBox::DestructiveRole);
    auto *stay = box.addButton(Text::tr("&Let It Run"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.exec();
    return box.clickedButton() == stop;
}

} // namespace

QStringList Dialogs::openFiles(QWidget *parent, const QString &folder)
{
    return QFileDialog::getOpenFileNames(parent, Text::tr("Open Profiles, Recordings and Images"), folder,
        Text::tr("Profiles, recordings and images (*.json *.apparmor *-apparmor *.tar *.tar.gz *.tgz *.tar.zst *.oci);;AppArmor policies, which have any name (*);;Traces and logs (*.log *.txt *.strace *.jsonl *.yaml *.yml *.gz);;All files (*)"));
}

QString Dialogs::saveFile(QWidget *parent, const QString &suggested)
{
    return QFileDialog::getSaveFileName(parent, Text::tr("Save the Profile As"), suggested, suggested.endsWith(QLatin1StringView(".json")) ? Text::tr("Seccomp profiles (*.json);;All files (*)") : Text::tr("All files (*)"));
}

QString Dialogs::savePicture(QWidget *parent, const QString &suggested)
{
    QString chosen;
    QString path = QFileDialog::getSaveFileName(parent, Text::tr("Save the Chart As"), suggested, Text::tr("PNG pictures (*.png);;SVG pictures (*.svg)"), &chosen);
    // A name without an ending gets that of the kind that was chosen.
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += chosen.contains(QLatin1StringView("*.svg")) ? QStringLiteral(".svg") : QStringLiteral(".png");
    return path;
}

QString Dialogs::saveRecording(QWidget *parent, const QString &suggested)
{
    return QFileDialog::getSaveFileName(parent, Text::tr("Save the Recording As"), suggested, Text::tr("Recordings (*.whittle.json);;All files (*)"));
}

QString Dialogs::saveReport(QWidget *parent, const QString &suggested, const QString &filter)
{
    return QFileDialog::getSaveFileName(parent, Text::tr("Save the Comparison As"), suggested, filter);
}

QString Dialogs::openImage(QWidget *parent, const QString &folder)
{
    return QFileDialog::getOpenFileName(parent, Text::tr("Choose an Image"), folder, Text::tr("Images (*.tar *.tar.gz *.tgz *.tar.zst *.oci);;All files (*)"));
}

QString Dialogs::chooseFolder(QWidget *parent, const QString &title, const QString &folder)
{
    return QFileDialog::getExistingDirectory(parent, title, folder);
}

bool Dialogs::askStop(QWidget *parent, const QString &title)
{
    return askStopping(parent, Text::tr("The Build Is Running"), Text::tr("The slim image of “%1” is not finished.").arg(title));
}

bool Dialogs::askStopRun(QWidget *parent, const QString &title)
{
    return askStopping(parent, Text::tr("It Is Being Recorded"), Text::tr("“%1” is running. What was recorded is lost when it is stopped here; “Finish” keeps it.").arg(title));
}

bool Dialogs::showOutside(const QString &path)
{
    return QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

Dialogs::Close Dialogs::askClose(QWidget *parent, const QString &title)
{
    QMessageBox box(QMessageBox::Question, Text::tr("Unsaved Changes"), Text::tr("“%1” has changes that are not saved.").arg(title), QMessageBox::NoButton, parent);
    auto *save = box.addButton(Text::tr("&Save"), QMessageBox::AcceptRole);
    auto *discard = box.addButton(Text::tr("&Discard the Changes"), QMessageBox::DestructiveRole);
    box.addButton(Text::tr("&Keep Open"), QMessageBox::RejectRole);
    box.setDefaultButton(save);
    box.exec();
    return box.clickedButton() == save ? Close::Save : box.clickedButton() == discard ? Close::Discard : Close::Cancel;
}

Dialogs::Changed Dialogs::askChangedOutside(QWidget *parent, const QString &title)
{
    QMessageBox box(QMessageBox::Warning, Text::tr("The File Has Changed"), Text::tr("Another program has changed “%1” since it was read.").arg(title), QMessageBox::NoButton, parent);
    box.setInformativeText(Text::tr("Overwriting it loses the other program's changes. Reading it again puts its text in place of yours, which undo brings back."));
    auto *overwrite = box.addButton(Text::tr("&Overwrite the File"), QMessageBox::DestructiveRole);
    auto *reload = box.addButton(Text::tr("&Read It Again"), QMessageBox::AcceptRole);
    auto *cancel = box.addButton(Text::tr("&Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(cancel);
    box.exec();
    return box.clickedButton() == overwrite ? Changed::Overwrite : box.clickedButton() == reload ? Changed::Reload : Changed::Cancel;
}

bool Dialogs::startOutside(const QStringList &command)
{
    return !command.isEmpty() && QProcess::startDetached(command.front(), command.mid(1));
}

int Dialogs::choose(QWidget *parent, const QString &title, const QString &question, const QStringList &choices)
{
    constexpr qsizetype kMostInCombo = 6;
    QInputDialog dialog(parent);
    dialog.setWindowTitle(title);
    dialog.setLabelText(question);
    // Of many one wants to see more than one.
    if (choices.size() > kMostInCombo) {
        dialog.setOption(QInputDialog::UseListViewForComboBoxItems);
        dialog.resize(dialog.fontMetrics().averageCharWidth() * 90, dialog.fontMetrics().height() * 24);
    }
    dialog.setComboBoxItems(choices);
    return dialog.exec() == QDialog::Accepted ? static_cast<int>(choices.indexOf(dialog.textValue())) : -1;
}

} // namespace whittle::app
