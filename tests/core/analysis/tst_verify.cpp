#include "analysis/verify.h"

#include "analysis/trial_comparison.h"
#include "analysis/trial_pool.h"
#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/fake_engine.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <latch>
#include <map>
#include <mutex>
#include <optional>

using namespace whittle;
using namespace whittle::analysis;
using test::FakeEngine;
using test::FakeExec;
using test::FakeRun;

namespace {

const syscalls::Catalogue &catalogue()
{
    return syscalls::Catalogue::builtIn();
}

// What the profile of a container decides; the engine's own lets everything through that a test asks about.
bool allows(const engine::ContainerRequest &request, std::string_view name)
{
    if (!request.seccompProfile)
        return true;
    // Asked several times for each profile that a search tries, by several threads.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    static std::map<std::string, std::optional<profile::Filter>> filters;
    const auto [known, isNew] = filters.try_emplace(*request.seccompProfile);
    if (isNew) {
        if (const auto document = formats::readSeccompJson(*request.seccompProfile))
            if (auto filter = profile::compile(document->profile, {}))
                known->second = *std::move(filter);
    }
    return known->second && known->second->decide(Abi::X86_64, catalogue().find(name)->number(Abi::X86_64)).executes();
}

// Everything that Docker allows, but for some syscalls.
profile::Profile dockerWithout(std::initializer_list<std::string_view> missing)
{
    profile::Profile profile;
    profile.defaultAction = profile::Action::Errno;
    profile.architectures = {"SCMP_ARCH_X86_64"};
    profile::Rule rule;
    const auto docker = profile::compile(*profile::builtInProfile("docker-default"), {});
    for (const syscalls::Syscall &syscall : catalogue().all())
        if (syscall.existsOn(Abi::X86_64) && docker->decide(Abi::X86_64, syscall.number(Abi::X86_64)).executes()
            && std::ranges::find(missing, syscall.name) == missing.end())
            rule.names.push_back(syscall.name);
    profile.addRule(rule);
    return profile;
}

probe::Answer answer(std::string name, int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {})
{
    probe::Answer one;
    one.result.probe = std::move(name);
    one.result.status = status;
    one.result.passed = status < 500 && status != 0;
    one.result.bytes = body.size();
    one.result.bodyDigest = "sha256:" + body;
    one.headers = std::move(headers);
    one.body = std::move(body);
    return one;
}

struct World
{
    FakeEngine engine;
    VerifyRequest request;
    VerifyTools tools;
    // What a server answers, given the container that runs.
    std::function<std::vector<probe::Answer>(const engine::ContainerRequest &)> answers = [](const engine::ContainerRequest &) {
        return std::vector{answer("GET http :80 /", 200, "hello", {{"content-type", "text/html"}, {"date", "now"}})};
    };
    std::function<trace::Recording()> recording = [] { return trace::Recording(); };
    int waited = 0; // for listeners
    int recorded = 0;
    std::string recordedBase;

    explicit World(profile::Profile profile)
    {
        engine::ImageConfig image;
        image.id = "sha256:1";
        image.entrypoint = {"/bin/server"};
        image.tcpPorts = {80};
        engine.images["web"] = image;
        request.image = "web";
        request.profile = std::move(profile);
        request.starts = 3;
        tools.settle = std::chrono::milliseconds(2);
        tools.apart = std::chrono::milliseconds(0);
        tools.beside = 1; // in order, where a test does not say otherwise
        tools.http = [this](const std::vector<probe::Endpoint> &endpoints, const probe::ProbeOptions &, const std::stop_token &, const ProgressFn &) {
            // The thread that asks is another one; the container was started before it began.
            return endpoints.size() == 1 ? Result<std::vector<probe::Answer>>(answers(engine.requestAt(endpoints.front().port)))
                                         : Result<std::vector<probe::Answer>>(fail(ErrorCode::Io, "no endpoint"));
        };
        tools.listen = [this](std::vector<probe::Endpoint> endpoints, const probe::ProbeOptions &, const std::stop_token &, const ProgressFn &) {
            ++waited;
            return Result<std::vector<probe::Endpoint>>(std::move(endpoints));
        };
        tools.record = [this](engine::Engine &, const engine::ImageRecordRequest &record, const std::stop_token &, const ProgressFn &) {
            ++recorded;
            recordedBase = test::contentOf(record.base);
            return Result<trace::Recording>(recording());
        };
    }

