#include "analysis/missing_syscalls.h"

#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace whittle;
using namespace whittle::analysis;

namespace {

// Names that a profile made by allowingAlso() lets through, by its rules alone: all of them are without conditions here.
std::set<std::string> allowedBy(const profile::Profile &profile)
{
    std::set<std::string> names;
    for (const profile::Rule &rule : profile.rules)
        if (rule.action == profile::Action::Allow)
            names.insert(rule.names.begin(), rule.names.end());
    return names;
}

bool allowsAll(const profile::Profile &profile, const std::set<std::string> &needed)
{
    return std::ranges::includes(allowedBy(profile), needed);
}

// Asks one profile after another.
template <class One>
Works each(One one)
{
    return [one](std::span<const profile::Profile> profiles) mutable -> Result<std::vector<bool>> {
        std::vector<bool> all;
        for (const profile::Profile &profile : profiles) {
            const Result<bool> works = one(profile);
            if (!works)
                return std::unexpected(works.error());
            all.push_back(*works);
        }
        return all;
    };
}

std::vector<std::string> letters()
{
    std::vector<std::string> names;
    for (char c = 'a'; c <= 'z'; ++c)
        names.emplace_back(1, c);
    return names;
}

} // namespace

class TestMissingSyscalls : public QObject
{
    Q_OBJECT
private slots:
    void widensProfiles();
    void findsExactlyWhatIsNeeded();
    void saysWhenNothingHelps();
    void needsNothingWhenItWorks();
    void staysWithinItsBudget();
    void survivesChance();
    void passesErrorsOn();
};

void TestMissingSyscalls::widensProfiles()
{
    profile::Profile profile;
    profile.defaultAction = profile::Action::Errno;
    profile.architectures = {"SCMP_ARCH_X86_64"};
    profile::Rule denied;
    denied.names = {"mount", "socket", "unshare"};
    denied.action = profile::Action::Errno;
    denied.errnoRet = 1;
    profile.addRule(denied);
    profile::Rule single;
    single.name = "socket";
    single.args = {{0, profile::Operator::EQ, 2, 0, {}}};
    profile.addRule(single);
    const std::vector<std::string> names = {"socket", "mount"};
    const profile::Profile wider = allowingAlso(profile, names);
    const auto filter = profile::compile(wider, {});
    VERIFY_RESULT(filter);
    const auto decide = [&](const char *name) { return filter->decide(Abi::X86_64, syscalls::Catalogue::builtIn().find(name)->number(Abi::X86_64)).toString(); };
    QCOMPARE(decide("mount"), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide("socket"), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide("unshare"), std::string("SCMP_ACT_ERRNO(1)"));
    QVERIFY(std::ranges::none_of(wider.rules, [](const profile::Rule &rule) { return rule.allNames().empty(); }));
    QCOMPARE(allowingAlso(profile, {}).rules.size(), profile.rules.size());
}

void TestMissingSyscalls::findsExactlyWhatIsNeeded()
{
    std::mt19937 random(20261122);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> candidates = letters();
        std::ranges::shuffle(candidates, random);
        std::set<std::string> needed;
        const auto count = random() % 5;
        while (needed.size() < count)
            needed.insert(std::string(1, static_cast<char>('a' + random() % 26)));
        int runs = 0;
        const unsigned beside = 1 + static_cast<unsigned>(round) % 4;
        const auto search = searchMissing({}, candidates, each([&](const profile::Profile &profile) {
            ++runs;
            return Result<bool>(allowsAll(profile, needed));
        }), 200, beside);
        VERIFY_RESULT(search);
        QVERIFY(search->solvable);
        QVERIFY(!search->gaveUp);
        QCOMPARE(std::set<std::string>(search->needed.begin(), search->needed.end()), needed);
        QVERIFY(search->likely.empty());
        // Bisection: five runs and a proof for each of them, and one with all.
        QVERIFY2(runs <= static_cast<int>(2 + needed.size() * (2 + 5 * beside)), std::to_string(runs).c_str());
    }
}

void TestMissingSyscalls::saysWhenNothingHelps()
{
    int runs = 0;
    const auto search = searchMissing({}, letters(), each([&](const profile::Profile &) {
        ++runs;
        return Result<bool>(false);
    }), 100);
    VERIFY_RESULT(search);
    QVERIFY(!search->solvable);
    QVERIFY(search->needed.empty());
    QCOMPARE(runs, 1);
}

void TestMissingSyscalls::needsNothingWhenItWorks()
{
    const auto search = searchMissing({}, {}, each([](const profile::Profile &) { return Result<bool>(true); }), 100);
    VERIFY_RESULT(search);
    QVERIFY(search->solvable);
    QVERIFY(search->needed.empty());
}

void TestMissingSyscalls::staysWithinItsBudget()
{
    int runs = 0;
    const std::set<std::string> needed = {"a", "c", "e", "g", "i", "k", "m"};
    const auto search = searchMissing({}, letters(), each([&](const profile::Profile &profile) {
        ++runs;
        return Result<bool>(allowsAll(profile, needed));
    }), 20);
    VERIFY_RESULT(search);
    QVERIFY(search->gaveUp);
    QVERIFY(runs <= 20);
    for (const std::string &name : search->likely)
        QVERIFY(needed.contains(name));
}

void TestMissingSyscalls::survivesChance()
{
    // Works now and then whatever is allowed: it must end, and claim nothing as proven that it did not see fail.
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        int runs = 0;
        const auto search = searchMissing({}, letters(), each([&](const profile::Profile &) {
            ++runs;
            return Result<bool>(random() % 2 == 0);
        }), 60);
        VERIFY_RESULT(search);
        QVERIFY2(runs <= 120, std::to_string(runs).c_str());
    }
}

void TestMissingSyscalls::passesErrorsOn()
{
    int runs = 0;
    const auto search = searchMissing({}, letters(), each([&](const profile::Profile &) {
        return ++runs == 4 ? Result<bool>(fail(ErrorCode::Cancelled, "cancelled")) : Result<bool>(runs == 1);
    }), 100);
    QVERIFY(!search);
    QCOMPARE(search.error().code, ErrorCode::Cancelled);
    QCOMPARE(runs, 4);
}

QTEST_APPLESS_MAIN(TestMissingSyscalls)
#include "tst_missing_syscalls.moc"
