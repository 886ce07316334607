#include "dialogs/slimpages.h"

#include "dialogs/archivechoice.h"
#include "dialogs/dialogs.h"
#include "dialogs/formfields.h"
#include "dialogs/imagefields.h"
#include "dialogs/runfields.h"
#include "settings/settings.h"
#include "settings/theme.h"
#include "slim/glob.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace whittle::app {
namespace {

/// What a file of another page's fields would say, in its own words.
QString problemOf(BuildChoices choices, const SlimPage &page)
{
    // The other pages' fields are taken as good.
    choices.image = QStringLiteral("x");
    choices.archive.clear();
    choices.output = QStringLiteral("/");
    page.store(choices);
    if (choices.output.trimmed().isEmpty())
        return SlimKeepPage::tr("Choose a folder for the results.");
    const auto request = requestOf(choices);
    return request ? QString() : QString::fromStdString(request.error().message);
}

} // namespace

SlimImagePage::SlimImagePage(const BuildChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent)
    : SlimPage(tr("Which image?"), tr("The image stays as it is; a new, smaller one is written beside it."), parent), m_fields(new ImageFields(choices, dialogs, std::move(listImages), this)),
      m_archiveChoice(new ArchiveChoice(choices.archiveImage, choices.platform, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_fields);
    auto *choiceBox = new QVBoxLayout; // below the archive's own fields
    choiceBox->setContentsMargins(fontMetrics().height() * 2, 0, 0, 6);
    choiceBox->addWidget(m_archiveChoice);
    layout->addLayout(choiceBox);
    addMessage(layout);
    layout->addStretch(1);
    connect(m_fields, &ImageFields::changed, this, &SlimImagePage::update);
    connect(m_archiveChoice, &ArchiveChoice::changed, this, &QWizardPage::completeChanged);
    update();
}

void SlimImagePage::update()
{
    BuildChoices choices;
    m_fields->store(choices);
    m_archiveChoice->setPath(QFileInfo::exists(choices.archive) ? choices.archive : QString());
    Q_EMIT completeChanged();
}

SlimImagePage::~SlimImagePage() = default;

void SlimImagePage::initializePage()
{
    m_fields->begin();
}

void SlimImagePage::setArchive(const QString &path)
{
    m_fields->setArchive(path);
}

bool SlimImagePage::isComplete() const
{
    return m_fields->isComplete() && m_archiveChoice->isReady();
}

QString SlimImagePage::problem() const
{
    const QString problem = m_fields->problem();
    return problem.isEmpty() ? m_archiveChoice->problem() : problem;
}

void SlimImagePage::store(BuildChoices &choices) const
{
    m_fields->store(choices);
    choices.archiveImage = m_archiveChoice->reference();
    choices.platform = m_archiveChoice->platform();
}

SlimRunPage::SlimRunPage(const BuildChoices &choices, QWidget *parent)
    : SlimPage(tr("What should it do while it runs?"), tr("Only what happens in the run is known to be needed. Exercise what the image is for."), parent), m_fields(nullptr)
{
    auto *layout = new QVBoxLayout(this);
    m_fields = new RunFields(choices, makeForm(layout, this), this);
    addMessage(layout);
}

QString SlimRunPage::problem() const
{
    return problemOf({}, *this);
}

void SlimRunPage::store(BuildChoices &choices) const
{
    m_fields->store(choices);
}

