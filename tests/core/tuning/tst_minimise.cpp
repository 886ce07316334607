// The same decisions with fewer rules: random profiles and real ones, decided before and after by filters that libseccomp compiled.
#include "core/tuning/random_profiles.h"
#include "formats/seccomp_json.h"
#include "profile/compare.h"
#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"
#include "tuning/minimise.h"

#include <QTest>

#include <filesystem>
#include <set>

using namespace whittle;
using namespace whittle::tuning;
using profile::Action;
using profile::Profile;
using profile::Target;

class TestMinimise : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatWent();
    void keepsWhatMatters();
    void isDoneOnce();
    void decidesTheSameAtRandom();
    void decidesTheSameForReal();
    void refusesWhatNothingLoads();
    void canBeCancelled();
};

namespace {

profile::Rule rule(std::vector<std::string> names, Action action = Action::Allow)
{
    profile::Rule rule;
    rule.names = std::move(names);
    rule.action = action;
    return rule;
}

Profile empty()
{
    Profile profile;
    profile.defaultAction = Action::Errno;
    profile.architectures = {"SCMP_ARCH_X86_64"};
    return profile;
}

// Own code beside the one that minimise() uses: what two profiles decide for a call of every ABI, at the values of both and some more.
QString firstDifference(const Profile &before, const Profile &after, const Target &target)
{
    const auto left = profile::compile(before, target);
    if (!left)
        return {};
    const auto right = profile::compile(after, target);
    if (!right)
        return QString::fromStdString("does not compile: " + right.error().message);
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        std::set<profile::Arguments> points;
        for (const Profile *one : {&before, &after})
            for (const auto &arguments : profile::interestingArguments(*one, syscall.name))
                points.insert(arguments);
        for (const std::uint64_t value : {0x7fffffffULL, 0x80000000ULL, 0x100000026ULL, ~0ULL}) {
            points.insert({value, value, value, value, value, value});
            points.insert({value, 0, 0, 0, 0, 0});
        }
        for (const Abi abi : left->abis()) {
            if (!syscall.existsOn(abi))
                continue;
            for (const auto &arguments : points) {
                if (left->decide(abi, syscall.number(abi), arguments) != right->decide(abi, syscall.number(abi), arguments))
                    return QString::fromStdString(syscall.name + " on " + std::string(abiName(abi)));
            }
        }
    }
    for (int number = 0; number < 2000; ++number) {
        if (left->decide(Abi::X86_64, number) != right->decide(Abi::X86_64, number))
            return QString::number(number);
    }
    return {};
}

std::vector<Target> someTargets()
{
    std::vector<Target> targets(5);
    targets[1].capabilities.clear();
    targets[2].capabilities.insert("CAP_SYS_ADMIN");
    targets[2].kernel = {4, 4};
    targets[3].runtime = profile::Runtime::Crun;
    targets[3].rules = profile::EngineRules::Podman;
    targets[4].architecture = Abi::Aarch64;
    return targets;
}

} // namespace

void TestMinimise::saysWhatWent()
{
    Profile profile = empty();
    profile.addRule(rule({"write", "read", "read"}));
    profile.addRule(rule({"close", "write"}));                    // write again
    profile.addRule(rule({"mount"}, Action::Errno));              // as the default
    profile::Rule limited = rule({"read"});
    limited.args = {{0, profile::Operator::EQ, 1, 0, {}}};
    profile.addRule(limited);                                     // read is allowed anyhow
    profile::Rule narrow = rule({"personality"});
    narrow.args = {{0, profile::Operator::EQ, 8, 0, {}}};
    profile::Rule wide = rule({"personality"});
    wide.args = {{0, profile::Operator::LE, 8, 0, {}}};
    profile.addRule(narrow);
    profile.addRule(wide);
    profile.addRule(rule({"statx"}));
    const auto result = minimise(profile, {}, {});
    VERIFY_RESULT(result);
    QCOMPARE_EQ(result->rulesBefore, 7U);
    QCOMPARE_EQ(result->rulesAfter, 2U);
    QCOMPARE_EQ(result->profile.rules[0].names, (std::vector<std::string>{"close", "read", "statx", "write"}));
    QCOMPARE_EQ(result->profile.rules[1].names, std::vector<std::string>{"personality"});
    QVERIFY(result->profile.rules[1].args.front().op == profile::Operator::LE);
    const auto whole = std::ranges::count_if(result->removed, &Removal::wholeRule);
    QCOMPARE_EQ(whole, 5);
    const auto why = [&](std::string_view what) {
        const auto found = std::ranges::find_if(result->removed, [&](const Removal &one) { return one.what.contains(what); });
        return found == result->removed.end() ? std::string("-") : found->why;
    };
    QCOMPARE_EQ(why("syscalls[2]: mount"), "answered as the default action does");
    QCOMPARE_EQ(why("syscalls[3]: read"), "syscalls[0] decides it whatever its arguments");
    QCOMPARE_EQ(why("syscalls[4]: personality"), "syscalls[5] covers its argument values");
    QVERIFY(result->filters > 2);
}

