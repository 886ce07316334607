#include "analysis/propose.h"

#include "analysis/profile_summary.h"
#include "formats/seccomp_json.h"
#include "profile/check.h"
#include "profile/filter.h"
#include "profile/runtime_needs.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <ranges>
#include <set>

using namespace whittle;
using namespace whittle::analysis;
using profile::Runtime;
using test::RecordingMaker;

namespace {

const syscalls::Catalogue &catalogue()
{
    return syscalls::Catalogue::builtIn();
}

std::string text(const Proposal &proposal)
{
    return formats::writeSeccompJson(proposal.profile);
}

std::string decide(const Proposal &proposal, std::string_view name, profile::Arguments arguments = {}, Runtime runtime = Runtime::Runc, Abi abi = Abi::X86_64)
{
    profile::Target target;
    target.runtime = runtime;
    const auto filter = profile::compile(proposal.profile, target);
    if (!filter)
        return filter.error().message;
    return filter->decide(abi, catalogue().find(name)->number(abi), arguments).toString();
}

// Bytes of the proposal, or the error in words.
std::string proposedText(std::span<const trace::Recording> recordings, const ProposeOptions &options = {})
{
    const auto proposal = propose(recordings, options);
    return proposal ? text(*proposal) : "error: " + proposal.error().message;
}

trace::Recording server()
{
    return RecordingMaker()
        .call("execve").call("read", 1200).call("write", 30)
        .call("socket", 3, {{0, {{2, 2}, {1, 1}}, false}})
        .call("clone", 2, {{0, {{0x1200011, 2}}, false}})
        .process("worker")
        .call("read", 4).call("epoll_wait", 9).call("accept4", 5);
}

bool hasRuleText(const Proposal &proposal, std::string_view syscall, std::string_view words)
{
    return std::ranges::any_of(proposal.profile.rules, [&](const profile::Rule &rule) {
        return std::ranges::find(rule.names, syscall) != rule.names.end() && rule.comment.find(words) != std::string::npos;
    });
}

bool hasNote(const Proposal &proposal, std::string_view words)
{
    return std::ranges::any_of(proposal.notes, [&](const std::string &note) { return note.find(words) != std::string::npos; });
}

const profile::Rule *ruleFor(const Proposal &proposal, std::string_view syscall)
{
    for (const profile::Rule &rule : proposal.profile.rules)
        if (std::ranges::find(rule.names, syscall) != rule.names.end())
            return &rule;
    return nullptr;
}

} // namespace

class TestPropose : public QObject
{
    Q_OBJECT
private slots:
    void everyRuleSaysWhyAndIsPlain();
    void theOrderOfRecordingsDoesNotMatter();
    void answersForCallsThatAreNotAllowed_data();
    void answersForCallsThatAreNotAllowed();
    void keepsTheAnswersThatTheRecordingGot();
    void neverAllowsWhatTheBaseDenied();
    void givesTheAnswersOfTheBaseBySeveralArguments_data();
    void givesTheAnswersOfTheBaseBySeveralArguments();
    void staysWithinBasesOfOnesOwn_data();
    void staysWithinBasesOfOnesOwn();
    void allowsNothingThatTheBaseDoesNot_data();
    void allowsNothingThatTheBaseDoesNot();
    void limitsSocketFamilies();
    void limitsNamespaces();
    void argumentRulesByRequest();
    void startsUnderEveryMeasuredRuntime_data();
    void startsUnderEveryMeasuredRuntime();
    void noNewPrivilegesNeedsLess();
    void opensTheAbisThatWereSeen();
    void addsTheStartOfTheLibraryToPartialRecordings();
    void addsWhatNewerLibrariesMake();
    void hasNoFindingsThatMatter();
    void unitesWithAnotherProfile();
    void notesWhatMayBeMissing();
    void refuses_data();
    void refuses();
    void summarises();
};

void TestPropose::everyRuleSaysWhyAndIsPlain()
{
    const std::vector<trace::Recording> recordings = {server()};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    std::set<std::string> allowed;
    for (const profile::Rule &rule : proposal->profile.rules) {
        QVERIFY(!rule.comment.empty());
        QVERIFY(!rule.names.empty());
        QVERIFY(!rule.name);
        QVERIFY(std::ranges::is_sorted(rule.names));
        QVERIFY(rule.includes.isEmpty());
        QVERIFY(rule.excludes.isEmpty());
        if (rule.action == profile::Action::Allow)
            allowed.insert(rule.names.begin(), rule.names.end());
    }
    QVERIFY(proposal->profile.archMap.empty());
    QCOMPARE(proposal->profile.architectures, std::vector<std::string>{"SCMP_ARCH_X86_64"});
    QCOMPARE(proposal->reasons.size(), allowed.size());
    QVERIFY(std::ranges::is_sorted(proposal->reasons, {}, &Reason::syscall));
    QVERIFY(hasRuleText(*proposal, "read", "observed in demo, worker"));
    const auto read = std::ranges::find(proposal->reasons, "read", &Reason::syscall);
    QVERIFY(read != proposal->reasons.end());
    QVERIFY2(read->text.starts_with("observed in demo, worker (1 204×)"), read->text.c_str());
    QVERIFY(hasRuleText(*proposal, "capset", "needed by runc"));
    QVERIFY(proposal->notes.empty());
    // What is written is read again as the same.
    const auto again = formats::readSeccompJson(text(*proposal));
    VERIFY_RESULT(again);
    QCOMPARE(formats::writeSeccompJson(again->profile), text(*proposal));
}

