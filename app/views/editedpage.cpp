#include "views/editedpage.h"

#include "views/sourceeditor.h"

#include <algorithm>

namespace whittle::app {

EditedPage::EditedPage(EditedFile &file, QWidget *parent) : DocumentPage(parent), m_file(file)
{
    connect(&file, &EditedFile::titleChanged, this, &DocumentPage::titleChanged);
    connect(&file, &EditedFile::textChanged, this, &DocumentPage::actionsChanged);
}

QJsonArray EditedPage::pathsOf(const std::vector<OpenRecording> &recordings)
{
    QJsonArray paths;
    for (const auto &recording : recordings)
        if (!recording.path.isEmpty())
            paths.append(recording.path);
    return paths;
}

void EditedPage::restoreRecordings(const QJsonArray &paths)
{
    // Where they come from is the window's work.
    QStringList wanted;
    for (const auto &path : paths)
        wanted << path.toString();
    if (!wanted.isEmpty())
        Q_EMIT recordingsWanted(wanted);
}

void EditedPage::restoreCursor(int position)
{
    QTextCursor cursor = editor()->textCursor();
    cursor.setPosition(std::clamp(position, 0, editor()->document()->characterCount() - 1));
    editor()->setTextCursor(cursor);
}

} // namespace whittle::app