    Result<Verdict> verify(std::stop_token stop = {}) { return analysis::verify(engine, request, std::move(stop), {}, tools); }
};

std::vector<std::string> missingNames(const Verdict &verdict, bool proven = true)
{
    std::vector<std::string> names;
    for (const MissingSyscall &missing : verdict.missing)
        if (missing.proven == proven)
            names.push_back(missing.syscall);
    std::ranges::sort(names);
    return names;
}

bool hasNote(const Verdict &verdict, std::string_view words)
{
    return std::ranges::any_of(verdict.notes, [&](const std::string &note) { return note.find(words) != std::string::npos; });
}

trace::Recording recordingOf(std::initializer_list<std::string_view> denied)
{
    trace::Recording recording;
    trace::Process process;
    process.comm = "server";
    recording.processes.push_back(process);
    std::int64_t at = 0;
    for (const std::string_view name : denied) {
        trace::Denial denial;
        denial.number = catalogue().find(name)->number(Abi::X86_64);
        denial.count = 3;
        denial.firstSeenNs = ++at;
        recording.denials.push_back(denial);
    }
    return recording;
}

} // namespace

class TestVerify : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }
    void sameAnswersAreVerified();
    void namesWhatTheRuntimesTextPointsTo();
    void findsWhatNoTextPointsTo();
    void goesOnWithTheAnswersOnceItStarts();
    void provesWhatTheAnswersLack();
    void fallsBackToBisectionForAnswers();
    void saysWhenTheSyscallsAreNotTheReason();
    void oneFailedStartIsEnough();
    void aProgramThatDiesEarlyDidNotStart();
    void whatVariesByItselfIsNotHeldAgainstTheProfile();
    void differences_data();
    void differences();
    void entityTagsCountByPresence();
    void programsThatEndAreCompared();
    void linesThatVaryAreLeftOut();
    void commandsAndHealthcheckAreAsked();
    void commandsWaitForTheProgramToListen();
    void comparesWithAnotherImage();
    void loadsArchives();
    void errors_data();
    void startsAgainWhereItsPortIsTaken();
    void errors();
    void runsBesideEachOtherWithTheSameOutcome();
    void whatIsSharedRunsOneAfterAnother();
    void cancelsAndLeavesNothing_data();
    void cancelsAndLeavesNothing();
};

void TestVerify::sameAnswersAreVerified()
{
    World world(dockerWithout({}));
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(verdict->verified);
    QVERIFY(verdict->started);
    QCOMPARE(verdict->startsTried, 3);
    QCOMPARE(verdict->startsFailed, 0);
    QCOMPARE(verdict->probes.size(), std::size_t{1});
    QVERIFY(verdict->missing.empty());
    QCOMPARE(verdict->engine, std::string("docker 26.1.5"));
    QCOMPARE(verdict->runtime, std::string("runc 1.1.15"));
    QCOMPARE(world.engine.started, 6); // two references, three starts, one that is asked
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
    QCOMPARE(world.recorded, 0);
    // The references run as the engine runs them by default.
    QVERIFY(!world.engine.created.at(0).seccompProfile);
    QVERIFY(!world.engine.created.at(1).seccompProfile);
    QVERIFY(world.engine.created.at(2).seccompProfile);
    QVERIFY(std::ranges::all_of(world.engine.created, [](const engine::ContainerRequest &request) { return !request.labels.empty(); }));
}

void TestVerify::namesWhatTheRuntimesTextPointsTo()
{
    World world(dockerWithout({"fstatfs", "capset"}));
    world.engine.run = [](const engine::ContainerRequest &request) {
        FakeRun run;
        if (!allows(request, "fstatfs"))
            run.startError = "runc create failed: unable to start container process: error closing exec fds: ensure /proc/self/fd is on procfs: operation not permitted";
        else if (!allows(request, "capset"))
            run.startError = "runc create failed: unable to start container process: unable to apply caps: operation not permitted";
        return run;
    };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->verified);
    QVERIFY(!verdict->started);
    QCOMPARE(verdict->startsFailed, 3);
    QVERIFY(verdict->startError.find("on procfs") != std::string::npos);
    QCOMPARE(missingNames(*verdict), (std::vector<std::string>{"capset", "fstatfs"}));
    QVERIFY(world.engine.started < 35); // no bisection over all syscalls
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
}

