#include "views/startpage.h"

#include "models/librarymodel.h"
#include "settings/theme.h"
#include "views/icons.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace whittle::app {
namespace {

/// A label with an icon that follows the theme.
class IconLabel final : public QLabel
{
public:
    IconLabel(QString name, double scale, QWidget *parent) : QLabel(parent), m_name(std::move(name)), m_scale(scale)
    {
        refresh();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            refresh();
    }

private:
    void refresh()
    {
        setPixmap(icons::pixmap(m_name, theme::colors().accent, static_cast<int>(fontMetrics().height() * m_scale), devicePixelRatioF()));
    }

    QString m_name;
    double m_scale;
};

constexpr int kMaxRecentShown = 6;

} // namespace

StartPage::StartPage(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("startPage"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("What you can do"));
    outer->addWidget(scroll);
    auto *content = new QWidget(scroll);
    scroll->setWidget(content);
    auto *columns = new QHBoxLayout(content);
    columns->addStretch(1);
    auto *body = new QWidget(content);
    body->setMaximumWidth(fontMetrics().averageCharWidth() * 180);
    columns->addWidget(body, 20);
    columns->addStretch(1);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(24, 28, 24, 24);
    layout->setSpacing(14);

    auto *title = new QLabel(tr("What do you want to do?"), body);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.8);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    layout->addWidget(title);
    auto *lead = new QLabel(tr("Whittle cuts a container down to what it needs: its image, file by file, and its seccomp profile, syscall by syscall."), body);
    lead->setWordWrap(true);
    lead->setProperty("muted", true);
    layout->addWidget(lead);
    layout->addSpacing(6);

    m_grid = new QGridLayout;
    m_grid->setSpacing(14);
    auto *open = makeButton("startOpen", tr("Open a File…"), "open");
    open->setProperty("primary", true);
    m_cards = {
        makeCard(QStringLiteral("profile"), tr("Tune a profile"), tr("Open a seccomp profile or a recording: every syscall with its risk and who used it. Allow, deny, limit arguments, undo, save. Files can be dropped anywhere in this window."),
            {open, makeButton("startRecord", tr("Record…"), "record")}),
        makeCard(QStringLiteral("slim"), tr("Shrink an image"), tr("Runs an image and writes one without the files that it never needed, proven to answer the same, with a profile that fits it."),
            {makeButton("startSlim", tr("Slim Image…"), "slimImage")}),
        makeCard(QStringLiteral("compare"), tr("Compare"), tr("Two profiles, recordings or images side by side, by what the kernel would decide: mine and the default, version 1 and version 2, fat and slim."),
            {makeButton("startCompare", tr("Compare…"), "compareWith")}),
        makeCard(QStringLiteral("image"), tr("Ship the result"), tr("Open the folder of a build: profile, slim image, report and bill of materials, in the form that engines and scanners take. Or an image that is an OCI layout."),
            {makeButton("startShip", tr("Open a Build…"), "openFolder")}),
        makeCard(QStringLiteral("risk-high"), tr("Judge the risk"), tr("What do engines let through when nobody asks? Select a syscall to read what it can do, and which known kernel holes it opens."),
            {makeButton("startDocker", tr("Docker's Default"), "newDocker"), makeButton("startPodman", tr("Podman's Default"), "newPodman")}),
    };
    m_recentBox = new QFrame(body);
    m_recentBox->setProperty("card", true);
    auto *recentLayout = new QVBoxLayout(m_recentBox);
    recentLayout->setContentsMargins(18, 16, 18, 16);
    recentLayout->setSpacing(2);
    auto *recentTitle = new QLabel(tr("Recent files"), m_recentBox);
    recentTitle->setProperty("title", true);
    recentLayout->addWidget(recentTitle);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    recentLayout->addLayout(m_recent);
    recentLayout->addStretch(1);
    m_cards.push_back(m_recentBox);
    layout->addLayout(m_grid);
    layout->addStretch(1);
    setFocusProxy(open);
    arrange(2);
}

QPushButton *StartPage::makeButton(const char *name, const QString &text, const char *action)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1StringView(name));
    m_actions.insert(QLatin1StringView(action), button);
    connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT actionRequested(QLatin1StringView(action)); });
    return button;
}

void StartPage::setAvailable(const std::function<QString(const QString &action)> &tipOf)
{
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        const QString tip = tipOf(it.key());
        it.value()->setVisible(!tip.isEmpty());
        it.value()->setToolTip(tip);
    }
    // A card whose work nobody does is not shown.
    for (auto *card : m_cards)
        if (card != m_recentBox)
            card->setVisible(std::ranges::any_of(card->findChildren<QPushButton *>(), [](const QPushButton *button) { return !button->isHidden(); }));
    arrange(std::exchange(m_columns, 0));
}

void StartPage::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    int place = 0;
    for (auto *card : m_cards) {
        m_grid->removeWidget(card);
        if (card->isHidden())
            continue;
        m_grid->addWidget(card, place / columns, place % columns);
        ++place;
    }
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width() < fontMetrics().averageCharWidth() * 116 ? 2 : 3);
}

QWidget *StartPage::makeCard(const QString &icon, const QString &title, const QString &text, const std::vector<QPushButton *> &buttons)
{
    auto *card = new QFrame(this);
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(new IconLabel(icon, 1.5, card));
    auto *label = new QLabel(title, card);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.12);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setWordWrap(true);
    head->addWidget(label, 1);
    layout->addLayout(head);
    auto *description = new QLabel(text, card);
    description->setWordWrap(true);
    description->setProperty("muted", true);
    layout->addWidget(description);
    layout->addStretch(1);
    auto *line = new QHBoxLayout;
    for (auto *button : buttons)
        line->addWidget(button);
    line->addStretch(1);
    layout->addLayout(line);
    return card;
}

void StartPage::setRecentFiles(const QStringList &files)
{
    while (auto *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &path : files.first(std::min<qsizetype>(files.size(), kMaxRecentShown))) {
        const QFileInfo info(path);
        auto *button = new QToolButton(m_recentBox);
        button->setProperty("flat", true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIcon(icons::get(path.endsWith(QLatin1StringView(".whittle.json")) ? QStringLiteral("recording") : LibraryModel::isImagePath(path) ? QStringLiteral("image") : QStringLiteral("profile")));
        button->setIconSize(icons::besideText(fontMetrics()));
        button->setText(info.fileName());
        button->setToolTip(path);
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
        m_recent->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recentBox->setVisible(!files.isEmpty());
    arrange(std::exchange(m_columns, 0));
}

} // namespace whittle::app
