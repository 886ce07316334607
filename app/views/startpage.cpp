#include "views/startpage.h"

#include "models/librarymodel.h"
#include "settings/theme.h"
#include "views/icons.h"

#include <QClipboard>
#include <QCommandLinkButton>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

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
    outer->addWidget(scroll);
    auto *content = new QWidget(scroll);
    scroll->setWidget(content);
    auto *columns = new QHBoxLayout(content);
    columns->addStretch(1);
    auto *body = new QWidget(content);
    body->setMaximumWidth(fontMetrics().averageCharWidth() * 130);
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

    auto *grid = new QGridLayout;
    grid->setSpacing(14);
    auto *open = new QPushButton(tr("Open a File…"), body);
    open->setObjectName(QStringLiteral("startOpen"));
    open->setProperty("primary", true);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    grid->addWidget(makeCard(QStringLiteral("open"), tr("Open a file"),
                        tr("A seccomp profile, a recording, or an image: an archive or an OCI layout. You can also drop files and folders anywhere in this window."), {open}),
        0, 0);
    auto *docker = new QPushButton(tr("Docker's Default"), body);
    docker->setObjectName(QStringLiteral("startDocker"));
    auto *podman = new QPushButton(tr("Podman's Default"), body);
    podman->setObjectName(QStringLiteral("startPodman"));
    connect(docker, &QPushButton::clicked, this, [this] { Q_EMIT newFromRequested(QStringLiteral("docker-default")); });
    connect(podman, &QPushButton::clicked, this, [this] { Q_EMIT newFromRequested(QStringLiteral("podman-default")); });
    grid->addWidget(makeCard(QStringLiteral("builtin"), tr("Look at a default profile"), tr("See what the engines let through when nobody asks, and start a profile of your own from it."), {docker, podman}), 0, 1);
    const auto command = [&](const QString &text) {
        auto *line = new QWidget(body);
        auto *lineLayout = new QHBoxLayout(line);
        lineLayout->setContentsMargins(0, 0, 0, 0);
        auto *label = new QLabel(text, line);
        label->setFont(theme::fixedFont());
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        auto *copy = new QToolButton(line);
        copy->setProperty("flat", true);
        copy->setIcon(icons::get(QStringLiteral("copy")));
        copy->setToolTip(tr("Copy the command"));
        copy->setAccessibleName(tr("Copy the command %1").arg(text));
        connect(copy, &QToolButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
        lineLayout->addWidget(label, 1);
        lineLayout->addWidget(copy);
        return line;
    };
    grid->addWidget(makeCard(QStringLiteral("recording"), tr("Record what a container needs"), tr("Runs an image under the tracer, asks its ports, and writes a recording to open here; “record -- PROGRAM” does the same for a program."),
                        {command(QStringLiteral("whittle-cli record --image nginx"))}),
        1, 0);
    auto *slim = new QPushButton(tr("Slim Image…"), body);
    slim->setObjectName(QStringLiteral("startSlim"));
    connect(slim, &QPushButton::clicked, this, &StartPage::slimRequested);
    grid->addWidget(makeCard(QStringLiteral("slim"), tr("Make an image small"), tr("Runs an image, and writes one without the files that it never needed, proven to answer the same."), {slim}), 1, 1);
    auto *compare = new QPushButton(tr("Compare Files…"), body);
    compare->setObjectName(QStringLiteral("startCompare"));
    connect(compare, &QPushButton::clicked, this, &StartPage::compareRequested);
    grid->addWidget(makeCard(QStringLiteral("compare"), tr("Compare"), tr("Two or three profiles or recordings: what one lets through that the other does not, and what a new version does that the old one did not."), {compare}),
        2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);

    m_recentBox = new QWidget(body);
    auto *recentLayout = new QVBoxLayout(m_recentBox);
    recentLayout->setContentsMargins(0, 8, 0, 0);
    recentLayout->setSpacing(2);
    auto *recentTitle = new QLabel(tr("Recent files"), m_recentBox);
    recentTitle->setProperty("title", true);
    recentLayout->addWidget(recentTitle);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    recentLayout->addLayout(m_recent);
    layout->addWidget(m_recentBox);
    layout->addStretch(1);
    setFocusProxy(open);
}

QWidget *StartPage::makeCard(const QString &icon, const QString &title, const QString &text, const std::vector<QWidget *> &buttons)
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
        line->addWidget(button, qobject_cast<QPushButton *>(button) ? 0 : 1);
    if (!buttons.empty() && qobject_cast<QPushButton *>(buttons.front()))
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
        button->setText(tr("%1  in  %2", "file name in folder").arg(info.fileName(), info.absolutePath()));
        button->setToolTip(path);
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
        m_recent->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recentBox->setVisible(!files.isEmpty());
}

} // namespace whittle::app
