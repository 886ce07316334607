#include "views/fileinspector.h"

#include "models/imagetreemodel.h"
#include "settings/theme.h"
#include "views/filetext.h"
#include "views/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTimer>

namespace whittle::app {

FileInspector::FileInspector(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_placeholder(new QLabel(this)), m_name(new QLabel(this)), m_path(new QLabel(this)), m_stateIcon(new QLabel(this)), m_state(new QLabel(this)),
      m_keep(new QPushButton(tr("Keep"), this)), m_remove(new QPushButton(tr("Remove"), this)), m_forget(new QPushButton(tr("As Built"), this)), m_text(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("fileInspector"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_placeholder->setText(tr("Select a file to see whether it stays, why, and who used it."));
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setProperty("muted", true);
    m_placeholder->setContentsMargins(24, 24, 24, 24);
    m_stack->addWidget(m_placeholder);

    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(page);
    head->setProperty("bar", true);
    auto *headLayout = new QVBoxLayout(head);
    headLayout->setContentsMargins(12, 10, 12, 10);
    headLayout->setSpacing(6);
    for (auto *label : {m_name, m_path}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        headLayout->addWidget(label);
    }
    m_name->setObjectName(QStringLiteral("fileName"));
    m_path->setObjectName(QStringLiteral("filePath"));
    m_path->setProperty("muted", true);
    m_path->setWordWrap(true);
    auto *state = new QHBoxLayout;
    m_state->setObjectName(QStringLiteral("fileState"));
    state->addWidget(m_stateIcon);
    state->addWidget(m_state, 1);
    headLayout->addLayout(state);
    auto *buttons = new QHBoxLayout;
    const auto button = [&](QPushButton *widget, const char *name, const QString &icon, const QString &toolTip) {
        widget->setObjectName(QLatin1StringView(name));
        widget->setIconSize(icons::besideText(fontMetrics()));
        widget->setIcon(icons::get(icon));
        widget->setToolTip(toolTip);
        widget->setAccessibleDescription(toolTip);
        buttons->addWidget(widget, 1);
    };
    button(m_keep, "fileKeep", QStringLiteral("kept"), tr("Puts it into the next slim image, a folder with all in it"));
    button(m_remove, "fileRemove", QStringLiteral("removed"), tr("Leaves it out of the next slim image, a folder with all in it"));
    button(m_forget, "fileForget", QStringLiteral("undo"), tr("Takes your decision back: the build decides"));
    headLayout->addLayout(buttons);
    layout->addWidget(head);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(12);
    m_text->setAccessibleName(tr("About the selected file"));
    layout->addWidget(m_text, 1);
    m_stack->addWidget(page);

    connect(m_keep, &QPushButton::clicked, this, &FileInspector::keepRequested);
    connect(m_remove, &QPushButton::clicked, this, &FileInspector::removeRequested);
    connect(m_forget, &QPushButton::clicked, this, &FileInspector::forgetRequested);
    update();
}

void FileInspector::setDocument(ImageDocument *document)
{
    if (m_document)
        disconnect(m_document, nullptr, this, nullptr);
    m_document = document;
    m_file = kNoFile;
    if (document)
        connect(document, &ImageDocument::ticksChanged, this, &FileInspector::update);
    update();
}

void FileInspector::showFile(FileId id)
{
    m_file = id;
    update();
}

void FileInspector::update()
{
    const bool any = m_document && m_file != kNoFile && m_file != kRootFile;
    m_stack->setCurrentIndex(any ? 1 : 0);
    if (!any)
        return;
    const auto &colors = theme::colors();
    QFont font = theme::fixedFont();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setBold(true);
    m_name->setFont(font);
    m_name->setText(words::fileName(m_document->tree().name(m_file)));
    m_path->setText(words::fileName("/" + m_document->tree().path(m_file)));
    m_path->setToolTip(m_path->text());
    const bool isBuild = m_document->contents().isBuild();
    for (auto *widget : std::initializer_list<QWidget *>{m_stateIcon, m_state, m_keep, m_remove, m_forget})
        widget->setVisible(isBuild);
    if (isBuild) {
        const auto keep = m_document->keep(m_file);
        const QString icon = keep == ImageDocument::Keep::All ? QStringLiteral("kept") : keep == ImageDocument::Keep::Some ? QStringLiteral("kept-part") : QStringLiteral("removed");
        m_stateIcon->setPixmap(icons::pixmap(icon, keep == ImageDocument::Keep::None ? colors.muted : colors.accent, fontMetrics().height(), devicePixelRatioF()));
        const bool changed = m_document->isChanged(m_file) || m_document->ticks().contains(m_file);
        m_state->setText(keep == ImageDocument::Keep::All ? (changed ? tr("Kept, by your change") : tr("Kept"))
                : keep == ImageDocument::Keep::Some      ? tr("Kept in part")
                                                         : (changed ? tr("Removed, by your change") : tr("Removed")));
        m_keep->setEnabled(keep != ImageDocument::Keep::All);
        m_remove->setEnabled(keep != ImageDocument::Keep::None);
        m_forget->setEnabled(std::ranges::any_of(m_document->ticks(), [this](const auto &tick) { return m_document->tree().isBelow(tick.first, m_file); }));
    }
    m_text->setHtml(fileHtml(*m_document, m_file));
}

void FileInspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // Fonts that are set while a style sheet is being put on are lost again.
    if (event->type() == QEvent::PaletteChange)
        QTimer::singleShot(0, this, &FileInspector::update);
}

} // namespace whittle::app