void TestVerify::findsWhatNoTextPointsTo()
{
    World world(dockerWithout({"getppid", "brk", "pipe2", "uname", "ioctl"}));
    world.engine.run = [](const engine::ContainerRequest &request) {
        FakeRun run;
        if (!allows(request, "brk") || !allows(request, "uname"))
            run.startError = "something went wrong";
        return run;
    };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QCOMPARE(missingNames(*verdict), (std::vector<std::string>{"brk", "uname"}));
    QVERIFY(verdict->missing.front().evidence.find("does not without it") != std::string::npos);
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
}

void TestVerify::goesOnWithTheAnswersOnceItStarts()
{
    World world(dockerWithout({"fstatfs", "accept4"}));
    world.engine.run = [](const engine::ContainerRequest &request) {
        return FakeRun{.startError = allows(request, "fstatfs") ? "" : "ensure /proc/self/fd is on procfs: operation not permitted", .running = true};
    };
    world.answers = [](const engine::ContainerRequest &request) { return std::vector{answer("GET /", allows(request, "accept4") ? 200 : 0, "x")}; };
    world.recording = [] { return recordingOf({"accept4"}); };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->verified);
    QCOMPARE(missingNames(*verdict), (std::vector<std::string>{"accept4", "fstatfs"}));
    // The recording was made with what the start lacked.
    QVERIFY(world.recordedBase.find("fstatfs") != std::string::npos);
}

void TestVerify::provesWhatTheAnswersLack()
{
    World world(dockerWithout({"sendfile", "epoll_pwait2", "keyctl"}));
    world.answers = [](const engine::ContainerRequest &request) {
        return std::vector{answer("GET /", 200, "index"), answer("GET /file", allows(request, "sendfile") ? 200 : 500, "file")};
    };
    // keyctl is denied by the engine's default, too, and must not be blamed.
    world.recording = [] { return recordingOf({"keyctl", "epoll_pwait2", "sendfile"}); };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(verdict->started);
    QVERIFY(!verdict->verified);
    QCOMPARE(missingNames(*verdict), std::vector<std::string>{"sendfile"});
    QVERIFY(verdict->missing.front().evidence.find("denied 3× in server") != std::string::npos);
    QVERIFY(verdict->probes.at(0).same);
    QVERIFY(!verdict->probes.at(1).same);
    QVERIFY2(verdict->probes.at(1).difference.find("status 500 instead of 200") != std::string::npos, verdict->probes.at(1).difference.c_str());
    QCOMPARE(world.recorded, 1);
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
}

void TestVerify::fallsBackToBisectionForAnswers()
{
    World world(dockerWithout({"sendfile", "splice", "tee"}));
    world.answers = [](const engine::ContainerRequest &request) { return std::vector{answer("GET /", allows(request, "splice") ? 200 : 500, "x")}; };
    world.tools.record = [](engine::Engine &, const engine::ImageRecordRequest &, const std::stop_token &, const ProgressFn &) {
        return Result<trace::Recording>(fail(ErrorCode::Unsupported, "no sensor for this machine"));
    };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QCOMPARE(missingNames(*verdict), std::vector<std::string>{"splice"});
    QVERIFY(hasNote(*verdict, "no sensor for this machine"));
}

void TestVerify::saysWhenTheSyscallsAreNotTheReason()
{
    World world(dockerWithout({"sendfile"}));
    world.answers = [](const engine::ContainerRequest &request) { return std::vector{answer("GET /", request.seccompProfile ? 500 : 200, "x")}; };
    world.recording = [] { return recordingOf({"sendfile"}); };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->verified);
    QVERIFY(hasNote(*verdict, "not the reason"));
    QVERIFY(missingNames(*verdict).empty());
    QCOMPARE(missingNames(*verdict, false), std::vector<std::string>{"sendfile"});

    World start(dockerWithout({"sendfile"}));
    start.engine.run = [](const engine::ContainerRequest &request) { return FakeRun{.startError = request.seccompProfile ? "no space left on device" : "", .running = true}; };
    const auto broken = start.verify();
    VERIFY_RESULT(broken);
    QVERIFY(!broken->started);
    QVERIFY(broken->missing.empty());
    QVERIFY(hasNote(*broken, "not the reason"));
    QVERIFY(broken->startError.find("no space left") != std::string::npos);
}