void TestPropose::theOrderOfRecordingsDoesNotMatter()
{
    std::vector<trace::Recording> recordings = {server(),
        RecordingMaker("none").call("execve").call("socket", 1, {{0, {{16, 1}}, false}}).call("mount").process("z").call("read"),
        RecordingMaker("podman-default").call("execve").call("keyctl").denied("keyctl").call("unshare", 1, {{0, {{0x10000000, 1}}, false}})};
    recordings[2].environment.engine = "podman 5.4.2";
    recordings[2].complete = false;
    for (const ArgumentRules arguments : {ArgumentRules::None, ArgumentRules::Safe, ArgumentRules::Observed}) {
        ProposeOptions options;
        options.arguments = arguments;
        options.unionWith = *profile::builtInProfile("docker-default");
        options.unionName = "docker-default";
        const auto first = propose(recordings, options);
        VERIFY_RESULT(first);
        std::vector<std::size_t> order = {0, 1, 2};
        do {
            std::vector<trace::Recording> shuffled;
            for (const std::size_t at : order) {
                shuffled.push_back(recordings[at]);
                std::ranges::reverse(shuffled.back().processes);
            }
            const auto other = propose(shuffled, options);
            VERIFY_RESULT(other);
            QCOMPARE(text(*other), text(*first));
            QCOMPARE(other->notes, first->notes);
        } while (std::ranges::next_permutation(order).found);
    }
}

void TestPropose::answersForCallsThatAreNotAllowed_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("answer");
    // Known calls are not permitted; calls that libcs know how to live without do not exist.
    QTest::newRow("mount") << QByteArray("mount") << QByteArray("SCMP_ACT_ERRNO(1)");
    QTest::newRow("kexec_load") << QByteArray("kexec_load") << QByteArray("SCMP_ACT_ERRNO(1)");
    QTest::newRow("bpf, which the base knows and denies") << QByteArray("bpf") << QByteArray("SCMP_ACT_ERRNO(1)");
    QTest::newRow("socketpair, which the base allows") << QByteArray("socketpair") << QByteArray("SCMP_ACT_ERRNO(1)");
    QTest::newRow("clone3") << QByteArray("clone3") << QByteArray("SCMP_ACT_ERRNO(38)");
    QTest::newRow("renameat2") << QByteArray("renameat2") << QByteArray("SCMP_ACT_ERRNO(38)");
    QTest::newRow("copy_file_range") << QByteArray("copy_file_range") << QByteArray("SCMP_ACT_ERRNO(38)");
    QTest::newRow("rseq") << QByteArray("rseq") << QByteArray("SCMP_ACT_ERRNO(38)");
}

void TestPropose::answersForCallsThatAreNotAllowed()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, answer);
    const std::vector<trace::Recording> recordings = {server()};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    for (const Runtime runtime : {Runtime::Runc, Runtime::Crun}) {
        QCOMPARE(decide(*proposal, name.toStdString(), {}, runtime), answer.toStdString());
        // Numbers of kernels to come, too.
        profile::Target target;
        target.runtime = runtime;
        const auto filter = profile::compile(proposal->profile, target);
        VERIFY_RESULT(filter);
        QCOMPARE(filter->decide(Abi::X86_64, 700).toString(), std::string("SCMP_ACT_ERRNO(38)"));
    }
    // An engine that overlooks defaultErrnoRet (Docker 20.10) answers all of them the same.
    Proposal old = *proposal;
    old.profile.defaultErrnoRet.reset();
    QCOMPARE(decide(old, name.toStdString()), answer.toStdString());
}

void TestPropose::keepsTheAnswersThatTheRecordingGot()
{
    const std::vector<trace::Recording> recordings = {
        RecordingMaker("/etc/own.json").call("execve").call("sched_setattr").denied("sched_setattr", "SCMP_ACT_ERRNO(13)").call("clone3").denied("clone3", "SCMP_ACT_ERRNO(1)")};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    QCOMPARE(decide(*proposal, "sched_setattr"), std::string("SCMP_ACT_ERRNO(13)"));
    QCOMPARE(decide(*proposal, "clone3"), std::string("SCMP_ACT_ERRNO(38)"));
    const std::vector<trace::Recording> trapped = {
        RecordingMaker("/etc/own.json").call("execve").call("keyctl").denied("keyctl", "SCMP_ACT_TRAP").call("mount").denied("mount", "SCMP_ACT_KILL_PROCESS")};
    const auto harsh = propose(trapped, {});
    VERIFY_RESULT(harsh);
    for (const Runtime runtime : {Runtime::Runc, Runtime::Crun}) {
        QCOMPARE(decide(*harsh, "keyctl", {}, runtime), std::string("SCMP_ACT_TRAP"));
        QCOMPARE(decide(*harsh, "mount", {}, runtime), std::string("SCMP_ACT_KILL_PROCESS"));
    }
}

