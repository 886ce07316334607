#include "views/comparetext.h"

#include "models/comparewords.h"
#include "settings/theme.h"

#include <QCoreApplication>
#include <QFont>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMostPoints = 12;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ComparisonText)
};

QString heading(const QString &text)
{
    return QStringLiteral("<p style=\"margin-top:12px;margin-bottom:3px;color:%1;font-weight:600\">%2</p>").arg(theme::colors().accent.name(), text.toHtmlEscaped());
}

QString cell(const QString &text, bool muted = false)
{
    const QString color = muted ? theme::colors().muted.name() : theme::colors().text.name();
    return QStringLiteral("<td style=\"padding-right:10px;color:%1\">%2</td>").arg(color, text.toHtmlEscaped());
}

QString code(const QString &text)
{
    return QStringLiteral("<td style=\"padding-right:10px;font-family:'%1'\">%2</td>").arg(theme::fixedFont().family(), text.toHtmlEscaped());
}

} // namespace

QString comparisonHtml(const ComparedRow &row, const analysis::ComparedSyscall &compared, const QStringList &titles)
{
    QString html = heading(words::change(row.change)) + QStringLiteral("<table cellspacing=\"0\" cellpadding=\"2\">");
    for (std::size_t side = 0; side < row.sides.size(); ++side) {
        const bool differs = side > 0 && compared.differences[side - 1].has_value();
        const QString decision = words::action(row.sides[side].answer).toHtmlEscaped();
        html += QStringLiteral("<tr>%1<td>%2</td></tr>").arg(cell(titles.value(static_cast<qsizetype>(side)), true), differs ? QStringLiteral("<b>%1</b>").arg(decision) : decision);
    }
    html += QStringLiteral("</table>");
    for (std::size_t side = 1; side < row.sides.size(); ++side) {
        const auto &difference = compared.differences[side - 1];
        if (!difference || difference->points.empty())
            continue;
        html += heading(row.sides.size() > 2 ? Text::tr("Where %1 differs").arg(titles.value(static_cast<qsizetype>(side))) : Text::tr("Where they differ"));
        html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"2\"><tr>%1%2%3</tr>")
                    .arg(cell(Text::tr("Called with"), true), cell(titles.value(0), true), cell(titles.value(static_cast<qsizetype>(side)), true));
        for (const auto &point : analysis::tellingPoints(*difference, kMostPoints))
            html += QStringLiteral("<tr>%1%2%3</tr>")
                        .arg(code(QString::fromStdString(analysis::inWords(point.arguments, *compared.syscall, compared.abi))), cell(words::decision(point.left)), cell(words::decision(point.right)));
        html += QStringLiteral("</table>");
        if (difference->points.size() > kMostPoints)
            html += QStringLiteral("<p style=\"color:%1\">%2</p>")
                        .arg(theme::colors().muted.name(), Text::tr("and %n more of the calls that were tried", nullptr, static_cast<int>(difference->points.size() - kMostPoints)));
    }
    return html;
}

} // namespace whittle::app
