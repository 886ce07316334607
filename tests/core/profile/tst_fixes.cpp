#include "profile/fixes.h"

#include "formats/seccomp_json.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::profile;

namespace {

Profile read(const std::string &json)
{
    auto document = formats::readSeccompJson(json);
    if (!document)
        qFatal("%s", document.error().message.c_str());
    return document->profile;
}

CheckOptions options()
{
    CheckOptions options;
    options.target.architecture = Abi::X86_64;
    options.target.kernel = {6, 1};
    return options;
}

} // namespace

class TestFixes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstFixEndsTheFinding_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("removed"); // must not be there afterwards
        const auto row = [](const char *code, const char *rules, const char *removed) { QTest::newRow(code) << QString::fromLatin1(rules) << QString::fromLatin1(code) << QString::fromLatin1(removed); };
        row("unknown-syscall", R"x({"names": ["opnat", "read"], "action": "SCMP_ACT_ALLOW"})x", "opnat");
        row("unknown-capability", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["sys_admin"]}})x", "\"sys_admin\"");
        row("unknown-architecture", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW", "excludes": {"arches": ["x86_64"]}})x", "\"x86_64\"");
        row("no-names", R"x({"names": [], "action": "SCMP_ACT_ALLOW"}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"})x", "[]");
        row("duplicate", R"x({"names": ["read", "read"], "action": "SCMP_ACT_ALLOW"})x", "KILL");
        row("contradictory", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": ["read", "write"], "action": "SCMP_ACT_KILL"})x", "nothing");
        row("shadowed", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]})x", "args");
        row("pointer-compared", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 1, "value": 1, "op": "SCMP_CMP_EQ"}]})x", "SCMP_CMP");
        row("datum-outside-mask", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "valueTwo": 3, "op": "SCMP_CMP_MASKED_EQ"}]})x", "\"valueTwo\": 3");
        row("errno-without-use", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW", "errnoRet": 5})x", "errnoRet");
        row("errno-ignored", R"x({"names": ["keyctl"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"})x", "nothing");
        row("never-matches", R"x({"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 0, "op": "SCMP_CMP_LT"}]}, {"names": ["write"], "action": "SCMP_ACT_ALLOW"})x", "SCMP_CMP_LT");
    }
    void theFirstFixEndsTheFinding()
    {
        QFETCH(QString, rules);
        QFETCH(QString, code);
        QFETCH(QString, removed);
        const auto profile = read("{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"architectures\": [\"SCMP_ARCH_X86_64\"], \"syscalls\": [" + rules.toStdString() + "]}");
        const auto findings = check(profile, options());
        const auto found = std::ranges::find(findings, code.toStdString(), &Finding::code);
        QVERIFY(found != findings.end());
        const auto fixes = fixesFor(profile, *found);
        QVERIFY(!fixes.empty());
        const auto mended = withFix(profile, *found, fixes.front());
        const auto text = formats::writeSeccompJson(mended);
        QVERIFY2(!text.contains(removed.toStdString()), text.c_str());
        const auto left = check(mended, options());
        QVERIFY2(std::ranges::none_of(left, [&](const Finding &one) { return one.code == found->code && one.syscall == found->syscall && one.path == found->path; }), text.c_str());
    }

    void theNearestNameIsWritten()
    {
        const auto profile = read(R"x({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["opnat"], "action": "SCMP_ACT_ALLOW"}]})x");
        const auto findings = check(profile, options());
        const auto found = std::ranges::find(findings, "unknown-syscall", &Finding::code);
        const auto fixes = fixesFor(profile, *found);
        QCOMPARE_EQ(fixes.size(), 2U);
        QCOMPARE_EQ(withFix(profile, *found, fixes[0]).rules[0].names, std::vector<std::string>{"openat"});
        QVERIFY(withFix(profile, *found, fixes[1]).rules.empty());
    }

    void aPlaceThatIsGoneChangesNothing()
    {
        const auto profile = read(R"x({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []})x");
        Finding finding;
        finding.code = "no-names";
        finding.path = "syscalls[7]";
        QVERIFY(fixesFor(profile, finding).empty());
        QCOMPARE_EQ(formats::writeSeccompJson(withFix(profile, finding, {FixKind::RemoveRule, {}, {}})), formats::writeSeccompJson(profile));
    }
};

QTEST_GUILESS_MAIN(TestFixes)
#include "tst_fixes.moc"
