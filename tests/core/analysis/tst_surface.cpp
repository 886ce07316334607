#include "analysis/surface.h"

#include "support/support.h"

using namespace whittle;
using namespace whittle::analysis;

namespace {

Surface surfaceOf(const profile::Profile &profile)
{
    profile::Target target;
    target.architecture = Abi::X86_64;
    const auto filter = profile::compile(profile, target);
    Surface surface;
    if (!filter)
        return surface;
    for (const auto &syscall : syscalls::Catalogue::builtIn().all())
        if (syscall.existsOn(Abi::X86_64))
            surface.add(syscall, answered(profile, *filter, Abi::X86_64, syscall).standing);
    return surface;
}

} // namespace

class TestSurface : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scoresFromNothingToEverything()
    {
        profile::Profile none;
        none.defaultAction = profile::Action::Errno;
        profile::Profile all;
        all.defaultAction = profile::Action::Allow;
        const auto closed = surfaceOf(none);
        const auto open = surfaceOf(all);
        QCOMPARE_EQ(closed.score(), 0);
        QCOMPARE_EQ(closed.openCount(), 0U);
        QVERIFY(closed.openCves.empty());
        QCOMPARE_EQ(open.score(), 100);
        QCOMPARE_EQ(open.openCount(), open.totalCount());
        QVERIFY(open.openCves.contains("CVE-2016-0728"));
        const auto standard = surfaceOf(*profile::builtInProfile("docker-default"));
        QVERIFY(standard.score() > 0 && standard.score() < 50);
        QVERIFY(!standard.openCves.contains("CVE-2016-0728")); // keyctl is denied
        QVERIFY(standard.openCount() > 250 && standard.openCount() < standard.totalCount());
    }

    void argumentsMakeASyscallLimited()
    {
        profile::Target target;
        target.architecture = Abi::X86_64;
        const auto &standard = *profile::builtInProfile("docker-default");
        const auto filter = profile::compile(standard, target);
        VERIFY_RESULT(filter);
        const auto &catalogue = syscalls::Catalogue::builtIn();
        const auto personality = answered(standard, *filter, Abi::X86_64, *catalogue.find("personality"));
        QCOMPARE_EQ(personality.standing, Standing::Limited);
        QVERIFY(personality.argumentsMatter);
        QCOMPARE_EQ(answered(standard, *filter, Abi::X86_64, *catalogue.find("read")).standing, Standing::Allowed);
        QCOMPARE_EQ(answered(standard, *filter, Abi::X86_64, *catalogue.find("keyctl")).standing, Standing::Denied);
    }
};

QTEST_GUILESS_MAIN(TestSurface)
#include "tst_surface.moc"
