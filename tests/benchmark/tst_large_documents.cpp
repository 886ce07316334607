#include "analysis/comparison.h"
#include "benchmark/measure.h"
#include "documents/openfile.h"
#include "documents/profiledocument.h"
#include "formats/seccomp_json.h"
#include "models/profilecharts.h"
#include "models/usagecharts.h"
#include "settings/theme.h"
#include "support/gui.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/charts/chartcanvas.h"
#include "views/charts/chartpage.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QFileInfo>
#include <QTreeWidget>

using namespace whittle;
using namespace whittle::app;

namespace {

constexpr int kProcesses = 10'000; // the most that issue 4 names

/// A server that forks for every request: ten thousand processes of some twenty names, sixty syscalls each.
trace::Recording largeRecording()
{
    const auto all = syscalls::Catalogue::builtIn().all();
    std::vector<const syscalls::Syscall *> known;
    for (const auto &syscall : all)
        if (syscall.existsOn(Abi::X86_64))
            known.push_back(&syscall);
    test::RecordingMaker maker;
    auto &recording = maker.edit();
    recording.processes.clear();
    for (int id = 0; id < kProcesses; ++id) {
        trace::Process process;
        process.id = id;
        process.parent = id == 0 ? -1 : 0;
        process.pid = id + 1;
        process.comm = "worker" + std::to_string(id % 20);
        process.executable = "/usr/sbin/worker";
        process.startNs = id * 1'000'000LL;
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < 60; ++i)
            numbers.push_back((static_cast<std::size_t>(id % 7) + i * 5) % known.size());
        std::ranges::sort(numbers, {}, [&](std::size_t n) { return known[n]->number(Abi::X86_64); });
        for (const auto n : numbers) {
            trace::SyscallUse use;
            use.number = known[n]->number(Abi::X86_64);
            use.count = n + 1;
            use.firstSeenNs = process.startNs + static_cast<std::int64_t>(n) * 1000;
            if (known[n]->name == "socket" || known[n]->name == "ioctl")
                use.arguments = {{0, {{static_cast<std::uint64_t>(id % 3), 2}}, false}};
            process.syscalls.push_back(std::move(use));
        }
        recording.processes.push_back(std::move(process));
    }
    recording.durationNs = kProcesses * 1'000'000LL;
    return recording;
}

/// Milliseconds that Qt takes to paint the texts of a table in a table of its own, of the same size.
double plainPainting(const QTreeView &table)
{
    QTreeWidget plain;
    plain.setRootIsDecorated(false);
    plain.setUniformRowHeights(true);
    const auto *model = table.model();
    plain.setColumnCount(model->columnCount());
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList texts;
        for (int column = 0; column < model->columnCount(); ++column)
            texts << model->index(row, column).data().toString();
        plain.addTopLevelItem(new QTreeWidgetItem(texts));
    }
    for (int column = 0; column < model->columnCount(); ++column) {
        plain.setColumnWidth(column, table.columnWidth(column));
        plain.setColumnHidden(column, table.isColumnHidden(column));
    }
    plain.resize(table.size());
    plain.show();
    QCoreApplication::processEvents();
    return test::bestOf(10, [&] {
        plain.viewport()->update();
        QCoreApplication::processEvents();
    });
}

} // namespace

