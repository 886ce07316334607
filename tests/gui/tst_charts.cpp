#include "base/files.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "settings/theme.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/images.h"
#include "support/profiles.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/charts/chartcanvas.h"
#include "views/charts/chartpage.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QMimeData>
#include <QSvgRenderer>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QXmlStreamReader>

using namespace whittle;
using namespace whittle::app;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// Two processes; the last new syscall comes after two of ten seconds.
trace::Recording demoRecording()
{
    test::RecordingMaker maker;
    const auto call = [&maker](const char *name, std::uint64_t count, std::int64_t at, std::initializer_list<trace::ArgumentValues> arguments = {}) {
        maker.call(name, count, arguments);
        maker.edit().processes.back().syscalls.back().firstSeenNs = at;
    };
    call("execve", 1, 0);
    call("openat", 5, kSecond / 2);
    call("socket", 2, kSecond, {{0, {{2, 2}}, false}});
    call("mount", 1, kSecond + 7);
    maker.process("demo worker");
    call("openat", 9, kSecond / 3);
    call("read", 900, 2 * kSecond - 1);
    maker.edit().durationNs = 10 * kSecond;
    return maker;
}

} // namespace

/// Charts say what the table says, lead into it, and can be kept.
class TestCharts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;

    QString write(const QString &name, std::string_view text)
    {
        const QString path = m_sandbox->file(name);
        return writeFileAtomically(path.toStdString(), text) ? path : QString();
    }

    void open(const QString &path)
    {
        m_window->openFiles({path});
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
    }

    ProfilePage *openProfile(bool withRecording)
    {
        open(write(QStringLiteral("small.json"), test::kSmallProfile));
        auto *page = m_window->currentProfile();
        if (page && withRecording)
            page->document().attachRecording({{}, std::make_shared<const trace::Recording>(demoRecording())});
        return page;
    }

    RecordingPage *openRecording(const trace::Recording &recording = demoRecording())
    {
        const QString path = m_sandbox->file(QStringLiteral("demo.whittle.json"));
        if (!trace::saveRecording(recording, path.toStdString()))
            return nullptr;
        open(path);
        return m_window->currentRecording();
    }

    /// Straight to the canvas: a part may be scrolled out of sight.
    static void pointAt(ChartCanvas *canvas, const QPoint &at)
    {
        QMouseEvent move(QEvent::MouseMove, QPointF(at), canvas->viewport()->mapToGlobal(QPointF(at)), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas->viewport(), &move);
    }

    static void click(ChartCanvas *canvas, std::size_t part)
    {
        const QPoint at = canvas->partRect(part).center().toPoint();
        pointAt(canvas, at);
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, Qt::NoModifier, at);
    }

    static QStringList shownNames(const QAbstractItemModel *model)
    {
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names << model->index(row, 0).data().toString();
        names.sort();
        return names;
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        theme::apply(*qApp, ThemeChoice::Light);
        auto answers = std::make_unique<test::Answers>();
        m_answers = answers.get();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->resize(1280, 800);
        m_window->images().setEngine({}, {}); // no test asks an engine
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    /// The promise of every part: the table then shows as many rows as the part counts.
    void whatAPartCountsIsWhatItsFilterShows_data()
    {
        QTest::addColumn<int>("question");
        QTest::newRow("attack surface") << 0;
        QTest::newRow("by process") << 3;
    }
    void whatAPartCountsIsWhatItsFilterShows()
    {
        QFETCH(int, question);
        auto *page = openProfile(true);
        QVERIFY(page);
        page->showTab(ProfilePage::Charts);
        page->charts()->showQuestion(question);
        const ChartData data = page->charts()->data();
        QVERIFY(data.empty.isEmpty());
        int checked = 0;
        for (const auto &bar : data.bars) {
            for (const auto &segment : bar.segments) {
                QVERIFY(!segment.filter.isEmpty());
                page->syscalls()->setFilterText(segment.filter);
                const auto *error = page->syscalls()->findChild<QLabel *>(QStringLiteral("filterError"));
                QVERIFY2(!error->isVisibleTo(page->syscalls()), qPrintable(error->text()));
                const int rows = static_cast<int>(std::ranges::count_if(page->syscalls()->model().rows(), [&](const SyscallRow &row) { return SyscallFilter::parse(segment.filter)->accepts(row); }));
                QVERIFY2(rows == static_cast<int>(segment.value), qPrintable(QStringLiteral("%1 %2: %3 rows, %4 drawn").arg(bar.label, segment.filter).arg(rows).arg(segment.value)));
                ++checked;
            }
        }
        QVERIFY(checked > 6);
    }

    void aClickFiltersTheTableAndGoesThere()
    {
        auto *page = openProfile(false);
        QVERIFY(page);
        page->showTab(ProfilePage::Charts);
        auto *charts = page->charts();
        auto *canvas = charts->canvas();
        QVERIFY(canvas && canvas->partCount() > 0);
        const ChartRow row = chartRows(charts->data()).front();
        click(canvas, 0);
        QCOMPARE_EQ(page->currentTab(), ProfilePage::Syscalls);
        QCOMPARE_EQ(page->syscalls()->filterText(), row.filter);
        QVERIFY(page->syscalls()->table()->hasFocus());
    }

    void pointingSaysTheNumbers()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        auto *canvas = page->charts()->canvas();
        const auto rows = chartRows(page->charts()->data());
        QCOMPARE_EQ(rows.size(), canvas->partCount());
        auto *note = page->charts()->findChild<QLabel *>(QStringLiteral("chartNote"));
        const QString before = note->text();
        for (std::size_t part = 0; part < rows.size(); ++part) {
            pointAt(canvas, canvas->partRect(part).center().toPoint());
            QCOMPARE_EQ(note->text(), rows[part].toolTip);
        }
        pointAt(canvas, QPoint(1, 1));
        QCOMPARE_EQ(note->text(), before);
    }

    void theKeyboardReachesEveryPart()
    {
        auto *page = openProfile(true);
        page->showTab(ProfilePage::Charts);
        page->charts()->showQuestion(3); // processes: bars of several parts
        auto *canvas = page->charts()->canvas();
        canvas->setFocus(Qt::TabFocusReason);
        QCOMPARE_EQ(canvas->currentPart(), 0);
        QSet<int> visited = {0};
        for (int bar = 0; bar < 4; ++bar) {
            for (int i = 0; i < 5; ++i) {
                QTest::keyClick(canvas, Qt::Key_Right);
                visited << canvas->currentPart();
            }
            for (int i = 0; i < 5; ++i)
                QTest::keyClick(canvas, Qt::Key_Left);
            QTest::keyClick(canvas, Qt::Key_Down);
            visited << canvas->currentPart();
        }
        QCOMPARE_EQ(visited.size(), static_cast<qsizetype>(canvas->partCount()));
        QTest::keyClick(canvas, Qt::Key_Home);
        QCOMPARE_EQ(canvas->currentPart(), 0);
        QTest::keyClick(canvas, Qt::Key_End);
        QCOMPARE_EQ(canvas->currentPart(), static_cast<int>(canvas->partCount()) - 1);
        const QString filter = chartRows(page->charts()->data()).back().filter;
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE_EQ(page->syscalls()->filterText(), filter);
        QVERIFY(filter.startsWith(QStringLiteral("by=\"demo worker\"")) || filter.startsWith(QStringLiteral("by=demo")));
    }

    void assistiveTechnologyReadsQuestionAnswerAndPart()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        auto *canvas = page->charts()->canvas();
        auto *accessible = QAccessible::queryAccessibleInterface(canvas);
        QVERIFY(accessible);
        QCOMPARE_EQ(accessible->text(QAccessible::Name), QStringLiteral("What does this profile still allow?"));
        QCOMPARE_EQ(accessible->text(QAccessible::Description), page->charts()->data().answer);
        canvas->setFocus(Qt::TabFocusReason);
        QCOMPARE_EQ(accessible->text(QAccessible::Description), chartRows(page->charts()->data()).front().toolTip);
        auto *table = page->charts()->findChild<QTableView *>(QStringLiteral("chartTable"));
        QVERIFY(!table->accessibleName().isEmpty());
        for (auto *button : page->charts()->findChildren<QToolButton *>(QRegularExpression(QStringLiteral("^chart"))))
            QVERIFY(!button->accessibleName().isEmpty() && button->focusPolicy() == Qt::StrongFocus);
    }

    void theTableSaysTheSameAndLeadsToTheSame()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        page->charts()->showTable(true);
        auto *table = page->charts()->findChild<QTableView *>(QStringLiteral("chartTable"));
        QVERIFY(table->isVisible());
        QAbstractItemModelTester tester(table->model());
        const auto rows = chartRows(page->charts()->data());
        QCOMPARE_EQ(table->model()->rowCount(), static_cast<int>(rows.size()));
        QCOMPARE_EQ(table->model()->index(1, 2).data().toString(), rows[1].cells[2]);
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE_EQ(page->syscalls()->filterText(), rows[1].filter);
    }

    void followsTheProfile()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        const auto part = [&](const QString &filter) {
            for (const auto &bar : page->charts()->data().bars)
                for (const auto &segment : bar.segments)
                    if (segment.filter == filter)
                        return segment.value;
            return -1.0;
        };
        const QString critical = QStringLiteral("risk:critical action:allow");
        const double before = part(critical);
        page->document().allow({"keyctl"});
        page->document().updateNow();
        QCOMPARE_EQ(part(critical), before + 1);
        page->document().undoStack()->undo();
        page->document().updateNow();
        QCOMPARE_EQ(part(critical), before);
        // The holes of what is now open are open too.
        page->charts()->showQuestion(1);
        QVERIFY(page->charts()->data().answer.contains(QStringLiteral("Closes")));
        const auto holesOpen = page->charts()->data().bars[1].segments[0].value;
        page->document().allow({"keyctl"});
        page->document().updateNow();
        QVERIFY(page->charts()->data().bars[1].segments[0].value > holesOpen);
    }

    void emptySaysWhy()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        auto *empty = page->charts()->findChild<QLabel *>(QStringLiteral("chartEmpty"));
        for (int question = 2; question < page->charts()->questionCount(); ++question) {
            page->charts()->showQuestion(question);
            QVERIFY(empty->isVisible());
            QVERIFY2(empty->text().contains(QStringLiteral("recording")), qPrintable(empty->text()));
            QVERIFY(!page->charts()->findChild<QToolButton *>(QStringLiteral("chartSaveButton"))->isEnabled());
        }
        page->document().attachRecording({{}, std::make_shared<const trace::Recording>(demoRecording())});
        QVERIFY(!empty->isVisible());
        // A profile that no container starts with.
        open(write(QStringLiteral("broken.json"), R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 9, "value": 1, "op": "SCMP_CMP_EQ"}]}]})"));
        page = m_window->currentProfile();
        page->showTab(ProfilePage::Charts);
        empty = page->charts()->findChild<QLabel *>(QStringLiteral("chartEmpty"));
        QVERIFY(empty->isVisible());
        QVERIFY2(empty->text().contains(QStringLiteral("would not start")), qPrintable(empty->text()));
    }

    void theCurveShowsWhereItLevels()
    {
        auto *page = openRecording();
        QVERIFY(page);
        page->showTab(RecordingPage::Charts);
        const ChartData data = page->charts()->data();
        QCOMPARE_EQ(data.lines.size(), 1U);
        QCOMPARE_EQ(data.lines[0].points.back().y, 5.0);
        QCOMPARE_EQ(data.marks.size(), 1U);
        QVERIFY(qAbs(data.marks[0].x - 2) < 1e-6);
        QVERIFY2(data.answer.contains(QStringLiteral("Nothing new")), qPrintable(data.answer));
        // A click near a step shows what came from then on: here, the last one, at 1.999999999 s.
        auto *canvas = page->charts()->canvas();
        click(canvas, canvas->partCount() - 1);
        auto *table = page->findChild<QTableView *>(QStringLiteral("recordingTable"));
        QVERIFY(table->isVisible());
        QCOMPARE_EQ(shownNames(table->model()), QStringList{QStringLiteral("read")});
        page->setFilterText(data.lines[0].points.front().filter);
        QCOMPARE_EQ(table->model()->rowCount(), 5);
        page->setFilterText(QStringLiteral("nonsense"));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("recordingEmpty"))->isVisible());
    }

    void fewValuesAreNamed()
    {
        auto *page = openRecording();
        page->showTab(RecordingPage::Charts);
        page->charts()->showQuestion(2);
        const ChartData data = page->charts()->data();
        QCOMPARE_EQ(data.bars.size(), 1U);
        QCOMPARE_EQ(data.bars[0].total, QStringLiteral("AF_INET"));
        click(page->charts()->canvas(), 0);
        QCOMPARE_EQ(page->filterText(), QStringLiteral("name=socket"));
    }

    void aRecordingWithoutAnythingHasNoCharts()
    {
        auto *page = openRecording(test::RecordingMaker());
        QVERIFY(page);
        page->showTab(RecordingPage::Charts);
        for (int question = 0; question < page->charts()->questionCount(); ++question) {
            page->charts()->showQuestion(question);
            QVERIFY(!page->charts()->data().empty.isEmpty());
        }
    }

    void foldersAreLookedIntoAndLeft()
    {
        const QString build = test::writeSmallBuild(m_sandbox->file(QStringLiteral("demo-slim")));
        open(build);
        auto *page = m_window->findChild<ImagePage *>();
        QVERIFY(page);
        page->showTab(ImagePage::Charts);
        auto *charts = page->charts();
        auto *canvas = charts->canvas();
        QCOMPARE_EQ(charts->data().bars.front().label, QStringLiteral("usr/"));
        double stays = 0;
        double goes = 0;
        for (const auto &bar : charts->data().bars) {
            stays += bar.segments[0].value;
            goes += bar.segments[1].value;
        }
        QCOMPARE_EQ(stays, static_cast<double>(test::smallSelection().keptSize));
        QCOMPARE_EQ(goes, static_cast<double>(test::smallSelection().removedSize));
        canvas->setFocus(Qt::TabFocusReason);
        QTest::keyClick(canvas, Qt::Key_Space);
        QCOMPARE_EQ(charts->data().pathText, QStringLiteral("/usr"));
        QVERIFY(charts->data().bars.size() == 4);
        QTest::keyClick(canvas, Qt::Key_Backspace);
        QCOMPARE_EQ(charts->data().pathText, QStringLiteral("/"));
        // What goes from usr, in the file tree.
        const auto rows = chartRows(charts->data());
        const auto gone = std::ranges::find(rows, QStringLiteral("in:/usr is:removed"), &ChartRow::filter);
        QVERIFY(gone != rows.end());
        click(canvas, static_cast<std::size_t>(gone - rows.begin()));
        QCOMPARE_EQ(page->filterText(), QStringLiteral("in:/usr is:removed"));
        QVERIFY(page->tree()->isVisible());
        // Ticks move bytes from one part to the other.
        page->document().setKept({page->document().tree().find("usr/bin/sh")}, true);
        page->showTab(ImagePage::Charts);
        QCOMPARE_EQ(charts->data().bars.front().segments[0].value, 2'900'000.0 + 120'000.0);
    }

    void savesPicturesWithQuestionAndNumbers()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        auto *save = page->charts()->findChild<QToolButton *>(QStringLiteral("chartSaveButton"));
        m_answers->picture = m_sandbox->file(QStringLiteral("chart.png"));
        save->click();
        const QImage image(m_answers->picture);
        QVERIFY(!image.isNull() && image.width() > 2 * 300);
        // Not one colour: something is drawn, in the colours of risks.
        bool hasRisk = false;
        for (int y = 0; y < image.height(); y += 2)
            for (int x = 0; x < image.width(); x += 2)
                hasRisk |= image.pixelColor(x, y).rgb() == theme::colors().riskMarkOf(syscalls::Risk::Low).rgb();
        QVERIFY(hasRisk);

        m_answers->picture = m_sandbox->file(QStringLiteral("chart.svg"));
        save->click();
        const auto svg = readFile(m_answers->picture.toStdString(), 10'000'000);
        VERIFY_RESULT(svg);
        QXmlStreamReader xml(QByteArray::fromStdString(*svg));
        QString texts;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::Characters)
                texts += xml.text();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(texts.contains(QStringLiteral("What does this profile still allow?")));
        QVERIFY(texts.contains(QStringLiteral("Docker’s default")));
        QVERIFY2(!svg->contains("<image"), "shapes, not pixels");
        QVERIFY(QSvgRenderer(QByteArray::fromStdString(*svg)).isValid());

        m_answers->picture = QStringLiteral("/nowhere/at/all/chart.png");
        save->click();
        QVERIFY(m_window->message()->text().contains(QStringLiteral("could not be saved")));
    }

    void copiesPictureAndNumbers()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        page->charts()->findChild<QToolButton *>(QStringLiteral("chartCopyButton"))->click();
        const auto *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        QVERIFY(data->hasFormat(QStringLiteral("image/svg+xml")));
        QVERIFY(data->text().contains(QStringLiteral("Docker’s default")));
        QVERIFY(data->text().contains(QLatin1Char('\t')));
    }

    void bothThemesHaveTheirOwnColours()
    {
        auto *page = openProfile(false);
        page->showTab(ProfilePage::Charts);
        auto *canvas = page->charts()->canvas();
        const QImage light = canvas->grab().toImage();
        theme::apply(*qApp, ThemeChoice::Dark);
        const QImage dark = canvas->grab().toImage();
        QVERIFY(light.pixelColor(light.width() - 2, 2).lightness() > 200);
        QVERIFY(dark.pixelColor(dark.width() - 2, 2).lightness() < 60);
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
