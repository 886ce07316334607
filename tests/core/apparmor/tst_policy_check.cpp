// What apparmor::check finds in a policy: each rule of it with a text that it is about, and one beside it that it is not.
#include "apparmor/check.h"
#include "support/support.h"

#include <QTest>

#include <format>
#include <set>

using namespace whittle;
using namespace whittle::test;

class TestPolicyCheck : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsNothingInAPlainProfile();
    void ordersBySeverity();
    void boundsItsWork();
};

namespace {

// A profile that has nothing to find, with these rules more and with other flags.
std::string policy(const QString &rules, const QString &flags = "attach_disconnected,mediate_deleted")
{
    return std::format("abi <abi/4.0>,\n"
                       "profile test flags=({}) {{\n"
                       "  signal (receive) peer=unconfined,\n"
                       "  deny /proc/sys/** w,\n  deny /proc/sysrq-trigger rw,\n  deny /sys/** w,\n  deny /proc/kcore rw,\n  deny mount,\n"
                       "  /usr/bin/tool ix,\n"
                       "  {}\n"
                       "}}\n",
                       flags.toStdString(), rules.toStdString());
}

std::set<std::string> codesOf(const std::string &text)
{
    std::set<std::string> codes;
    for (const apparmor::Finding &finding : apparmor::check(text))
        codes.insert(finding.code);
    return codes;
}

} // namespace

void TestPolicyCheck::finds_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("notFound"); // the same, mended
    const auto row = [](const char *code, const char *found, const char *notFound, const char *name = nullptr) { QTest::newRow(name ? name : code) << code << found << notFound; };
    row("all-allowed", "all,", "/etc/tool.conf r,");
    row("all-files", "file,", "file /etc/tool.conf r,");
    row("all-capabilities", "capability,", "capability chown,");
    row("grave-capability", "capability sys_admin,", "capability net_bind_service,");
    row("all-network", "network,", "network inet stream,");
    row("raw-network", "network inet raw,", "network inet dgram,");
    row("all-mounts", "mount,", "mount fstype=tmpfs options=(rw) tmpfs -> /run/tool/,");
    row("ptrace-others", "ptrace,", "ptrace peer=@{profile_name},");
    row("change-profile", "change_profile -> unconfined,", "change_profile -> other,");
    row("user-namespace", "userns,", "/etc/tool.conf r,");
    row("wide-write", "/** rw,", "/var/lib/tool/** rw,");
    row("wide-read", "/** r,", "/usr/share/** r,");
    row("unconfined-exec", "/usr/bin/* Ux,", "/usr/bin/other ix,");
    row("unconfined-exec", "/usr/bin/other pux,", "/usr/bin/other pix,", "unconfined-exec, as a way out");
    row("write-and-execute", "/opt/tool/run rwix,", "/opt/tool/run rix,");
    row("wide-exec", "/usr/** rix,", "/usr/lib/tool/helper rix,");
    row("library-without-m", "/usr/lib/x86_64-linux-gnu/libz.so.1 r,", "/usr/lib/x86_64-linux-gnu/libz.so.1 mr,");
    row("library-without-m", "/usr/lib/x86_64-linux-gnu/libz.so.1 r,", "/{usr/,}lib/x86_64-linux-gnu/libz.so.1 r,\n  /usr/lib/x86_64-linux-gnu/libz.so.1.* mr,\n  /usr/lib/x86_64-linux-gnu/libz.so.1 mr,",
        "library-without-m, mapped by its other name");
    row("library-without-m", "/usr/lib/libz.so.1 r,\n  /usr/lib/libc.so.6 mr,", "/usr/lib/libz.so.1 r,\n  /usr/lib/*.so.* mr,", "library-without-m, beside others");
}

void TestPolicyCheck::finds()
{
    QFETCH(QString, code);
    QFETCH(QString, found);
    QFETCH(QString, notFound);
    QVERIFY2(codesOf(policy(found)).contains(code.toStdString()), qPrintable(found));
    QVERIFY2(!codesOf(policy(notFound)).contains(code.toStdString()), qPrintable(notFound));
}

void TestPolicyCheck::findsNothingInAPlainProfile()
{
    for (const apparmor::Finding &finding : apparmor::check(policy("")))
        QVERIFY2(finding.severity < profile::Severity::Medium, std::format("{}: {}", finding.code, finding.message).c_str());
    QVERIFY(codesOf(policy("", "complain")).contains("complain-mode"));
    QVERIFY(codesOf(policy("", "complain")).contains("no-attach-disconnected"));
    QVERIFY(codesOf(policy("", "unconfined")).contains("unconfined-mode"));
    QVERIFY(codesOf("profile bare { /usr/bin/tool ix, }\n").contains("no-stop-signal"));
}

void TestPolicyCheck::ordersBySeverity()
{
    const auto findings = apparmor::check(policy("/** r,\n  capability,\n  this is no rule"));
    QVERIFY(findings.size() >= 3);
    QCOMPARE_EQ(findings.front().code, "syntax");
    QVERIFY(std::ranges::is_sorted(findings, std::greater<>(), &apparmor::Finding::severity));
}

// Every library is held against what may be mapped: many of both take no time to speak of.
void TestPolicyCheck::boundsItsWork()
{
    QString rules;
    for (int i = 0; i < 3000; ++i)
        rules += QString("/opt/{a,b}%1/**/lib*.so.%1 r,\n  /opt/[cd]%1/** mr,\n  ").arg(i);
    const auto begin = std::chrono::steady_clock::now();
    const auto codes = codesOf(policy(rules));
    QVERIFY(codes.contains("library-without-m"));
    QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

QTEST_GUILESS_MAIN(TestPolicyCheck)
#include "tst_policy_check.moc"