void TestMinimise::keepsWhatMatters()
{
    Profile profile = empty();
    profile.members.unknown = {{"x-note", "1"}};
    profile.members.order = {"x-note"};
    profile.addRule(rule({"read", "s390_pci_mmio_read", "a_call_of_tomorrow"}));
    profile::Rule conditional = rule({"mount"});
    conditional.includes.capabilities = {"CAP_SYS_ADMIN"};
    conditional.comment = "for the installer";
    profile.addRule(conditional);
    profile::Rule commented = rule({"write"});
    commented.comment = "seen in nginx";
    profile.addRule(commented);
    // The largest number that a rule names: where runc's ENOSYS answers begin.
    profile.addRule(rule({"statx", "faccessat2"}, Action::Errno));
    const auto result = minimise(profile, {}, {});
    VERIFY_RESULT(result);
    QVERIFY(result->profile.members == profile.members);
    const auto kept = [&](std::string_view name) {
        return std::ranges::find_if(result->profile.rules, [&](const profile::Rule &one) { return std::ranges::contains(one.names, name); });
    };
    QVERIFY(kept("s390_pci_mmio_read") != result->profile.rules.end() && kept("a_call_of_tomorrow") != result->profile.rules.end());
    QCOMPARE_EQ(kept("mount")->includes.capabilities, std::vector<std::string>{"CAP_SYS_ADMIN"});
    QCOMPARE_EQ(kept("mount")->comment, "for the installer");
    QCOMPARE_EQ(kept("write")->comment, "write: seen in nginx"); // read and it are one rule now
    QVERIFY(kept("faccessat2") != result->profile.rules.end());
    QVERIFY(kept("statx") == result->profile.rules.end());
}

void TestMinimise::isDoneOnce()
{
    test::RandomProfiles random(7);
    int done = 0;
    for (int i = 0; i < 4; ++i) {
        const auto once = minimise(random.next(true), {}, {});
        if (!once)
            continue;
        ++done;
        const auto twice = minimise(once->profile, {}, {});
        VERIFY_RESULT(twice);
        QCOMPARE_EQ(twice->rulesAfter, once->rulesAfter);
        QCOMPARE_EQ(twice->namesAfter, once->namesAfter);
    }
    QVERIFY(done > 0);
}

void TestMinimise::decidesTheSameAtRandom()
{
    test::RandomProfiles random(20260101);
    std::size_t before = 0;
    std::size_t after = 0;
    int compiled = 0;
    for (int i = 0; i < 16; ++i) {
        const Profile profile = random.next(i % 2 == 1);
        const auto result = minimise(profile, {}, {});
        if (!result)
            continue; // rules that contradict each other: no runtime starts with it
        ++compiled;
        before += result->rulesBefore;
        after += result->rulesAfter;
        for (const Target &target : someTargets()) {
            const QString difference = firstDifference(profile, result->profile, target);
            QVERIFY2(difference.isEmpty(), qPrintable(difference + "\n" + QString::fromStdString(formats::writeSeccompJson(profile))));
        }
    }
    QVERIFY(compiled > 8);
    QVERIFY(after < before);
    qInfo("%d random profiles: %zu rules became %zu", compiled, before, after);
}

void TestMinimise::decidesTheSameForReal()
{
    REQUIRE_SHARED(shared);
    std::size_t before = 0;
    std::size_t after = 0;
    int profiles = 0;
    std::vector<std::string> files;
    for (const auto &entry : std::filesystem::directory_iterator(shared + "/profiles"))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::ranges::sort(files);
    for (std::size_t i = 0; i < files.size(); i += 5) {
        const auto document = formats::readSeccompJson(test::contentOf(files[i]));
        if (!document)
            continue;
        const auto result = minimise(document->profile, {}, {});
        if (!result)
            continue;
        ++profiles;
        before += result->rulesBefore;
        after += result->rulesAfter;
        const bool oldForm = std::ranges::any_of(document->profile.rules, [](const profile::Rule &one) { return one.name.has_value(); });
        for (const Target &target : someTargets()) {
            if (oldForm && target.rules == profile::EngineRules::Containerd)
                continue;
            const QString difference = firstDifference(document->profile, result->profile, target);
            QVERIFY2(difference.isEmpty(), qPrintable(QString::fromStdString(files[i]) + ": " + difference));
        }
    }
    QVERIFY(profiles > 2);
    QVERIFY(after <= before);
    qInfo("%d real profiles: %zu rules became %zu", profiles, before, after);
}

void TestMinimise::refusesWhatNothingLoads()
{
    Profile profile;
    profile.addRule(rule({"read"}));
    const auto result = minimise(profile, {}, {});
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::InvalidInput);
}

void TestMinimise::canBeCancelled()
{
    std::stop_source stop;
    stop.request_stop();
    const auto result = minimise(empty(), stop.get_token(), {});
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestMinimise)
#include "tst_minimise.moc"