SlimKeepPage::SlimKeepPage(const BuildChoices &choices, Dialogs &dialogs, QWidget *parent)
    : SlimPage(tr("What stays, and where to?"), tr("What the run touched always stays, with its libraries and links."), parent), m_level(new QComboBox(this)), m_levelText(new QLabel(this)),
      m_shell(new QCheckBox(tr("Keep a &shell"), this)), m_include(nullptr), m_exclude(nullptr), m_executables(new QLineEdit(choices.executables.join(QLatin1Char(' ')), this)),
      m_packages(new QLineEdit(choices.packages.join(QLatin1Char(' ')), this)), m_fix(new QSpinBox(this)), m_output(new QLineEdit(choices.output, this)), m_tag(new QLineEdit(choices.tag, this))
{
    auto *layout = new QVBoxLayout(this);
    auto *form = makeForm(layout, this);
    m_level->setObjectName(QStringLiteral("levelField"));
    m_level->addItem(tr("Tight"), static_cast<int>(slim::Level::Tight));
    m_level->addItem(tr("Balanced"), static_cast<int>(slim::Level::Balanced));
    m_level->addItem(tr("Package"), static_cast<int>(slim::Level::Package));
    m_level->setCurrentIndex(m_level->findData(static_cast<int>(choices.level)));
    form->addRow(tr("&Level"), m_level);
    m_levelText->setProperty("muted", true);
    m_levelText->setWordWrap(true);
    m_levelText->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    form->addRow(QString(), m_levelText);
    const auto explain = [this] {
        const auto level = static_cast<slim::Level>(m_level->currentData().toInt());
        m_levelText->setText(level == slim::Level::Tight ? tr("Only what was touched. The smallest, and the first to miss something.")
                : level == slim::Level::Balanced         ? tr("What was touched, and what programs of that kind usually need: certificates, time zones, Python's modules beside one another, …")
                                                         : tr("Whole packages of which something was touched. The largest, and the safest."));
    };
    connect(m_level, &QComboBox::currentIndexChanged, this, explain);
    explain();
    m_include = makeLines("includeField", choices.include, tr("/etc/nginx/**"), tr("One path or pattern a line that stays: * is a name, ** any number of folders"), this);
    form->addRow(tr("&Keep"), m_include);
    m_exclude = makeLines("excludeField", choices.exclude, tr("/usr/share/doc/**"), tr("One path or pattern a line that goes; wins over everything but a path that is kept by its name"), this);
    form->addRow(tr("L&eave out"), m_exclude);
    m_executables->setObjectName(QStringLiteral("executablesField"));
    m_executables->setPlaceholderText(tr("curl /usr/bin/psql"));
    m_executables->setToolTip(tr("Programs to keep with their libraries, with blanks between"));
    form->addRow(tr("&Programs"), m_executables);
    m_packages->setObjectName(QStringLiteral("packagesField"));
    m_packages->setPlaceholderText(tr("ca-certificates tzdata"));
    m_packages->setToolTip(tr("Packages to keep whole, with blanks between"));
    form->addRow(tr("P&ackages"), m_packages);
    m_shell->setObjectName(QStringLiteral("shellField"));
    m_shell->setChecked(choices.shell);
    form->addRow(QString(), m_shell);
    m_fix->setObjectName(QStringLiteral("fixField"));
    m_fix->setRange(0, 50);
    m_fix->setValue(choices.fixAttempts);
    m_fix->setSpecialValueText(tr("never"));
    m_fix->setToolTip(tr("How often what the slim image misses is added and the image built again"));
    form->addRow(tr("&Try to fix it"), m_fix);

    auto *outputLine = new QHBoxLayout;
    m_output->setObjectName(QStringLiteral("outputField"));
    auto *browse = new QPushButton(tr("C&hoose…"), this);
    browse->setObjectName(QStringLiteral("browseOutput"));
    outputLine->addWidget(m_output, 1);
    outputLine->addWidget(browse);
    auto *outputLabel = new QLabel(tr("&Output folder"), this);
    outputLabel->setBuddy(m_output);
    m_output->setAccessibleName(tr("Output folder"));
    form->addRow(outputLabel, outputLine);
    m_tag->setObjectName(QStringLiteral("tagField"));
    m_tag->setPlaceholderText(tr("the image's name with .slim"));
    form->addRow(tr("Na&me of the slim image"), m_tag);
    addMessage(layout);
    connect(browse, &QPushButton::clicked, this, [this, &dialogs] {
        if (const auto path = dialogs.chooseFolder(this, tr("Choose a Folder for the Results"), QFileInfo(m_output->text()).absolutePath()); !path.isEmpty())
            m_output->setText(path);
    });
}

void SlimKeepPage::initializePage()
{
    const auto *owner = qobject_cast<const SlimWizard *>(wizard());
    if (!owner || (!m_output->text().isEmpty() && m_output->text() != m_suggested))
        return;
    m_suggested = suggestedOutput(owner->choices(), settings::lastFolder());
    m_output->setText(m_suggested);
}

QString SlimKeepPage::problem() const
{
    return problemOf({}, *this);
}

void SlimKeepPage::store(BuildChoices &choices) const
{
    choices.level = static_cast<slim::Level>(m_level->currentData().toInt());
    choices.shell = m_shell->isChecked();
    choices.include = linesOf(m_include);
    choices.exclude = linesOf(m_exclude);
    choices.executables = m_executables->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    choices.packages = m_packages->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    choices.fixAttempts = m_fix->value();
    choices.output = m_output->text().trimmed();
    choices.tag = m_tag->text().trimmed();
}

} // namespace whittle::app
