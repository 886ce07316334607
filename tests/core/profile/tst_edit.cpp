#include "profile/edit.h"

#include "formats/seccomp_json.h"
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

std::string decide(const Profile &profile, std::string_view syscall, const Arguments &arguments = {}, bool admin = false)
{
    Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 1};
    if (admin)
        target.capabilities.insert("CAP_SYS_ADMIN");
    const auto filter = compile(profile, target);
    if (!filter)
        return filter.error().message;
    return filter->decide(Abi::X86_64, syscalls::Catalogue::builtIn().find(syscall)->number(Abi::X86_64), arguments).toString();
}

constexpr std::string_view kProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
    {"names": ["close", "read", "write"], "action": "SCMP_ACT_ALLOW"},
    {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]},
    {"names": ["mount", "umount2"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}},
    {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38, "excludes": {"caps": ["CAP_SYS_ADMIN"]}}
]})";

} // namespace

class TestEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsWhateverTheRulesWere_data()
    {
        QTest::addColumn<QString>("syscall");
        QTest::newRow("not named") << "keyctl";
        QTest::newRow("limited") << "personality";
        QTest::newRow("conditional") << "mount";
        QTest::newRow("denied by a rule") << "clone3";
        QTest::newRow("allowed") << "read";
    }
    void allowsWhateverTheRulesWere()
    {
        QFETCH(QString, syscall);
        const std::string name = syscall.toStdString();
        const auto edited = withAnswer(read(kProfile), std::array{name}, {Action::Allow, std::nullopt});
        for (const bool admin : {false, true})
            for (const std::uint64_t value : {0ULL, 7ULL, 8ULL, ~0ULL})
                QCOMPARE_EQ(decide(edited, name, {value}, admin), std::string("SCMP_ACT_ALLOW"));
        // The others are as they were.
        QCOMPARE_EQ(decide(edited, "umount2"), std::string("SCMP_ACT_ERRNO(1)"));
        QCOMPARE_EQ(decide(edited, "umount2", {}, true), std::string("SCMP_ACT_ALLOW"));
    }

    void aNewNameGoesWhereAPersonWouldPutIt()
    {
        const auto edited = withAnswer(read(kProfile), std::array{std::string("keyctl")}, {Action::Allow, std::nullopt});
        QCOMPARE_EQ(edited.rules.size(), 4U);
        QCOMPARE_EQ(edited.rules[0].names, (std::vector<std::string>{"close", "keyctl", "read", "write"}));
    }

    void deniesOnEveryTarget_data()
    {
        QTest::addColumn<QString>("syscall");
        QTest::addColumn<QString>("expected");
        QTest::newRow("allowed") << "read" << "SCMP_ACT_ERRNO(1)";
        QTest::newRow("limited") << "personality" << "SCMP_ACT_ERRNO(1)";
        QTest::newRow("conditional") << "mount" << "SCMP_ACT_ERRNO(1)";
        QTest::newRow("clone3 so that C libraries fall back") << "clone3" << "SCMP_ACT_ERRNO(38)";
    }
    void deniesOnEveryTarget()
    {
        QFETCH(QString, syscall);
        QFETCH(QString, expected);
        const std::string name = syscall.toStdString();
        const auto edited = withoutSyscalls(read(kProfile), std::array{name});
        for (const bool admin : {false, true})
            for (const std::uint64_t value : {0ULL, 8ULL})
                QCOMPARE_EQ(decide(edited, name, {value}, admin), expected.toStdString());
    }

    void rulesWithoutNamesGo()
    {
        const auto edited = withoutSyscalls(read(kProfile), std::array{std::string("personality")});
        QCOMPARE_EQ(edited.rules.size(), 3U);
        const auto both = withoutSyscalls(read(kProfile), std::array{std::string("mount"), std::string("umount2")});
        QCOMPARE_EQ(both.rules.size(), 3U);
    }

    void denyListsGetARule()
    {
        const auto open = read(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": []})");
        const auto edited = withoutSyscalls(open, std::array{std::string("keyctl")});
        QCOMPARE_EQ(decide(edited, "keyctl"), std::string("SCMP_ACT_ERRNO(1)"));
        QCOMPARE_EQ(decide(edited, "read"), std::string("SCMP_ACT_ALLOW"));
        const auto back = withAnswer(edited, std::array{std::string("keyctl")}, {Action::Allow, std::nullopt});
        QVERIFY(back.rules.empty());
    }

    void theOldFormStaysTheOldForm()
    {
        const auto old = read(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"name": "read", "action": "SCMP_ACT_ALLOW", "args": null}]})");
        const auto edited = withAnswer(old, std::array{std::string("write")}, {Action::Allow, std::nullopt});
        QCOMPARE_EQ(edited.rules.size(), 2U);
        QCOMPARE_EQ(edited.rules[1].name.value_or(""), std::string("write"));
        QVERIFY(edited.rules[1].names.empty());
        QCOMPARE_EQ(decide(edited, "write"), std::string("SCMP_ACT_ALLOW"));
    }

    void answersWithAnErrno()
    {
        const auto edited = withAnswer(read(kProfile), std::array{std::string("read"), std::string("statx")}, {Action::Errno, 38U});
        QCOMPARE_EQ(decide(edited, "read"), std::string("SCMP_ACT_ERRNO(38)"));
        QCOMPARE_EQ(decide(edited, "statx"), std::string("SCMP_ACT_ERRNO(38)"));
        const auto toDefault = withAnswer(edited, std::array{std::string("read")}, {Action::Errno, 1U});
        QCOMPARE_EQ(decide(toDefault, "read"), std::string("SCMP_ACT_ERRNO(1)"));
    }

    void everySyscallOfTheDefaultCanBeTurnedRound()
    {
        const auto &standard = *builtInProfile("docker-default");
        for (const auto &syscall : syscalls::Catalogue::builtIn().all()) {
            if (!syscall.existsOn(Abi::X86_64))
                continue;
            const auto allowed = withAnswer(standard, std::array{syscall.name}, {Action::Allow, std::nullopt});
            const auto denied = withoutSyscalls(standard, std::array{syscall.name});
            // Compiling all of them would take minutes: a sample, and the ones with conditions.
            if (syscall.number(Abi::X86_64) % 40 != 0 && syscall.dockerReason.empty())
                continue;
            // What this libseccomp has no number for no rule can allow.
            Profile alone;
            alone.defaultAction = Action::Errno;
            alone.addRule({.names = {syscall.name}});
            QVERIFY2(decide(allowed, syscall.name) == "SCMP_ACT_ALLOW" || decide(alone, syscall.name) != "SCMP_ACT_ALLOW", syscall.name.c_str());
            QVERIFY2(!decide(denied, syscall.name).contains("ALLOW"), syscall.name.c_str());
        }
    }

    void sideEffectsLeaveOutWhatWasMeant()
    {
        Target target;
        target.architecture = Abi::X86_64;
        const auto profile = read(kProfile);
        const std::array edited = {std::string("cachestat")};
        const auto before = compile(profile, target);
        const auto after = compile(withAnswer(profile, edited, {Action::Allow, std::nullopt}), target);
        VERIFY_RESULT(before);
        VERIFY_RESULT(after);
        const auto effects = sideEffects(*before, *after, edited);
        QVERIFY(!std::ranges::contains(effects, std::string("cachestat"), &SideEffect::syscall));
        const auto found = std::ranges::find(effects, "faccessat2", &SideEffect::syscall);
        QVERIFY(found != effects.end());
        QCOMPARE_EQ(found->before.toString(), std::string("SCMP_ACT_ERRNO(38)"));
        QCOMPARE_EQ(found->after.toString(), std::string("SCMP_ACT_ERRNO(1)"));
        QVERIFY(sideEffects(*before, *before, edited).empty());
    }
};

QTEST_GUILESS_MAIN(TestEdit)
#include "tst_edit.moc"
