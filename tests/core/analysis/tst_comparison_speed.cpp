#include "analysis/comparison.h"
#include "analysis/drift.h"
#include "base/line_diff.h"
#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <array>

using namespace whittle;

// What a person waits for when two things are put side by side. Limits hold where the program is optimised; elsewhere the figures are said.
class TestComparisonSpeed : public QObject
{
    Q_OBJECT

    static bool isWithin(const char *what, double limitMs, const std::function<void()> &work)
    {
        std::array<double, 7> times{};
        work(); // warms the caches
        for (double &time : times) {
            QElapsedTimer timer;
            timer.start();
            work();
            time = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        }
        std::ranges::sort(times);
        qInfo("%s: median %.1f ms, fastest %.1f ms", what, times[times.size() / 2], times.front());
#if defined(NDEBUG) && !defined(WHITTLE_INSTRUMENTED)
        return times.front() < limitMs;
#else
        return limitMs > 0;
#endif
    }

private slots:
    void twoFullProfiles()
    {
        profile::Target target;
        target.architecture = Abi::X86_64;
        const std::array sides = {analysis::ComparedSide{"docker", *profile::builtInProfile("docker-default"), std::nullopt}, analysis::ComparedSide{"podman", *profile::builtInProfile("podman-default"), profile::EngineRules::Podman}};
        std::size_t differing = 0;
        QVERIFY(isWithin("two defaults, every ABI of the machine", 100, [&] {
            const auto comparison = analysis::compareProfiles(sides, target);
            differing = comparison ? static_cast<std::size_t>(std::ranges::count(comparison->syscalls, false, &analysis::ComparedSyscall::isSame)) : 0;
        }));
        QVERIFY(differing > 10);
        // One ABI alone.
        auto one = sides;
        for (auto &side : one) {
            side.profile.archMap.clear();
            side.profile.architectures = {"SCMP_ARCH_X86_64"};
        }
        QVERIFY(isWithin("two defaults, one ABI", 50, [&] {
            const auto comparison = analysis::compareProfiles(one, target);
            differing = comparison ? comparison->syscalls.size() : 0;
        }));
        QVERIFY(differing > 300 && differing < 600);
    }

    void twoLargeRecordings()
    {
        const auto make = [](int odd) {
            test::RecordingMaker maker;
            for (int i = 0; i < 10'000; ++i) {
                maker.process("worker" + std::to_string(i % 50));
                for (const char *name : {"read", "write", "openat", "close", "mmap", "futex"})
                    maker.call(name, 3);
                if (i % 1'000 == odd)
                    maker.call("keyctl");
                maker.edit().processes.back().paths.push_back({.path = "/srv/" + std::to_string(odd) + "/" + std::to_string(i), .operations = trace::path_operation::kRead, .count = 1, .errors = {}, .successes = 1, .firstSeenNs = 1});
            }
            return trace::Recording(maker);
        };
        const auto before = make(5'000);
        const auto after = make(1);
        std::size_t found = 0;
        QVERIFY(isWithin("two recordings of 10 000 processes", 1'000, [&] { found = analysis::driftOf(before, "1", after, "2").added.size(); }));
        QVERIFY(found > 10'000);
    }

    void twoLongTexts()
    {
        std::string left;
        std::string right;
        for (int i = 0; i < 50'000; ++i) {
            const std::string line = "        \"syscall" + std::to_string(i) + "\",\n";
            left += line;
            right += i % 100 == 0 ? "        \"other" + std::to_string(i) + "\",\n" : line;
        }
        std::size_t rows = 0;
        QVERIFY(isWithin("two texts of 50 000 lines", 1'000, [&] { rows = alignLines(left, right).size(); }));
        QVERIFY(rows >= 50'000);
    }
};

QTEST_GUILESS_MAIN(TestComparisonSpeed)
#include "tst_comparison_speed.moc"
