#include "analysis/rule_effects.h"

#include "formats/seccomp_json.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::analysis;
using profile::Change;

namespace {

profile::Profile read(std::string_view json)
{
    auto document = formats::readSeccompJson(json);
    if (!document)
        qFatal("%s", document.error().message.c_str());
    return document->profile;
}

profile::Target target(profile::Runtime runtime = profile::Runtime::Crun)
{
    profile::Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 1};
    target.runtime = runtime; // runc's own ENOSYS answers depend on which syscalls are named
    return target;
}

std::vector<RuleEffect> effectsOf(std::string_view json, const profile::Target &target)
{
    const auto profile = read(json);
    const auto filter = profile::compile(profile, target);
    if (!filter)
        qFatal("%s", filter.error().message.c_str());
    auto effects = ruleEffects(profile, target, *filter, {}, {});
    if (!effects)
        qFatal("%s", effects.error().message.c_str());
    return std::move(*effects);
}

} // namespace

class TestRuleEffects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFate()
    {
        const auto effects = effectsOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
            {"names": ["read", "write"], "action": "SCMP_ACT_ALLOW"},
            {"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]},
            {"names": ["mount"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}},
            {"names": ["keyctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1},
            {"names": ["keyctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
            {"names": ["s390_pci_mmio_read"], "action": "SCMP_ACT_ALLOW"},
            {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]}
        ]})", target());
        QCOMPARE_EQ(effects.size(), 7U);
        QVERIFY(effects[0].fate == RuleFate::Counts);
        QCOMPARE_EQ(effects[0].differences.size(), 2U);
        QCOMPARE_EQ(effects[0].differences[1].syscall, std::string("write"));
        QVERIFY(effects[0].differences[1].change == Change::NewlyAllowed);
        // An unconditional rule outweighs the one with a condition.
        QVERIFY(effects[1].fate == RuleFate::Idle);
        QVERIFY(effects[2].fate == RuleFate::Dropped);
        QCOMPARE_EQ(effects[2].dropped->what, std::string("CAP_SYS_ADMIN"));
        QVERIFY(effects[3].fate == RuleFate::SameAsDefault);
        QVERIFY(effects[4].fate == RuleFate::Counts);
        QVERIFY(effects[4].differences[0].change == Change::OtherErrno);
        QVERIFY(effects[5].fate == RuleFate::NoSyscall);
        QVERIFY(effects[6].fate == RuleFate::Counts);
        QVERIFY(effects[6].differences[0].change == Change::Looser);
        QVERIFY(!effects[6].differences[0].points.empty());
    }

    void theReadRuleChangesWhereItsConditionedTwinIsLeft()
    {
        const auto effects = effectsOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
            {"names": ["read"], "action": "SCMP_ACT_ALLOW"},
            {"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]}]})", target());
        QCOMPARE_EQ(effects[0].differences.size(), 1U);
        // Without it, descriptor 1 may still be read.
        QVERIFY(std::ranges::none_of(effects[0].differences[0].points, [](const profile::DifferentPoint &point) { return point.arguments[0] == 1; }));
    }

    void theEndOfEnosysAnswersIsAnEffect()
    {
        // Not read: its number is 0, and runc leaves the answers out where the largest number is 0.
        const auto effects = effectsOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
            {"names": ["write"], "action": "SCMP_ACT_ALLOW"},
            {"names": ["set_mempolicy_home_node"], "action": "SCMP_ACT_ALLOW"}]})", target(profile::Runtime::Runc));
        const auto &differences = effects[1].differences;
        const auto clone3 = std::ranges::find(differences, "clone3", &profile::Difference::syscall);
        QVERIFY(clone3 != differences.end());
        QCOMPARE_EQ(clone3->left.toString(), std::string("SCMP_ACT_ERRNO(38)"));
        QCOMPARE_EQ(clone3->right.toString(), std::string("SCMP_ACT_ERRNO(1)"));
    }

    /// The sum of the parts: what docker's default changes is what its rules change, and dropping one rule is compiling without it.
    void dockerDefault()
    {
        const auto *standard = profile::builtInProfile("docker-default");
        QVERIFY(standard);
        const auto where = target(profile::Runtime::Runc);
        const auto filter = profile::compile(*standard, where);
        VERIFY_RESULT(filter);
        QElapsedTimer clock;
        clock.start();
        const auto effects = ruleEffects(*standard, where, *filter, {}, {});
        VERIFY_RESULT(effects);
        qInfo("%zu rules looked at in %lld ms", effects->size(), static_cast<long long>(clock.elapsed()));
        const auto resolved = profile::resolveWithPlaces(*standard, where);
        VERIFY_RESULT(resolved);
        for (std::size_t i = 0; i < effects->size(); ++i)
            QCOMPARE_EQ((*effects)[i].fate != RuleFate::Dropped, std::ranges::contains(resolved->origins, i));
        // What the first rule alone names, it alone allows.
        std::size_t alone = 0;
        for (const auto &name : standard->rules[0].allNames()) {
            const auto *known = syscalls::Catalogue::builtIn().find(name);
            const auto others = std::ranges::count_if(standard->rules, [&](const profile::Rule &rule) { return std::ranges::contains(rule.allNames(), name); }) - 1;
            if (!known || !known->existsOn(Abi::X86_64) || others > 0)
                continue;
            const auto found = std::ranges::find_if((*effects)[0].differences, [&](const profile::Difference &difference) { return difference.syscall == name && difference.abi == Abi::X86_64; });
            QVERIFY2(found != (*effects)[0].differences.end(), name.c_str());
            QVERIFY(found->change == Change::NewlyAllowed);
            ++alone;
        }
        QVERIFY(alone > 20);
    }

    void stopsWhenAsked()
    {
        const auto *standard = profile::builtInProfile("docker-default");
        const auto filter = profile::compile(*standard, target());
        VERIFY_RESULT(filter);
        std::stop_source stop;
        std::size_t reported = 0;
        const auto effects = ruleEffects(*standard, target(), *filter, stop.get_token(), [&](const Progress &progress) {
            reported = progress.done;
            if (progress.done == 1)
                stop.request_stop();
        });
        QVERIFY(!effects);
        QVERIFY(effects.error().code == ErrorCode::Cancelled);
        QCOMPARE_EQ(reported, 1U);
    }
};

QTEST_MAIN(TestRuleEffects)
#include "tst_rule_effects.moc"