void TestVerify::oneFailedStartIsEnough()
{
    World world(dockerWithout({"futex"}));
    int underProfile = 0;
    world.engine.run = [&underProfile](const engine::ContainerRequest &request) {
        FakeRun run;
        if (request.seccompProfile && !allows(request, "futex") && ++underProfile % 3 == 0)
            run.startError = "cannot start an already running container";
        return run;
    };
    world.request.starts = 8;
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QCOMPARE(verdict->startsTried, 8);
    QCOMPARE(verdict->startsFailed, 2);
    QVERIFY(!verdict->started);
    QVERIFY(!verdict->verified);
    QCOMPARE(missingNames(*verdict), std::vector<std::string>{"futex"});
}

void TestVerify::aProgramThatDiesEarlyDidNotStart()
{
    World world(dockerWithout({"epoll_create1"}));
    world.engine.run = [](const engine::ContainerRequest &request) {
        FakeRun run;
        if (!allows(request, "epoll_create1"))
            run = {.running = false, .exitCode = 1, .errorOutput = "server: epoll_create1() failed\n"};
        return run;
    };
    world.recording = [] { return recordingOf({"epoll_create1"}); };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->started);
    QCOMPARE(verdict->startsFailed, 3);
    QVERIFY(verdict->startError.find("epoll_create1() failed") != std::string::npos);
    QCOMPARE(missingNames(*verdict), std::vector<std::string>{"epoll_create1"});
}

void TestVerify::whatVariesByItselfIsNotHeldAgainstTheProfile()
{
    World world(dockerWithout({}));
    std::atomic<int> time = 0;
    world.answers = [&time](const engine::ContainerRequest &) {
        const std::string now = std::to_string(++time);
        return std::vector{answer("GET /time", 200, now, {{"date", now}, {"etag", now}, {"set-cookie", now}, {"content-type", "text/plain"}}),
                           answer("GET /odd", time == 1 ? 200 : 404, "x")};
    };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(verdict->verified);
    QVERIFY(hasNote(*verdict, "GET /odd answers differently from run to run"));
    QVERIFY(hasNote(*verdict, "body of GET /time differs"));
    QCOMPARE(verdict->probes.size(), std::size_t{1});
}

void TestVerify::differences_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("status") << 404 << QByteArray("hello") << QByteArray("text/html") << QByteArray("status 404 instead of 200");
    QTest::newRow("body") << 200 << QByteArray("hell") << QByteArray("text/html") << QByteArray("4 bytes instead of 5");
    QTest::newRow("body of the same length") << 200 << QByteArray("HELLO") << QByteArray("text/html") << QByteArray("another body");
    QTest::newRow("header") << 200 << QByteArray("hello") << QByteArray("text/plain") << QByteArray("header content-type is \"text/plain\" instead of \"text/html\"");
    QTest::newRow("header gone") << 200 << QByteArray("hello") << QByteArray() << QByteArray("header content-type is missing");
    QTest::newRow("no answer") << 0 << QByteArray() << QByteArray() << QByteArray("no answer");
}

void TestVerify::differences()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, words);
    World world(dockerWithout({}));
    world.answers = [&](const engine::ContainerRequest &request) {
        if (!request.seccompProfile)
            return std::vector{answer("GET /", 200, "hello", {{"content-type", "text/html"}})};
        std::vector<std::pair<std::string, std::string>> headers;
        if (!type.isEmpty())
            headers.emplace_back("content-type", type.toStdString());
        return std::vector{answer("GET /", status, body.toStdString(), headers)};
    };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->verified);
    QVERIFY2(verdict->probes.at(0).difference.find(words.toStdString()) != std::string::npos, verdict->probes.at(0).difference.c_str());
}

