#include "settings/theme.h"

#include "support/support.h"

#include <cmath>

using namespace whittle;
using namespace whittle::app;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsEnough_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void contrastIsEnough()
    {
        QFETCH(bool, dark);
        const auto &c = theme::colorsOf(dark);
        const auto readable = [](const QColor &text, const QColor &ground) {
            const double ratio = contrast(text, ground);
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), ground.name()).arg(ratio)));
        };
        for (const auto &ground : {c.window, c.base, c.alternate, c.selection}) {
            readable(c.text, ground);
            readable(c.muted, ground);
            for (const auto &text : c.riskText)
                readable(text, ground);
            for (const auto &mark : c.riskMark) {
                const double ratio = contrast(mark, ground);
                QVERIFY2(ratio >= 3.0 || (ground == c.selection && ratio >= 2.5), qPrintable(QStringLiteral("%1 on %2: %3").arg(mark.name(), ground.name()).arg(ratio)));
            }
        }
        for (const auto &text : {c.accent, c.warning, c.error})
            for (const auto &ground : {c.window, c.base})
                readable(text, ground);
    }
};

QTEST_GUILESS_MAIN(TestTheme)
#include "tst_theme.moc"
