#include "views/policysource.h"

#include "documents/apparmordocument.h"
#include "views/findbar.h"
#include "views/sourceeditor.h"

#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

PolicySource::PolicySource(AppArmorDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_editor(new SourceEditor(this)), m_find(new FindBar(*m_editor, this)), m_sync(document, *m_editor)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_find);
    setFocusProxy(m_editor);
    m_editor->setLanguage(QStringLiteral("AppArmor Security Profile"));
    m_editor->setAccessibleName(tr("Text of the AppArmor policy"));
    connect(&document, &AppArmorDocument::findingsChanged, this, &PolicySource::updateMarks);
    updateMarks();
}

void PolicySource::updateMarks()
{
    std::vector<SourceEditor::Mark> marks;
    for (const auto &finding : m_document.report().findings) {
        // One about the whole file would underline everything.
        if (finding.range.end <= finding.range.begin && finding.code != "syntax")
            continue;
        SourceEditor::Mark mark;
        mark.begin = m_sync.characterAt(finding.range.begin);
        mark.end = std::max(m_sync.characterAt(finding.range.end), mark.begin + 1);
        // What goes over several lines is marked by the first.
        const auto block = m_editor->document()->findBlock(mark.begin);
        mark.end = std::max(mark.begin, std::min(mark.end, block.position() + block.length() - 1));
        mark.severity = static_cast<int>(finding.severity);
        mark.message = QString::fromStdString(finding.message);
        for (const auto *more : {&finding.explanation, &finding.suggestion})
            if (!more->empty())
                mark.message += QLatin1Char('\n') + QString::fromStdString(*more);
        marks.push_back(std::move(mark));
    }
    m_editor->setMarks(std::move(marks));
}

void PolicySource::goTo(int line, int column)
{
    const auto block = m_editor->document()->findBlockByNumber(std::max(line, 1) - 1);
    if (!block.isValid())
        return;
    if (column > 0) {
        const auto characters = QString::fromUtf8(block.text().toUtf8().left(column - 1)).size();
        const int at = block.position() + static_cast<int>(characters);
        m_editor->goTo(at, at);
        return;
    }
    const QString text = block.text();
    const auto blanks = std::ranges::find_if(text, [](QChar c) { return !c.isSpace(); }) - text.begin();
    m_editor->goTo(block.position() + static_cast<int>(blanks), block.position() + static_cast<int>(text.size()));
}

} // namespace whittle::app
