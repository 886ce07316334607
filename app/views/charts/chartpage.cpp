#include "views/charts/chartpage.h"

#include "settings/theme.h"
#include "views/charts/chartcanvas.h"
#include "views/charts/chartpicture.h"
#include "views/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

enum Shown { Chart, Table, Empty };

} // namespace

ChartPage::ChartPage(QWidget *parent) : QWidget(parent), m_bar(new QTabBar(this))
{
    setObjectName(QStringLiteral("chartPage"));
    m_bar->setObjectName(QStringLiteral("chartQuestions"));
    m_bar->setAccessibleName(tr("Questions"));
    m_bar->setExpanding(false);
    m_bar->setDrawBase(false);
    m_bar->setUsesScrollButtons(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *headLayout = new QVBoxLayout(head);
    headLayout->setContentsMargins(8, 2, 8, 0);
    headLayout->addWidget(m_bar);
    layout->addWidget(head);
    setFocusProxy(m_bar);
    connect(m_bar, &QTabBar::currentChanged, this, [this] {
        m_isStale = true;
        if (isVisible())
            showCurrent();
    });
}

void ChartPage::addQuestion(const QString &name, Make make)
{
    m_questions.push_back({name, std::move(make)});
    m_bar->addTab(name);
}

int ChartPage::questionCount() const
{
    return static_cast<int>(m_questions.size());
}

void ChartPage::showQuestion(int question)
{
    m_bar->setCurrentIndex(question);
}

void ChartPage::refresh()
{
    m_isStale = true;
    if (isVisible())
        showCurrent();
}

void ChartPage::setVisible(bool visible)
{
    // Before it is shown: what is made afterwards would be shown a moment later.
    if (visible && !m_canvas && !m_questions.empty())
        build();
    QWidget::setVisible(visible);
}

void ChartPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showCurrent();
}

/// Made when somebody looks: a page whose charts nobody opens costs next to nothing.
void ChartPage::build()
{
    auto *body = new QVBoxLayout;
    body->setContentsMargins(16, 12, 16, 8);
    body->setSpacing(6);
    auto *titleRow = new QHBoxLayout;
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("chartTitle"));
    m_title->setWordWrap(true);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    titleRow->addWidget(m_title, 1);
    const auto button = [&](const char *name, const QString &text, const QString &icon, const QString &tip) {
        auto *made = new QToolButton(this);
        made->setObjectName(QLatin1StringView(name));
        made->setProperty("flat", true);
        made->setText(text);
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setIcon(icons::get(icon));
        made->setToolTip(tip);
        made->setAccessibleName(text);
        made->setAccessibleDescription(tip);
        made->setFocusPolicy(Qt::StrongFocus);
        titleRow->addWidget(made, 0, Qt::AlignTop);
        return made;
    };
    m_tableButton = button("chartTableButton", tr("As Table"), QStringLiteral("columns"), tr("Shows the same numbers as a table"));
    m_tableButton->setCheckable(true);
    m_copyButton = button("chartCopyButton", tr("Copy"), QStringLiteral("copy"), tr("Copies the chart as a picture, and its numbers as text"));
    m_saveButton = button("chartSaveButton", tr("Save…"), QStringLiteral("save-as"), tr("Saves the chart as a PNG or SVG picture"));
    body->addLayout(titleRow);
    m_answer = new QLabel(this);
    m_answer->setObjectName(QStringLiteral("chartAnswer"));
    m_answer->setWordWrap(true);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body->addWidget(m_answer);

    m_pathRow = new QWidget(this);
    auto *pathLayout = new QHBoxLayout(m_pathRow);
    pathLayout->setContentsMargins(0, 0, 0, 0);
    m_up = new QPushButton(tr("Up"), m_pathRow);
    m_up->setObjectName(QStringLiteral("chartUpButton"));
    m_up->setToolTip(tr("Shows the folder above (Backspace)"));
    m_path = new QLabel(m_pathRow);
    m_path->setObjectName(QStringLiteral("chartPath"));
    m_path->setFont(theme::fixedFont());
    pathLayout->addWidget(m_up);
    pathLayout->addWidget(m_path, 1);
    body->addWidget(m_pathRow);

    m_stack = new QStackedWidget(this);
    m_canvas = new ChartCanvas(this);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_canvas);
    m_stack->addWidget(m_scroll);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("chartTable"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_stack->addWidget(m_table);
    m_empty = new QLabel(this);
    m_empty->setObjectName(QStringLiteral("chartEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(40, 40, 40, 40);
    m_stack->addWidget(m_empty);
    body->addWidget(m_stack, 1);
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("chartNote"));
    m_note->setWordWrap(true);
    m_note->setProperty("muted", true);
    // Two lines always: sentences about what is pointed at come and go without moving the chart.
    m_note->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    body->addWidget(m_note);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(body, 1);

    connect(m_canvas, &ChartCanvas::filterRequested, this, &ChartPage::filterRequested);
    connect(m_canvas, &ChartCanvas::openRequested, this, &ChartPage::openRequested);
    connect(m_canvas, &ChartCanvas::pointedAt, this, &ChartPage::say);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const QString filter = m_model.row(index.row()).filter; !filter.isEmpty())
            Q_EMIT filterRequested(filter);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) { say(index.isValid() ? m_model.row(index.row()).toolTip : QString()); });
    connect(m_tableButton, &QToolButton::toggled, this, &ChartPage::showTable);
    connect(m_copyButton, &QToolButton::clicked, this, &ChartPage::copy);
    connect(m_saveButton, &QToolButton::clicked, this, &ChartPage::saveRequested);
    connect(m_up, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_data.upKey); });
    setTabOrder(m_bar, m_tableButton);
    setTabOrder(m_tableButton, m_copyButton);
    setTabOrder(m_copyButton, m_saveButton);
    setTabOrder(m_saveButton, m_up);
    setTabOrder(m_up, m_canvas);
    setTabOrder(m_canvas, m_table);
}

