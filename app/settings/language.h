#pragma once

#include <QStringList>
#include <QTranslator>

namespace whittle::app {

/// The program's texts, and Qt's, in the language of the settings, or of the system where they name none. Installed for as long as it lives.
class Language final
{
public:
    Language() { apply(); }
    ~Language() { remove(); }
    Q_DISABLE_COPY_MOVE(Language)

    /// After the settings have changed: what is made from now on has the new texts.
    void apply();

    /// Codes of the languages that are built in, "en" first.
    [[nodiscard]] static QStringList builtIn();

private:
    void remove();

    QTranslator m_qt;
    QTranslator m_english; // has the plural forms, and stands behind whatever another language lacks
    QTranslator m_texts;
};

} // namespace whittle::app
