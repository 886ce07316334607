#include "views/imagepage.h"

#include "models/filtercompletion.h"
#include "models/imagetables.h"
#include "settings/theme.h"
#include "views/charts/chartpage.h"
#include "views/charts/documentcharts.h"
#include "views/filterbar.h"
#include "views/icons.h"
#include "views/imagetree.h"
#include "views/messagebar.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>

namespace whittle::app {
namespace {

constexpr int kMaxOpened = 400; // rows that a filter opens by itself

/// A path as people write it: their own folder is ~.
QString shortPath(const QString &path)
{
    const QString home = QDir::homePath();
    return home.size() > 1 && path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.sliced(home.size()) : path;
}

QTableView *makeTable(QAbstractItemModel *model, const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *table = new QTableView(parent);
    model->setParent(table);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::fixedFont()).height() + 8);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

} // namespace

ImagePage::ImagePage(ContentsPtr contents, QWidget *parent)
    : DocumentPage(parent), m_document(std::move(contents)), m_model(m_document), m_message(new MessageBar(this)), m_tabs(new QTabWidget(this)),
      m_filter(new FilterBar([](const QString &word) { return termsWith(FileFilter::examples(), word); }, this)), m_tree(new ImageTree(m_document, m_model, this)), m_charts(new ChartPage(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(makeHead());
    m_tabs->setObjectName(QStringLiteral("imageTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeFiles(), tr("Files"));
    m_tabs->addTab(makeLayers(), tr("Layers and History"));
    m_tabs->addTab(makeSettings(), tr("Settings"));
    m_tabs->addTab(m_charts, tr("Charts"));
    addImageCharts(*m_charts, m_document);
    connect(m_charts, &ChartPage::filterRequested, this, [this](const QString &filter) {
        setFilterText(filter);
        showTab(Files);
        m_tree->setFocus(Qt::OtherFocusReason);
    });
    m_tabs->tabBar()->setAccessibleName(tr("Views of the image"));
    layout->addWidget(m_tabs, 1);
    if (const auto &notes = m_document.contents().notes; !notes.isEmpty())
        m_message->showMessage(MessageBar::Kind::Warning, notes.join(QLatin1Char('\n')));
    setFocusProxy(m_tree);
    connect(&m_document, &ImageDocument::ticksChanged, this, &ImagePage::updateTicks);
    connect(&m_document, &ImageDocument::ticksChanged, this, &DocumentPage::actionsChanged);
    updateCount();
    updateTicks();
}

ImagePage::~ImagePage() = default;

QString ImagePage::title() const
{
    return m_document.contents().isBuild() ? tr("%1, slim").arg(m_document.title()) : m_document.title();
}

QJsonObject ImagePage::viewState() const
{
    const FileId file = m_tree->currentFile();
    return {{QStringLiteral("tab"), m_tabs->currentIndex()}, {QStringLiteral("filter"), m_filter->text()}, {QStringLiteral("file"), file == kNoFile ? QString() : QString::fromStdString(m_document.tree().path(file))}};
}

void ImagePage::restoreViewState(const QJsonObject &state)
{
    setFilterText(state[QStringLiteral("filter")].toString());
    if (const auto path = state[QStringLiteral("file")].toString(); !path.isEmpty())
        if (const FileId file = m_document.tree().find(path.toStdString()); file != kNoFile)
            m_tree->showFile(file);
    if (const int tab = state[QStringLiteral("tab")].toInt(-1); tab >= 0 && tab < m_tabs->count())
        m_tabs->setCurrentIndex(tab);
}

QPushButton *ImagePage::addButton(const char *name, const QString &text, const QString &icon, const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1StringView(name));
    button->setToolTip(toolTip);
    button->setAccessibleDescription(toolTip);
    if (!icon.isEmpty()) {
        button->setIcon(icons::get(icon));
        button->setIconSize(icons::besideText(fontMetrics()));
    }
    return button;
}

QWidget *ImagePage::makeHead()
{
    const auto &contents = m_document.contents();
    const QLocale locale;
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(6);
    auto *title = new QLabel(contents.name, head);
    title->setObjectName(QStringLiteral("imageTitle"));
    title->setTextFormat(Qt::PlainText);
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    title->setWordWrap(true);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    layout->addWidget(title);

    QStringList facts;
    const auto root = contents.tree.node(kRootFile);
    if (contents.isBuild()) {
        const double share = contents.fatSize == 0 ? 0 : 100.0 - 100.0 * static_cast<double>(contents.slimSize) / static_cast<double>(contents.fatSize);
        facts << tr("%1 → %2, %3 % smaller").arg(words::size(contents.fatSize), words::size(contents.slimSize), locale.toString(share, 'f', 1));
        facts << tr("%1 of %Ln files stay", nullptr, static_cast<int>(root.treeFiles)).arg(locale.toString(m_document.keptFiles(kRootFile)));
        //: %1 is tight, balanced or package
        facts << tr("level %1").arg(QString::fromUtf8(slim::levelName(contents.selection->level).data(), static_cast<qsizetype>(slim::levelName(contents.selection->level).size())));
    } else {
        facts << words::size(contents.fatSize) << tr("%Ln files", nullptr, static_cast<int>(root.treeFiles));
    }
    if (const auto *side = contents.fat ? &*contents.fat : contents.slim ? &*contents.slim : nullptr; side) {
        if (contents.fat)
            facts << tr("%Ln layers", nullptr, static_cast<int>(side->layers.size()));
        QStringList platform;
        for (const auto *word : {&side->platform.os, &side->platform.architecture, &side->platform.variant})
            if (!word->empty())
                platform << words::fileName(*word);
        facts << platform.join(QLatin1Char('/'));
    }
    auto *line = new QLabel(facts.join(QStringLiteral(" · ")), head);
    line->setObjectName(QStringLiteral("imageFacts"));
    line->setWordWrap(true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(line);
    auto *where = new QLabel(shortPath(contents.path), head);
    where->setProperty("muted", true);
    where->setWordWrap(true);
    where->setTextFormat(Qt::PlainText);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(where);

    auto *buttons = new QHBoxLayout;
    if (contents.isBuild()) {
        m_rebuild = addButton("rebuildButton", tr("Rebuild with These Changes"), QString(), tr("Builds the slim image again from the same recording, with what you ticked and unticked"));
        m_rebuild->setProperty("primary", true);
        connect(m_rebuild, &QPushButton::clicked, this, &ImagePage::rebuildRequested);
        buttons->addWidget(m_rebuild);
        m_changes = new QLabel(head);
        m_changes->setObjectName(QStringLiteral("imageChanges"));
        m_changes->setProperty("muted", true);
        m_changes->setWordWrap(true);
        layout->addWidget(m_changes);
        buttons->addStretch(1);
        const auto open = [&](const char *name, const QString &text, const QString &icon, const QString &path, bool isReport) {
            if (path.isEmpty())
                return;
            auto *button = addButton(name, text, icon, tr("Opens %1").arg(QFileInfo(path).fileName()));
            connect(button, &QPushButton::clicked, this, [this, path, isReport] {
                if (isReport)
                    Q_EMIT reportRequested(path);
                else
                    Q_EMIT fileRequested(path);
            });
            buttons->addWidget(button);
        };
        open("openProfileButton", tr("Profile"), QStringLiteral("profile"), contents.profilePath, false);
        open("openRecordingButton", tr("Recording"), QStringLiteral("recording"), contents.recordingPath, false);
        open("openReportButton", tr("Report"), QStringLiteral("chart"), contents.reportPath, true);
        auto *again = addButton("buildAgainButton", tr("Build Again…"), QStringLiteral("reload"), tr("Choose again how the image is run and what stays"));
        connect(again, &QPushButton::clicked, this, &ImagePage::buildAgainRequested);
        buttons->addWidget(again);
    } else {
        auto *slim = addButton("slimButton", tr("Slim This Image…"), QString(), tr("Runs the image, and writes one without the files that it never needed"));
        slim->setProperty("primary", true);
        connect(slim, &QPushButton::clicked, this, &ImagePage::slimRequested);
        buttons->addWidget(slim);
        buttons->addStretch(1);
    }
    layout->addLayout(buttons);
    return head;
}

QWidget *ImagePage::makeFiles()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const bool isBuild = m_document.contents().isBuild();
    m_filter->field()->setPlaceholderText(isBuild ? tr("Filter: a part of a path, or is:removed size>1M why:library …") : tr("Filter: a part of a path, or size>1M type:link layer:2 …"));
    m_filter->field()->setAccessibleName(tr("Filter files"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in the path; others are for example\n%1\n- in front turns a word round.").arg(FileFilter::examples().join(QStringLiteral("  "))));
    if (isBuild) {
        m_filter->addToggle(tr("Kept"), QStringLiteral("kept"), QStringLiteral("is:kept"), tr("Only what is in the slim image"));
        m_filter->addToggle(tr("Removed"), QStringLiteral("removed"), QStringLiteral("is:removed"), tr("Only what is not in the slim image"));
        m_filter->addToggle(tr("Observed"), QStringLiteral("observed"), QStringLiteral("is:observed"), tr("Only what the run touched"));
    }
    m_filter->addToggle(tr("Large"), QStringLiteral("chart"), QStringLiteral("size>1M"), tr("Only files and folders of more than 1 MiB"));
    layout->addWidget(m_filter);

    m_empty = new QLabel(page);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(40, 40, 40, 40);
    auto *emptyPage = new QWidget(page);
    auto *emptyLayout = new QVBoxLayout(emptyPage);
    emptyLayout->addStretch(2);
    emptyLayout->addWidget(m_empty);
    auto *showAll = new QPushButton(tr("Show All Files"), emptyPage);
    showAll->setObjectName(QStringLiteral("showAllFiles"));
    emptyLayout->addWidget(showAll, 0, Qt::AlignHCenter);
    emptyLayout->addStretch(3);
    m_stack = new QStackedWidget(page);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(emptyPage);
    layout->addWidget(m_stack, 1);
    connect(showAll, &QPushButton::clicked, this, [this] { m_filter->setText({}); });
    connect(m_filter, &FilterBar::textChanged, this, &ImagePage::applyFilter);
    connect(m_filter, &FilterBar::left, this, [this](bool begin) {
        m_tree->setFocus(begin ? Qt::TabFocusReason : Qt::OtherFocusReason);
        if (begin && !m_tree->currentIndex().isValid() && m_model.rowCount() > 0)
            m_tree->setCurrentIndex(m_model.index(0, 0));
    });
    return page;
}

QWidget *ImagePage::makeLayers()
{
    const auto &contents = m_document.contents();
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    const auto side = [&](const QString &title, const char *name, const std::optional<ImageFacts> &facts, const QString &missing, const QString &offer = {}) {
        auto *box = new QWidget(splitter);
        auto *layout = new QVBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        auto *label = new QLabel(facts ? tr("%1: %Ln layers", nullptr, static_cast<int>(facts->layers.size())).arg(title) : title, box);
        label->setProperty("title", true);
        label->setContentsMargins(12, 8, 12, 8);
        layout->addWidget(label);
        if (facts) {
            auto *table = makeTable(new HistoryModel(*facts), QLatin1StringView(name), tr("Layers and history, %1").arg(title), box);
            table->setColumnWidth(HistoryModel::Layer, fontMetrics().averageCharWidth() * 8);
            table->setColumnWidth(HistoryModel::Size, fontMetrics().averageCharWidth() * 12);
            layout->addWidget(table, 1);
        } else {
            auto *text = new QLabel(missing, box);
            text->setWordWrap(true);
            text->setProperty("muted", true);
            text->setAlignment(Qt::AlignCenter);
            text->setContentsMargins(24, 24, 24, 24);
            layout->addStretch(2);
            layout->addWidget(text);
            if (!offer.isEmpty()) {
                auto *button = addButton("readFatButton", offer, QString(), tr("Saves the image from the engine to a temporary file and reads its layers, owners and modes"));
                connect(button, &QPushButton::clicked, this, &ImagePage::fatRequested);
                layout->addWidget(button, 0, Qt::AlignHCenter);
            }
            layout->addStretch(3);
        }
        splitter->addWidget(box);
    };
    if (contents.isBuild()) {
        side(tr("Fat image"), "fatHistory", contents.fat, tr("The archive of the fat image is not at hand. Dockerfile.fat in the folder of the build has its history."), tr("Read It from the Engine"));
        side(tr("Slim image"), "slimHistory", contents.slim, tr("There is no slim.tar in the folder of the build."));
    } else {
        side(tr("Image"), "fatHistory", contents.fat, QString());
    }
    return splitter;
}

QWidget *ImagePage::makeSettings()
{
    const auto &contents = m_document.contents();
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const bool both = contents.fat && contents.slim;
    const auto &one = contents.fat ? contents.fat : contents.slim;
    auto *model = new ConfigModel(configRows(one ? one->configText : std::string(), both ? contents.slim->configText : std::string()), both);
    auto *label = new QLabel(page);
    label->setObjectName(QStringLiteral("settingsTitle"));
    label->setContentsMargins(12, 8, 12, 8);
    label->setWordWrap(true);
    if (both)
        label->setText(model->differences() == 0 ? tr("Both images have the same settings.") : tr("%Ln settings differ.", nullptr, model->differences()));
    else
        label->setText(!one ? tr("There is no image at hand to read settings from.") : contents.isBuild() ? tr("Settings of the slim image; the archive of the fat one is not at hand to compare with.") : tr("What a container of the image starts with."));
    layout->addWidget(label);
    auto *table = makeTable(model, QStringLiteral("settingsTable"), tr("Settings of the image"), page);
    table->setColumnWidth(ConfigModel::Name, fontMetrics().averageCharWidth() * 24);
    table->setColumnWidth(ConfigModel::Fat, fontMetrics().averageCharWidth() * (both ? 34 : 46));
    layout->addWidget(table, 1);
    return page;
}

void ImagePage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

QString ImagePage::filterText() const
{
    return m_filter->text();
}

void ImagePage::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

bool ImagePage::focusFilter()
{
    showTab(Files);
    m_filter->focus();
    return true;
}

void ImagePage::applyFilter()
{
    const auto filter = FileFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (!filter)
        return;
    m_tree->keepState([&] { m_model.setFilter(*filter); }, [this] { return m_model.isFiltered() && m_model.visibleCount() <= kMaxOpened; });
    updateCount();
}

void ImagePage::updateCount()
{
    const QLocale locale;
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_model.matchCount()), locale.toString(m_model.totalCount())));
    const bool isEmpty = m_model.rowCount() == 0;
    if (isEmpty)
        m_empty->setText(m_model.totalCount() == 0 ? tr("The image holds no files.") : tr("No file fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

void ImagePage::updateTicks()
{
    if (!m_rebuild)
        return;
    const auto &contents = m_document.contents();
    m_rebuild->setEnabled(m_document.hasTicks());
    if (!m_document.hasTicks()) {
        m_changes->setText(tr("Tick what should stay, untick what should go."));
        m_changes->setToolTip({});
        return;
    }
    const auto size = m_document.keptSize(kRootFile);
    const auto before = contents.selection->keptSize;
    const QString count = tr("%Ln changes", nullptr, static_cast<int>(m_document.ticks().size()));
    m_changes->setText(size >= before ? tr("%1: about %2 more").arg(count, words::size(size - before)) : tr("%1: about %2 less").arg(count, words::size(before - size)));
    m_changes->setToolTip(tr("Libraries and other files that what you keep needs come on top."));
}

void ImagePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_filter->setCompact(width() < fontMetrics().averageCharWidth() * 96);
}

} // namespace whittle::app
