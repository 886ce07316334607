#include "documents/editedfile.h"

#include "base/files.h"
#include "commands/textstep.h"
#include "documents/profilejournal.h"

#include <QFileInfo>

namespace whittle::app {

EditedFile::EditedFile(const std::string &text, QString path, QObject *parent) : QObject(parent), m_diskText(text), m_path(std::move(path))
{
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, &EditedFile::titleChanged);
}

EditedFile::~EditedFile()
{
    // The stack empties itself when it goes; nobody is to hear of that.
    m_undoStack.blockSignals(true);
}

QString EditedFile::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    return m_suggestedName.isEmpty() ? untitledName() : m_suggestedName;
}

void EditedFile::setSuggestedName(const QString &name)
{
    m_suggestedName = name;
    Q_EMIT titleChanged();
}

void EditedFile::setNeverSaved()
{
    m_neverSaved = true;
    Q_EMIT titleChanged();
}

Result<> EditedFile::save(const QString &path)
{
    if (auto written = writeFileAtomically(path.toStdString(), text()); !written)
        return written;
    m_path = path;
    m_diskText = text();
    m_neverSaved = false;
    becameSaved();
    m_undoStack.setClean();
    Q_EMIT titleChanged();
    return {};
}

bool EditedFile::changedOutside() const
{
    if (m_path.isEmpty())
        return false;
    const auto content = readFile(m_path.toStdString());
    // A file that is gone is written anew; that loses nothing.
    return content && *content != m_diskText;
}

Result<> EditedFile::reload()
{
    auto content = readFile(m_path.toStdString());
    if (!content)
        return std::unexpected(content.error());
    m_diskText = *content;
    if (*content != text())
        editText(std::move(*content), false, tr("Read the file again"));
    becameSaved();
    m_undoStack.setClean();
    updateNow();
    return {};
}

void EditedFile::keepOwn()
{
    if (auto content = readFile(m_path.toStdString()))
        m_diskText = std::move(*content);
    m_undoStack.resetClean();
    Q_EMIT titleChanged();
}

ProfileJournal EditedFile::journal() const
{
    ProfileJournal journal{m_path, m_suggestedName, m_neverSaved, {}, {}, 0, -1, {}, isPolicy()};
    const auto step = [this](int i) { return dynamic_cast<const TextStep *>(m_undoStack.command(i)); };
    // The newest steps that fit; those that could be done again count as well.
    int first = m_undoStack.count();
    std::size_t bytes = text().size();
    while (first > 0 && m_undoStack.count() - first < kMaxJournalSteps && step(first - 1) && (bytes += step(first - 1)->textBefore().size()) < kMaxJournalBytes / 2)
        --first;
    if (m_undoStack.index() < first)
        first = m_undoStack.count(); // so far undone that only the text can be kept
    const bool whole = first < m_undoStack.count();
    journal.base = whole ? step(first)->textBefore() : text();
    for (int i = first; i < m_undoStack.count(); ++i)
        journal.steps.push_back({step(i)->text(), step(i)->textAfter()});
    journal.index = whole ? m_undoStack.index() - first : 0;
    const int clean = m_undoStack.cleanIndex();
    if (whole && clean >= first)
        journal.cleanIndex = clean - first;
    else if (!whole && m_undoStack.isClean())
        journal.cleanIndex = 0;
    if (journal.cleanIndex < 0)
        journal.savedText = savedText();
    return journal;
}

void EditedFile::replay(const ProfileJournal &journal)
{
    if (journal.cleanIndex != 0)
        m_undoStack.resetClean();
    for (int i = 0; i < static_cast<int>(journal.steps.size()); ++i) {
        const auto &step = journal.steps[static_cast<std::size_t>(i)];
        // Steps of typing are closed: they do not grow together.
        editText(step.text, false, step.name);
        if (journal.cleanIndex == i + 1) {
            m_diskText = text();
            becameSaved();
            m_undoStack.setClean();
        }
    }
    if (journal.cleanIndex < 0) {
        m_undoStack.resetClean();
        m_diskText = journal.savedText;
        setSavedText(journal.savedText);
    }
    m_undoStack.setIndex(journal.index);
    m_suggestedName = journal.suggestedName;
    m_neverSaved = journal.neverSaved;
}

} // namespace whittle::app
