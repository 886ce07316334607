#include "dialogs/recorddialog.h"

#include "dialogs/dialogs.h"
#include "dialogs/formfields.h"
#include "dialogs/imagefields.h"
#include "dialogs/runfields.h"
#include "settings/settings.h"
#include "settings/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>

namespace whittle::app {

RecordDialog::RecordDialog(Purpose purpose, const QString &profileName, const RecordChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent)
    : QDialog(parent), m_purpose(purpose), m_start(choices), m_dialogs(dialogs), m_isProgram(new QRadioButton(tr("A &program of this machine"), this)), m_isImage(new QRadioButton(tr("A container &image"), this)),
      m_pages(new QStackedWidget(this)), m_message(new QLabel(this))
{
    const bool isTry = purpose == Purpose::Try;
    setObjectName(QStringLiteral("recordDialog"));
    setWindowTitle(isTry ? tr("Try the Profile") : tr("Record a Run"));
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    auto *intro = new QLabel(isTry ? tr("Runs it under “%1” as it is in the window, saved or not, and shows what the profile refuses.").arg(profileName)
                                   : tr("Runs it under the tracer and shows what it does. The recording can be saved, and a profile proposed from it."),
        this);
    intro->setWordWrap(true);
    intro->setTextFormat(Qt::PlainText);
    layout->addWidget(intro);
    layout->addSpacing(4);
    auto *kinds = new QHBoxLayout;
    m_isProgram->setObjectName(QStringLiteral("isProgram"));
    m_isImage->setObjectName(QStringLiteral("isImage"));
    kinds->addWidget(m_isProgram);
    kinds->addWidget(m_isImage);
    kinds->addStretch(1);
    layout->addLayout(kinds);
    layout->addSpacing(4);
    m_pages->addWidget(makeProgram(choices));
    m_pages->addWidget(makeImage(choices, std::move(listImages)));
    layout->addWidget(m_pages, 1);

    auto *last = new QFormLayout;
    last->setContentsMargins(2, 2, 10, 2);
    if (isTry) {
        m_kernelToo = new QCheckBox(tr("Run it &once more under the kernel's own filter"), this);
        m_kernelToo->setObjectName(QStringLiteral("kernelTooField"));
        m_kernelToo->setToolTip(tr("The tracer answers in the kernel's place, to see each refusal. A second run, with the filter loaded into the kernel, shows that the outcome is the same; what the program does, it does twice."));
        m_kernelToo->setAccessibleDescription(m_kernelToo->toolTip());
        m_kernelToo->setChecked(choices.kernelToo);
        last->addRow(m_kernelToo);
    } else {
        auto *line = new QHBoxLayout;
        m_base = new QComboBox(this);
        m_base->setObjectName(QStringLiteral("baseField"));
        m_base->setEditable(true);
        m_base->setInsertPolicy(QComboBox::NoInsert);
        m_base->setToolTip(tr("The profile that answers while it runs, as it will in production: what it refuses is refused now too, and seen. A file, or one of the list."));
        m_base->setAccessibleName(tr("Base profile"));
        m_base->setAccessibleDescription(m_base->toolTip());
        auto *browse = new QPushButton(tr("&Choose…"), this);
        browse->setObjectName(QStringLiteral("browseBase"));
        line->addWidget(m_base, 1);
        line->addWidget(browse);
        auto *label = new QLabel(tr("&Base profile"), this);
        label->setBuddy(m_base);
        last->addRow(label, line);
        connect(browse, &QPushButton::clicked, this, [this] {
            if (const auto paths = m_dialogs.openFiles(this, settings::lastFolder()); !paths.isEmpty())
                m_base->setEditText(paths.front());
        });
    }
    layout->addLayout(last);
    m_message->setObjectName(QStringLiteral("recordMessage"));
    m_message->setProperty("error", true);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->hide();
    layout->addWidget(m_message);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(isTry ? tr("&Try It") : tr("&Record"), QDialogButtonBox::AcceptRole);
    m_button->setObjectName(QStringLiteral("startButton"));
    m_button->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &RecordDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_isImage, &QRadioButton::toggled, this, &RecordDialog::update);
    (choices.isProgram ? m_isProgram : m_isImage)->setChecked(true);
    update();
    if (m_base) {
        const int known = m_base->findData(choices.base);
        if (known >= 0)
            m_base->setCurrentIndex(known);
        else
            m_base->setEditText(choices.base);
    }
    resize(fontMetrics().averageCharWidth() * 96, fontMetrics().height() * 34);
}

RecordDialog::~RecordDialog() = default;

