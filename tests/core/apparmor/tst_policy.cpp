#include "apparmor/policy.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <format>
#include <sstream>

using namespace whittle;
using namespace whittle::apparmor;

class TestPolicy : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheParser();
    void places_data();
    void places();
    void model();
    void blocksAndConditionals();
    void unknownStatements();
    void variables();
    void includes();
    void kindOfText();
    void hostile();
};

namespace {

Policy policyOf(std::string_view text)
{
    auto policy = readPolicy(text);
    if (!policy)
        qWarning("%s", policy.error().message.c_str());
    return policy ? *std::move(policy) : Policy{};
}

} // namespace

// The verdicts of apparmor_parser 4.1 over the AppArmor project's own cases: every single one.
void TestPolicy::agreesWithTheParser()
{
    REQUIRE_SHARED(shared);
    if (!std::filesystem::exists("/etc/apparmor.d/abi/4.0"))
        QSKIP("needs the files of the package apparmor, which some cases include");
    const PolicyFiles files = PolicyFiles::ofSystem();
    std::istringstream lines(test::contentOf(shared + "/apparmor-parser-cases.jsonl"));
    int cases = 0;
    QStringList differing;
    for (std::string line; std::getline(lines, line);) {
        const auto one = nlohmann::json::parse(line);
        const bool expected = one.at("parser41") == "pass";
        const ReadResult result = readPolicyText(one.at("text").get<std::string>(), {&files});
        if (result.problems.empty() != expected)
            differing.append(QString::fromStdString(one.at("name").get<std::string>()));
        ++cases;
    }
    qInfo("%d of %d cases agree with apparmor_parser 4.1", cases - static_cast<int>(differing.size()), cases);
    QCOMPARE_EQ(cases, 993);
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join(' ')));
}

void TestPolicy::places_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("comma") << QByteArray("profile p {\n  /a r\n  /b w,\n}\n") << 3 << 3 << QByteArray("comma");
    QTest::newRow("bare x") << QByteArray("profile p {\n  /a rx,\n}\n") << 2 << 6 << QByteArray("ix, px, cx or ux");
    QTest::newRow("w and a") << QByteArray("profile p {\n  /a wa,\n}\n") << 2 << 6 << QByteArray("exclude");
    QTest::newRow("capability") << QByteArray("profile p {\n  capability CAP_CHOWN,\n}\n") << 2 << 14 << QByteArray("CAP_CHOWN");
    QTest::newRow("variable") << QByteArray("profile p {\n  @{NONE}/x r,\n}\n") << 2 << 3 << QByteArray("@{NONE}");
    QTest::newRow("braces") << QByteArray("profile p {\n  /a{b r,\n}\n") << 2 << 3 << QByteArray("{");
    QTest::newRow("brace") << QByteArray("profile p {\n  /a r,\n") << 3 << 1 << QByteArray("}");
    QTest::newRow("flag") << QByteArray("profile p flags=(attach_disconnected,quick) {\n}\n") << 1 << 38 << QByteArray("quick");
    QTest::newRow("exec") << QByteArray("profile p {\n  /a ix,\n  /a px,\n}\n") << 3 << 3 << QByteArray("line 2");
    QTest::newRow("twice") << QByteArray("profile p { }\nprofile p { }\n") << 2 << 9 << QByteArray("twice");
}

void TestPolicy::places()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QByteArray, says);
    const ReadResult result = readPolicyText(text.toStdString());
    QCOMPARE_EQ(result.problems.size(), 1U);
    const Problem &problem = result.problems.front();
    QCOMPARE_EQ(static_cast<int>(problem.range.line), line);
    QCOMPARE_EQ(static_cast<int>(problem.range.column), column);
    QVERIFY2(problem.message.contains(says.toStdString()), problem.message.c_str());
    QVERIFY(readPolicy(text.toStdString()).error().message.starts_with(std::format("line {}, column {}: ", line, column)));
}

