#include "mainwindow/chartactions.h"

#include "base/files.h"
#include "dialogs/dialogs.h"
#include "settings/settings.h"
#include "views/charts/chartpage.h"
#include "views/messagebar.h"

#include <QCoreApplication>
#include <QDir>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ChartActions)
};

void savePicture(ChartPage &charts, Dialogs &dialogs, MessageBar &message)
{
    const QString suggested = QDir(settings::lastFolder()).filePath(charts.suggestedName() + QStringLiteral(".png"));
    const QString path = dialogs.savePicture(&charts, suggested);
    if (path.isEmpty())
        return;
    const QByteArray bytes = charts.picture(path);
    if (const auto written = writeFileAtomically(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))); !written)
        message.showMessage(MessageBar::Kind::Error, Text::tr("The chart could not be saved: %1").arg(QString::fromStdString(written.error().message)));
}

} // namespace

void connectCharts(QWidget &page, Dialogs &dialogs, MessageBar &message)
{
    for (auto *charts : page.findChildren<ChartPage *>())
        QObject::connect(charts, &ChartPage::saveRequested, charts, [charts, &dialogs, &message] { savePicture(*charts, dialogs, message); });
}

} // namespace whittle::app
