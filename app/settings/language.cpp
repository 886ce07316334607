#include "settings/language.h"

#include "settings/settings.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

namespace whittle::app {

void Language::apply()
{
    remove();
    const QString code = settings::language();
    // Numbers and dates are written as the texts are.
    QLocale::setDefault(code.isEmpty() ? QLocale::system() : QLocale(code));
    if (m_qt.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_english.load(QStringLiteral(":/i18n/whittle_en.qm")))
        QCoreApplication::installTranslator(&m_english);
    if (m_texts.load(QLocale(), QStringLiteral("whittle"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&m_texts);
}

void Language::remove()
{
    for (auto *one : {&m_texts, &m_english, &m_qt})
        QCoreApplication::removeTranslator(one);
}

QStringList Language::builtIn()
{
    QStringList codes;
    for (const auto &file : QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("whittle_*.qm")})) {
        const QString code = file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
        if (code != QLatin1StringView("en"))
            codes << code;
    }
    codes.sort();
    codes.prepend(QStringLiteral("en"));
    return codes;
}

} // namespace whittle::app