void TestPolicy::model()
{
    const Policy policy = policyOf("abi <abi/4.0>,\n@{PROC}=/proc/\n"
                                   "profile \"web server\" /usr/bin/{a,b} xattrs=(user.x=\"y\") flags=(attach_disconnected,complain) {\n"
                                   "  audit deny owner @{PROC}/*/mem rw,\n"
                                   "  /usr/bin/true Px -> other,\n  mr /lib/*.so,\n  priority=3 /x k,\n  \"/a b\" a,\n"
                                   "  network inet stream,\n  capability chown setuid,\n  signal (send receive) set=(hup term) peer=@{profile_name},\n"
                                   "  mount fstype=tmpfs options=(ro,nosuid) tmpfs -> /mnt,\n  unix (connect) type=stream addr=@x peer=(label=p),\n"
                                   "  set rlimit nofile <= 10,\n  change_profile /bin/x -> y,\n  link subset /n -> /t,\n"
                                   "  hat h { /h r, }\n}\n");
    QCOMPARE_EQ(policy.abis, std::vector<std::string>{"abi/4.0"});
    QCOMPARE_EQ(policy.profiles.size(), 1U);
    const Profile &profile = policy.profiles.front();
    QCOMPARE_EQ(profile.name, "web server");
    QCOMPARE_EQ(profile.attachment, "/usr/bin/{a,b}");
    QVERIFY(profile.hasFlag("complain"));
    QCOMPARE_EQ(profile.children.size(), 1U);
    QVERIFY(profile.children.front().isHat);
    QCOMPARE_EQ(profile.rules.size(), 13U);
    const auto rule = [&profile](RuleKind kind) -> const Rule & { return *std::ranges::find(profile.rules, kind, &Rule::kind); };
    const Rule &file = profile.rules.front();
    QVERIFY(file.qualifiers.audit && file.qualifiers.deny && file.qualifiers.owner);
    QCOMPARE_EQ(file.permissions, file_permission::kRead | file_permission::kWrite);
    QCOMPARE_EQ(permissionText(profile.rules[1].permissions, profile.rules[1].exec), "Px");
    QCOMPARE_EQ(profile.rules[1].target, "other");
    QCOMPARE_EQ(profile.rules[2].path, "/lib/*.so");
    QCOMPARE_EQ(profile.rules[3].qualifiers.priority, 3);
    QCOMPARE_EQ(profile.rules[4].path, "/a b");
    QCOMPARE_EQ(rule(RuleKind::Network).names, (std::vector<std::string>{"inet", "stream"}));
    QCOMPARE_EQ(rule(RuleKind::Capability).names, (std::vector<std::string>{"chown", "setuid"}));
    QCOMPARE_EQ(rule(RuleKind::Signal).condition("set")->values, (std::vector<std::string>{"hup", "term"}));
    QCOMPARE_EQ(rule(RuleKind::Mount).condition("options")->values, (std::vector<std::string>{"ro", "nosuid"}));
    QCOMPARE_EQ(rule(RuleKind::Mount).target, "/mnt");
    QCOMPARE_EQ(rule(RuleKind::Unix).peerCondition("label")->values.front(), "p");
    QCOMPARE_EQ(rule(RuleKind::Rlimit).names, (std::vector<std::string>{"nofile", "10"}));
    QVERIFY(rule(RuleKind::Link).subset);
}

void TestPolicy::blocksAndConditionals()
{
    const Policy policy = policyOf("$YES = true\nprofile p {\n  deny owner { /a w, }\n  if $YES { /b r, } else { /c r, }\n  if not defined @{X} { /d r, }\n}\n");
    const auto &rules = policy.profiles.front().rules;
    QCOMPARE_EQ(rules.size(), 4U);
    QVERIFY(rules[0].qualifiers.deny && rules[0].qualifiers.owner);
    QVERIFY(rules[1].active && !rules[2].active && rules[3].active);
}

// What cannot be read is told and kept, and what follows is read all the same.
void TestPolicy::unknownStatements()
{
    const std::string text = "profile p {\n  /a r,\n  teleport to /mars,\n  /b w,\n}\n";
    const ReadResult result = readPolicyText(text);
    QCOMPARE_EQ(result.problems.size(), 1U);
    QCOMPARE_EQ(static_cast<int>(result.problems.front().range.line), 3);
    const auto &rules = result.policy.profiles.front().rules;
    QCOMPARE_EQ(rules.size(), 3U);
    QVERIFY(rules[1].kind == RuleKind::Unknown);
    QCOMPARE_EQ(text.substr(rules[1].range.begin, rules[1].range.end - rules[1].range.begin), "teleport to /mars,");
    QCOMPARE_EQ(rules[2].path, "/b");
}

