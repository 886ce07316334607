#include "analysis/comparison.h"
#include "analysis/comparison_report.h"
#include "analysis/used_profile.h"
#include "formats/seccomp_json.h"
#include "support/recordings.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::analysis;
using profile::Change;

namespace {

profile::Profile read(const std::string &rules, const std::string &architectures = R"("SCMP_ARCH_X86_64")")
{
    auto document = formats::readSeccompJson(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": [)" + architectures + R"(], "syscalls": [{"names": ["mseal"], "action": "SCMP_ACT_TRAP"})"
                                             + (rules.empty() ? "" : ",") + rules + "]}");
    if (!document)
        QTest::qFail(document.error().message.c_str(), __FILE__, __LINE__);
    return document ? document->profile : profile::Profile();
}

profile::Target target()
{
    profile::Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 12};
    return target;
}

Comparison compared(std::initializer_list<ComparedSide> sides)
{
    const std::vector<ComparedSide> list(sides);
    auto comparison = compareProfiles(list, target());
    if (!comparison)
        QTest::qFail(comparison.error().message.c_str(), __FILE__, __LINE__);
    return comparison.value_or(Comparison());
}

const ComparedSyscall &rowOf(const Comparison &comparison, std::string_view name, Abi abi = Abi::X86_64)
{
    return *std::ranges::find_if(comparison.syscalls, [&](const ComparedSyscall &row) { return row.syscall->name == name && row.abi == abi; });
}