// lighttpd makes them of inode numbers, which the slim image's file systems give anew.
void TestVerify::entityTagsCountByPresence()
{
    const auto differenceTo = [](std::vector<std::pair<std::string, std::string>> headers, const char *body) {
        Trial fat;
        fat.answers = {answer("GET /", 200, "hello", {{"content-type", "text/html"}, {"etag", "\"3637780875\""}})};
        Trial slim;
        slim.answers = {answer("GET /", 200, body, std::move(headers))};
        return compareTrials(fat, slim, {}).front().difference;
    };
    QCOMPARE(differenceTo({{"content-type", "text/html"}, {"etag", "\"3407094152\""}}, "hello"), std::string());
    QCOMPARE(differenceTo({{"content-type", "text/html"}}, "hello"), std::string("header etag is missing"));
    QVERIFY(differenceTo({{"content-type", "text/html"}, {"etag", "\"3407094152\""}}, "HELLO").find("another body") != std::string::npos);
}

void TestVerify::programsThatEndAreCompared()
{
    const auto job = [](int code, const char *text) {
        World world(dockerWithout({"sync"}));
        world.engine.images["web"].tcpPorts.clear();
        world.engine.run = [=](const engine::ContainerRequest &request) {
            const bool hurt = !allows(request, "sync");
            return FakeRun{.running = false, .exitCode = hurt ? code : 0, .output = hurt ? text : "report\n"};
        };
        world.recording = [] { return recordingOf({"sync"}); };
        return world.verify();
    };
    const auto same = job(0, "report\n");
    VERIFY_RESULT(same);
    QVERIFY(same->verified);
    const auto code = job(3, "report\n");
    VERIFY_RESULT(code);
    QVERIFY(!code->verified);
    QVERIFY2(code->probes.at(0).difference.find("status 3") != std::string::npos, code->probes.at(0).difference.c_str());
    QCOMPARE(missingNames(*code), std::vector<std::string>{"sync"});
    const auto output = job(0, "nothing\n");
    VERIFY_RESULT(output);
    QVERIFY(!output->verified);
    QVERIFY(output->probes.at(0).difference.find("printed something else") != std::string::npos);
}

// A line that is another one each time does not hide what is missing in the others.
void TestVerify::linesThatVaryAreLeftOut()
{
    const auto ended = [](const char *output) {
        Trial trial;
        trial.exitCode = 0;
        trial.output = output;
        return trial;
    };
    const Trial first = ended("id 1\n/plug/a\n/plug/b\n");
    const ReferenceCheck check = compareReferences(first, ended("id 2\n/plug/a\n/plug/b\n"));
    QVERIFY(!check.variation.output);
    QCOMPARE(check.variation.lines, (std::set<std::size_t>{0}));
    const auto difference = [&](const char *output, const NaturalVariation &variation) { return compareTrials(first, ended(output), variation).front().difference; };
    QCOMPARE(difference("id 3\n/plug/a\n/plug/b\n", check.variation), std::string());
    QCOMPARE(difference("id 3\n/plug/*\n/plug/b\n", check.variation), std::string("it printed something else: line 2 is \"/plug/*\" instead of \"/plug/a\""));
    QCOMPARE(difference("id 3\n/plug/a\n", check.variation), std::string("it printed 2 lines instead of 3: \"/plug/b\" is missing"));
    QCOMPARE(difference("id 1\n/plug/a\n/plug/b\nmore\n", check.variation), std::string("it printed 4 lines instead of 3: \"more\" is new"));
    QCOMPARE(difference("id 3\n/plug/a\n/plug/b", check.variation), std::string("it printed something else: its last line ends otherwise"));
    const ReferenceCheck longer = compareReferences(first, ended("id 1\n"));
    QVERIFY(longer.variation.output);
    QCOMPARE(difference("nothing of it", longer.variation), std::string());
}

