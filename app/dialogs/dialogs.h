#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace whittle::app {

/// The questions that the window asks in dialogs. Tests put their own answers in its place.
class Dialogs
{
public:
    enum class Close { Save, Discard, Cancel };
    enum class Changed { Overwrite, Reload, Cancel };

    virtual ~Dialogs() = default;
    /// Empty: cancelled.
    virtual QStringList openFiles(QWidget *parent, const QString &folder);
    virtual QString saveFile(QWidget *parent, const QString &suggested);
    /// A picture: PNG or SVG by the name's ending.
    virtual QString savePicture(QWidget *parent, const QString &suggested);
    virtual QString saveRecording(QWidget *parent, const QString &suggested);
    /// An archive of an image.
    virtual QString openImage(QWidget *parent, const QString &folder);
    virtual QString chooseFolder(QWidget *parent, const QString &title, const QString &folder);
    /// filter: as QFileDialog takes it.
    virtual QString saveReport(QWidget *parent, const QString &suggested, const QString &filter);
    virtual Close askClose(QWidget *parent, const QString &title);
    virtual Changed askChangedOutside(QWidget *parent, const QString &title);
    /// True: stop the build that runs and close its tab.
    virtual bool askStop(QWidget *parent, const QString &title);
    /// The same for a program or an image that is being recorded.
    virtual bool askStopRun(QWidget *parent, const QString &title);
    /// Shows a page or a folder with the desktop's program for it. False: there is none.
    virtual bool showOutside(const QString &path);
    /// Starts a program that goes on by itself. False: it could not be started.
    virtual bool startOutside(const QStringList &command);
    /// Index of the chosen one; -1: cancelled.
    virtual int choose(QWidget *parent, const QString &title, const QString &question, const QStringList &choices);
};

} // namespace whittle::app
