#include "views/sourcepage.h"

#include "documents/jsonlayout.h"
#include "documents/profiledocument.h"
#include "formats/json_tree.h"
#include "models/fixwords.h"
#include "profile/fixes.h"
#include "views/findbar.h"
#include "views/messagebar.h"
#include "views/sourcecompleter.h"
#include "views/sourceeditor.h"

#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

SourcePage::SourcePage(ProfileDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_editor(new SourceEditor(this)), m_message(new MessageBar(this)), m_find(new FindBar(*m_editor, this)), m_sync(document, *m_editor)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_find);
    setFocusProxy(m_editor);
    updateMarks();
    connect(&document, &ProfileDocument::textChanged, this, [this] {
        // Errors of the text show at once; marks of findings move when the pause in typing has told what is found.
        if (!m_document.isTextValid() || !m_message->isHidden())
            updateMarks();
    });
    connect(&document, &ProfileDocument::findingsChanged, this, &SourcePage::updateMarks);
    connect(&document, &ProfileDocument::viewChanged, this, [this] { m_editor->completer()->setAbi(m_document.view().abi); });
    m_editor->completer()->setAbi(document.view().abi);
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, &SourcePage::followCursor);
}

SourcePage::~SourcePage()
{
    // The editor clears its text when it goes, which is no edit.
    m_editor->disconnect(this);
}

void SourcePage::updateMarks()
{
    std::vector<SourceEditor::Mark> marks;
    if (!m_document.isTextValid()) {
        for (const auto &problem : m_document.textProblems()) {
            SourceEditor::Mark mark;
            mark.begin = characterAt(problem.range.begin);
            mark.end = std::max(characterAt(problem.range.end), mark.begin + 1);
            mark.severity = static_cast<int>(profile::Severity::Critical);
            mark.message = QString::fromStdString(problem.message);
            if (!problem.suggestion.empty() && problem.suggestion.size() < 300)
                mark.message += QStringLiteral("\n") + QString::fromStdString(problem.suggestion);
            // A suggestion is the whole text as it was meant.
            if (!problem.suggestion.empty())
                mark.fixes.push_back({tr("Mend it: write the text as it was meant"), [this, text = problem.suggestion] { m_document.editText(text, false); }});
            marks.push_back(std::move(mark));
        }
        const auto &first = m_document.textProblems().front();
        const QString place = tr("Line %1, column %2: %3").arg(first.range.line).arg(first.range.column).arg(QString::fromStdString(first.message));
        const QString text = m_document.hasProfile() ? tr("%1\nThe table keeps showing the last text that was valid.").arg(place) : place;
        const auto straight = formats::withStraightQuotes(m_document.text());
        if (straight != m_document.text())
            m_message->showMessage(MessageBar::Kind::Error, text, tr("Make the Quotes Straight"), [this, straight] { m_document.editText(straight, false); });
        else
            m_message->showMessage(MessageBar::Kind::Error, text, tr("Show the Place"), [this, at = marks.front()] {
                m_editor->goTo(at.begin, at.end);
                m_editor->setFocus();
                updateMarks();
            });
    } else {
        m_message->clear();
        for (const auto &finding : m_document.findings()) {
            const auto place = m_document.placeOf(finding.path);
            // A finding about the whole profile would underline everything.
            if (!place || finding.path.empty())
                continue;
            SourceEditor::Mark mark;
            mark.begin = characterAt(place->begin);
            mark.end = characterAt(place->end);
            // A whole rule is marked by its first line.
            const auto block = m_editor->document()->findBlock(mark.begin);
            mark.end = std::min(mark.end, block.position() + block.length() - 1);
            mark.severity = static_cast<int>(finding.severity);
            mark.message = QString::fromStdString(finding.message);
            if (!finding.suggestion.empty())
                mark.message += QStringLiteral("\n") + QString::fromStdString(finding.suggestion);
            for (const auto &fix : profile::fixesFor(m_document.profile(), finding))
                mark.fixes.push_back({words::fix(fix), [this, finding, fix] { mend(m_document, finding, fix); }});
            marks.push_back(std::move(mark));
        }
    }
    m_editor->setMarks(std::move(marks));
}

void SourcePage::goTo(const QString &jsonPath, int line, int column)
{
    if (const auto place = m_document.placeOf(jsonPath.toStdString()); place && !jsonPath.isEmpty()) {
        m_editor->goTo(characterAt(place->begin), characterAt(place->end));
        return;
    }
    const auto block = m_editor->document()->findBlockByNumber(std::max(line, 1) - 1);
    if (block.isValid()) {
        // Columns are bytes of the line.
        const auto characters = QString::fromUtf8(block.text().toUtf8().left(std::max(column, 1) - 1)).size();
        const int at = block.position() + static_cast<int>(characters);
        m_editor->goTo(at, at);
    }
}

void SourcePage::goToSyscall(const QString &syscall)
{
    if (m_editor->wordAtCursor() == syscall)
        return;
    const QString quoted = QLatin1Char('"') + syscall + QLatin1Char('"');
    const auto found = m_editor->text().indexOf(quoted);
    if (found >= 0)
        m_editor->goTo(static_cast<int>(found) + 1, static_cast<int>(found + quoted.size()) - 1);
}

int SourcePage::ruleAtCursor() const
{
    const int position = m_editor->textCursor().position();
    for (std::size_t i = 0; i < m_document.profile().rules.size(); ++i) {
        const auto place = m_document.placeOf("syscalls[" + std::to_string(i) + "]");
        if (place && characterAt(place->begin) <= position && position <= characterAt(place->end))
            return static_cast<int>(i);
    }
    return -1;
}

void SourcePage::goToRule(int rule)
{
    if (ruleAtCursor() != rule)
        goTo(QStringLiteral("syscalls[%1]").arg(rule), 1, 1);
}

void SourcePage::followCursor()
{
    const QString word = m_editor->wordAtCursor();
    if (!m_sync.isTaking() && !word.isEmpty() && syscalls::Catalogue::builtIn().find(word.toStdString()))
        Q_EMIT syscallAtCursor(word);
}

bool SourcePage::formatText()
{
    formats::JsonFault fault;
    const auto tree = formats::parseJson(m_document.text(), fault);
    if (!tree)
        return false;
    m_document.editText(withIndentationOf(formats::toText(*tree) + "\n", m_document.text()), false);
    return true;
}

} // namespace whittle::app
