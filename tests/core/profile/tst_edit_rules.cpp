#include "profile/edit_rules.h"

#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

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

Target target()
{
    Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 1};
    target.runtime = Runtime::Crun; // runc's own ENOSYS answers depend on which syscalls are named
    return target;
}

std::string decide(const Profile &profile, std::string_view syscall, const Arguments &arguments = {})
{
    const auto filter = compile(profile, target());
    if (!filter)
        return filter.error().message;
    return filter->decide(Abi::X86_64, syscalls::Catalogue::builtIn().find(syscall)->number(Abi::X86_64), arguments).toString();
}

constexpr std::string_view kProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
    {"names": ["read", "socket", "write"], "action": "SCMP_ACT_ALLOW"},
    {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]},
    {"names": ["mount", "umount2"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}}
]})";

} // namespace

class TestEditRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameRulesChangeNothing()
    {
        const auto profile = read(kProfile);
        for (const char *syscall : {"read", "socket", "personality", "mount", "keyctl"})
            QCOMPARE_EQ(formats::writeSeccompJson(withRules(profile, syscall, rulesOf(profile, syscall))), formats::writeSeccompJson(profile));
    }

    void oneSyscallIsTakenOutOfASharedRule()
    {
        const auto profile = read(kProfile);
        auto rules = rulesOf(profile, "socket");
        QCOMPARE_EQ(rules.size(), 1U);
        rules[0].names = {"socket"};
        rules[0].args = {{.index = 0, .op = Operator::EQ, .value = 1, .members = {}}};
        const auto edited = withRules(profile, "socket", rules);
        QCOMPARE_EQ(edited.rules.size(), 4U);
        QCOMPARE_EQ(edited.rules[0].names, (std::vector<std::string>{"read", "write"}));
        QCOMPARE_EQ(edited.rules[1].names, std::vector<std::string>{"socket"});
        QCOMPARE_EQ(decide(edited, "socket", {1}), std::string("SCMP_ACT_ALLOW"));
        QCOMPARE_EQ(decide(edited, "socket", {2}), std::string("SCMP_ACT_ERRNO(1)"));
        QCOMPARE_EQ(decide(edited, "read"), std::string("SCMP_ACT_ALLOW"));
        std::set<RuleId> ids;
        for (const auto &rule : edited.rules)
            ids.insert(rule.id);
        QCOMPARE_EQ(ids.size(), edited.rules.size());
    }

    void aSharedRuleIsChangedForAllOfIt()
    {
        const auto profile = read(kProfile);
        auto rules = rulesOf(profile, "socket");
        rules[0].action = Action::Log;
        const auto edited = withRules(profile, "socket", rules);
        QCOMPARE_EQ(edited.rules.size(), profile.rules.size());
        QCOMPARE_EQ(decide(edited, "read"), std::string("SCMP_ACT_LOG"));
    }

    void rulesAreAddedAndRemoved()
    {
        const auto profile = read(kProfile);
        auto rules = rulesOf(profile, "personality");
        Rule more = rules[0];
        more.id = 0;
        more.args[0].value = 0xffffffff;
        rules.push_back(more);
        const auto edited = withRules(profile, "personality", rules);
        QCOMPARE_EQ(edited.rules.size(), 4U);
        QVERIFY(names(edited.rules[2], "personality"));
        QCOMPARE_EQ(decide(edited, "personality", {0xffffffff}), std::string("SCMP_ACT_ALLOW"));
        QCOMPARE_EQ(decide(edited, "personality", {8}), std::string("SCMP_ACT_ALLOW"));
        const auto without = withRules(edited, "personality", {});
        QCOMPARE_EQ(without.rules.size(), 2U);
        QCOMPARE_EQ(decide(without, "personality", {8}), std::string("SCMP_ACT_ERRNO(1)"));
        const auto shared = withRules(profile, "mount", {});
        QCOMPARE_EQ(shared.rules[2].names, std::vector<std::string>{"umount2"});
    }

    void aNewSyscallComesLastInTheProfilesForm()
    {
        Rule rule;
        rule.names = {"keyctl"};
        const auto old = read(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"name": "read", "action": "SCMP_ACT_ALLOW"}]})");
        const auto edited = withRules(old, "keyctl", std::array{rule});
        QCOMPARE_EQ(edited.rules.back().name, std::optional<std::string>("keyctl"));
        const auto nothing = withRules(read("{}"), "keyctl", std::array{rule});
        QVERIFY(nothing.defaultAction.has_value());
    }

    void takesWhatTheDefaultSays_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("docker") << "docker-default";
        QTest::newRow("podman") << "podman-default";
    }
    void takesWhatTheDefaultSays()
    {
        QFETCH(QString, source);
        const auto *standard = builtInProfile(source.toStdString());
        QVERIFY(standard);
        // personality is limited in both, clone conditional, keyctl denied, read allowed.
        const std::vector<std::string> taken = {"personality", "clone", "clone3", "keyctl", "read"};
        for (const char *text : {R"({"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": [{"names": ["keyctl", "write", "clone"], "action": "SCMP_ACT_ALLOW"}]})", kProfile.data()}) {
            auto profile = read(text);
            profile.archMap = standard->archMap;
            const auto edited = withRulesFrom(profile, *standard, taken);
            const auto wanted = compile(*standard, target());
            VERIFY_RESULT(wanted);
            const auto filter = compile(edited, target());
            VERIFY_RESULT(filter);
            for (const auto &name : taken) {
                const int number = syscalls::Catalogue::builtIn().find(name)->number(Abi::X86_64);
                // What no rule of the source fits is left to the profile's own default action, so the errors may differ.
                for (const std::uint64_t value : {0ULL, 1ULL, 8ULL, 16ULL, 38ULL, 40ULL, 0x10000000ULL, 0x7e020000ULL, 0xffffffffULL})
                    QCOMPARE_EQ(filter->decide(Abi::X86_64, number, {value}).executes(), wanted->decide(Abi::X86_64, number, {value}).executes());
            }
            QCOMPARE_EQ(decide(edited, "write"), decide(profile, "write"));
            // Taken twice is taken once.
            QCOMPARE_EQ(formats::writeSeccompJson(withRulesFrom(edited, *standard, taken)), formats::writeSeccompJson(edited));
        }
    }

    void takesEverything()
    {
        const auto *standard = builtInProfile("docker-default");
        auto profile = read(R"({"defaultAction": "SCMP_ACT_KILL", "x-kept": 1, "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{"names": ["keyctl"], "action": "SCMP_ACT_ALLOW"}]})");
        const auto edited = withAllRulesFrom(profile, *standard);
        QCOMPARE_EQ(decide(edited, "keyctl"), std::string("SCMP_ACT_ERRNO(1)"));
        QCOMPARE_EQ(decide(edited, "read"), std::string("SCMP_ACT_ALLOW"));
        QVERIFY(formats::writeSeccompJson(edited).contains("x-kept"));
        QCOMPARE_EQ(edited.architectures, profile.architectures);
    }
};

QTEST_GUILESS_MAIN(TestEditRules)
#include "tst_edit_rules.moc"
