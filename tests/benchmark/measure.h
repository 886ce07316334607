#pragma once

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <vector>

namespace whittle::test {

/// True in the build whose speed people meet. In others the figures are printed and bind nobody.
#ifdef WHITTLE_OPTIMISED
inline constexpr bool kBoundsHold = true;
#else
inline constexpr bool kBoundsHold = false;
#endif

/// Milliseconds of one run.
template <class Run>
[[nodiscard]] double millisecondsOf(const Run &run)
{
    QElapsedTimer timer;
    timer.start();
    run();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// The best of some runs: what the code costs where nothing else takes the machine away.
template <class Run>
[[nodiscard]] double bestOf(int runs, const Run &run)
{
    double best = millisecondsOf(run);
    for (int i = 1; i < runs; ++i)
        best = std::min(best, millisecondsOf(run));
    return best;
}

/// Prints a figure and, where bounds hold, fails above the bound.
#define WHITTLE_BOUND(what, value, bound, unit) \
    do { \
        const double whittleValue = (value); \
        const double whittleBound = (bound); \
        qInfo("%s: %.1f %s (bound %.1f%s)", what, whittleValue, unit, whittleBound, whittle::test::kBoundsHold ? "" : ", not held by this build"); \
        if (whittle::test::kBoundsHold) \
            QVERIFY2(whittleValue <= whittleBound, qPrintable(QStringLiteral("%1: %2 is more than %3 %4").arg(QString::fromUtf8(what)).arg(whittleValue).arg(whittleBound).arg(QString::fromUtf8(unit)))); \
    } while (false)

} // namespace whittle::test