void ChartPage::showCurrent()
{
    if (!m_isStale || m_questions.empty())
        return;
    if (!m_canvas)
        build();
    m_isStale = false;
    m_data = m_questions[static_cast<std::size_t>(m_bar->currentIndex())].make();
    m_title->setText(m_data.title);
    m_answer->setText(m_data.answer);
    m_answer->setVisible(!m_data.answer.isEmpty());
    m_pathRow->setVisible(!m_data.pathText.isEmpty());
    m_path->setText(m_data.pathText);
    m_up->setEnabled(m_data.hasUp);
    m_empty->setText(m_data.empty);
    m_canvas->setAccessibleName(m_data.title);
    m_canvas->setAccessibleDescription(m_data.answer);
    m_canvas->showData(m_data);
    m_model.showData(m_data);
    m_table->setAccessibleName(tr("%1 As a table", "question of a chart").arg(m_data.title));
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const bool hasData = m_data.empty.isEmpty();
    m_copyButton->setEnabled(hasData);
    m_saveButton->setEnabled(hasData);
    m_tableButton->setEnabled(hasData);
    m_stack->setCurrentIndex(!hasData ? Empty : m_tableButton->isChecked() ? Table : Chart);
    say({});
}

void ChartPage::say(const QString &text)
{
    m_note->setText(text.isEmpty() ? m_data.note : text);
}

void ChartPage::showTable(bool table)
{
    if (!m_canvas)
        build();
    m_tableButton->setChecked(table);
    if (m_data.empty.isEmpty())
        m_stack->setCurrentIndex(table ? Table : Chart);
}

QString ChartPage::suggestedName() const
{
    QString name;
    for (const QChar c : m_data.title.toLower())
        name += c.isLetterOrNumber() ? c : QLatin1Char('-');
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    return name.replace(QStringLiteral("--"), QStringLiteral("-"));
}

QByteArray ChartPage::picture(const QString &fileName) const
{
    const ChartPicture picture(*m_canvas, m_data);
    constexpr double kScale = 2; // sharp on paper and on dense screens
    return fileName.endsWith(QLatin1StringView(".svg"), Qt::CaseInsensitive) ? picture.svg() : picture.png(kScale);
}

void ChartPage::copy()
{
    if (!m_canvas || !m_data.empty.isEmpty())
        return;
    const ChartPicture picture(*m_canvas, m_data);
    auto *data = new QMimeData;
    data->setImageData(picture.image(2));
    data->setData(QStringLiteral("image/svg+xml"), picture.svg());
    data->setText(m_data.title + QLatin1Char('\n') + chartText(m_data));
    QGuiApplication::clipboard()->setMimeData(data);
    say(tr("The chart is on the clipboard, as a picture and as text."));
}

void ChartPage::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_canvas || !m_data.empty.isEmpty())
        return;
    QMenu menu(this);
    menu.addAction(icons::get(QStringLiteral("copy")), tr("&Copy the Chart"), this, &ChartPage::copy);
    menu.addAction(icons::get(QStringLiteral("save-as")), tr("&Save as a Picture…"), this, &ChartPage::saveRequested);
    auto *asTable = menu.addAction(tr("Show as a &Table"));
    asTable->setCheckable(true);
    asTable->setChecked(m_tableButton->isChecked());
    connect(asTable, &QAction::triggered, this, &ChartPage::showTable);
    if (m_data.hasUp)
        menu.addAction(tr("Show the Folder &Above"), this, [this] { Q_EMIT openRequested(m_data.upKey); });
    menu.exec(event->globalPos());
}

} // namespace whittle::app
