#include "views/recordingpage.h"

#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/icons.h"
#include "views/messagebar.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

RecordingPage::RecordingPage(OpenRecording recording, QWidget *parent)
    : QWidget(parent), m_recording(std::move(recording)), m_evidence({m_recording}), m_model(m_evidence), m_table(new QTableView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (!m_recording.recording->complete || !m_recording.recording->warnings.empty()) {
        auto *warning = new MessageBar(this);
        QStringList lines;
        if (!m_recording.recording->complete)
            lines << tr("The recording was cut off: what came after is not in it.");
        constexpr std::size_t kMaxWarnings = 3;
        const auto &warnings = m_recording.recording->warnings;
        for (std::size_t i = 0; i < warnings.size() && i < kMaxWarnings; ++i)
            lines << QString::fromStdString(warnings[i]);
        if (warnings.size() > kMaxWarnings)
            lines << tr("and %n more warnings", nullptr, static_cast<int>(warnings.size() - kMaxWarnings));
        warning->showMessage(MessageBar::Kind::Warning, lines.join(QLatin1Char('\n')));
        layout->addWidget(warning);
    }
    layout->addWidget(makeHead());

    m_proxy.setSourceModel(&m_model);
    m_proxy.setSortRole(SyscallModel::SortRole);
    m_table->setObjectName(QStringLiteral("recordingTable"));
    m_table->setAccessibleName(tr("Syscalls that were seen"));
    m_table->setModel(&m_proxy);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::fixedFont()).height() + 8);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RecordingModel::Seen, Qt::DescendingOrder);
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(RecordingModel::By, fontMetrics().averageCharWidth() * 8); // takes what is left
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &RecordingPage::currentRowChanged);
}

const SyscallRow *RecordingPage::currentRow() const
{
    const auto index = m_table->currentIndex();
    return index.isValid() ? &m_model.row(m_proxy.mapToSource(index).row()) : nullptr;
}

QWidget *RecordingPage::makeHead()
{
    const auto &recording = *m_recording.recording;
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    auto *title = new QLabel(head);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setWordWrap(true);
    QStringList command;
    for (const auto &word : recording.subject.command)
        command << QString::fromStdString(word);
    // A log names no program.
    const QString unnamed = m_recording.notes.empty() ? tr("A recorded program") : m_recording.title();
    title->setText(recording.subject.image.empty() ? (command.isEmpty() ? unnamed : command.join(QLatin1Char(' '))) : QString::fromStdString(recording.subject.image));
    layout->addWidget(title);

    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(3);
    int row = 0;
    const auto fact = [&](const QString &name, const QString &text) {
        if (text.isEmpty())
            return;
        auto *label = new QLabel(name, head);
        label->setProperty("muted", true);
        auto *value = new QLabel(text, head);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        facts->addWidget(label, row, 0, Qt::AlignTop);
        facts->addWidget(value, row++, 1);
    };
    const QLocale locale;
    std::uint64_t calls = 0;
    for (int i = 0; i < m_model.rowCount(); ++i)
        calls += m_model.row(i).seen();
    fact(tr("Seen"), tr("%1 syscalls, called %2 times by %n processes in %3 s", nullptr, static_cast<int>(recording.processes.size()))
                         .arg(locale.toString(m_model.rowCount()), locale.toString(static_cast<qulonglong>(calls)), locale.toString(static_cast<double>(recording.durationNs) / 1e9, 'f', 1)));
    if (!recording.subject.image.empty())
        fact(tr("Command"), command.join(QLatin1Char(' ')));
    QStringList where;
    for (const auto *word : {&recording.environment.engine, &recording.environment.runtime})
        if (!word->empty())
            where << QString::fromStdString(*word);
    if (!recording.environment.kernel.empty())
        where << tr("Linux %1").arg(QString::fromStdString(recording.environment.kernel));
    QStringList imported;
    for (const auto &note : m_recording.notes)
        imported << QString::fromStdString(note);
    fact(tr("Imported"), imported.join(QLatin1Char('\n')));
    fact(tr("Where"), where.join(QStringLiteral(" · ")));
    if (!recording.environment.base.empty())
        fact(tr("Base profile"), QString::fromStdString(recording.environment.base));
    if (!recording.probes.empty()) {
        const auto passed = std::ranges::count_if(recording.probes, &trace::ProbeResult::passed);
        QString text = tr("%1 of %2 passed").arg(passed).arg(recording.probes.size());
        for (const auto &probe : recording.probes)
            if (!probe.passed)
                text += QStringLiteral("\n%1: %2").arg(QString::fromStdString(probe.probe), QString::fromStdString(probe.detail));
        fact(tr("Probes"), text);
    }
    facts->setColumnStretch(1, 1);
    layout->addLayout(facts);

    auto *buttons = new QHBoxLayout;
    auto *propose = new QPushButton(tr("Propose a Profile"), head);
    propose->setObjectName(QStringLiteral("proposeButton"));
    propose->setProperty("primary", true);
    propose->setToolTip(tr("Makes a profile that allows what was seen, with what the runtime needs to start a container"));
    auto *attach = new QPushButton(tr("Attach to an Open Profile…"), head);
    attach->setObjectName(QStringLiteral("attachButton"));
    attach->setIconSize(icons::besideText(fontMetrics()));
    attach->setIcon(icons::get(QStringLiteral("attach")));
    attach->setToolTip(tr("Shows this evidence beside the decisions of a profile that is open"));
    buttons->addWidget(propose);
    buttons->addWidget(attach);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(propose, &QPushButton::clicked, this, &RecordingPage::proposeRequested);
    connect(attach, &QPushButton::clicked, this, &RecordingPage::attachRequested);
    return head;
}

} // namespace whittle::app