void TestPropose::neverAllowsWhatTheBaseDenied()
{
    const std::vector<trace::Recording> recordings = {
        RecordingMaker().call("execve").call("keyctl", 3).denied("keyctl", "SCMP_ACT_ERRNO(1)", 3).call("mount", 2)};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    QCOMPARE(decide(*proposal, "keyctl"), std::string("SCMP_ACT_ERRNO(1)"));
    QVERIFY(hasNote(*proposal, "keyctl was denied by the base"));
    // The recording holds no denial of mount, but docker-default denies it all the same.
    QCOMPARE(decide(*proposal, "mount"), std::string("SCMP_ACT_ERRNO(1)"));

    ProposeOptions beyond;
    beyond.beyondBase = true;
    const auto more = propose(recordings, beyond);
    VERIFY_RESULT(more);
    QCOMPARE(decide(*more, "keyctl"), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide(*more, "mount"), std::string("SCMP_ACT_ALLOW"));

    // The capability that the container had counts.
    trace::Recording admin = recordings.front();
    admin.environment.capabilities.emplace_back("CAP_SYS_ADMIN");
    const auto privileged = propose(std::span(&admin, 1), {});
    VERIFY_RESULT(privileged);
    QCOMPARE(decide(*privileged, "mount"), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide(*privileged, "keyctl"), std::string("SCMP_ACT_ERRNO(1)"));
}

void TestPropose::givesTheAnswersOfTheBaseBySeveralArguments_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("safe") << QByteArray("safe");
    QTest::newRow("observed") << QByteArray("observed");
    QTest::newRow("none") << QByteArray("none");
}

void TestPropose::givesTheAnswersOfTheBaseBySeveralArguments()
{
    QFETCH(QByteArray, arguments);
    ProposeOptions options;
    options.arguments = arguments == "safe" ? ArgumentRules::Safe : arguments == "none" ? ArgumentRules::None : ArgumentRules::Observed;
    // sudo asks for an audit socket, which podman-default answers with EINVAL; the netlink socket of getaddrinfo() is let through.
    trace::Recording sudo = RecordingMaker("podman-default").call("execve")
        .call("socket", 3, {{0, {{16, 2}, {2, 1}}, false}, {1, {{3, 2}, {1, 1}}, false}, {2, {{9, 1}, {0, 2}}, false}}).denied("socket", "SCMP_ACT_ERRNO(22)");
    sudo.environment.engine = "podman 5.4.2";
    const auto proposal = propose(std::span(&sudo, 1), options);
    VERIFY_RESULT(proposal);
    for (const Runtime runtime : {Runtime::Runc, Runtime::Crun}) {
        QCOMPARE(decide(*proposal, "socket", {16, 3, 9}, runtime), std::string("SCMP_ACT_ERRNO(22)"));
        QCOMPARE(decide(*proposal, "socket", {16, 3, 0}, runtime), std::string("SCMP_ACT_ALLOW"));
        QCOMPARE(decide(*proposal, "socket", {2, 1, 9}, runtime), std::string("SCMP_ACT_ALLOW"));
        QCOMPARE(decide(*proposal, "socket", {2, 1, 0}, runtime), std::string("SCMP_ACT_ALLOW"));
    }
    if (options.arguments != ArgumentRules::None)
        QVERIFY(hasRuleText(*proposal, "socket", "AF_NETLINK where protocol != "));

    sudo.environment.capabilities.emplace_back("CAP_AUDIT_WRITE");
    sudo.denials.clear();
    const auto capable = propose(std::span(&sudo, 1), options);
    VERIFY_RESULT(capable);
    QCOMPARE(decide(*capable, "socket", {16, 3, 9}), std::string("SCMP_ACT_ALLOW"));

    // Another recording that was let through opens it for both.
    trace::Recording open = sudo;
    open.environment.base = "none";
    const std::vector<trace::Recording> both = {sudo, open};
    const auto united = propose(both, options);
    VERIFY_RESULT(united);
    QCOMPARE(decide(*united, "socket", {16, 3, 9}), std::string("SCMP_ACT_ALLOW"));
}

