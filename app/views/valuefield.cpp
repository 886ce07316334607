#include "views/valuefield.h"

#include "models/rulewords.h"
#include "settings/theme.h"
#include "views/wordcompleter.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QStyle>

namespace whittle::app {

Result<std::uint64_t> parseValue(const QString &text, const syscalls::ConstantSet *constants, Abi abi)
{
    static const syscalls::ConstantSet kNone;
    return (constants ? *constants : kNone).parse(text.trimmed().toStdString(), abi);
}

ValueField::ValueField(const syscalls::ConstantSet *constants, Abi abi, QWidget *parent)
    : QWidget(parent), m_constants(constants), m_abi(abi), m_edit(new QLineEdit(this)), m_other(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 3);
    layout->addWidget(m_other, 2);
    setFocusProxy(m_edit);
    m_edit->setFont(theme::fixedFont());
    m_edit->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    m_other->setProperty("muted", true);
    m_other->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_other->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_other->setFocusPolicy(Qt::NoFocus);
    makeCompleter();
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        update();
        Q_EMIT changed();
    });
    update();
}

void ValueField::setConstants(const syscalls::ConstantSet *constants)
{
    if (constants == m_constants)
        return;
    m_constants = constants;
    makeCompleter();
    update();
}

void ValueField::makeCompleter()
{
    delete m_edit->completer();
    m_edit->setPlaceholderText(m_constants ? tr("a name or a number") : tr("a number, 0x for hexadecimal"));
    if (!m_constants) {
        m_edit->setCompleter(nullptr);
        return;
    }
    auto *names = new QStandardItemModel(this);
    for (const auto &constant : m_constants->values) {
        if (!constant.on(m_abi))
            continue;
        const QString name = QString::fromStdString(constant.name);
        auto *item = new QStandardItem(name);
        item->setToolTip(words::valueInFull(*constant.on(m_abi), m_constants, m_abi));
        names->appendRow(item);
    }
    // Only flags are joined; no value holds the sign that divides the others.
    auto *completer = new WordCompleter(names, m_constants->isFlags ? QLatin1Char('|') : QLatin1Char('\n'), m_edit);
    names->setParent(completer);
    m_edit->setCompleter(completer);
}

void ValueField::setValue(std::uint64_t value)
{
    m_edit->setText(words::value(value, m_constants, m_abi));
}

std::optional<std::uint64_t> ValueField::value() const
{
    const auto value = parseValue(m_edit->text(), m_constants, m_abi);
    return value ? std::optional(*value) : std::nullopt;
}

QString ValueField::error() const
{
    const auto value = parseValue(m_edit->text(), m_constants, m_abi);
    return value ? QString() : QString::fromStdString(value.error().message);
}

void ValueField::update()
{
    const auto read = value();
    m_edit->setProperty("invalid", !read.has_value());
    m_edit->style()->unpolish(m_edit);
    m_edit->style()->polish(m_edit);
    m_edit->setToolTip(error());
    if (!read) {
        m_other->clear();
        return;
    }
    // What the field does not say: the number of a name, or the name of a number.
    const QString text = m_edit->text().trimmed();
    const QString decimal = QString::number(static_cast<qulonglong>(*read));
    const QString hexadecimal = QStringLiteral("0x") + QString::number(static_cast<qulonglong>(*read), 16);
    QStringList others;
    for (const QString &form : {words::value(*read, m_constants, m_abi), decimal, *read > 9 ? hexadecimal : decimal})
        if (form != text && !others.contains(form))
            others << form;
    m_other->setText(others.isEmpty() ? QString() : QStringLiteral("= ") + others.join(QStringLiteral(" · ")));
    m_other->setToolTip(m_other->text());
}

} // namespace whittle::app
