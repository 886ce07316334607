#include "analysis/surface.h"

#include "support/support.h"

using namespace whittle;
using namespace whittle::analysis;

namespace {

Surface opened(const profile::Profile &profile)
{
    profile::Target target;
    target.architecture = Abi::X86_64;
    const auto surface = surfaceOf(profile, target, Abi::X86_64);
    return surface ? *surface : Surface();
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
        const auto closed = opened(none);
        const auto open = opened(all);
        QCOMPARE_EQ(closed.score(), 0);
        QCOMPARE_EQ(closed.openCount(), 0U);
        QVERIFY(closed.openCves.empty());
        QCOMPARE_EQ(open.score(), 100);
        QCOMPARE_EQ(open.openCount(), open.totalCount());
        QVERIFY(open.openCves.contains("CVE-2016-0728"));
        const auto standard = opened(*profile::builtInProfile("docker-default"));
        QVERIFY(standard.score() > 0 && standard.score() < 50);
        QVERIFY(!standard.openCves.contains("CVE-2016-0728")); // keyctl is denied
        QVERIFY(standard.openCount() > 250 && standard.openCount() < standard.totalCount());
    }

    void comparesKnownHoles()
    {
        auto profile = *profile::builtInProfile("docker-default");
        const auto standard = opened(profile);
        QCOMPARE_EQ(standard.knownCves, opened(profile::Profile()).knownCves);
        QVERIFY(std::ranges::includes(standard.knownCves, standard.openCves));
        // keyctl opens its holes; a profile that denies all closes every one.
        profile.rules.push_back({.names = {"keyctl"}, .action = profile::Action::Allow});
        const auto wider = opened(profile);
        auto holes = compareHoles(wider, standard);
        QVERIFY(std::ranges::contains(holes.opened, "CVE-2016-0728"));
        QVERIFY(holes.closed.empty());
        QCOMPARE_EQ(holes.shared.size(), standard.openCves.size());
        profile::Profile none;
        none.defaultAction = profile::Action::Errno;
        holes = compareHoles(opened(none), standard);
        QCOMPARE_EQ(std::set(holes.closed.begin(), holes.closed.end()), standard.openCves);
        QVERIFY(holes.opened.empty() && holes.shared.empty());
    }

    void aProfileThatNoEngineLoadsHasNoSurface()
    {
        auto profile = *profile::builtInProfile("docker-default");
        profile.rules.push_back({.names = {"read"}, .action = profile::Action::Allow, .args = {{.index = 9}}});
        QVERIFY(!surfaceOf(profile, profile::Target(), Abi::X86_64));
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
