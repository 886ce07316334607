#include "mainwindow/helpdialog.h"

#include "mainwindow/actionset.h"
#include "models/fuzzymatch.h"
#include "views/documentpage.h"
#include "views/documentpage.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFile>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

constexpr int kPictureWidth = 640;

/// The guide's own pictures, and nothing from outside.
class GuideText final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl &name) override
    {
        QImage picture;
        if (type != QTextDocument::ImageResource || !picture.load(QStringLiteral(":/help/") + name.fileName()))
            return {};
        picture = picture.scaledToWidth(qRound(kPictureWidth * devicePixelRatioF()), Qt::SmoothTransformation);
        picture.setDevicePixelRatio(devicePixelRatioF());
        return picture;
    }
};

QString textOf(const QString &name)
{
    QFile file(QStringLiteral(":/help/%1.md").arg(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// "# Title" in the first line.
QString titleOf(const QString &name)
{
    return textOf(name).section(QLatin1Char('\n'), 0, 0).mid(2);
}

QString keysOf(const QAction *action)
{
    QStringList keys;
    for (const auto &sequence : action->shortcuts())
        keys << sequence.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral(", "));
}

} // namespace

const QString HelpDialog::kShortcuts = QStringLiteral("shortcuts");

QStringList HelpDialog::pages()
{
    return textOf(QStringLiteral("contents")).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QString HelpDialog::pageFor(const DocumentPage *page)
{
    const QString name = page ? page->helpPage() : QString();
    return pages().contains(name) ? name : QStringLiteral("start");
}

HelpDialog::HelpDialog(ActionSet &actions, QWidget *parent)
    : QDialog(parent), m_actions(actions), m_list(new QListWidget(this)), m_stack(new QStackedWidget(this)), m_text(new GuideText(m_stack)), m_shortcuts(new QWidget(m_stack)), m_field(new QLineEdit(m_shortcuts)),
      m_keys(new QTreeWidget(m_shortcuts))
{
    setObjectName(QStringLiteral("helpDialog"));
    setWindowTitle(tr("Guide"));
    auto *layout = new QVBoxLayout(this);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);

    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Pages of the guide"));
    for (const auto &name : pages()) {
        auto *item = new QListWidgetItem(titleOf(name), m_list);
        item->setData(Qt::UserRole, name);
    }
    auto *keys = new QListWidgetItem(tr("Keyboard shortcuts"), m_list);
    keys->setData(Qt::UserRole, kShortcuts);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    splitter->addWidget(m_list);
    splitter->addWidget(m_stack);
    splitter->setStretchFactor(1, 1);

    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Text of the page"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(14);
    m_stack->addWidget(m_text);
    auto *box = new QVBoxLayout(m_shortcuts);
    box->setContentsMargins(8, 0, 0, 0);
    m_field->setObjectName(QStringLiteral("shortcutField"));
    m_field->setPlaceholderText(tr("Find an action or a key"));
    m_field->setAccessibleName(tr("Find an action or a key"));
    m_field->setClearButtonEnabled(true);
    box->addWidget(m_field);
    m_keys->setObjectName(QStringLiteral("shortcutTable"));
    m_keys->setAccessibleName(tr("Actions and their keys"));
    m_keys->setHeaderLabels({tr("Action"), tr("Keys"), tr("What it does")});
    m_keys->setSelectionMode(QAbstractItemView::SingleSelection);
    box->addWidget(m_keys, 1);
    m_stack->addWidget(m_shortcuts);

    auto *buttons = new QDialogButtonBox(this);
    auto *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setAutoDefault(false);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_field, &QLineEdit::textChanged, this, &HelpDialog::filterShortcuts);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        const QString name = item ? item->data(Qt::UserRole).toString() : QString();
        if (name == kShortcuts) {
            fillShortcuts();
            m_stack->setCurrentWidget(m_shortcuts);
        } else {
            m_text->setMarkdown(textOf(name));
            m_stack->setCurrentWidget(m_text);
        }
    });
    // "profile.md" is another page; nothing outside is opened from here.
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) { showPage(link.fileName().section(QLatin1Char('.'), 0, 0)); });
    m_list->setCurrentRow(0);
    const int letter = fontMetrics().averageCharWidth();
    splitter->setSizes({letter * 26, letter * 90});
    resize(letter * 124, fontMetrics().height() * 34);
}

void HelpDialog::showPage(const QString &name)
{
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(Qt::UserRole).toString() == name)
            m_list->setCurrentRow(row);
}

QString HelpDialog::currentPage() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
}

void HelpDialog::fillShortcuts()
{
    m_keys->clear();
    QHash<QString, QTreeWidgetItem *> menus;
    for (const auto *action : m_actions.all()) {
        const QString menu = m_actions.menuPath(action).value(0, tr("Elsewhere"));
        auto *&parent = menus[menu];
        if (!parent) {
            parent = new QTreeWidgetItem(m_keys, {menu});
            parent->setFlags(Qt::ItemIsEnabled);
            QFont font = parent->font(0);
            font.setWeight(QFont::DemiBold);
            parent->setFont(0, font);
        }
        new QTreeWidgetItem(parent, {ActionSet::plainText(action->text()), keysOf(action), action->statusTip()});
    }
    m_keys->expandAll();
    m_keys->resizeColumnToContents(0);
    m_keys->resizeColumnToContents(1);
    filterShortcuts(m_field->text());
}

void HelpDialog::filterShortcuts(const QString &text)
{
    for (int i = 0; i < m_keys->topLevelItemCount(); ++i) {
        auto *menu = m_keys->topLevelItem(i);
        bool any = false;
        for (int row = 0; row < menu->childCount(); ++row) {
            auto *item = menu->child(row);
            const bool fits = fuzzyMatch(text, item->text(0)).has_value() || item->text(1).contains(text.trimmed(), Qt::CaseInsensitive) || item->text(2).contains(text.trimmed(), Qt::CaseInsensitive);
            item->setHidden(!fits);
            any |= fits;
        }
        menu->setHidden(!any);
    }
}

} // namespace whittle::app
