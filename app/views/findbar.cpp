#include "views/findbar.h"

#include "views/icons.h"
#include "views/sourceeditor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStyle>
#include <QTextBlock>
#include <QToolButton>

namespace whittle::app {
namespace {

constexpr int kMostCounted = 10'000;

} // namespace

FindBar::FindBar(SourceEditor &editor, QWidget *parent)
    : QFrame(parent), m_editor(editor), m_findRow(new QWidget(this)), m_replaceRow(new QWidget(this)), m_lineRow(new QWidget(this)), m_find(new QLineEdit(this)),
      m_replace(new QLineEdit(this)), m_line(new QSpinBox(this)), m_case(new QToolButton(this)), m_word(new QToolButton(this)), m_regular(new QToolButton(this)),
      m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    setProperty("bar", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    const auto row = [&](QWidget *widget) {
        auto *inside = new QHBoxLayout(widget);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(6);
        layout->addWidget(widget);
        return inside;
    };
    const auto button = [this](const QString &text, const QString &toolTip, const char *name, auto run) {
        auto *result = new QPushButton(text, this);
        result->setToolTip(toolTip);
        result->setObjectName(QLatin1StringView(name));
        connect(result, &QPushButton::clicked, this, run);
        return result;
    };
    const auto toggle = [this](QToolButton *toggled, const QString &text, const QString &name, const char *objectName) {
        toggled->setProperty("flat", true);
        toggled->setCheckable(true);
        toggled->setText(text);
        toggled->setToolTip(name);
        toggled->setAccessibleName(name);
        toggled->setObjectName(QLatin1StringView(objectName));
        connect(toggled, &QToolButton::toggled, this, &FindBar::update);
    };

    auto *find = row(m_findRow);
    m_find->setObjectName(QStringLiteral("findField"));
    m_find->setAccessibleName(tr("Find"));
    m_find->setPlaceholderText(tr("Find"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icons::get(QStringLiteral("search")), QLineEdit::LeadingPosition);
    toggle(m_case, QStringLiteral("Aa"), tr("Match upper and lower case"), "findCase");
    toggle(m_word, QStringLiteral("“ab”"), tr("Whole words only"), "findWord");
    toggle(m_regular, QStringLiteral(".*"), tr("Regular expression"), "findRegular");
    m_count->setObjectName(QStringLiteral("findCount"));
    m_count->setProperty("muted", true);
    m_count->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    auto *close = new QToolButton(this);
    close->setProperty("flat", true);
    close->setIcon(icons::get(QStringLiteral("close")));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close the find bar"));
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    find->addWidget(m_find, 1);
    find->addWidget(m_case);
    find->addWidget(m_word);
    find->addWidget(m_regular);
    find->addWidget(m_count);
    find->addWidget(button(tr("Previous"), tr("Find the previous one (Shift+F3)"), "findPrevious", &FindBar::findPrevious));
    find->addWidget(button(tr("Next"), tr("Find the next one (F3)"), "findNext", &FindBar::findNext));
    find->addWidget(close);

    auto *replace = row(m_replaceRow);
    m_replace->setObjectName(QStringLiteral("replaceField"));
    m_replace->setAccessibleName(tr("Replace with"));
    m_replace->setPlaceholderText(tr("Replace with"));
    replace->addWidget(m_replace, 1);
    replace->addWidget(button(tr("Replace"), tr("Replace this one and find the next"), "replaceOne", &FindBar::replace));
    replace->addWidget(button(tr("Replace All"), tr("Replace every one, in one step of Undo"), "replaceAll", &FindBar::replaceAll));

    auto *line = row(m_lineRow);
    auto *label = new QLabel(tr("Go to line"), this);
    label->setBuddy(m_line);
    m_line->setObjectName(QStringLiteral("lineField"));
    m_line->setAccessibleName(tr("Go to line"));
    m_line->setMinimum(1);
    line->addWidget(label);
    line->addWidget(m_line);
    line->addStretch(1);

    for (QObject *field : std::initializer_list<QObject *>{m_find, m_replace, m_line})
        field->installEventFilter(this);
    connect(m_find, &QLineEdit::textChanged, this, &FindBar::update);
    connect(&m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (isVisible())
            count();
    });
    connect(&m_editor, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (isVisible())
            count();
    });
    hide();
}

void FindBar::open(bool replacing)
{
    m_findRow->show();
    m_replaceRow->setVisible(replacing);
    m_lineRow->hide();
    const QString selected = m_editor.textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_find->setText(selected);
    show();
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
    count();
}

