#include "formats/seccomp_json.h"
#include "profile/compare.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using profile::Arguments;
using profile::Change;

class TestCompare : public QObject
{
    Q_OBJECT

private slots:
    void changes_data();
    void changes();
    void riskiestFirst();
    void narrowAbisHaveNoHighBits();
    void interestingArguments();
    void manyConditionsStayBounded();
};

namespace {

profile::Profile read(const QByteArray &rules, const char *action = "ERRNO")
{
    const std::string text = std::string(R"({"defaultAction": "SCMP_ACT_)") + action + R"(", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"], "syscalls": [{"names": ["mseal"], "action": "SCMP_ACT_TRAP"})"
        + (rules.isEmpty() ? "" : ",") + rules.toStdString() + "]}";
    auto document = formats::readSeccompJson(text);
    if (!document)
        QTest::qFail(document.error().message.c_str(), __FILE__, __LINE__);
    return document ? document->profile : profile::Profile();
}

std::vector<profile::Difference> compared(const profile::Profile &left, const profile::Profile &right)
{
    profile::Target target;
    target.architecture = Abi::X86_64;
    const auto leftFilter = profile::compile(left, target);
    const auto rightFilter = profile::compile(right, target);
    if (!leftFilter || !rightFilter) {
        QTest::qFail("does not compile", __FILE__, __LINE__);
        return {};
    }
    return profile::compare(left, *leftFilter, right, *rightFilter);
}

} // namespace

void TestCompare::changes_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("change");
    const QByteArray allow = R"({"names": ["fsync"], "action": "SCMP_ACT_ALLOW"})";
    const QByteArray log = R"({"names": ["fsync"], "action": "SCMP_ACT_LOG"})";
    const QByteArray some = R"({"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 3, "op": "SCMP_CMP_EQ"}]})";
    const QByteArray others = R"({"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 4, "op": "SCMP_CMP_EQ"}]})";
    const QByteArray enosys = R"({"names": ["fsync"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38})";
    const QByteArray kill = R"({"names": ["fsync"], "action": "SCMP_ACT_KILL"})";
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right, Change change) {
        QTest::newRow(name) << left << right << QString::fromUtf8(profile::changeName(change));
    };
    row("allowed", {}, allow, Change::NewlyAllowed);
    row("denied", allow, {}, Change::NewlyDenied);
    row("some arguments more", {}, some, Change::Looser);
    row("all arguments", some, allow, Change::Looser);
    row("some arguments only", allow, some, Change::Stricter);
    row("other arguments", some, others, Change::OtherArguments);
    row("another error", {}, enosys, Change::OtherErrno);
    row("killed for it", {}, kill, Change::Stricter);
    row("an error for it", kill, {}, Change::Looser);
    row("logged now", allow, log, Change::OtherAction);
}

void TestCompare::changes()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(QString, change);
    const auto differences = compared(read(left), read(right));
    QCOMPARE_EQ(differences.size(), 2U); // x86_64 and i386
    for (const profile::Difference &one : differences) {
        QCOMPARE_EQ(one.syscall, "fsync");
        QCOMPARE_EQ(QString::fromUtf8(profile::changeName(one.change)), change);
    }
    QVERIFY(compared(read(left), read(left)).empty());
}

void TestCompare::riskiestFirst()
{
    const auto differences = compared(read({}), read(R"({"names": ["fsync", "mount", "io_uring_setup", "init_module"], "action": "SCMP_ACT_ALLOW"})"));
    QVERIFY(differences.size() >= 8);
    QVERIFY(std::ranges::is_sorted(differences, std::greater(), &profile::Difference::risk));
    QCOMPARE_EQ(differences.front().risk, syscalls::Risk::Critical);
}

void TestCompare::narrowAbisHaveNoHighBits()
{
    // Only what stands above 32 bits differs: a difference of 64-bit programs.
    const auto differences = compared(read(R"({"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 4294967295, "op": "SCMP_CMP_LE"}]})"),
                                      read(R"({"names": ["fsync"], "action": "SCMP_ACT_ALLOW"})"));
    QCOMPARE_EQ(differences.size(), 1U);
    QCOMPARE_EQ(differences.front().abi, Abi::X86_64);
    for (const profile::DifferentPoint &point : differences.front().points)
        QVERIFY(point.arguments[0] > 0xffffffffU);
}

void TestCompare::interestingArguments()
{
    const auto conditional = read(R"({"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}, {"index": 2, "value": 255, "valueTwo": 9, "op": "SCMP_CMP_MASKED_EQ"}]})");
    const auto points = profile::interestingArguments(conditional, "socket");
    QCOMPARE_EQ(points.front(), Arguments{});
    const auto has = [&points](std::uint64_t first, std::uint64_t third) { return std::ranges::contains(points, Arguments{first, 0, third, 0, 0, 0}); };
    QVERIFY(has(39, 9) && has(40, 9) && has(41, 9));
    QVERIFY(has(0x100000028, 9));
    QVERIFY(has(40, 8)); // one bit of the mask beside the datum
    QVERIFY(has(std::numeric_limits<std::uint64_t>::max(), 0));
    auto sorted = points;
    std::ranges::sort(sorted);
    QVERIFY(std::ranges::adjacent_find(sorted) == sorted.end());
    QCOMPARE_EQ(profile::interestingArguments(conditional, "read"), std::vector<Arguments>{Arguments{}});
    // The old form names syscalls too.
    QVERIFY(profile::interestingArguments(read(R"({"name": "fsync", "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 4, "op": "SCMP_CMP_EQ"}]})"), "fsync").size() > 1);
}

void TestCompare::manyConditionsStayBounded()
{
    profile::Profile many = read({});
    for (std::uint64_t i = 0; i < 300; ++i) {
        profile::Rule rule;
        rule.names = {"sendto"};
        for (std::uint32_t index = 0; index < 6; ++index)
            rule.args.push_back({.index = index, .op = profile::Operator::EQ, .value = i * 17 + index, .valueTwo = 0, .members = {}});
        many.addRule(rule);
    }
    const auto points = profile::interestingArguments(many, "sendto");
    QVERIFY(points.size() < 20000);
    // Where each rule holds as a whole is asked all the same.
    QVERIFY(std::ranges::contains(points, Arguments{299 * 17, 299 * 17 + 1, 299 * 17 + 2, 299 * 17 + 3, 299 * 17 + 4, 299 * 17 + 5}));
}

QTEST_APPLESS_MAIN(TestCompare)
#include "tst_compare.moc"
