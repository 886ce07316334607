#pragma once

#include "dialogs/dialogs.h"

namespace whittle::test {

/// Answers the window's questions in the person's place, and counts them.
class Answers final : public app::Dialogs
{
public:
    QStringList open;
    QString save;
    QString picture;
    QString report;
    QString image;
    QString folder;
    Close close = Close::Cancel;
    Changed changed = Changed::Cancel;
    bool stop = false;
    QStringList shown; // outside
    QString suggestedRecording;
    int asked = 0;

    QStringList openFiles(QWidget *, const QString &) override { return ++asked, open; }
    QString saveFile(QWidget *, const QString &) override { return ++asked, save; }
    QString savePicture(QWidget *, const QString &) override { return ++asked, picture; }
    QString saveReport(QWidget *, const QString &, const QString &) override { return ++asked, report; }
    QString saveRecording(QWidget *, const QString &suggested) override { return ++asked, suggestedRecording = suggested, save; }
    bool askStopRun(QWidget *, const QString &) override { return ++asked, stop; }
    QString openImage(QWidget *, const QString &) override { return ++asked, image; }
    QString chooseFolder(QWidget *, const QString &, const QString &) override { return ++asked, folder; }
    Close askClose(QWidget *, const QString &) override { return ++asked, close; }
    Changed askChangedOutside(QWidget *, const QString &) override { return ++asked, changed; }
    bool askStop(QWidget *, const QString &) override { return ++asked, stop; }
    bool showOutside(const QString &path) override { return shown << path, true; }
    int choose(QWidget *, const QString &, const QString &, const QStringList &) override { return ++asked, 0; }
};

} // namespace whittle::test
