#include "dialogs/containerfields.h"

#include "dialogs/formfields.h"
#include "profile/target.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include <algorithm>

namespace whittle::app {
namespace {

const QString kPrefix = QStringLiteral("CAP_");

QLineEdit *makeLine(const char *name, const QString &placeholder, const QString &toolTip, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(QLatin1StringView(name));
    line->setPlaceholderText(placeholder);
    line->setToolTip(toolTip);
    line->setAccessibleDescription(toolTip);
    return line;
}

QCheckBox *makeCheck(const char *name, const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *check = new QCheckBox(text, parent);
    check->setObjectName(QLatin1StringView(name));
    check->setToolTip(toolTip);
    check->setAccessibleDescription(toolTip);
    return check;
}

} // namespace

ContainerFields::ContainerFields(QFormLayout *form, QWidget *parent)
    : QObject(parent), m_image(makeLine("exportImage", tr("registry/name:tag"), tr("The image that is run"), parent)),
      m_dropAll(makeCheck("exportDropAll", tr("&Drop all capabilities, but"), tr("Otherwise the container has what its engine gives it"), parent)),
      m_capabilities(makeLine("exportCapabilities", tr("none"), tr("The capabilities that it keeps, with blanks between them: CHOWN NET_BIND_SERVICE"), parent)),
      m_noNewPrivileges(makeCheck("exportNoNewPrivileges", tr("&No new privileges"), tr("Programs gain no rights by executing others, such as sudo"), parent)),
      m_readOnly(makeCheck("exportReadOnly", tr("&Read-only root"), tr("Nothing of the image can be changed while it runs"), parent)),
      m_tmpfs(makeLines("exportTmpfs", {}, tr("/run:size=16m"), tr("File systems in memory, one a line; size, mode, uid, gid and exec can be said behind a colon"), parent, 2)),
      m_user(makeLine("exportUser", tr("the image's"), tr("101, 101:101 or a name of the image"), parent)),
      m_appArmor(makeLine("exportAppArmor", tr("the engine's"), tr("The name of an AppArmor profile that is loaded where the container runs"), parent))
{
    form->addRow(tr("I&mage"), m_image);
    form->addRow(m_dropAll, m_capabilities);
    m_capabilities->setAccessibleName(tr("Capabilities that stay"));
    form->addRow(m_noNewPrivileges);
    form->addRow(m_readOnly);
    form->addRow(tr("In memor&y"), m_tmpfs);
    form->addRow(tr("&User"), m_user);
    form->addRow(tr("App&Armor profile"), m_appArmor);
    m_capabilities->setEnabled(false);
    connect(m_dropAll, &QCheckBox::toggled, m_capabilities, &QWidget::setEnabled);
    for (auto *line : {m_image, m_capabilities, m_user, m_appArmor})
        connect(line, &QLineEdit::textChanged, this, &ContainerFields::changed);
    for (auto *check : {m_dropAll, m_noNewPrivileges, m_readOnly})
        connect(check, &QCheckBox::toggled, this, &ContainerFields::changed);
    connect(m_tmpfs, &QPlainTextEdit::textChanged, this, &ContainerFields::changed);
}

void ContainerFields::load(const tuning::ContainerSettings &settings)
{
    m_image->setText(QString::fromStdString(settings.image));
    QStringList names;
    for (const auto &name : settings.capabilities.value_or(std::set<std::string>()))
        names << QString::fromStdString(name).mid(kPrefix.size());
    m_capabilities->setText(names.join(QLatin1Char(' ')));
    m_dropAll->setChecked(settings.capabilities.has_value());
    m_noNewPrivileges->setChecked(settings.noNewPrivileges);
    m_readOnly->setChecked(settings.readOnlyRoot);
    QStringList lines;
    for (const auto &tmpfs : settings.tmpfs) {
        const auto options = tuning::tmpfsOptions(tmpfs);
        lines << QString::fromStdString(options.empty() ? tmpfs.path : tmpfs.path + ":" + options);
    }
    m_tmpfs->setPlainText(lines.join(QLatin1Char('\n')));
    m_user->setText(QString::fromStdString(settings.user));
    m_appArmor->setText(QString::fromStdString(settings.appArmorProfile));
    for (auto *line : {m_image, m_capabilities, m_user, m_appArmor})
        line->home(false); // a long text shows its beginning
}

Result<tuning::ContainerSettings> ContainerFields::settings() const
{
    tuning::ContainerSettings settings;
    settings.image = m_image->text().trimmed().toStdString();
    settings.user = m_user->text().trimmed().toStdString();
    settings.appArmorProfile = m_appArmor->text().trimmed().toStdString();
    settings.noNewPrivileges = m_noNewPrivileges->isChecked();
    settings.readOnlyRoot = m_readOnly->isChecked();
    if (m_dropAll->isChecked()) {
        settings.capabilities.emplace();
        static const QRegularExpression between(QStringLiteral("[\\s,]+"));
        const auto words = m_capabilities->text().toUpper().split(between, Qt::SkipEmptyParts);
        for (const auto &word : words) {
            const std::string name = (word.startsWith(kPrefix) ? word : kPrefix + word).toStdString();
            if (!std::ranges::contains(profile::allCapabilities(), name))
                return fail(ErrorCode::InvalidInput, tr("There is no capability “%1”.").arg(word).toStdString());
            settings.capabilities->insert(name);
        }
    }
    for (const auto &line : linesOf(m_tmpfs)) {
        auto tmpfs = tuning::parseTmpfs(line.toStdString());
        if (!tmpfs)
            return std::unexpected(std::move(tmpfs).error());
        settings.tmpfs.push_back(*std::move(tmpfs));
    }
    return settings;
}

} // namespace whittle::app