QWidget *RecordDialog::makeProgram(const RecordChoices &choices)
{
    auto *page = new QWidget(this);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *form = makeForm(outer, page);
    m_program = new QLineEdit(choices.program, page);
    m_program->setObjectName(QStringLiteral("programField"));
    m_program->setPlaceholderText(tr("ls -l \"/some folder\""));
    m_program->setToolTip(tr("The program and its arguments, quoted as in a shell. Pipes and variables need one: sh -c '…'. What it prints is in the log; its input is empty."));
    m_program->setAccessibleDescription(m_program->toolTip());
    m_program->setFont(theme::fixedFont());
    form->addRow(tr("Pro&gram"), m_program);
    m_folder = new QLineEdit(choices.folder, page);
    m_folder->setObjectName(QStringLiteral("folderField"));
    m_folder->setPlaceholderText(QDir::homePath());
    m_folder->setAccessibleName(tr("Working folder"));
    auto *browse = new QPushButton(tr("C&hoose…"), page);
    browse->setObjectName(QStringLiteral("browseFolder"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_folder, 1);
    line->addWidget(browse);
    auto *label = new QLabel(tr("&Working folder"), page);
    label->setBuddy(m_folder);
    form->addRow(label, line);
    m_untilExit = new QRadioButton(tr("&Until it ends by itself"), page);
    m_untilExit->setObjectName(QStringLiteral("programUntilExit"));
    m_atMost = new QRadioButton(tr("&At most"), page);
    m_atMost->setObjectName(QStringLiteral("programAtMost"));
    m_seconds = new QSpinBox(page);
    m_seconds->setObjectName(QStringLiteral("programSeconds"));
    m_seconds->setRange(1, 24 * 3600);
    m_seconds->setValue(choices.seconds > 0 ? choices.seconds : 30);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setAccessibleName(tr("Seconds to run"));
    (choices.isProgram && choices.seconds > 0 && !choices.untilExit ? m_atMost : m_untilExit)->setChecked(true);
    auto *limit = new QHBoxLayout;
    limit->addWidget(m_atMost);
    limit->addWidget(m_seconds);
    limit->addStretch(1);
    auto *length = new QVBoxLayout;
    length->addWidget(m_untilExit);
    length->addLayout(limit);
    form->addRow(tr("How long"), length);
    connect(m_atMost, &QRadioButton::toggled, this, &RecordDialog::update);
    connect(browse, &QPushButton::clicked, this, [this] {
        if (const auto path = m_dialogs.chooseFolder(this, tr("Choose the Folder to Run It In"), m_folder->text().isEmpty() ? QDir::homePath() : m_folder->text()); !path.isEmpty())
            m_folder->setText(path);
    });
    return page;
}

QWidget *RecordDialog::makeImage(const RecordChoices &choices, ImageListFn listImages)
{
    auto *page = new QWidget(this);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *form = makeForm(outer, page);
    m_image = new ImageFields(choices, m_dialogs, std::move(listImages), page);
    form->addRow(m_image);
    m_run = new RunFields(choices, form, page);
    m_run->hideFailures();
    return page;
}

void RecordDialog::showImage(bool image)
{
    (image ? m_isImage : m_isProgram)->setChecked(true);
}

void RecordDialog::update()
{
    const bool image = m_isImage->isChecked();
    m_seconds->setEnabled(m_atMost->isChecked());
    m_pages->setCurrentIndex(image ? 1 : 0);
    if (m_base) {
        const QString was = base();
        m_base->clear();
        m_base->addItem(image ? tr("What the engine applies by itself") : tr("None: the kernel answers everything"), QString());
        m_base->addItem(tr("Docker's default"), QStringLiteral("docker-default"));
        m_base->addItem(tr("Podman's default"), QStringLiteral("podman-default"));
        if (image)
            m_base->addItem(tr("None: the kernel answers everything"), QStringLiteral("none"));
        const int known = m_base->findData(was);
        if (known >= 0 || was.isEmpty() || was == QLatin1StringView("none"))
            m_base->setCurrentIndex(std::max(known, 0));
        else
            m_base->setEditText(was);
    }
    if (m_kernelToo)
        m_kernelToo->setText(image ? tr("Start it &once more with the profile in the engine") : tr("Run it &once more under the kernel's own filter"));
    if (image)
        m_image->begin();
    else
        m_program->setFocus();
}

QString RecordDialog::base() const
{
    if (!m_base)
        return m_start.base;
    const bool fromList = m_base->currentIndex() >= 0 && m_base->currentText() == m_base->itemText(m_base->currentIndex());
    return fromList ? m_base->currentData().toString() : m_base->currentText().trimmed();
}

RecordChoices RecordDialog::choices() const
{
    RecordChoices choices = m_start;
    m_image->store(choices);
    m_run->store(choices);
    choices.isProgram = m_isProgram->isChecked();
    choices.program = m_program->text().trimmed();
    choices.folder = m_folder->text().trimmed();
    if (choices.isProgram) {
        choices.untilExit = m_untilExit->isChecked();
        choices.seconds = choices.untilExit ? 0 : m_seconds->value();
    }
    choices.failuresAllowed = true;
    choices.base = base();
    if (m_kernelToo)
        choices.kernelToo = m_kernelToo->isChecked();
    return choices;
}

void RecordDialog::accept()
{
    const QString problem = problemOf(choices());
    m_message->setText(problem);
    m_message->setVisible(!problem.isEmpty());
    m_message->setAccessibleName(problem);
    if (problem.isEmpty())
        QDialog::accept();
}

void RecordDialog::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void RecordDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QString path = event->mimeData()->urls().front().toLocalFile();
    const QFileInfo info(path);
    if (info.isExecutable() && !info.isDir()) {
        showImage(false);
        m_program->setText(path.contains(QLatin1Char(' ')) ? QStringLiteral("'%1'").arg(path) : path);
    } else {
        showImage(true);
        m_image->setArchive(path);
    }
}

} // namespace whittle::app