void TestPropose::staysWithinBasesOfOnesOwn_data()
{
    QTest::addColumn<QByteArray>("base");
    const auto file = [](const char *middle, const char *action = R"("SCMP_ACT_ALLOW")") {
        return QByteArray(R"({"defaultAction": )") + action + R"(, "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [)" + middle + "]}";
    };
    const char *allow = R"({"names": ["execve", "read", "socket", "clone"], "action": "SCMP_ACT_ALLOW"},)";
    QTest::newRow("allowed with one value") << file((QByteArray(allow) + R"({"names": ["ioctl"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 1, "value": 21505, "op": "SCMP_CMP_EQ"}]})").constData(),
                                                    R"("SCMP_ACT_ERRNO", "defaultErrnoRet": 13)");
    QTest::newRow("allowed with values of two arguments")
        << file((QByteArray(allow) + R"({"names": ["ioctl"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 1, "value": 21505, "op": "SCMP_CMP_EQ"}, {"index": 0, "value": 3, "op": "SCMP_CMP_LT"}]})").constData(),
                R"("SCMP_ACT_ERRNO", "defaultErrnoRet": 13)");
    QTest::newRow("refused with one value") << file(R"({"names": ["ioctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 25, "args": [{"index": 1, "value": 21522, "op": "SCMP_CMP_EQ"}]})");
    QTest::newRow("refused with two values") << file(R"({"names": ["ioctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 25, "args": [{"index": 1, "value": 21522, "op": "SCMP_CMP_EQ"}]},
        {"names": ["ioctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5, "args": [{"index": 1, "value": 21523, "op": "SCMP_CMP_EQ"}]})");
    QTest::newRow("trapped with one value") << file(R"({"names": ["ioctl"], "action": "SCMP_ACT_TRAP", "args": [{"index": 1, "value": 21522, "op": "SCMP_CMP_EQ"}]})");
    QTest::newRow("a family of one's own") << file(R"({"names": ["socket"], "action": "SCMP_ACT_ERRNO", "errnoRet": 97, "args": [{"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}]})");
    QTest::newRow("a family and a type") << file(R"({"names": ["socket"], "action": "SCMP_ACT_ERRNO", "errnoRet": 94, "args": [{"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 15, "valueTwo": 3, "op": "SCMP_CMP_MASKED_EQ"}]})");
    QTest::newRow("namespaces") << file(R"({"names": ["clone"], "action": "SCMP_ACT_ERRNO", "errnoRet": 28, "args": [{"index": 0, "value": 268435456, "valueTwo": 268435456, "op": "SCMP_CMP_MASKED_EQ"}]})");
}

void TestPropose::staysWithinBasesOfOnesOwn()
{
    QFETCH(QByteArray, base);
    const auto file = formats::readSeccompJson(base.toStdString());
    VERIFY_RESULT(file);
    ProposeOptions options;
    options.bases["own.json"] = file->profile;
    const auto filter = profile::compile(file->profile, {});
    VERIFY_RESULT(filter);
    // All that is seen, and how the base answers it.
    const std::vector<std::pair<std::string, profile::Arguments>> calls = {
        {"ioctl", {1, 21505}}, {"ioctl", {7, 21505}}, {"ioctl", {1, 21522}}, {"ioctl", {7, 21523}}, {"socket", {2, 3, 0}}, {"socket", {2, 1, 0}},
        {"socket", {10, 1, 0}}, {"clone", {0x1200011}}, {"clone", {0x10000011}}};
    RecordingMaker maker("own.json");
    maker.call("execve").call("read");
    for (const auto &[name, arguments] : calls) {
        maker.call(name, 1, {{0, {{arguments[0], 1}}, false}, {1, {{arguments[1], 1}}, false}, {2, {{arguments[2], 1}}, false}});
        const auto decision = filter->decide(Abi::X86_64, catalogue().find(name)->number(Abi::X86_64), arguments);
        if (!decision.executes())
            maker.denied(name, decision.toString());
    }
    const trace::Recording recording = maker;
    const auto proposal = propose(std::span(&recording, 1), options);
    VERIFY_RESULT(proposal);
    for (const auto &[name, arguments] : calls) {
        const auto expected = filter->decide(Abi::X86_64, catalogue().find(name)->number(Abi::X86_64), arguments).toString();
        for (const Runtime runtime : {Runtime::Runc, Runtime::Crun})
            QVERIFY2(decide(*proposal, name, arguments, runtime) == expected,
                     (name + " " + std::to_string(arguments[0]) + " " + std::to_string(arguments[1]) + ": " + decide(*proposal, name, arguments, runtime)
                      + " instead of " + expected).c_str());
    }
}

void TestPropose::allowsNothingThatTheBaseDoesNot_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::newRow("docker-default") << QByteArray("docker-default");
    QTest::newRow("podman-default") << QByteArray("podman-default");
}

