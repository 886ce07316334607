#include "models/filterwords.h"
#include "models/syscallfilter.h"

#include "documents/decisions.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::app;

namespace {

using analysis::Answered;
using analysis::Standing;

/// keyctl is critical and denied by default; mount needs a capability; personality is limited.
SyscallRow rowOf(const char *name, Standing standing = Standing::Denied, std::uint16_t errnoValue = 1)
{
    SyscallRow row;
    row.syscall = syscalls::Catalogue::builtIn().find(name);
    Q_ASSERT(row.syscall);
    row.number = row.syscall->number(Abi::X86_64);
    Answered answer;
    answer.standing = standing;
    answer.argumentsMatter = standing == Standing::Limited;
    answer.decision = standing == Standing::Allowed ? profile::Decision{profile::Action::Allow, 0} : profile::Decision{profile::Action::Errno, errnoValue};
    row.answer = row.saved = answer;
    row.dockerDefault = row.podmanDefault = Answered{{profile::Action::Errno, 1}, Standing::Denied, false};
    return row;
}

} // namespace

class TestSyscallFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("syscall");
        QTest::addColumn<int>("standing");
        QTest::addColumn<bool>("accepted");
        const int denied = static_cast<int>(Standing::Denied);
        const int allowed = static_cast<int>(Standing::Allowed);
        const int limited = static_cast<int>(Standing::Limited);
        QTest::newRow("empty") << "" << "read" << allowed << true;
        QTest::newRow("part of the name") << "ctl" << "keyctl" << denied << true;
        QTest::newRow("not the name") << "zzz" << "keyctl" << denied << false;
        QTest::newRow("number") << "250" << "keyctl" << denied << true;
        QTest::newRow("case") << "KEYCTL" << "keyctl" << denied << true;
        QTest::newRow("two words") << "key ctl" << "keyctl" << denied << true;
        QTest::newRow("negated word") << "-ctl" << "keyctl" << denied << false;
        QTest::newRow("risk") << "risk:critical" << "keyctl" << denied << true;
        QTest::newRow("risk at least") << "risk>=high" << "read" << allowed << false;
        QTest::newRow("risk below") << "risk<high" << "read" << allowed << true;
        QTest::newRow("action allow") << "action:allow" << "read" << allowed << true;
        QTest::newRow("allow is not limited") << "action:allow" << "personality" << limited << false;
        QTest::newRow("limited") << "action:limited" << "personality" << limited << true;
        QTest::newRow("open has both") << "action:open" << "personality" << limited << true;
        QTest::newRow("deny") << "action:deny" << "keyctl" << denied << true;
        QTest::newRow("errno name") << "action:EPERM" << "keyctl" << denied << true;
        QTest::newRow("other errno") << "action:ENOSYS" << "keyctl" << denied << false;
        QTest::newRow("differs") << "differs:docker" << "keyctl" << allowed << true;
        QTest::newRow("does not differ") << "differs:docker" << "keyctl" << denied << false;
        QTest::newRow("default") << "default:deny" << "keyctl" << allowed << true;
        QTest::newRow("not seen") << "seen:no" << "read" << allowed << true;
        QTest::newRow("seen") << "seen:yes" << "read" << allowed << false;
        QTest::newRow("group") << "group:@mount" << "mount" << denied << true;
        QTest::newRow("capability") << "cap:sys_admin" << "mount" << denied << true;
        QTest::newRow("cve") << "cve:yes" << "keyctl" << denied << true;
        QTest::newRow("cve id") << "cve:2016-0728" << "keyctl" << denied << true;
        QTest::newRow("arguments") << "arg:yes" << "personality" << limited << true;
        QTest::newRow("since") << "since>=5.0" << "clone3" << denied << true;
        QTest::newRow("since before") << "since<5.0" << "clone3" << denied << false;
        QTest::newRow("the very name") << "name=read" << "read" << allowed << true;
        QTest::newRow("not a part of it") << "name=read" << "readv" << allowed << false;
        QTest::newRow("podman") << "podman:deny" << "keyctl" << denied << true;
        QTest::newRow("podman open") << "podman:open" << "keyctl" << denied << false;
        QTest::newRow("differs from podman") << "differs:podman" << "keyctl" << allowed << true;
        QTest::newRow("first of what was not seen") << "first>=0" << "read" << allowed << false;
        QTest::newRow("quoted") << "\"key ctl\"" << "keyctl" << denied << false;
        QTest::newRow("negated term") << "-action:deny" << "keyctl" << denied << false;
    }
    void accepts()
    {
        QFETCH(QString, filter);
        QFETCH(QString, syscall);
        QFETCH(int, standing);
        QFETCH(bool, accepted);
        const auto parsed = SyscallFilter::parse(filter);
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error()));
        QCOMPARE_EQ(parsed->accepts(rowOf(qPrintable(syscall), static_cast<Standing>(standing))), accepted);
    }

    void countsWhatWasSeen()
    {
        SyscallEvidence evidence;
        evidence.count = 120;
        evidence.firstSeenNs = 1'500'000'000;
        evidence.names = std::make_shared<const std::vector<QString>>(std::vector{QStringLiteral("redis"), QStringLiteral("nginx"), QStringLiteral("Worker 1")});
        evidence.processes = {1, 2};
        trace::ProbeResult probe;
        probe.probe = "GET http :80 /";
        evidence.causes = {{analysis::Cause::Kind::Start, nullptr}, {analysis::Cause::Kind::Probe, &probe}};
        auto row = rowOf("read", Standing::Allowed);
        row.evidence = &evidence;
        QVERIFY(SyscallFilter::parse(QStringLiteral("seen:yes"))->accepts(row));
        QVERIFY(SyscallFilter::parse(QStringLiteral("seen>100"))->accepts(row));
        QVERIFY(!SyscallFilter::parse(QStringLiteral("seen>120"))->accepts(row));
        QVERIFY(SyscallFilter::parse(QStringLiteral("by:work"))->accepts(row));
        QVERIFY(!SyscallFilter::parse(QStringLiteral("by:redis"))->accepts(row));
        QVERIFY(SyscallFilter::parse(QStringLiteral("first>=1.5"))->accepts(row));
        QVERIFY(SyscallFilter::parse(QStringLiteral("first<2"))->accepts(row));
        QVERIFY(!SyscallFilter::parse(QStringLiteral("first<1.5"))->accepts(row));
        for (const char *fits : {"by:worker", "by=\"worker 1\"", "proc:worker", "proc:\"worker 1\"", "proc=nginx", "proc:*", "-proc:redis", "probe:start", "probe:get", "probe:*", "-probe:end"})
            QVERIFY2(SyscallFilter::parse(QLatin1StringView(fits))->accepts(row), fits);
        for (const char *not_ : {"by=worker", "proc:redis", "proc=ngin", "proc:no", "probe:end", "probe:post", "probe:no"})
            QVERIFY2(!SyscallFilter::parse(QLatin1StringView(not_))->accepts(row), not_);
        // The same filter looks at another recording's names anew.
        const auto filter = *SyscallFilter::parse(QStringLiteral("proc:redis"));
        QVERIFY(!filter.accepts(row));
        evidence.names = std::make_shared<const std::vector<QString>>(std::vector{QStringLiteral("nginx"), QStringLiteral("redis-server"), QStringLiteral("sh")});
        QVERIFY(filter.accepts(row));
    }

    void knowsTheRulesAndDefaults()
    {
        auto row = rowOf("personality", Standing::Limited);
        row.rules = {2, 16};
        row.podmanDefault = row.answer;
        for (const char *fits : {"rule:3", "rule:17", "rule:*", "rule>=17", "differs:docker", "-differs:podman", "arg:*", "arg:persona", "-arg:AF_INET"})
            QVERIFY2(SyscallFilter::parse(QLatin1StringView(fits))->accepts(row), fits);
        for (const char *not_ : {"rule:2", "rule:no", "rule>17", "differs:podman", "arg:no", "arg:AF_INET"})
            QVERIFY2(!SyscallFilter::parse(QLatin1StringView(not_))->accepts(row), not_);
        QVERIFY(SyscallFilter::parse(QStringLiteral("rule:no"))->accepts(rowOf("read")));
        QVERIFY(SyscallFilter::parse(QStringLiteral("arg:AF_INET"))->accepts(rowOf("socket")));
        QVERIFY(SyscallFilter::parse(QStringLiteral("arg:CLONE_NEWUSER"))->accepts(rowOf("unshare")));
    }

    void namesWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("word");
        QTest::newRow("key") << "colour:red" << "colour";
        QTest::newRow("risk") << "risk:huge" << "huge";
        QTest::newRow("action") << "action:perhaps" << "perhaps";
        QTest::newRow("differs") << "differs:me" << "me";
        QTest::newRow("seen") << "seen:often" << "often";
        QTest::newRow("since") << "since:never" << "never";
        QTest::newRow("first") << "first:soon" << "soon";
        QTest::newRow("podman") << "podman:perhaps" << "perhaps";
        QTest::newRow("rule") << "rule:first" << "first";
        QTest::newRow("no value") << "risk>=" << "risk>=";
    }
    void namesWhatItCannotRead()
    {
        QFETCH(QString, filter);
        QFETCH(QString, word);
        const auto parsed = SyscallFilter::parse(filter);
        QVERIFY(!parsed.has_value());
        QVERIFY2(parsed.error().contains(word), qPrintable(parsed.error()));
    }

    void everyExampleIsUnderstood()
    {
        for (const auto &example : SyscallFilter::examples())
            QVERIFY2(SyscallFilter::parse(example).has_value(), qPrintable(example));
    }

    void termsGoInAndOut()
    {
        QString text = filterwords::withTerm(QStringLiteral("mount"), QStringLiteral("seen:yes"), true);
        QCOMPARE_EQ(text, QStringLiteral("mount seen:yes"));
        QVERIFY(filterwords::hasTerm(text, QStringLiteral("seen:yes")));
        text = filterwords::withTerm(text, QStringLiteral("seen:yes"), false);
        QCOMPARE_EQ(text, QStringLiteral("mount"));
    }
};

QTEST_GUILESS_MAIN(TestSyscallFilter)
#include "tst_syscallfilter.moc"
