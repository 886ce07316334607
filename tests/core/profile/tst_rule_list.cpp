#include "profile/rule_list.h"

#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "profile/resolve.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::profile;

namespace {

Profile read(std::string_view json)
{
    auto document = formats::readSeccompJson(json);
    if (!document)
        qFatal("%s", document.error().message.c_str());
    return document->profile;
}

constexpr std::string_view kProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
    {"names": ["read", "socket", "write"], "action": "SCMP_ACT_ALLOW", "x-owner": "net"},
    {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]},
    {"names": ["mount", "umount2"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}, "comment": "first"},
    {"names": ["swapon"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}, "comment": "second"}
]})";

/// The first name of each rule, in the order of the file.
QString order(const Profile &profile)
{
    QStringList names;
    for (const auto &rule : profile.rules)
        names << QString::fromStdString(rule.allNames().front());
    return names.join(QLatin1Char(' '));
}

} // namespace

class TestRuleList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moves_data()
    {
        QTest::addColumn<QList<int>>("moved");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("after");
        QTest::newRow("up") << QList{2} << 1 << "read mount personality swapon";
        QTest::newRow("down") << QList{0} << 2 << "personality read mount swapon";
        QTest::newRow("to the end") << QList{0} << 4 << "personality mount swapon read";
        QTest::newRow("beyond the end") << QList{1} << 99 << "read mount swapon personality";
        QTest::newRow("in place") << QList{1} << 1 << "read personality mount swapon";
        QTest::newRow("two, from both sides") << QList{0, 3} << 2 << "personality read swapon mount";
    }
    void moves()
    {
        QFETCH(QList<int>, moved);
        QFETCH(int, to);
        QFETCH(QString, after);
        const auto profile = read(kProfile);
        std::vector<RuleId> ids;
        for (const int row : moved)
            ids.push_back(profile.rules[static_cast<std::size_t>(row)].id);
        const auto edited = withMovedRules(profile, ids, static_cast<std::size_t>(to));
        QCOMPARE_EQ(order(edited), after);
        // What is decided stays, whatever the order.
        Target target;
        target.architecture = Abi::X86_64;
        const auto before = compile(profile, target);
        const auto now = compile(edited, target);
        VERIFY_RESULT(before);
        VERIFY_RESULT(now);
        for (const int number : {0, 1, 41, 135, 165, 250})
            QCOMPARE_EQ(now->decide(Abi::X86_64, number).toString(), before->decide(Abi::X86_64, number).toString());
    }

    void addsAndRemoves()
    {
        const auto profile = read(kProfile);
        Rule rule;
        rule.names = {"keyctl"};
        const auto added = withAddedRule(profile, rule, 1);
        QCOMPARE_EQ(order(added), QStringLiteral("read keyctl personality mount swapon"));
        QVERIFY(std::ranges::none_of(profile.rules, [&](const Rule &old) { return old.id == added.rules[1].id; }));
        const auto removed = withoutRules(added, std::array{added.rules[0].id, added.rules[4].id});
        QCOMPARE_EQ(order(removed), QStringLiteral("keyctl personality mount"));
        QCOMPARE_EQ(formats::writeSeccompJson(withoutRules(profile, {})), formats::writeSeccompJson(profile));

        // The old form stays the old form; a profile without a default says what it means.
        const auto old = withAddedRule(read(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"name": "read", "action": "SCMP_ACT_ALLOW"}]})"), rule, 99);
        QCOMPARE_EQ(old.rules.back().name, std::optional<std::string>("keyctl"));
        QCOMPARE_EQ(withAddedRule(read("{}"), rule, 0).defaultAction, std::optional(Action::Allow));
    }

    void splitsWithEverythingThatTheRuleSays()
    {
        const auto profile = read(kProfile);
        const auto edited = withSplitRule(profile, profile.rules[2].id, std::array{std::string("umount2")});
        QCOMPARE_EQ(edited.rules.size(), 5U);
        QCOMPARE_EQ(edited.rules[2].names, std::vector<std::string>{"mount"});
        QCOMPARE_EQ(edited.rules[3].names, std::vector<std::string>{"umount2"});
        QCOMPARE_EQ(edited.rules[3].includes.capabilities, std::vector<std::string>{"CAP_SYS_ADMIN"});
        QCOMPARE_EQ(edited.rules[3].comment, std::string("first"));
        const auto unknown = withSplitRule(profile, profile.rules[0].id, std::array{std::string("read")});
        QCOMPARE_EQ(unknown.rules[1].members.unknown.size(), 1U); // x-owner is theirs, too
        // All or nothing is no split.
        for (const std::vector<std::string> &names : {std::vector<std::string>{}, {"mount", "umount2"}, {"read"}})
            QCOMPARE_EQ(withSplitRule(profile, profile.rules[2].id, names).rules.size(), 4U);
    }

    void joinsWhatSaysTheSame()
    {
        const auto profile = read(kProfile);
        std::vector<RuleId> all;
        for (const auto &rule : profile.rules)
            all.push_back(rule.id);
        // read allows without a condition, so it cannot take the others in.
        QCOMPARE_EQ(withJoinedRules(profile, all).rules.size(), 4U);
        const auto edited = withJoinedRules(profile, std::array{all[2], all[3]});
        QCOMPARE_EQ(order(edited), QStringLiteral("read personality mount"));
        QCOMPARE_EQ(edited.rules[2].names, (std::vector<std::string>{"mount", "swapon", "umount2"}));
        QCOMPARE_EQ(edited.rules[2].comment, std::string("first; second"));
        // Splitting gives the rules back.
        const auto again = withSplitRule(edited, edited.rules[2].id, std::array{std::string("swapon")});
        QVERIFY(sayTheSame(again.rules[3], profile.rules[3]));
    }

    void theDefaultAnswerKeepsItsSpelling()
    {
        const auto podman = read(R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 1, "defaultErrno": "EPERM", "syscalls": []})");
        const auto edited = withDefaultAnswer(podman, Action::Errno, 38);
        QCOMPARE_EQ(edited.defaultErrnoRet, std::optional<std::uint32_t>(38));
        QCOMPARE_EQ(edited.defaultErrnoName, std::optional<std::string>("ENOSYS"));
        const auto killing = read(R"({"defaultAction": "SCMP_ACT_KILL", "syscalls": []})");
        QCOMPARE_EQ(withDefaultAnswer(killing, Action::KillThread, std::nullopt).defaultAction, std::optional(Action::Kill));
        QCOMPARE_EQ(withDefaultAnswer(killing, Action::Log, std::nullopt).defaultAction, std::optional(Action::Log));
    }

    void saysWhyARuleIsDropped_data()
    {
        using Kind = DropReason::Kind;
        QTest::addColumn<QString>("conditions");
        QTest::addColumn<int>("engine");
        QTest::addColumn<int>("kind"); // -1: not dropped
        QTest::addColumn<QString>("what");
        const int docker = static_cast<int>(EngineRules::Docker);
        const int podman = static_cast<int>(EngineRules::Podman);
        const int containerd = static_cast<int>(EngineRules::Containerd);
        const auto row = [](const char *name, const char *conditions, int engine, int kind, const char *what) { QTest::newRow(name) << conditions << engine << kind << what; };
        const auto is = [](Kind kind) { return static_cast<int>(kind); };
        row("none", "", docker, -1, "");
        row("held", R"("includes": {"caps": ["CAP_CHOWN"]})", docker, -1, "");
        row("missing", R"("includes": {"caps": ["CAP_CHOWN", "CAP_SYS_ADMIN"]})", docker, is(Kind::CapabilityMissing), "CAP_SYS_ADMIN");
        row("excluded by what is held", R"("excludes": {"caps": ["CAP_SYS_ADMIN", "CAP_CHOWN"]})", docker, is(Kind::CapabilityHeld), "CAP_CHOWN");
        row("other machines", R"("includes": {"arches": ["s390x", "arm64"]})", docker, is(Kind::OtherArchitecture), "s390x, arm64");
        row("this machine", R"("excludes": {"arches": ["amd64"]})", docker, is(Kind::ArchitectureExcluded), "amd64");
        row("new kernel", R"("includes": {"minKernel": "6.2"})", docker, is(Kind::KernelTooOld), "6.2");
        row("old enough", R"("includes": {"minKernel": "6.1"})", docker, -1, "");
        row("excluded kernel", R"("excludes": {"minKernel": "6.1"})", docker, is(Kind::KernelExcluded), "6.1");
        row("podman reads no kernel", R"("includes": {"minKernel": "6.2"})", podman, -1, "");
        row("containerd reads nothing", R"("includes": {"caps": ["CAP_SYS_ADMIN"]})", containerd, -1, "");
    }
    void saysWhyARuleIsDropped()
    {
        QFETCH(QString, conditions);
        QFETCH(int, engine);
        QFETCH(int, kind);
        QFETCH(QString, what);
        const QString text = QStringLiteral(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"%1}]})")
                                 .arg(conditions.isEmpty() ? QString() : QStringLiteral(", ") + conditions);
        const auto profile = read(text.toStdString());
        Target target;
        target.architecture = Abi::X86_64;
        target.kernel = {6, 1};
        target.capabilities = {"CAP_CHOWN"};
        target.rules = static_cast<EngineRules>(engine);
        const auto why = whyDropped(profile.rules[0], 0, target);
        VERIFY_RESULT(why);
        QCOMPARE_EQ(why->has_value(), kind >= 0);
        if (*why) {
            QCOMPARE_EQ(static_cast<int>((*why)->kind), kind);
            QCOMPARE_EQ(QString::fromStdString((*why)->what), what);
        }
        // The engine agrees.
        const auto resolved = resolve(profile, target);
        VERIFY_RESULT(resolved);
        QCOMPARE_EQ(resolved->rules.empty(), kind >= 0);
    }
};

QTEST_MAIN(TestRuleList)
#include "tst_rule_list.moc"