void FindBar::openLine()
{
    m_findRow->hide();
    m_replaceRow->hide();
    m_lineRow->show();
    m_line->setMaximum(m_editor.blockCount());
    m_line->setValue(m_editor.textCursor().blockNumber() + 1);
    show();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void FindBar::close()
{
    hide();
    m_editor.setSearch({});
    m_editor.setFocus(Qt::OtherFocusReason);
}

QRegularExpression FindBar::expression() const
{
    QString pattern = m_regular->isChecked() ? m_find->text() : QRegularExpression::escape(m_find->text());
    if (m_word->isChecked())
        pattern = QStringLiteral("\\b(?:%1)\\b").arg(pattern);
    auto options = QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!m_case->isChecked())
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

void FindBar::update()
{
    const auto wanted = expression();
    const bool invalid = !wanted.isValid();
    m_find->setProperty("invalid", invalid);
    m_find->style()->unpolish(m_find);
    m_find->style()->polish(m_find);
    m_find->setToolTip(invalid ? wanted.errorString() : QString());
    m_editor.setSearch(invalid || m_find->text().isEmpty() ? QRegularExpression() : wanted);
    // The next one is shown while the word is typed; the place where the search began stays the begin of the selection.
    if (!invalid && !m_find->text().isEmpty()) {
        const int from = m_editor.textCursor().selectionStart();
        const auto match = wanted.match(m_editor.text(), from);
        if (match.hasMatch() && match.capturedLength() > 0)
            m_editor.select(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedEnd()));
    }
    count();
}

void FindBar::count()
{
    if (m_findRow->isHidden())
        return;
    const auto wanted = expression();
    if (m_find->text().isEmpty() || !wanted.isValid()) {
        m_count->setText(m_find->text().isEmpty() ? QString() : tr("not an expression"));
        return;
    }
    int all = 0;
    int current = 0;
    const int at = m_editor.textCursor().selectionStart();
    auto matches = wanted.globalMatch(m_editor.text());
    while (matches.hasNext() && all < kMostCounted) {
        const auto match = matches.next();
        if (match.capturedLength() == 0)
            continue;
        ++all;
        if (match.capturedStart() == at && m_editor.textCursor().hasSelection())
            current = all;
    }
    const QLocale locale;
    m_count->setText(all == 0 ? tr("none") : current > 0 ? tr("%1 of %2", "which of all places found").arg(locale.toString(current), locale.toString(all)) : tr("%1 found").arg(locale.toString(all)));
}

void FindBar::find(bool backward)
{
    const auto wanted = expression();
    if (m_find->text().isEmpty() || !wanted.isValid())
        return;
    const QString text = m_editor.text();
    const auto cursor = m_editor.textCursor();
    QRegularExpressionMatch best;
    if (backward) {
        auto matches = wanted.globalMatch(text);
        QRegularExpressionMatch last;
        while (matches.hasNext()) {
            const auto match = matches.next();
            if (match.capturedLength() == 0)
                continue;
            if (match.capturedEnd() <= cursor.selectionStart())
                best = match;
            last = match;
        }
        if (!best.hasMatch())
            best = last; // from the end again
    } else {
        best = wanted.match(text, cursor.selectionEnd());
        if (!best.hasMatch())
            best = wanted.match(text); // from the begin again
    }
    if (best.hasMatch() && best.capturedLength() > 0)
        m_editor.select(static_cast<int>(best.capturedStart()), static_cast<int>(best.capturedEnd()));
    count();
}

void FindBar::findNext()
{
    find(false);
}

void FindBar::findPrevious()
{
    find(true);
}

void FindBar::replace()
{
    const auto wanted = expression();
    if (m_find->text().isEmpty() || !wanted.isValid())
        return;
    auto cursor = m_editor.textCursor();
    const auto match = wanted.match(m_editor.text(), cursor.selectionStart());
    const bool isSelected = cursor.hasSelection() && match.hasMatch() && match.capturedStart() == cursor.selectionStart() && match.capturedEnd() == cursor.selectionEnd();
    if (isSelected) {
        // Only an expression's replacement means groups by \1.
        QString with = cursor.selectedText();
        with = m_regular->isChecked() ? with.replace(wanted, m_replace->text()) : m_replace->text();
        m_editor.replaceRange(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedEnd()), with);
    }
    find(false);
}

int FindBar::replaceAll()
{
    const auto wanted = expression();
    if (m_find->text().isEmpty() || !wanted.isValid())
        return 0;
    const QString text = m_editor.text();
    QString result;
    qsizetype copied = 0;
    int count = 0;
    auto matches = wanted.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.capturedLength() == 0)
            continue;
        QString with = match.captured();
        with = m_regular->isChecked() ? with.replace(wanted, m_replace->text()) : m_replace->text();
        result += QStringView(text).mid(copied, match.capturedStart() - copied);
        result += with;
        copied = match.capturedEnd();
        ++count;
    }
    result += QStringView(text).mid(copied);
    if (count > 0)
        m_editor.setTextKeepingCursor(result);
    m_count->setText(tr("%n replaced", nullptr, count));
    return count;
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (watched == m_line) {
                m_line->interpretText();
                const int line = m_line->value();
                close();
                m_editor.goToLine(line);
            } else if (watched == m_replace) {
                replace();
            } else {
                find(key->modifiers().testFlag(Qt::ShiftModifier));
            }
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace whittle::app
