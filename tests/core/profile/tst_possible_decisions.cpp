#include "profile/possible_decisions.h"

#include "formats/seccomp_json.h"
#include "support/support.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <algorithm>
#include <format>

using namespace whittle;
using namespace whittle::profile;

namespace {

Result<Filter> compiledFilter(const std::string &syscalls)
{
    const auto document = formats::readSeccompJson(std::format(R"({{"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{}]}})", syscalls));
    if (!document)
        return std::unexpected(document.error());
    Target target;
    target.architecture = Abi::X86_64;
    return compile(document->profile, target);
}

Filter compiled(const std::string &syscalls)
{
    auto filter = compiledFilter(syscalls);
    if (!filter)
        qFatal("%s", filter.error().message.c_str());
    return *std::move(filter);
}

std::string rule(const std::string &args, const char *action = "SCMP_ACT_ALLOW")
{
    return std::format(R"({{"names": ["socket"], "action": "{}", "args": [{}]}})", action, args);
}

constexpr int kSocket = 41;

} // namespace

/// What a filter may answer where arguments are not known.
class TestPossibleDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsThatMatter()
    {
        const auto filter = compiled(rule(R"({"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}, {"index": 2, "value": 7, "op": "SCMP_CMP_EQ"})") + R"(, {"names": ["read"], "action": "SCMP_ACT_ALLOW"})");
        const auto none = possibleDecisions(filter, Abi::X86_64, kSocket, {});
        QVERIFY(none.mayExecute() && none.mayRefuse());
        QCOMPARE_EQ(none.looksAt, (std::array<bool, 6>{true, false, true, false, false, false}));
        // The first one settles it, whatever the third.
        const auto wrong = possibleDecisions(filter, Abi::X86_64, kSocket, {2});
        QCOMPARE_EQ(wrong.decisions.size(), std::size_t{1});
        QVERIFY(wrong.mayRefuse());
        QCOMPARE_EQ(wrong.looksAt, (std::array<bool, 6>{}));
        const auto half = possibleDecisions(filter, Abi::X86_64, kSocket, {1});
        QCOMPARE_EQ(half.looksAt, (std::array<bool, 6>{false, false, true, false, false, false}));
        QVERIFY(!possibleDecisions(filter, Abi::X86_64, 0, {}).mayRefuse());
        QVERIFY(!possibleDecisions(filter, Abi::X86_64, 1, {}).mayExecute());
        // An ABI that the filter does not know.
        QCOMPARE_EQ(possibleDecisions(filter, Abi::I386, 3, {}).decisions, (std::vector<Decision>{{Action::KillThread, 0}}));
    }

    void whatComparisonsRuleOut()
    {
        // Together the rules leave nothing out: no value is refused, however the filter compares.
        const auto all = compiled(rule(R"({"index": 0, "value": 38, "op": "SCMP_CMP_LT"})") + "," + rule(R"({"index": 0, "value": 38, "op": "SCMP_CMP_GE"})"));
        QVERIFY(!possibleDecisions(all, Abi::X86_64, kSocket, {}).mayRefuse());
        const auto equal = compiled(rule(R"({"index": 0, "value": 5, "op": "SCMP_CMP_EQ"})") + "," + rule(R"({"index": 0, "value": 5, "op": "SCMP_CMP_NE"})"));
        QVERIFY(!possibleDecisions(equal, Abi::X86_64, kSocket, {}).mayRefuse());
        const auto masked = compiled(rule(R"({"index": 1, "value": 1, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"})"));
        QVERIFY(possibleDecisions(masked, Abi::X86_64, kSocket, {}).mayRefuse());
        QVERIFY(!possibleDecisions(masked, Abi::X86_64, kSocket, {std::nullopt, 0x100000002}).mayRefuse());
    }

    /// Against the filter itself: known arguments give its answer, and no answer is ever missing.
    void neverMissesAnAnswer()
    {
        QRandomGenerator random(20261126);
        static constexpr std::array kOperators = {"EQ", "NE", "LT", "LE", "GT", "GE", "MASKED_EQ"};
        static constexpr std::array kActions = {"SCMP_ACT_ALLOW", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_LOG", "SCMP_ACT_TRAP"};
        static constexpr std::array<std::uint64_t, 7> kValues = {0, 1, 2, 38, 0xffffffff, 0x100000000, 0xffffffffffffffff};
        const auto value = [&] { return kValues[random.bounded(quint32{kValues.size()})]; };
        int several = 0;
        for (int round = 0; round < 60; ++round) {
            std::string rules;
            for (quint32 i = 0, count = 1 + random.bounded(4U); i < count; ++i) {
                std::string args;
                // One condition an argument: several on one make several rules.
                for (int index = 0; index < 3; ++index) {
                    if (random.bounded(2) == 0)
                        continue;
                    args += std::format(R"({}{{"index": {}, "op": "SCMP_CMP_{}", "value": {}, "valueTwo": {}}})", args.empty() ? "" : ",", index, kOperators[random.bounded(quint32{kOperators.size()})], value(), value());
                }
                if (!args.empty())
                    rules += (rules.empty() ? "" : ",") + rule(args, kActions[random.bounded(quint32{kActions.size()})]);
            }
            const auto filter = compiledFilter(rules);
            if (!filter)
                continue; // libseccomp refuses two answers to the same condition
            for (int call = 0; call < 40; ++call) {
                Arguments arguments = {};
                PartlyKnown known;
                for (std::size_t i = 0; i < 3; ++i) {
                    arguments[i] = value() + random.bounded(2U);
                    if (random.bounded(2) == 0)
                        known[i] = arguments[i];
                }
                const auto answer = filter->decide(Abi::X86_64, kSocket, arguments);
                const auto possible = possibleDecisions(*filter, Abi::X86_64, kSocket, known);
                QVERIFY2(std::ranges::contains(possible.decisions, answer), (rules + " " + answer.toString()).c_str());
                several += possible.decisions.size() > 1;
                PartlyKnown all;
                std::ranges::copy(arguments, all.begin());
                QCOMPARE_EQ(possibleDecisions(*filter, Abi::X86_64, kSocket, all).decisions, std::vector{answer});
            }
        }
        QVERIFY(several > 100);
    }

    void builtInFilters()
    {
        for (const char *name : {"docker-default", "podman-default"}) {
            const auto filter = compile(*builtInProfile(name), Target());
            VERIFY_RESULT(filter);
            QElapsedTimer clock;
            clock.start();
            for (int number = 0; number < 500; ++number) {
                const auto possible = possibleDecisions(*filter, nativeAbi(), number, {});
                QVERIFY(std::ranges::contains(possible.decisions, filter->decide(nativeAbi(), number)));
            }
            QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        }
    }
};

QTEST_GUILESS_MAIN(TestPossibleDecisions)
#include "tst_possible_decisions.moc"