void TestPropose::allowsNothingThatTheBaseDoesNot()
{
    QFETCH(QByteArray, base);
    // Whatever was recorded: every decision of the proposal that executes a syscall is one of the base, too.
    std::mt19937 random(20260301);
    const std::vector<std::uint64_t> values = {0, 1, 2, 10, 16, 38, 40, 41, 0x100000026, 0x10000000, 0x20000, 0xffffffff, 7};
    profile::Target target;
    target.capabilities = {"CAP_CHOWN", "CAP_SETUID", "CAP_SETGID", "CAP_NET_BIND_SERVICE"};
    if (base == "podman-default")
        target.rules = profile::EngineRules::Podman;
    const auto baseFilter = profile::compile(*profile::builtInProfile(base.toStdString()), target);
    VERIFY_RESULT(baseFilter);
    std::size_t compared = 0;
    for (int round = 0; round < 4; ++round) {
        RecordingMaker maker(base.toStdString());
        if (base == "podman-default")
            maker.edit().environment.engine = "podman 5.4.2";
        maker.call("execve");
        for (const syscalls::Syscall &syscall : catalogue().all()) {
            if (!syscall.existsOn(Abi::X86_64) || random() % 3 != 0)
                continue;
            const std::uint64_t value = values[random() % values.size()];
            maker.call(syscall.name, 1, {{0, {{value, 1}}, false}});
        }
        const trace::Recording recording = maker;
        for (const ArgumentRules arguments : {ArgumentRules::Safe, ArgumentRules::Observed}) {
            ProposeOptions options;
            options.arguments = arguments;
            const auto proposal = propose(std::span(&recording, 1), options);
            VERIFY_RESULT(proposal);
            const auto filter = profile::compile(proposal->profile, target);
            VERIFY_RESULT(filter);
            for (const syscalls::Syscall &syscall : catalogue().all()) {
                if (!syscall.existsOn(Abi::X86_64))
                    continue;
                for (const std::uint64_t value : values) {
                    for (const std::uint64_t third : {0U, 1U, 9U}) {
                        const int number = syscall.number(Abi::X86_64);
                        ++compared;
                        // 64-bit conditions of the base see bits that the kernel does not; ours do not either.
                        if (filter->decide(Abi::X86_64, number, {value, 0, third}).executes())
                            QVERIFY2(baseFilter->decide(Abi::X86_64, number, {value, 0, third}).executes()
                                         || baseFilter->decide(Abi::X86_64, number, {value & 0xffffffff, 0, third}).executes(),
                                     (syscall.name + " " + std::to_string(value) + " " + std::to_string(third)).c_str());
                    }
                }
            }
        }
    }
    QVERIFY(compared > 90'000);
}

void TestPropose::limitsSocketFamilies()
{
    const std::vector<trace::Recording> recordings = {server()};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    for (const std::uint64_t family : {1U, 2U, 10U, 16U})
        QCOMPARE(decide(*proposal, "socket", {family}), std::string("SCMP_ACT_ALLOW"));
    // AF_PACKET, AF_ALG, AF_VSOCK, and AF_ALG with a bit that the kernel drops.
    for (const std::uint64_t family : {std::uint64_t{17}, std::uint64_t{38}, std::uint64_t{40}, std::uint64_t{0x100000026}})
        QVERIFY2(decide(*proposal, "socket", {family}) != "SCMP_ACT_ALLOW", std::to_string(family).c_str());
    for (const std::uint64_t family : {38U, 40U}) // as docker-default answers
        QCOMPARE(decide(*proposal, "socket", {family}), std::string("SCMP_ACT_ERRNO(1)"));
    QVERIFY(hasRuleText(*proposal, "socket", "AF_UNIX, AF_INET"));

    // Families of which not every call is known: what the base allows, without its 64-bit hole.
    const std::vector<trace::Recording> unsure = {RecordingMaker().call("execve").call("socket", 5, {{0, {{2, 3}}, false}})};
    const auto wide = propose(unsure, {});
    VERIFY_RESULT(wide);
    QCOMPARE(decide(*wide, "socket", {17}), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(decide(*wide, "socket", {38}) != "SCMP_ACT_ALLOW");
    QVERIFY(decide(*wide, "socket", {0x100000026}) != "SCMP_ACT_ALLOW");

    // A family that the base denies stays denied although it was tried.
    const std::vector<trace::Recording> tried = {RecordingMaker().call("execve").call("socket", 2, {{0, {{38, 1}, {2, 1}}, false}}).denied("socket")};
    const auto kept = propose(tried, {});
    VERIFY_RESULT(kept);
    QCOMPARE(decide(*kept, "socket", {2}), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(decide(*kept, "socket", {38}) != "SCMP_ACT_ALLOW");
}

void TestPropose::limitsNamespaces()
{
    const std::vector<trace::Recording> recordings = {server()};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    QCOMPARE(decide(*proposal, "clone", {0x1200011}), std::string("SCMP_ACT_ALLOW"));
    // Not permitted, as docker-default says: a program that hears of a missing clone may do anything.
    for (const std::uint64_t flags : {0x10000011ULL, 0x110000011ULL, 0x20011ULL, 0x7e020011ULL, 0x40000011ULL})
        QCOMPARE(decide(*proposal, "clone", {flags}), std::string("SCMP_ACT_ERRNO(1)"));

    // clone3 would step around that.
    trace::Recording threads = RecordingMaker("podman-default").call("execve").call("clone3", 4);
    threads.environment.engine = "podman 5.4.2";
    const auto replaced = propose(std::span(&threads, 1), {});
    VERIFY_RESULT(replaced);
    QCOMPARE(decide(*replaced, "clone3"), std::string("SCMP_ACT_ERRNO(38)"));
    QCOMPARE(decide(*replaced, "clone", {0x3d0f00}), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(decide(*replaced, "clone", {0x10000011}) != "SCMP_ACT_ALLOW");
    QVERIFY(hasNote(*replaced, "clone3 was seen"));
    ProposeOptions plain;
    plain.arguments = ArgumentRules::None;
    QCOMPARE(decide(*propose(std::span(&threads, 1), plain), "clone3"), std::string("SCMP_ACT_ALLOW"));

    // A namespace that was used is allowed, and no other.
    const std::vector<trace::Recording> sandbox = {
        RecordingMaker("none").call("execve").call("unshare", 1, {{0, {{0x10000000, 1}}, false}}).call("clone", 2, {{0, {{0x40000011, 2}}, false}})};
    const auto opened = propose(sandbox, {});
    VERIFY_RESULT(opened);
    QCOMPARE(decide(*opened, "unshare", {0x10000000}), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide(*opened, "clone", {0x40000011}), std::string("SCMP_ACT_ALLOW"));
    for (const Runtime runtime : {Runtime::Runc, Runtime::Crun}) {
        for (const std::uint64_t flags : {0x20000U, 0x10000080U, 0x30000000U, 0x80U})
            QCOMPARE(decide(*opened, "unshare", {flags}, runtime), std::string("SCMP_ACT_ERRNO(1)"));
        for (const std::uint64_t flags : {0x50000011U, 0x10000011U, 0x42000011U})
            QCOMPARE(decide(*opened, "clone", {flags}, runtime), std::string("SCMP_ACT_ERRNO(1)"));
    }
}

void TestPropose::argumentRulesByRequest()
{
    const std::vector<trace::Recording> recordings = {
        RecordingMaker("none").call("execve").call("socket", 1, {{0, {{2, 1}}, false}}).call("madvise", 3, {{2, {{4, 2}, {8, 1}}, false}})
            .call("mlock2", 1, {{0, {{4096, 1}}, false}}).call("shutdown", 70, {{1, {{1, 64}}, true}}).call("fcntl", 1, {{1, {{3, 1}}, false}})};
    ProposeOptions options;
    options.arguments = ArgumentRules::None;
    const auto none = propose(recordings, options);
    VERIFY_RESULT(none);
    QVERIFY(std::ranges::all_of(none->profile.rules, [](const profile::Rule &rule) { return rule.args.empty(); }));

    options.arguments = ArgumentRules::Observed;
    const auto observed = propose(recordings, options);
    VERIFY_RESULT(observed);
    QCOMPARE(decide(*observed, "socket", {2}), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(decide(*observed, "socket", {1}) != "SCMP_ACT_ALLOW");
    QCOMPARE(decide(*observed, "madvise", {0, 0, 4}), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(decide(*observed, "madvise", {0, 0, 9}) != "SCMP_ACT_ALLOW");
    QVERIFY(ruleFor(*observed, "shutdown")->args.empty()); // more values than are known
    QVERIFY(ruleFor(*observed, "fcntl")->args.empty());    // runc makes it with values of its own

    // Without argument rules a call that the base limits is open, except where the base was seen to deny it.
    const std::vector<trace::Recording> denied = {
        RecordingMaker().call("execve").call("socket", 2, {{0, {{2, 1}, {40, 1}}, false}}).denied("socket").call("personality", 1, {{0, {{0, 1}}, false}})};
    options.arguments = ArgumentRules::None;
    const auto kept = propose(denied, options);
    VERIFY_RESULT(kept);
    QVERIFY(decide(*kept, "socket", {40}) != "SCMP_ACT_ALLOW");
    QVERIFY(ruleFor(*kept, "personality")->args.empty());
}

void TestPropose::startsUnderEveryMeasuredRuntime_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("version");
    const profile::RuntimeNeeds &needs = profile::RuntimeNeeds::builtIn();
    for (const std::string &runtime : needs.runtimes())
        for (const std::string &version : needs.versions(runtime))
            QTest::addRow("%s %s", runtime.c_str(), version.c_str()) << QString::fromStdString(runtime) << QString::fromStdString(version);
    QTest::newRow("runc 1.4.2") << "runc" << "1.4.2";
}

void TestPropose::startsUnderEveryMeasuredRuntime()
{
    QFETCH(QString, runtime);
    QFETCH(QString, version);
    const std::vector<trace::Recording> recordings = {server()};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    const Runtime kind = runtime == "runc" ? Runtime::Runc : Runtime::Crun;
    const auto needs = profile::RuntimeNeeds::builtIn().needs({.runtime = runtime.toStdString(), .version = version.toStdString()});
    QVERIFY(needs.size() > 5);
    for (const profile::RuntimeNeed &need : needs)
        QCOMPARE(decide(*proposal, need.syscall, {}, kind), std::string("SCMP_ACT_ALLOW"));

    // Asked for the other runtime alone, what only this one needs is left out.
    ProposeOptions options;
    options.runtimes = {runtime == "runc" ? "crun" : "runc"};
    const auto other = propose(recordings, options);
    VERIFY_RESULT(other);
    QVERIFY(decide(*other, runtime == "runc" ? "getcwd" : "setresuid", {}, kind) != "SCMP_ACT_ALLOW");
}

void TestPropose::noNewPrivilegesNeedsLess()
{
    const std::vector<trace::Recording> recordings = {server()};
    ProposeOptions options;
    options.noNewPrivileges = true;
    const auto proposal = propose(recordings, options);
    VERIFY_RESULT(proposal);
    for (const char *name : {"capset", "setgroups", "setuid", "setresuid"})
        QVERIFY2(decide(*proposal, name) != "SCMP_ACT_ALLOW", name);
    for (const char *name : {"close", "fstatfs", "getdents64", "futex"})
        QCOMPARE(decide(*proposal, name), std::string("SCMP_ACT_ALLOW"));
}

void TestPropose::opensTheAbisThatWereSeen()
{
    const std::vector<trace::Recording> recordings = {
        RecordingMaker("none").call("execve").call("read", 1, {}, Abi::I386).call("socketcall", 2, {}, Abi::I386)};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    QCOMPARE(proposal->profile.architectures, (std::vector<std::string>{"SCMP_ARCH_X86_64", "SCMP_ARCH_X86"}));
    QCOMPARE(decide(*proposal, "read", {}, Runtime::Runc, Abi::I386), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide(*proposal, "socketcall", {}, Runtime::Runc, Abi::I386), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(hasNote(*proposal, "i386"));
}

void TestPropose::addsTheStartOfTheLibraryToPartialRecordings()
{
    trace::Recording recording = RecordingMaker().call("read");
    const auto whole = propose(std::span(&recording, 1), {});
    VERIFY_RESULT(whole);
    QVERIFY(decide(*whole, "set_robust_list") != "SCMP_ACT_ALLOW");
    QCOMPARE(decide(*whole, "exit_group"), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide(*whole, "rt_sigreturn"), std::string("SCMP_ACT_ALLOW"));

    recording.processes.front().beginningMissed = true;
    const auto adopted = propose(std::span(&recording, 1), {});
    VERIFY_RESULT(adopted);
    for (const char *name : {"set_robust_list", "brk", "arch_prctl", "mmap", "rseq", "prlimit64", "getrandom"})
        QCOMPARE(decide(*adopted, name), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(hasNote(*adopted, "beginning of demo"));
}

void TestPropose::addsWhatNewerLibrariesMake()
{
    const std::vector<trace::Recording> recordings = {RecordingMaker().call("execve").call("open").call("epoll_create").call("fork")};
    const auto proposal = propose(recordings, {});
    VERIFY_RESULT(proposal);
    QCOMPARE(decide(*proposal, "openat"), std::string("SCMP_ACT_ALLOW"));
    QCOMPARE(decide(*proposal, "epoll_create1"), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(hasRuleText(*proposal, "epoll_create1", "sibling of epoll_create"));
    QCOMPARE(decide(*proposal, "clone", {0x1200011}), std::string("SCMP_ACT_ALLOW"));
    QVERIFY(decide(*proposal, "clone", {0x10000011}) != "SCMP_ACT_ALLOW");
    QVERIFY(decide(*proposal, "eventfd2") != "SCMP_ACT_ALLOW");

    // Not where the base denies the newer one.
    trace::Recording guarded = RecordingMaker().call("execve").call("epoll_create").call("epoll_create1").denied("epoll_create1");
    const auto kept = propose(std::span(&guarded, 1), {});
    VERIFY_RESULT(kept);
    QVERIFY(decide(*kept, "epoll_create1") != "SCMP_ACT_ALLOW");
}

void TestPropose::hasNoFindingsThatMatter()
{
    // What a web server makes, in the old forms and the new.
    RecordingMaker maker;
    for (const char *name : {"accept4", "access", "arch_prctl", "bind", "brk", "close", "connect", "dup2", "epoll_create", "epoll_ctl", "epoll_wait", "eventfd2",
                             "execve", "exit_group", "fcntl", "fstat", "futex", "getdents64", "getpid", "getrandom", "gettid", "io_setup", "ioctl", "listen",
                             "lseek", "mkdir", "mmap", "mprotect", "munmap", "nanosleep", "newfstatat", "open", "openat", "pread64", "prlimit64", "pwrite64", "read", "recvfrom",
                             "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigsuspend", "sendfile", "sendmsg", "set_robust_list", "set_tid_address", "setgid",
                             "setgroups", "setsockopt", "setuid", "socketpair", "statfs", "stat", "sysinfo", "umask", "uname", "unlink", "wait4", "write", "writev"})
        maker.call(name, 10);
    maker.call("socket", 2, {{0, {{2, 1}, {10, 1}}, false}}).call("clone", 1, {{0, {{0x1200011, 1}}, false}}).call("clone3", 1).denied("clone3", "SCMP_ACT_ERRNO(38)");
    const trace::Recording recording = maker;
    for (const ArgumentRules arguments : {ArgumentRules::None, ArgumentRules::Safe, ArgumentRules::Observed}) {
        ProposeOptions options;
        options.arguments = arguments;
        const auto proposal = propose(std::span(&recording, 1), options);
        VERIFY_RESULT(proposal);
        for (const Runtime runtime : {Runtime::Runc, Runtime::Crun}) {
            for (const profile::EngineRules rules : {profile::EngineRules::Docker, profile::EngineRules::Podman, profile::EngineRules::Containerd}) {
                profile::CheckOptions check;
                check.target.runtime = runtime;
                check.target.rules = rules;
                for (const profile::Finding &finding : profile::check(proposal->profile, check)) {
                    // Without argument rules the limits on clone are gone, as asked.
                    if (arguments == ArgumentRules::None && finding.syscall == "clone")
                        continue;
                    QVERIFY2(finding.severity <= profile::Severity::Low, (finding.code + ": " + finding.message).c_str());
                }
            }
        }
    }
}

void TestPropose::unitesWithAnotherProfile()
{
    const std::vector<trace::Recording> recordings = {server()};
    ProposeOptions options;
    options.unionWith = *profile::builtInProfile("docker-default");
    options.unionName = "docker-default";
    const auto proposal = propose(recordings, options);
    VERIFY_RESULT(proposal);
    profile::Target target;
    target.capabilities = {"CAP_CHOWN", "CAP_SETUID", "CAP_SETGID", "CAP_NET_BIND_SERVICE"};
    const auto docker = profile::compile(*profile::builtInProfile("docker-default"), target);
    const auto united = profile::compile(proposal->profile, target);
    VERIFY_RESULT(docker);
    VERIFY_RESULT(united);
    for (const syscalls::Syscall &syscall : catalogue().all())
        if (syscall.existsOn(Abi::X86_64) && docker->decide(Abi::X86_64, syscall.number(Abi::X86_64)).executes())
            QVERIFY2(united->decide(Abi::X86_64, syscall.number(Abi::X86_64)).executes(), syscall.name.c_str());
    QCOMPARE(united->decide(Abi::X86_64, catalogue().find("mount")->number(Abi::X86_64)).toString(), std::string("SCMP_ACT_ERRNO(1)"));
    QVERIFY(united->decide(Abi::X86_64, catalogue().find("socket")->number(Abi::X86_64), {17}).executes());
    QVERIFY(!united->decide(Abi::X86_64, catalogue().find("socket")->number(Abi::X86_64), {38}).executes());
    QVERIFY(united->decide(Abi::X86_64, catalogue().find("personality")->number(Abi::X86_64), {8}).executes());
    QVERIFY(!united->decide(Abi::X86_64, catalogue().find("personality")->number(Abi::X86_64), {7}).executes());
    QVERIFY(hasRuleText(*proposal, "chroot", "docker-default") || !docker->decide(Abi::X86_64, catalogue().find("chroot")->number(Abi::X86_64)).executes());

    profile::Profile broken;
    broken.defaultAction = profile::Action::Errno;
    broken.architectures = {"SCMP_ARCH_X86_64"};
    broken.archMap.push_back({"SCMP_ARCH_X86_64", {}, {}});
    options.unionWith = broken;
    options.unionName = "broken.json";
    const auto refused = propose(recordings, options);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.starts_with("broken.json: "));
}

void TestPropose::notesWhatMayBeMissing()
{
    trace::Recording recording = RecordingMaker().call("execve").number(Abi::X86_64, 999, 1204);
    recording.complete = false;
    recording.warnings = {"the stream ended early"};
    trace::ProbeResult probe;
    probe.probe = "GET http :80 /";
    recording.probes = {probe};
    const auto proposal = propose(std::span(&recording, 1), {});
    VERIFY_RESULT(proposal);
    QVERIFY(hasNote(*proposal, "demo was cut"));
    QVERIFY(hasNote(*proposal, "1 of 1 probes failed"));
    QVERIFY(hasNote(*proposal, "GET http :80 /"));
    QVERIFY(hasNote(*proposal, "the stream ended early"));
    QVERIFY(hasNote(*proposal, "number 999 was called 1 204×"));
}

void TestPropose::refuses_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no recording") << 0 << QByteArray("no recording was given");
    QTest::newRow("an empty one") << 1 << QByteArray("no syscall in the recordings");
    QTest::newRow("two machines") << 2 << QByteArray("different machines (aarch64 and x86_64)");
    QTest::newRow("syscalls of two machines") << 3 << QByteArray("x86 and of ARM");
    QTest::newRow("unknown runtime") << 4 << QByteArray("runtime \"youki\"");
}

void TestPropose::refuses()
{
    QFETCH(int, which);
    QFETCH(QByteArray, words);
    std::vector<trace::Recording> recordings;
    ProposeOptions options;
    if (which == 1)
        recordings.push_back(RecordingMaker());
    if (which >= 2)
        recordings.push_back(server());
    if (which == 2) {
        recordings.push_back(server());
        recordings.back().environment.machine = "aarch64";
    }
    if (which == 3)
        recordings.front().processes.front().syscalls.front().abi = Abi::Aarch64;
    if (which == 4)
        options.runtimes = {"youki"};
    const std::string error = proposedText(recordings, options);
    QVERIFY2(error.starts_with("error: ") && error.find(words.toStdString()) != std::string::npos, error.substr(0, 200).c_str());
}

void TestPropose::summarises()
{
    const auto docker = summariseProfile(*profile::builtInProfile("docker-default"), {});
    VERIFY_RESULT(docker);
    QVERIFY(docker->allowed > 250 && docker->allowed < docker->total);
    QVERIFY(std::ranges::find(docker->risky, "ptrace") != docker->risky.end());
    const std::vector<trace::Recording> recordings = {server()};
    const auto own = summariseProfile(propose(recordings, {})->profile, {});
    VERIFY_RESULT(own);
    QVERIFY(own->allowed < 60);
    QVERIFY(own->risky.empty());
}

QTEST_APPLESS_MAIN(TestPropose)
#include "tst_propose.moc"