void TestPolicy::variables()
{
    QVERIFY(!readPolicyText("@{A}=@{B}\n@{B}=@{A}\nprofile p { /x@{A} r, }\n").problems.empty());
    QVERIFY(readPolicyText("@{A}=a b\n@{A}+=\"c d\" # more\nprofile p { /x@{A} r, }\n").problems.empty());
    QVERIFY(readPolicyText("profile p { /run/@{profile_name}/x r, }\n").problems.empty());
    // A product of values that nobody wants to write out.
    std::string text;
    for (char c = 'A'; c <= 'J'; ++c)
        text += std::format("@{{{}}}=a b c d e f g h i j\n", c);
    QVERIFY(readPolicyText(text + "profile p { /@{A}@{B}@{C}@{D}@{E}@{F}@{G}@{H}@{I}@{J} r, }\n").problems.empty());
}

void TestPolicy::includes()
{
    const PolicyFiles files = {[](const std::string &name, bool magic) -> std::optional<std::string> {
        if (magic && name == "tunables/global")
            return "@{PROC}=/proc/\n";
        if (magic && name == "abstractions/base")
            return "# rules\n@{PROC}/sys/kernel/version r,\n";
        if (name == "loop")
            return "include <loop>\n";
        return name == "broken" ? std::optional("/a r\n") : std::nullopt;
    }};
    const ReadOptions options{&files};
    const auto good = readPolicy("#include <tunables/global>\nprofile p {\n  include <abstractions/base>\n  include if exists <local/p>\n}\n", options);
    VERIFY_RESULT(good);
    QCOMPARE_EQ(good->profiles.front().rules.size(), 1U);
    QVERIFY(good->profiles.front().rules.front().included);
    QVERIFY(!good->profiles.front().includes.back().found);
    QVERIFY(!readPolicyText("profile p {\n  include <abstractions/none>\n}\n", options).problems.empty());
    QVERIFY(!readPolicyText("profile p {\n  include <loop>\n}\n", options).problems.empty());
    const ReadResult broken = readPolicyText("profile p {\n  include <broken>\n  /b r,\n}\n", options);
    QCOMPARE_EQ(broken.problems.size(), 1U);
    QCOMPARE_EQ(static_cast<int>(broken.problems.front().range.line), 2);
    // Without files nothing is missed that they could define.
    const auto alone = readPolicy("#include <tunables/global>\nprofile p {\n  @{PROC}/version r,\n}\n");
    VERIFY_RESULT(alone);
    QVERIFY(!alone->complete);
}

void TestPolicy::kindOfText()
{
    QVERIFY(looksLikePolicy("# comment\n\nprofile p flags=(complain) {\n}\n"));
    QVERIFY(looksLikePolicy("#include <tunables/global>\nprofile p {\n}\n"));
    QVERIFY(looksLikePolicy("abi <abi/4.0>,\nprofile p {\n}\n"));
    QVERIFY(looksLikePolicy("/usr/bin/foo {\n  /a r\n"));
    QVERIFY(!looksLikePolicy("{\"defaultAction\": \"SCMP_ACT_ERRNO\"}"));
    QVERIFY(!looksLikePolicy("profile: nginx\nkind: x\n"));
    QVERIFY(!looksLikePolicy(""));
    QVERIFY(!looksLikePolicy("# only a comment\n"));
    QVERIFY(!looksLikePolicy("#!/bin/sh\n/bin/true\n"));
}

void TestPolicy::hostile()
{
    std::string deep = "profile p {\n";
    for (int i = 0; i < 100000; ++i)
        deep += "owner {";
    QVERIFY(!readPolicyText(deep).problems.empty());
    std::string braces = "profile p { /";
    for (int i = 0; i < 100000; ++i)
        braces += "{a,";
    QVERIFY(!readPolicyText(braces + " r,\n}\n").problems.empty());
    std::string broken = "profile p {\n";
    for (int i = 0; i < 10000; ++i)
        broken += "  nonsense here,\n";
    QCOMPARE_EQ(readPolicyText(broken + "}\n").problems.size(), 100U);
    std::string execs = "profile p {\n";
    for (int i = 0; i < 2000; ++i)
        execs += std::format("  /{{a,b}}*{{c,d}}*{}* {},\n", i, i % 2 ? "ix" : "px");
    const ReadResult result = readPolicyText(execs + "}\n");
    QVERIFY(!result.problems.empty());
    QVERIFY(!readPolicyText(std::string("profile p {\n  /a\0b r,\n}\n", 24)).problems.empty());
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