void TestVerify::commandsAndHealthcheckAreAsked()
{
    World world(dockerWithout({"statx"}));
    world.request.probes.containerCommands = {"redis-cli ping"};
    world.engine.images["web"].healthcheck.test = {"CMD-SHELL", "redis-cli ping | grep PONG"};
    std::vector<std::vector<std::string>> asked;
    world.engine.execute = [&asked](const engine::ContainerRequest &request, const engine::ExecRequest &exec) -> Result<FakeExec> {
        asked.push_back(exec.command);
        if (!allows(request, "statx"))
            return fail(ErrorCode::InvalidInput, "OCI runtime exec failed: error stat'ing file `/proc/self/setgroups`: Operation not permitted");
        return FakeExec{.output = "PONG\n"};
    };
    world.recording = [] { return recordingOf({}); }; // the sensor does not see what the runtime does for a command
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(verdict->started);
    QVERIFY(!verdict->verified);
    QCOMPARE(missingNames(*verdict), std::vector<std::string>{"statx"});
    QCOMPARE(asked.at(0), (std::vector<std::string>{"redis-cli", "ping"}));
    QCOMPARE(asked.at(1), (std::vector<std::string>{"/bin/sh", "-c", "redis-cli ping | grep PONG"}));
    // The engine does not run the check beside us.
    QVERIFY(std::ranges::all_of(world.engine.created, &engine::ContainerRequest::disableHealthcheck));
}

// Commands were run the moment the container had started, and failed where the program was not ready yet.
void TestVerify::commandsWaitForTheProgramToListen()
{
    World world(dockerWithout({}));
    world.request.probes.http = false;
    world.request.probes.containerCommands = {"redis-cli ping"};
    int waitedBefore = -1;
    world.engine.execute = [&](const engine::ContainerRequest &, const engine::ExecRequest &) -> Result<FakeExec> {
        if (waitedBefore < 0)
            waitedBefore = world.waited;
        return FakeExec{.output = "PONG\n"};
    };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(verdict->verified);
    QCOMPARE(waitedBefore, 1);
}

void TestVerify::comparesWithAnotherImage()
{
    World world(dockerWithout({}));
    world.engine.images["fat"] = world.engine.images["web"];
    world.request.against = "fat";
    world.answers = [](const engine::ContainerRequest &request) { return std::vector{answer("GET /", 200, request.image == "fat" ? "all" : "part")}; };
    const auto differs = world.verify();
    VERIFY_RESULT(differs);
    QVERIFY(!differs->verified);
    QCOMPARE(world.engine.created.at(0).image, std::string("fat"));
    QCOMPARE(world.engine.created.at(2).image, std::string("web"));

    World plain(dockerWithout({}));
    plain.engine.images["fat"] = plain.engine.images["web"];
    plain.request.against = "fat";
    plain.request.profile.reset();
    const auto same = plain.verify();
    VERIFY_RESULT(same);
    QVERIFY(same->verified);
    QVERIFY(std::ranges::none_of(plain.engine.created, [](const engine::ContainerRequest &request) { return request.seccompProfile.has_value(); }));
}

void TestVerify::loadsArchives()
{
    World world(dockerWithout({}));
    world.engine.archives["/tmp/web.tar"] = "web";
    world.request.image.clear();
    world.request.archivePath = "/tmp/web.tar";
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QVERIFY(verdict->verified);
    world.request.archivePath = "/tmp/other.tar";
    QCOMPARE(world.verify().error().code, ErrorCode::NotFound);
}

void TestVerify::errors_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no such image") << 0 << static_cast<int>(ErrorCode::NotFound) << QByteArray("no such image: other");
    QTest::newRow("does not start at all") << 1 << static_cast<int>(ErrorCode::InvalidInput) << QByteArray("without the profile either: starting");
    QTest::newRow("engine goes away") << 2 << static_cast<int>(ErrorCode::Unavailable) << QByteArray("connection refused");
    QTest::newRow("probe that is no command") << 3 << static_cast<int>(ErrorCode::InvalidInput) << QByteArray("quote");
}

// Podman chooses ports when it makes a container, and somebody else may listen there before it starts.
void TestVerify::startsAgainWhereItsPortIsTaken()
{
    for (const int times : {1, 3}) {
        World world(dockerWithout({}));
        std::atomic<int> left = times;
        world.engine.failure = [&](std::string_view call) {
            return call == "startContainer" && left-- > 0 ? Result<>(fail(ErrorCode::Io, "cannot listen on the TCP port: listen tcp4 127.0.0.1:40909: bind: address already in use")) : Result<>();
        };
        const auto verdict = world.verify();
        VERIFY_RESULT(verdict);
        QCOMPARE(world.engine.containerCount(), std::size_t{0});
    }
    World world(dockerWithout({}));
    world.engine.failure = [](std::string_view call) { return call == "startContainer" ? Result<>(fail(ErrorCode::Io, "bind: address already in use")) : Result<>(); };
    const auto verdict = world.verify();
    QVERIFY(!verdict);
    QVERIFY2(verdict.error().message.contains("address already in use"), verdict.error().message.c_str());
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
}

