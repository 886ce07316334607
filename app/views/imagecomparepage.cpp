#include "views/imagecomparepage.h"

#include "image/file_index.h"
#include "models/filtercompletion.h"
#include "models/imagetables.h"
#include "models/imagetreemodel.h" // of words
#include "settings/theme.h"
#include "views/alignedtexts.h"
#include "views/filterbar.h"
#include "views/imagecomparetrees.h"
#include "views/messagebar.h"
#include "views/sidechooser.h"

#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

ImageComparePage::ImageComparePage(ImageSide left, ImageSide right, QWidget *parent)
    : DocumentPage(parent), m_document(std::make_unique<ImageCompareDocument>(std::move(left), std::move(right))),
      m_chooser(new SideChooser({{QString::fromLatin1(kFile), tr("Another Archive…"), QStringLiteral("open")}, {QString::fromLatin1(kFolder), tr("Another Folder…"), QStringLiteral("folder")}}, false, this)),
      m_summary(new QLabel(this)), m_message(new MessageBar(this)), m_state(new MessageBar(this)), m_tabs(new QTabWidget(this)), m_filter(new FilterBar([](const QString &word) { return termsWith(ImageCompareFilter::examples(), word); }, this)),
      m_trees(new ImageCompareTrees(m_model, this)), m_texts(new AlignedTexts(this))
{
    setObjectName(QStringLiteral("imageComparePage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chooser);
    auto *summary = new QFrame(this);
    summary->setProperty("bar", true);
    auto *summaryLayout = new QVBoxLayout(summary);
    summaryLayout->setContentsMargins(12, 7, 12, 7);
    m_summary->setObjectName(QStringLiteral("imageCompareSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    summaryLayout->addWidget(m_summary);
    layout->addWidget(summary);
    m_message->setObjectName(QStringLiteral("compareMessage"));
    layout->addWidget(m_message);
    layout->addWidget(m_state);
    m_tabs->setObjectName(QStringLiteral("imageCompareTabs"));
    m_tabs->setAccessibleName(tr("Views of the comparison"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeFiles(), tr("Files"));
    m_tabs->addTab(makeSettings(), tr("Settings"));
    m_tabs->addTab(makeTexts(), tr("Text of the File"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the comparison"));
    layout->addWidget(m_tabs, 1);
    setFocusProxy(m_tabs);

    connect(m_chooser, &SideChooser::swapRequested, m_document.get(), &ImageCompareDocument::swapSides);
    connect(m_summary, &QLabel::linkActivated, this, [this](const QString &link) {
        m_tabs->setCurrentIndex(Files);
        m_filter->setText(m_filter->text() == link ? QString() : link);
    });
    connect(m_document.get(), &ImageCompareDocument::comparisonChanged, this, &ImageComparePage::update);
    connect(m_document.get(), &ImageCompareDocument::stepChanged, this, [this] {
        if (m_document->isBusy())
            m_empty->setText(m_document->step());
    });
    connect(m_document.get(), &ImageCompareDocument::sidesChanged, this, [this] {
        m_chooser->setSides({m_document->sides()[0].choice(), m_document->sides()[1].choice()});
        Q_EMIT titleChanged();
    });
    connect(m_trees, &ImageCompareTrees::currentFileChanged, this, [this] {
        if (m_tabs->currentIndex() == Text)
            readTexts();
        Q_EMIT actionsChanged();
    });
    connect(m_trees, &ImageCompareTrees::activated, this, [this] {
        const auto id = m_trees->currentFile();
        if (id != kNoFile && m_model.comparison() && !m_model.comparison()->tree.node(id).isDirectory())
            showTab(Text);
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == Text)
            readTexts();
        Q_EMIT actionsChanged();
    });
    connect(m_texts, &AlignedTexts::aligned, this, &ImageComparePage::actionsChanged);
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    m_chooser->setSides({m_document->sides()[0].choice(), m_document->sides()[1].choice()});
    update();
}

ImageComparePage::~ImageComparePage()
{
    // Views look at the model; they go first.
    delete m_tabs;
}

bool ImageComparePage::focusFilter()
{
    showTab(Files);
    m_filter->focus();
    return true;
}

QWidget *ImageComparePage::makeFiles()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_filter->field()->setPlaceholderText(tr("Filter: a part of a path, or change:removed what:mode size>1M …"));
    m_filter->field()->setAccessibleName(tr("Filter files"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in the path; others are for example\n%1\n- in front turns a word round.").arg(ImageCompareFilter::examples().join(QStringLiteral("  "))));
    auto *only = m_filter->addSwitch(tr("Only Differences"), QStringLiteral("differs"), tr("Leave out what both images have alike"));
    only->setObjectName(QStringLiteral("onlyDifferences"));
    only->setChecked(true);
    auto *times = m_filter->addSwitch(tr("Times"), QStringLiteral("reload"), tr("Count files of which nothing but the time differs"));
    times->setObjectName(QStringLiteral("countTimes"));
    m_filter->addToggle(tr("Large"), QStringLiteral("chart"), QStringLiteral("size>1M"), tr("Only files and folders of more than 1 MiB"));
    layout->addWidget(m_filter);
    m_empty = new QLabel(page);
    m_empty->setObjectName(QStringLiteral("imageCompareEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(40, 40, 40, 40);
    m_stack = new QStackedWidget(page);
    m_stack->addWidget(m_trees);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);
    connect(only, &QToolButton::toggled, this, [this](bool checked) {
        m_trees->keepState([&] { m_model.setOnlyDifferences(checked); });
        updateCount();
    });
    connect(times, &QToolButton::toggled, this, [this](bool checked) {
        m_trees->keepState([&] { m_model.setIgnoresTimes(!checked); });
        updateSummary();
        updateCount();
    });
    connect(m_filter, &FilterBar::textChanged, this, &ImageComparePage::applyFilter);
    connect(m_filter, &FilterBar::left, this, [this](bool begin) {
        m_trees->left()->setFocus(begin ? Qt::TabFocusReason : Qt::OtherFocusReason);
        if (begin && m_trees->currentFile() == kNoFile && m_model.rowCount() > 0)
            m_trees->showFile(m_model.file(m_model.index(0, 0)));
    });
    return page;
}

QWidget *ImageComparePage::makeSettings()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_settingsTitle = new QLabel(page);
    m_settingsTitle->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_settingsTitle);
    m_settings = new QTableView(page);
    m_settings->setObjectName(QStringLiteral("compareSettings"));
    m_settings->setAccessibleName(tr("Settings of both images"));
    m_settings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_settings->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_settings->setShowGrid(false);
    m_settings->setWordWrap(false);
    m_settings->setTabKeyNavigation(false);
    m_settings->setFrameShape(QFrame::NoFrame);
    m_settings->verticalHeader()->hide();
    m_settings->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::fixedFont()).height() + 8);
    m_settings->horizontalHeader()->setStretchLastSection(true);
    m_settings->horizontalHeader()->setHighlightSections(false);
    m_settings->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(m_settings, 1);
    return page;
}

QWidget *ImageComparePage::makeTexts()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_textTitle = new QLabel(page);
    m_textTitle->setObjectName(QStringLiteral("compareTextTitle"));
    m_textTitle->setProperty("title", true);
    m_textTitle->setTextFormat(Qt::PlainText);
    m_textTitle->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_textTitle);
    m_textEmpty = new QLabel(page);
    m_textEmpty->setAlignment(Qt::AlignCenter);
    m_textEmpty->setWordWrap(true);
    m_textEmpty->setProperty("muted", true);
    m_textStack = new QStackedWidget(page);
    m_textStack->addWidget(m_texts);
    m_textStack->addWidget(m_textEmpty);
    layout->addWidget(m_textStack, 1);
    return page;
}

bool ImageComparePage::isBusy() const
{
    return m_document->isBusy() || m_textJob.isRunning() || m_texts->isBusy();
}

int ImageComparePage::currentTab() const
{
    return m_tabs->currentIndex();
}

void ImageComparePage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void ImageComparePage::update()
{
    m_textJob.drop();
    m_textOf = kNoFile;
    m_shown = {};
    m_trees->keepState([this] { m_model.setComparison(m_document->comparison()); });
    if (const auto &error = m_document->error(); error.isEmpty())
        m_state->clear();
    else
        m_state->showMessage(MessageBar::Kind::Error, tr("The images could not be compared: %1").arg(error), tr("Try Again"), [this] { m_document->compareAgain(); });
    // Reading large images takes its time; what is being done is said, and can be stopped.
    if (m_document->isBusy())
        m_message->showMessage(MessageBar::Kind::Info, tr("The images are being read and compared."), tr("Stop"), [this] { m_document->stop(); });
    else
        m_message->clear();
    updateSummary();
    updateSettings();
    updateCount();
    if (m_tabs->currentIndex() == Text)
        readTexts();
    Q_EMIT actionsChanged();
}

void ImageComparePage::updateSummary()
{
    const auto &comparison = m_document->comparison();
    if (!comparison) {
        m_summary->setText(m_document->isBusy() ? tr("Comparing…") : tr("There is nothing to compare."));
        return;
    }
    const auto &difference = comparison->difference;
    const QLocale locale;
    QStringList parts;
    QString sizes = tr("<b>%1 → %2</b>").arg(words::size(difference.left.size), words::size(difference.right.size));
    if (difference.left.size > 0 && difference.right.size != difference.left.size) {
        const double share = 100.0 * static_cast<double>(difference.right.size) / static_cast<double>(difference.left.size) - 100.0;
        sizes = share < 0 ? tr("%1, %2 % smaller").arg(sizes, locale.toString(-share, 'f', 1)) : tr("%1, %2 % larger").arg(sizes, locale.toString(share, 'f', 1));
    }
    parts << sizes;
    parts << tr("%1 → %Ln files", nullptr, static_cast<int>(difference.right.files)).arg(locale.toString(static_cast<qulonglong>(difference.left.files)));
    const auto link = [&](FileChange change, const QString &term, const QString &text) {
        std::size_t count = 0;
        std::uint64_t bytes = 0;
        for (FileId id = 1; id < comparison->tree.count(); ++id) {
            if (comparison->changes[id] != change || !m_model.differs(id))
                continue;
            ++count;
            bytes += change == FileChange::Removed ? comparison->left[id].size : comparison->right[id].size;
        }
        if (count > 0)
            parts << QStringLiteral("<a style=\"color:%1\" href=\"%2\">%3</a>").arg(theme::colors().accent.name(), term, text.arg(locale.toString(static_cast<qulonglong>(count)), words::size(bytes)));
    };
    link(FileChange::Removed, QStringLiteral("change:removed"), tr("Only on the left: <b>%1</b> (%2)"));
    link(FileChange::Added, QStringLiteral("change:added"), tr("Only on the right: <b>%1</b> (%2)"));
    link(FileChange::Changed, QStringLiteral("change:changed"), tr("Changed: <b>%1</b> (%2)"));
    if (difference.isEmpty())
        parts << tr("Containers of both see the same.");
    m_summary->setText(parts.join(QStringLiteral(" &nbsp;·&nbsp; ")));
}

void ImageComparePage::updateSettings()
{
    auto *old = m_settings->model();
    const auto &comparison = m_document->comparison();
    auto *model = new ConfigModel(comparison ? configRows(comparison->leftImage->configText(), comparison->rightImage->configText()) : std::vector<ConfigRow>(), true, m_settings);
    model->setNames(m_document->sides()[0].title, m_document->sides()[1].title);
    m_settings->setModel(model);
    delete old;
    const int letter = fontMetrics().averageCharWidth();
    m_settings->setColumnWidth(ConfigModel::Name, letter * 24);
    m_settings->setColumnWidth(ConfigModel::Fat, letter * 44);
    m_settingsTitle->setText(!comparison ? QString() : model->differences() == 0 ? tr("Both images have the same settings.") : tr("%Ln settings differ.", nullptr, model->differences()));
    m_tabs->setTabText(Settings, comparison && model->differences() > 0 ? tr("Settings (%1)").arg(QLocale().toString(model->differences())) : tr("Settings"));
}

void ImageComparePage::applyFilter()
{
    const auto filter = ImageCompareFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_trees->keepState([&] { m_model.setFilter(*filter); });
    updateCount();
}

void ImageComparePage::updateCount()
{
    const QLocale locale;
    const bool isThere = m_model.comparison() != nullptr;
    m_filter->setCount(isThere ? tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_model.matchCount()), locale.toString(m_model.totalCount())) : QString());
    const bool isEmpty = m_model.matchCount() == 0 || !isThere;
    if (isEmpty)
        m_empty->setText(m_document->isBusy() ? m_document->step() : !isThere ? tr("There is nothing to compare.") : m_filter->text().isEmpty() ? tr("Containers of both see the same files.") : tr("No difference fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

bool ImageComparePage::goToDifference(bool forward)
{
    if (m_tabs->currentIndex() == Text)
        return m_texts->goToDifference(forward);
    if (m_tabs->currentIndex() == Settings) {
        const auto *model = qobject_cast<ConfigModel *>(m_settings->model());
        const int step = forward ? 1 : -1;
        const int current = m_settings->currentIndex().isValid() ? m_settings->currentIndex().row() : forward ? -1 : model->rowCount();
        for (int row = current + step; row >= 0 && row < model->rowCount(); row += step) {
            if (model->differs(row)) {
                m_settings->setCurrentIndex(model->index(row, 0));
                return true;
            }
        }
        return false;
    }
    return m_trees->showFile(m_model.nextDifference(m_trees->currentFile(), forward));
}

void ImageComparePage::readTexts()
{
    const auto &comparison = m_document->comparison();
    const auto id = m_trees->currentFile();
    if (!comparison || id == kNoFile) {
        m_textOf = kNoFile;
        m_textTitle->clear();
        m_textEmpty->setText(tr("Choose a file in the trees to see its text on both sides."));
        m_textStack->setCurrentIndex(1);
        return;
    }
    if (id == m_textOf)
        return;
    m_textOf = id;
    m_shown = {};
    const std::string path = comparison->tree.path(id);
    m_textName = words::fileName(comparison->tree.name(id));
    m_textTitle->setText(words::fileName("/" + path));
    m_textJob.start(
        [comparison, id, path](std::stop_token, const ProgressFn &) -> Result<Texts> {
            Texts texts;
            const auto read = [&](const SideFile &file, const image::Image &image, std::shared_ptr<const std::string> &into) {
                if (!file.isThere)
                    return;
                if (file.type == image::EntryType::SymbolicLink) {
                    if (const auto found = image.files().find(path))
                        into = std::make_shared<const std::string>(found->entry.linkTarget + "\n");
                    return;
                }
                if (file.type != image::EntryType::Regular && file.type != image::EntryType::HardLink) {
                    texts.problem = tr("It is no file with content.");
                    return;
                }
                if (auto text = textOf(image, path))
                    into = std::make_shared<const std::string>(std::move(*text));
                else
                    texts.problem = tr("It cannot be shown as a text: %1").arg(QString::fromStdString(text.error().message));
            };
            read(comparison->left[id], *comparison->leftImage, texts.left);
            read(comparison->right[id], *comparison->rightImage, texts.right);
            return texts;
        },
        [this](Result<Texts> texts) {
            if (!texts)
                return;
            m_shown = std::move(*texts);
            const bool hasText = m_shown.problem.isEmpty() && (m_shown.left || m_shown.right);
            m_textEmpty->setText(m_shown.problem);
            m_textStack->setCurrentIndex(hasText ? 0 : 1);
            if (hasText)
                m_texts->setTexts(m_shown.left, m_shown.right, m_textName);
            Q_EMIT actionsChanged();
        });
}

void ImageComparePage::changeEvent(QEvent *event)
{
    DocumentPage::changeEvent(event);
    // Rich text holds its colours.
    if (event->type() == QEvent::PaletteChange)
        updateSummary();
}

} // namespace whittle::app