/// The largest documents, from the file to the screen, and typing over them.
class TestLargeDocuments : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    QString m_path;
    std::shared_ptr<const trace::Recording> m_recording;

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<test::Sandbox>();
        theme::apply(*qApp, ThemeChoice::Light);
        auto recording = std::make_shared<trace::Recording>(largeRecording());
        m_path = m_sandbox->file(QStringLiteral("large.whittle.json"));
        VERIFY_RESULT(trace::saveRecording(*recording, m_path.toStdString()));
        m_recording = std::move(recording);
        qInfo("recording of %d processes, %.1f MB", kProcesses, static_cast<double>(QFileInfo(m_path).size()) / 1e6);
    }
    void init() { test::failOnWarnings(); }

    /// Against what merely parsing the same JSON costs: the rest is ours.
    void openTheLargestRecording()
    {
        const std::string text = test::contentOf(m_path.toStdString());
        const double parse = test::bestOf(2, [&] { QVERIFY(nlohmann::json::parse(text).is_object()); });
        const double read = test::bestOf(2, [&] {
            const auto opened = openFile(m_path.toStdString());
            VERIFY_RESULT(opened);
            QVERIFY(*std::get<std::shared_ptr<const trace::Recording>>(*opened) == *m_recording);
        });
        const double show = test::bestOf(3, [&] {
            RecordingPage page({m_path, m_recording});
            page.resize(900, 700);
            page.show();
            QVERIFY(!page.grab().isNull());
        });
        qInfo("parsing the JSON alone: %.1f ms", parse);
        WHITTLE_BOUND("reading it", read / parse, 4, "times parsing");
        // The reading is done in the background; what follows holds the window up.
        WHITTLE_BOUND("its page on the screen", show, 500, "ms");
    }

    /// 16 ms a key on a quiet machine. What is held on any machine: no more than a few times what Qt takes to paint the same texts without filtering.
    void typeInTheFilter()
    {
        const auto *standard = profile::builtInProfile("docker-default");
        QVERIFY(standard);
        ProfilePage page(std::make_unique<ProfileDocument>(formats::writeSeccompJson(*standard), QString()));
        page.document().attachRecording({m_path, m_recording});
        page.resize(900, 700);
        page.show();
        QVERIFY(!page.grab().isNull());
        const double plain = plainPainting(*page.syscalls()->table());
        double worst = 0;
        QString worstText;
        for (const QString &text : {QStringLiteral("mount"), QStringLiteral("risk>=high seen:yes"), QStringLiteral("by=worker3 arg:yes"), QStringLiteral("differs:docker")}) {
            double slowest = 0;
            // The best of three times a key, of the slowest key.
            for (qsizetype length = 1; length <= text.size(); ++length) {
                const double key = test::bestOf(3, [&] {
                    page.syscalls()->setFilterText(text.first(length - 1));
                    page.syscalls()->setFilterText(text.first(length));
                    QCoreApplication::processEvents(); // the repaint belongs to the key
                });
                slowest = std::max(slowest, key);
            }
            if (slowest > worst) {
                worst = slowest;
                worstText = text;
            }
        }
        qInfo("the slowest key was in \"%s\"", qPrintable(worstText));
        qInfo("two keys in the filter, painted: %.1f ms; Qt's own table, painted: %.1f ms", worst, plain);
        WHITTLE_BOUND("two keys in the filter", worst / plain, 4, "times painting the same texts");
    }

    /// Against compiling the two profiles, which nobody is spared.
    void compareTwoProfiles()
    {
        const auto *docker = profile::builtInProfile("docker-default");
        const auto *podman = profile::builtInProfile("podman-default");
        QVERIFY(docker && podman);
        const profile::Target target;
        profile::Target podmanTarget = target;
        podmanTarget.rules = profile::EngineRules::Podman;
        const double compile = test::bestOf(3, [&] {
            VERIFY_RESULT(profile::compile(*docker, target));
            VERIFY_RESULT(profile::compile(*podman, podmanTarget));
        });
        const std::vector<analysis::ComparedSide> sides = {{"docker", *docker, profile::EngineRules::Docker}, {"podman", *podman, profile::EngineRules::Podman}};
        const double compare = test::bestOf(3, [&] { VERIFY_RESULT(analysis::compareProfiles(sides, target)); });
        qInfo("compiling both: %.1f ms", compile);
        WHITTLE_BOUND("comparing them", compare, 1000, "ms");
    }

    void drawTheCharts()
    {
        const std::vector<OpenRecording> recordings = {{m_path, m_recording}};
        const double numbers = test::bestOf(2, [&] {
            QVERIFY(usagecharts::growth(recordings).empty.isEmpty());
            QVERIFY(usagecharts::processes(recordings).empty.isEmpty());
            QVERIFY(usagecharts::arguments(recordings).empty.isEmpty());
        });
        ChartCanvas canvas;
        canvas.resize(800, 500);
        canvas.show();
        const ChartData data = usagecharts::growth(recordings);
        const double draw = test::bestOf(3, [&] {
            canvas.showData(data);
            QVERIFY(!canvas.grab().isNull());
        });
        WHITTLE_BOUND("numbers of its three charts", numbers, 400, "ms");
        WHITTLE_BOUND("drawing one", draw, 100, "ms");
    }
};

QTEST_MAIN(TestLargeDocuments)
#include "tst_large_documents.moc"