void TestVerify::errors()
{
    QFETCH(int, which);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    World world(dockerWithout({}));
    if (which == 0)
        world.request.image = "other";
    if (which == 1)
        world.engine.run = [](const engine::ContainerRequest &) { return FakeRun{.startError = "exec /bin/server: no such file", .running = true}; };
    if (which == 2)
        world.engine.failure = [&world](std::string_view call) {
            return call == "startContainer" && world.engine.started == 4 ? Result<>(fail(ErrorCode::Unavailable, "connection refused")) : Result<>();
        };
    if (which == 3)
        world.request.probes.containerCommands = {"echo 'open"};
    const auto verdict = world.verify();
    QVERIFY(!verdict);
    QCOMPARE(static_cast<int>(verdict.error().code), code);
    QVERIFY2(verdict.error().message.find(words.toStdString()) != std::string::npos, verdict.error().message.c_str());
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
}

void TestVerify::runsBesideEachOtherWithTheSameOutcome()
{
    World world(dockerWithout({"sendfile", "epoll_pwait2", "splice"}));
    world.tools.beside = 4;
    world.tools.settle = std::chrono::milliseconds(50);
    // The two references wait for each other: one after another they would wait for ever.
    std::latch both(2);
    std::atomic<int> asked = 0;
    world.tools.http = [&](const std::vector<probe::Endpoint> &endpoints, const probe::ProbeOptions &, const std::stop_token &, const ProgressFn &) -> Result<std::vector<probe::Answer>> {
        if (++asked <= 2)
            both.arrive_and_wait();
        const bool good = allows(world.engine.requestAt(endpoints.front().port), "sendfile");
        return std::vector{answer("GET /", good ? 200 : 500, "x")};
    };
    world.recording = [] { return recordingOf({"epoll_pwait2", "sendfile", "splice"}); };
    const auto verdict = world.verify();
    VERIFY_RESULT(verdict);
    QCOMPARE(missingNames(*verdict), std::vector<std::string>{"sendfile"});
    QCOMPARE(world.engine.containerCount(), std::size_t{0});
}

void TestVerify::whatIsSharedRunsOneAfterAnother()
{
    engine::RunOverrides overrides;
    QCOMPARE(containersBeside(overrides, 6), 6U);
    overrides.publish = {{80, "127.0.0.1", 0}};
    overrides.network = "none";
    QCOMPARE(containersBeside(overrides, 6), 6U);
    overrides.publish = {{80, "127.0.0.1", 8080}};
    QCOMPARE(containersBeside(overrides, 6), 1U);
    QCOMPARE(containersBeside({.volumes = {"/data:/data"}}, 6), 1U);
    QCOMPARE(containersBeside({.network = "host"}, 6), 1U);
    QCOMPARE(containersBeside({}, 0), 1U);
}

void TestVerify::cancelsAndLeavesNothing_data()
{
    QTest::addColumn<unsigned>("beside");
    QTest::newRow("one after another") << 1U;
    QTest::newRow("beside each other") << 4U;
}

void TestVerify::cancelsAndLeavesNothing()
{
    for (int after = 1; after <= 6; ++after) {
        World world(dockerWithout({"brk"}));
        QFETCH(unsigned, beside);
        world.tools.beside = beside;
        std::stop_source source;
        world.engine.run = [&](const engine::ContainerRequest &) {
            if (world.engine.started == after)
                source.request_stop();
            return FakeRun();
        };
        const auto verdict = world.verify(source.get_token());
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().code, ErrorCode::Cancelled);
        QCOMPARE(world.engine.containerCount(), std::size_t{0});
        QVERIFY(world.engine.started >= after && world.engine.started < after + static_cast<int>(beside));
    }
}

QTEST_APPLESS_MAIN(TestVerify)
#include "tst_verify.moc"