constexpr const char *kAllow = R"({"names": ["keyctl", "fsync"], "action": "SCMP_ACT_ALLOW"})";
constexpr const char *kSome = R"({"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}]})";
constexpr const char *kOthers = R"({"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 38, "op": "SCMP_CMP_EQ"}]})";
constexpr const char *kEnosys = R"({"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38})";

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void equalSidesDifferInNothing()
    {
        const auto comparison = compared({{"a", read(kAllow), {}}, {"b", read(kAllow), {}}});
        QVERIFY(!comparison.syscalls.empty());
        QVERIFY(std::ranges::all_of(comparison.syscalls, &ComparedSyscall::isSame));
        const auto summary = summarise(comparison, 1, Abi::X86_64);
        QCOMPARE_EQ(summary.total(), 0U);
        QCOMPARE_EQ(summary.same(), comparison.syscalls.size());
        QCOMPARE_EQ(inWords(summary), "No difference.");
    }

    void groups_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("syscall");
        QTest::addColumn<QByteArray>("group");
        const auto row = [](const char *name, const char *left, const char *right, const char *syscall, Change change) {
            const auto group = profile::changeName(change);
            QTest::newRow(name) << QByteArray(left) << QByteArray(right) << QByteArray(syscall) << QByteArray(group.data(), static_cast<qsizetype>(group.size()));
        };
        row("newly allowed", "", kAllow, "keyctl", Change::NewlyAllowed);
        row("newly denied", kAllow, "", "keyctl", Change::NewlyDenied);
        row("looser", "", kSome, "socket", Change::Looser);
        row("stricter", kSome, "", "socket", Change::Stricter);
        row("other arguments", kSome, kOthers, "socket", Change::OtherArguments);
        row("other errno", "", kEnosys, "clone3", Change::OtherErrno);
        row("other action", kAllow, R"({"names": ["keyctl", "fsync"], "action": "SCMP_ACT_LOG"})", "keyctl", Change::OtherAction);
    }
    void groups()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, syscall);
        QFETCH(QByteArray, group);
        const auto comparison = compared({{"a", read(left.toStdString()), {}}, {"b", read(right.toStdString()), {}}});
        const auto &row = rowOf(comparison, syscall.toStdString());
        QVERIFY(row.change().has_value());
        QCOMPARE_EQ(QByteArray::fromStdString(std::string(profile::changeName(*row.change()))), group);
        const auto summary = summarise(comparison, 1, Abi::X86_64);
        QCOMPARE_GE(summary.count(*row.change(), row.syscall->risk), 1U);
        QCOMPARE_EQ(static_cast<std::size_t>(std::ranges::count_if(comparison.syscalls, [](const ComparedSyscall &one) { return !one.isSame(); })), summary.total());
    }

    void numbersAreThoseOfThePair()
    {
        // What docker-default and podman-default differ in is counted by compare() too, filter against filter.
        const auto *docker = profile::builtInProfile("docker-default");
        const auto *podman = profile::builtInProfile("podman-default");
        profile::Target podmanTarget = target();
        podmanTarget.rules = profile::EngineRules::Podman;
        const auto left = profile::compile(*docker, target());
        const auto right = profile::compile(*podman, podmanTarget);
        VERIFY_RESULT(left);
        VERIFY_RESULT(right);
        const auto differences = profile::compare(*docker, *left, *podman, *right);
        const auto comparison = compared({{"docker-default", *docker, profile::EngineRules::Docker}, {"podman-default", *podman, profile::EngineRules::Podman}});
        for (const Abi abi : comparison.allAbis()) {
            const auto summary = summarise(comparison, 1, abi);
            for (const Change change : kAllChanges)
                QCOMPARE_EQ(summary.count(change), static_cast<std::size_t>(std::ranges::count_if(differences, [&](const profile::Difference &one) { return one.abi == abi && one.change == change; })));
            QVERIFY(summary.total() > 0);
            QVERIFY(!summary.cvesOpened.empty()); // mount among them
        }
        // The other way round everything is lost that was gained.
        const auto back = compared({{"podman-default", *podman, profile::EngineRules::Podman}, {"docker-default", *docker, profile::EngineRules::Docker}});
        const auto there = summarise(comparison, 1, Abi::X86_64);
        const auto home = summarise(back, 1, Abi::X86_64);
        QCOMPARE_EQ(there.count(Change::NewlyAllowed), home.count(Change::NewlyDenied));
        QCOMPARE_EQ(there.cvesOpened, home.cvesClosed);
        QCOMPARE_EQ(there.after.score(), home.before.score());
    }

    void threeSidesAreSeenFromTheFirst()
    {
        const auto comparison = compared({{"a", read(""), {}}, {"b", read(kAllow), {}}, {"c", read(kSome), {}}});
        QCOMPARE_EQ(rowOf(comparison, "keyctl").answers.size(), 3U);
        QVERIFY(rowOf(comparison, "keyctl").differences[0] && !rowOf(comparison, "keyctl").differences[1]);
        QVERIFY(!rowOf(comparison, "socket").differences[0] && rowOf(comparison, "socket").differences[1]);
        QVERIFY(rowOf(comparison, "socket").change() == Change::Looser);
        QCOMPARE_EQ(summarise(comparison, 1, Abi::X86_64).count(Change::NewlyAllowed), 2U);
        QCOMPARE_EQ(summarise(comparison, 2, Abi::X86_64).count(Change::Looser), 1U);
    }

    void anUnlistedAbiIsOneDifference()
    {
        const auto comparison = compared({{"a", read(""), {}}, {"b", read("", R"("SCMP_ARCH_X86_64", "SCMP_ARCH_X86")"), {}}});
        QCOMPARE_EQ(comparison.unequalAbis(1), std::vector{Abi::I386});
        QVERIFY(comparison.isListed(1, Abi::I386) && !comparison.isListed(0, Abi::I386));
        const std::string text = formats::writeMarkdown(reportOf(comparison));
        QVERIFY2(text.contains("i386: a does not list it"), text.c_str());
        QVERIFY(!text.contains("fsync"));
    }

    void aSideThatNoEngineTakesIsNamed()
    {
        profile::Profile bad = read("");
        bad.rules.front().args = {{.index = 9, .op = profile::Operator::EQ, .value = 1, .valueTwo = 0, .members = {}}};
        const std::vector<ComparedSide> sides = {{"good.json", read(""), {}}, {"bad.json", bad, {}}};
        const auto comparison = compareProfiles(sides, target());
        QVERIFY(!comparison);
        QVERIFY2(comparison.error().message.starts_with("bad.json: "), comparison.error().message.c_str());
    }

    void words()
    {
        const auto comparison = compared({{"a", read(kSome), {}}, {"b", read(kOthers), {}}});
        const auto &row = rowOf(comparison, "socket");
        const auto points = tellingPoints(*row.differences[0], 2);
        QCOMPARE_EQ(points.size(), 2U);
        QCOMPARE_EQ(inWords(points[0].arguments, *row.syscall, row.abi), "family=AF_INET");
        QCOMPARE_EQ(inWords(points[0].left), "allow");
        QCOMPARE_EQ(inWords(points[0].right), "deny (EPERM)");
        QCOMPARE_EQ(inWords(points[1].arguments, *row.syscall, row.abi), "family=AF_ALG");
        QCOMPARE_EQ(inWords(row.answers[0]), "allow some");
        const auto critical = inWords(summarise(compared({{"a", read(""), {}}, {"b", read(kAllow), {}}}), 1, Abi::X86_64));
        QVERIFY2(critical.starts_with("Newly allowed: 2, of which 1 critical risk. "), critical.c_str());
        QVERIFY2(critical.contains("Opens known holes: ") && critical.contains("CVE-"), critical.c_str());
    }

    void reportsHoldEveryDifferenceOnce()
    {
        const auto comparison = compared({{"docker-default", *profile::builtInProfile("docker-default"), {}}, {"podman-default", *profile::builtInProfile("podman-default"), profile::EngineRules::Podman}});
        const std::string html = formats::writeHtml(reportOf(comparison));
        const std::string markdown = formats::writeMarkdown(reportOf(comparison));
        for (const auto &row : comparison.syscalls) {
            const std::string cell = "<td><code>" + row.syscall->name + "</code></td>";
            if (!row.isSame())
                QVERIFY2(html.contains(cell) && markdown.contains("| `" + row.syscall->name + "` |"), row.syscall->name.c_str());
        }
        QVERIFY(!html.contains("<td><code>read</code>"));
    }

    void whatARecordingUsed()
    {
        const trace::Recording recording = test::RecordingMaker().call("read", 5).call("keyctl", 2).denied("keyctl", "SCMP_ACT_ERRNO(1)", 2).call("clone3").denied("clone3", "SCMP_ACT_ERRNO(38)").number(Abi::X86_64, 9999, 1);
        const auto used = usedProfile(recording);
        const auto comparison = compared({{"used", used, {}}, {"p", read(kAllow), {}}});
        QCOMPARE_EQ(inWords(rowOf(comparison, "read").answers[0]), "allow");
        QCOMPARE_EQ(inWords(rowOf(comparison, "keyctl").answers[0]), "deny (EPERM)"); // tried, never let through
        QCOMPARE_EQ(inWords(rowOf(comparison, "clone3").answers[0]), "deny (ENOSYS)");
        QCOMPARE_EQ(inWords(rowOf(comparison, "write").answers[0]), "deny (EPERM)");
        QCOMPARE_EQ(inWords(rowOf(comparison, "mseal").answers[0]), "deny (EPERM)"); // newer than all that was used
        QCOMPARE_EQ(used.architectures, std::vector<std::string>{"SCMP_ARCH_X86_64"});
        // Nothing was recorded: nothing is allowed, and it is still a profile.
        const auto nothing = compared({{"nothing", usedProfile(test::RecordingMaker()), {}}, {"p", read(kAllow), {}}});
        QCOMPARE_EQ(inWords(rowOf(nothing, "read").answers[0]), "deny (EPERM)");
    }
};

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
