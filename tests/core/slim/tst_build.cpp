#include "slim/build.h"

#include "base/owner.h"
#include "base/sha256.h"
#include "formats/seccomp_json.h"
#include "image/file_index.h"
#include "profile/filter.h"
#include "support/fake_engine.h"
#include "support/support.h"
#include "support/tar_maker.h"
#include "syscalls/catalogue.h"
#include "trace/recording_file.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <format>
#include <map>
#include <mutex>
#include <set>

using namespace whittle;
using namespace whittle::slim;
using test::FakeEngine;
using test::FakeRun;
using test::TarMaker;

namespace {

namespace fs = std::filesystem;
namespace op = trace::path_operation;

const syscalls::Catalogue &catalogue()
{
    return syscalls::Catalogue::builtIn();
}

std::string configOf(const std::string &diffId)
{
    return std::format(R"({{"architecture":"amd64","os":"linux","created":"2025-01-01T00:00:00Z","config":{{"Entrypoint":["/bin/server"],"ExposedPorts":{{"80/tcp":{{}}}}}},"rootfs":{{"type":"layers","diff_ids":["{}"]}},"history":[{{"created_by":"made up"}}]}})", diffId);
}

// A docker-archive of a server that reads /etc/server.conf at its start and /srv/page and /srv/late when asked.
std::string fatArchive(const std::string &tag)
{
    const std::string layer = TarMaker().directory("bin").file("bin/server", "a program", 0755).file("bin/tool", std::string(5000, 't'), 0755).directory("etc")
        .file("etc/server.conf", "conf").directory("srv").file("srv/page", "page").file("srv/late", "late").directory("usr").directory("usr/junk")
        .file("usr/junk/big", std::string(20000, 'b')).finish();
    const std::string config = configOf(sha256Digest(layer));
    const std::string tags = tag.empty() ? "null" : "[\"" + tag + "\"]";
    return TarMaker().file("layer.tar", layer).file("config.json", config).file("manifest.json", R"([{"Config":"config.json","RepoTags":)" + tags + R"(,"Layers":["layer.tar"]}])").finish();
}

std::string imageIdOf(const std::string &archive)
{
    const auto begin = archive.find("{\"architecture\"");
    return sha256Digest(std::string_view(archive).substr(begin, archive.find('\0', begin) - begin));
}

bool allows(const engine::ContainerRequest &request, std::string_view name)
{
    if (!request.seccompProfile || *request.seccompProfile == "unconfined")
        return true;
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

trace::PathUse used(const std::string &path, std::uint32_t operations, std::int64_t at)
{
    return {.path = path, .operations = operations, .count = 1, .errors = {}, .successes = 1, .firstSeenNs = at};
}

probe::Answer answer(const std::string &name, int status, const std::string &body)
{
    probe::Answer one;
    one.result.probe = name;
    one.result.status = status;
    one.result.passed = status == 200;
    one.result.bytes = body.size();
    one.result.bodyDigest = sha256Digest(body);
    one.body = body;
    return one;
}

struct World
{
    FakeEngine engine;
    BuildRequest request;
    BuildObserver observer;
    BuildTools tools;
    TemporaryDirectory folder;
    std::map<std::string, std::set<std::string>> files; // image id → what it has
    std::set<std::string> recordedSyscalls = {"read", "write", "openat", "accept4", "execve", "exit_group", "sendfile"};
    bool asksLate = false; // /srv/late is asked for when answers are compared, not when it is recorded
    std::atomic<int> recorded = 0;
    std::string archive = fatArchive("web:latest");
    std::string fatId = imageIdOf(archive);

    World() : folder(*TemporaryDirectory::create("test-build-"))
    {
        engine::ImageConfig image;
        image.id = fatId;
        image.entrypoint = {"/bin/server"};
        image.tcpPorts = {80};
        image.tags = {"web:latest"};
        engine.images["web:latest"] = image;
        files[fatId] = {"bin/server", "bin/tool", "etc/server.conf", "srv/page", "srv/late", "usr/junk/big"};
        engine.save = [this](const std::string &, const std::string &path) { return writeFileAtomically(path, archive); };
        engine.load = [this](FakeEngine &to, const std::string &, const std::string &content) { return load(to, content); };
        engine.run = [this](const engine::ContainerRequest &container) {
            FakeRun run;
            if (!has(container, "bin/server"))
                run.startError = "exec: \"/bin/server\": no such file or directory";
            else if (!has(container, "etc/server.conf"))
                run = {.running = false, .exitCode = 1, .errorOutput = "server: /etc/server.conf: No such file or directory\n"};
            return run;
        };
        tools.verify.settle = std::chrono::milliseconds(2);
        tools.verify.apart = std::chrono::milliseconds(0);
        tools.verify.http = [this](const std::vector<probe::Endpoint> &endpoints, const probe::ProbeOptions &, const std::stop_token &, const ProgressFn &) -> Result<std::vector<probe::Answer>> {
            return ask(engine.requestAt(endpoints.front().port));
        };
        tools.verify.record = [this](engine::Engine &to, const engine::ImageRecordRequest &what, const std::stop_token &stop, const ProgressFn &progress) {
            return tools.record(to, what, stop, progress, {});
        };
        tools.record = [this](engine::Engine &, const engine::ImageRecordRequest &what, const std::stop_token &, const ProgressFn &progress, const trace::LiveFn &) {
            progress({"starting " + what.image, 0, 0});
            return record(what);
        };
        request.image = "web:latest";
        request.outputDirectory = folder.path() + "/out";
        request.starts = 3;
    }

    bool has(const engine::ContainerRequest &container, const std::string &file)
    {
        for (const auto &[name, image] : engine.images)
            if (name == container.image || image.id == container.image)
                return files[image.id].contains(file);
        return false;
    }

    std::vector<probe::Answer> ask(const engine::ContainerRequest &container)
    {
        const bool sends = allows(container, "sendfile");
        std::vector<probe::Answer> answers = {answer("GET /page", !has(container, "srv/page") ? 404 : sends ? 200 : 500, "page")};
        if (asksLate)
            answers.push_back(answer("GET /late", has(container, "srv/late") ? 200 : 404, "late"));
        return answers;
    }

    Result<std::string> load(FakeEngine &to, const std::string &content)
    {
        const std::string path = folder.path() + "/loaded.tar";
        if (auto written = writeFileAtomically(path, content); !written)
            return std::unexpected(written.error());
        const auto image = image::Image::open({.path = path, .reference = {}, .platform = {}, .limits = {}}, {}, {});
        fs::remove(path);
        if (!image)
            return std::unexpected(image.error());
        engine::ImageConfig config;
        config.id = image->configDigest();
        config.entrypoint = {"/bin/server"};
        config.tcpPorts = {80};
        config.tags = image->references();
        std::set<std::string> &has = files[config.id];
        image->files().forEach([&has](const image::IndexedFile &file) {
            if (file.entry.type == image::EntryType::Regular)
                has.insert(file.entry.path);
            return true;
        });
        for (const std::string &tag : config.tags)
            to.images[tag] = config;
        return config.tags.front();
    }

    Result<trace::Recording> record(const engine::ImageRecordRequest &what)
    {
        ++recorded;
        trace::Recording recording;
        const auto image = engine.inspectImage(what.image);
        if (!image)
            return std::unexpected(image.error());
        recording.subject.kind = "image";
        recording.subject.image = what.image;
        recording.subject.imageDigest = image->id;
        recording.environment.machine = "x86_64";
        recording.environment.base = "docker-default";
        recording.complete = true;
        recording.stoppedBy = "stop";
        recording.probes.push_back({.probe = "GET /page", .passed = true, .status = 200});
        trace::Process process;
        process.comm = "server";
        process.executable = "/bin/server";
        for (const std::string &name : recordedSyscalls)
            process.syscalls.push_back({.number = catalogue().find(name)->number(Abi::X86_64), .count = 1});
        std::ranges::sort(process.syscalls, {}, &trace::SyscallUse::number);
        std::int64_t at = 0;
        for (const auto &[path, operations] : {std::pair{"/bin/server", op::kExecute}, std::pair{"/etc/server.conf", op::kRead}, std::pair{"/srv/page", op::kRead}})
            look(process, files[image->id], path, operations, ++at);
        if (image->id != fatId && asksLate)
            look(process, files[image->id], "/srv/late", op::kRead, ++at);
        std::ranges::sort(process.paths, {}, &trace::PathUse::path);
        recording.processes.push_back(process);
        return recording;
    }

    static void look(trace::Process &process, const std::set<std::string> &has, const std::string &path, std::uint32_t operations, std::int64_t at)
    {
        trace::PathUse use = used(path, operations, at);
        if (!has.contains(path.substr(1))) {
            use.successes = 0;
            use.errors = {{2, 1}};
        }
        process.paths.push_back(use);
    }

    Result<BuildResult> build(std::stop_token stop = {}) { return slim::build(engine, request, std::move(stop), observer, tools); }

    // Names of images, and of what is in the output folder.
    std::set<std::string> images() const
    {
        std::set<std::string> names;
        for (const auto &[name, image] : engine.images)
            names.insert(name);
        return names;
    }
    std::set<std::string> output() const
    {
        std::set<std::string> names;
        std::error_code none;
        for (const auto &entry : fs::directory_iterator(request.outputDirectory, none))
            names.insert(entry.path().filename());
        return names;
    }
};

std::set<std::string> artifacts(const std::string &name)
{
    const auto files = artifactFiles(name);
    return {files.begin(), files.end()};
}

} // namespace

class TestBuild : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void makesAndProvesASlimImage();
    void takesAnArchiveAndLeavesItOut();
    void keepsTheNamesOfTheUsersImages();
    void takesARecording();
    void saysWhenTheRecordingIsOfAnotherImage();
    void saysWhatARunDoesNotCover();
    void findsTheMissingFile();
    void fixesMissingFiles();
    void fixesMissingSyscalls();
    void leavesTheEngineAloneWhenItDiffers();
    void givesUpFixingInTime();
    void buildsWithoutVerifying();
    void theSameRecordingGivesTheSameImage();
    void refusesWhatCannotBeWritten_data();
    void refusesWhatCannotBeWritten();
    void cancelsAnywhereAndLeavesNothing_data();
    void cancelsAnywhereAndLeavesNothing();
    void failsAnywhereAndLeavesNothing();
    void removesWhatAKilledBuildLeft();

private:
    std::optional<TemporaryDirectory> m_temporary;
};

void TestBuild::init()
{
    QTest::failOnWarning(QRegularExpression(".*"));
    qputenv("TMPDIR", "/tmp");
    auto folder = TemporaryDirectory::create("test-build-tmp-");
    VERIFY_RESULT(folder);
    m_temporary.emplace(*std::move(folder));
    qputenv("TMPDIR", m_temporary->path().c_str());
}

void TestBuild::makesAndProvesASlimImage()
{
    World world;
    std::set<std::string> steps;
    world.observer.progress = [&steps](const Progress &progress) { steps.insert(progress.step.substr(0, progress.step.find_first_of(" :"))); };
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(result->verdict.verified && result->verdict.plain.verified && result->verdict.underProfile.verified && result->verdict.fatUnderProfile.verified);
    QCOMPARE_EQ(result->verdict.underProfile.startsTried, 3);
    QCOMPARE_EQ(result->name, "web");
    QCOMPARE_EQ(result->slimReference, "web.slim:latest");
    QVERIFY(result->slimSize < result->fatSize);
    QVERIFY(result->selection.keeps("srv/page") && !result->selection.keeps("usr/junk/big"));
    QCOMPARE_EQ(world.images(), (std::set<std::string>{"web:latest", "web.slim:latest"}));
    QCOMPARE_EQ(world.output(), artifacts("web"));
    QCOMPARE_EQ(world.engine.containerCount(), 0U);
    QVERIFY(fs::is_empty(m_temporary->path()) || world.folder.path().starts_with(m_temporary->path()));
    for (const char *step : {"inspect", "record", "select", "write", "load", "verify"})
        QVERIFY2(steps.contains(step), step);
    // It is named when all else is done, after the image was loaded under a name of ours, which is gone.
    const auto &calls = world.engine.calls;
    const auto at = [&calls](std::string_view text) { return std::ranges::find_if(calls, [&](const std::string &call) { return call.starts_with(text); }) - calls.begin(); };
    QVERIFY(at("save") < at("load the slim image") && at("load the slim image") < at("tag web.slim:latest") && at("tag web.slim:latest") < at("untag localhost/whittle-build:"));
    // The archive holds the image under its final name.
    const auto written = image::Image::open({.path = world.request.outputDirectory + "/slim.tar", .reference = {}, .platform = {}, .limits = {}}, {}, {});
    VERIFY_RESULT(written);
    QCOMPARE_EQ(written->references(), std::vector<std::string>{"web.slim:latest"});
    QCOMPARE_EQ(written->configDigest(), world.engine.images["web.slim:latest"].id);
    // A container ran without and with the profile, of either image.
    std::set<std::pair<bool, bool>> kinds;
    for (const engine::ContainerRequest &container : world.engine.created)
        kinds.emplace(container.image.starts_with("localhost/"), container.seccompProfile.has_value());
    QCOMPARE_EQ(kinds.size(), 4U);
}

void TestBuild::takesAnArchiveAndLeavesItOut()
{
    World world;
    world.engine.images.clear();
    world.request.image.clear();
    world.request.archivePath = world.folder.path() + "/some.tar";
    VERIFY_RESULT(writeFileAtomically(world.request.archivePath, world.archive));
    const auto result = world.build();
    VERIFY_RESULT(result);
    QCOMPARE_EQ(result->slimReference, "web.slim:latest");
    QCOMPARE_EQ(result->recording.subject.imageDigest, world.fatId);
    QCOMPARE_EQ(result->recording.subject.image, world.request.archivePath);
    QCOMPARE_EQ(world.images(), std::set<std::string>{"web.slim:latest"});
    // One that the engine has, without a name, stays there.
    World known;
    known.engine.images["<none>"] = known.engine.images["web:latest"];
    known.engine.images.erase("web:latest");
    known.request.image.clear();
    known.request.archivePath = world.request.archivePath;
    VERIFY_RESULT(known.build());
    QCOMPARE_EQ(known.images(), (std::set<std::string>{"<none>", "web.slim:latest"}));
    // One without a name is called as its file.
    World nameless;
    nameless.archive = fatArchive("");
    nameless.engine.images.clear();
    nameless.request.image.clear();
    nameless.request.archivePath = nameless.folder.path() + "/My Shop.tar";
    VERIFY_RESULT(writeFileAtomically(nameless.request.archivePath, nameless.archive));
    const auto named = nameless.build();
    VERIFY_RESULT(named);
    QVERIFY2(named->slimReference.ends_with(".slim:latest"), named->slimReference.c_str());
    QVERIFY(!named->name.contains(' '));
}

void TestBuild::keepsTheNamesOfTheUsersImages()
{
    World world;
    world.engine.images["web:latest"].id = "sha256:newer";
    world.request.image.clear();
    world.request.archivePath = world.folder.path() + "/some.tar";
    VERIFY_RESULT(writeFileAtomically(world.request.archivePath, world.archive));
    VERIFY_RESULT(world.build());
    QCOMPARE_EQ(world.engine.images["web:latest"].id, "sha256:newer");
}

void TestBuild::takesARecording()
{
    World world;
    const auto first = world.build();
    VERIFY_RESULT(first);
    World again;
    again.request.recordingPath = world.request.outputDirectory + "/web.whittle.json";
    const auto second = again.build();
    VERIFY_RESULT(second);
    QCOMPARE_EQ(again.recorded.load(), 0);
    QVERIFY(second->verdict.verified);
    QVERIFY2(second->warnings == first->warnings, second->warnings.empty() ? "" : second->warnings.front().c_str());
    again.request.recordingPath = "/no/such.whittle.json";
    QCOMPARE_EQ(again.build().error().code, ErrorCode::NotFound);
}

void TestBuild::saysWhenTheRecordingIsOfAnotherImage()
{
    World world;
    auto recording = world.record({.image = "web:latest"});
    VERIFY_RESULT(recording);
    recording->subject.image = "other:1";
    recording->subject.imageDigest = "sha256:other";
    world.request.recordingPath = world.folder.path() + "/other.whittle.json";
    VERIFY_RESULT(trace::saveRecording(*recording, world.request.recordingPath));
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(std::ranges::any_of(result->warnings, [](const std::string &warning) { return warning.contains("another image (other:1, sha256:other)"); }));
}

void TestBuild::saysWhatARunDoesNotCover()
{
    World world;
    world.tools.record = [&world](engine::Engine &, const engine::ImageRecordRequest &what, const std::stop_token &, const ProgressFn &, const trace::LiveFn &) {
        auto recording = world.record(what);
        recording->probes = {{.probe = "TCP :80", .passed = true}};
        return recording;
    };
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(std::ranges::any_of(result->warnings, [](const std::string &warning) { return warning.contains("nothing exercised the program"); }));
}

void TestBuild::findsTheMissingFile()
{
    World world;
    world.request.selection.exclude = {"/etc/server.conf"};
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(!result->verdict.verified && !result->verdict.plain.verified);
    QCOMPARE_EQ(result->verdict.missingFiles.size(), 1U);
    QCOMPARE_EQ(result->verdict.missingFiles.front().path, "/etc/server.conf");
    QVERIFY(result->verdict.missingFiles.front().proven);
    QVERIFY2(result->verdict.missingFiles.front().evidence.contains("server looked for it"), result->verdict.missingFiles.front().evidence.c_str());
    QVERIFY(result->verdict.added.empty());
    // Found only by asking differently than when it was recorded.
    World late;
    late.asksLate = true;
    const auto found = late.build();
    VERIFY_RESULT(found);
    QCOMPARE_EQ(found->verdict.missingFiles.size(), 1U);
    QCOMPARE_EQ(found->verdict.missingFiles.front().path, "/srv/late");
    QVERIFY(found->verdict.missingFiles.front().proven);
    QCOMPARE_EQ(late.engine.containerCount(), 0U);
    QCOMPARE_EQ(late.images(), std::set<std::string>{"web:latest"});
}

void TestBuild::fixesMissingFiles()
{
    World world;
    world.request.selection.exclude = {"/etc/server.conf"};
    world.asksLate = true;
    world.request.fixAttempts = 3;
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(result->verdict.verified);
    QVERIFY(std::ranges::any_of(result->verdict.added, [](const std::string &added) { return added.starts_with("/etc/server.conf: "); }));
    QVERIFY(std::ranges::any_of(result->verdict.added, [](const std::string &added) { return added.starts_with("/srv/late: "); }));
    QVERIFY(std::ranges::all_of(result->verdict.missingFiles, &MissingFile::proven));
    QVERIFY(result->selection.keeps("srv/late") && result->selection.keeps("etc/server.conf"));
    QCOMPARE_EQ(world.images(), (std::set<std::string>{"web:latest", "web.slim:latest"}));
}

void TestBuild::fixesMissingSyscalls()
{
    World world;
    world.recordedSyscalls.erase("sendfile");
    const auto without = world.build();
    VERIFY_RESULT(without);
    QVERIFY(!without->verdict.verified && without->verdict.plain.verified && !without->verdict.underProfile.verified);
    QCOMPARE_EQ(without->verdict.underProfile.missing.size(), 1U);
    QCOMPARE_EQ(without->verdict.underProfile.missing.front().syscall, "sendfile");
    QVERIFY(without->verdict.underProfile.missing.front().proven);
    QVERIFY(without->slimReference.empty());

    World fixed;
    fixed.recordedSyscalls.erase("sendfile");
    fixed.request.fixAttempts = 1;
    const auto result = fixed.build();
    VERIFY_RESULT(result);
    QVERIFY(result->verdict.verified);
    QCOMPARE_EQ(result->verdict.added.size(), 1U);
    QVERIFY(result->verdict.added.front().starts_with("syscall sendfile: "));
    const auto profile = formats::readSeccompJson(test::contentOf(fixed.request.outputDirectory + "/web-seccomp.json"));
    VERIFY_RESULT(profile);
    const auto filter = profile::compile(profile->profile, {});
    VERIFY_RESULT(filter);
    QVERIFY(filter->decide(Abi::X86_64, catalogue().find("sendfile")->number(Abi::X86_64)).executes());
}

void TestBuild::leavesTheEngineAloneWhenItDiffers()
{
    World world;
    engine::ImageConfig old;
    old.id = "sha256:old";
    old.tags = {"web.slim:latest"};
    world.engine.images["web.slim:latest"] = old;
    world.request.selection.exclude = {"/srv/page"};
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(!result->verdict.verified);
    QVERIFY(result->slimReference.empty());
    QCOMPARE_EQ(world.engine.images["web.slim:latest"].id, "sha256:old");
    QCOMPARE_EQ(world.images().size(), 2U);
    QCOMPARE_EQ(world.output(), artifacts("web")); // that one can see why
    QVERIFY2(result->verdict.plain.probes.at(0).difference.contains("status 404 instead of 200"), result->verdict.plain.probes.at(0).difference.c_str());
}

void TestBuild::givesUpFixingInTime()
{
    World world;
    // Whatever is in it, the slim image answers differently.
    world.tools.verify.http = [&world](const std::vector<probe::Endpoint> &endpoints, const probe::ProbeOptions &, const std::stop_token &, const ProgressFn &) -> Result<std::vector<probe::Answer>> {
        const auto container = world.engine.requestAt(endpoints.front().port);
        return std::vector{answer("GET /", world.engine.inspectImage(container.image)->id == world.fatId ? 200 : 500, "x")};
    };
    world.request.fixAttempts = 3;
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(!result->verdict.verified);
    QVERIFY(result->verdict.added.empty());
    QCOMPARE_EQ(std::ranges::count(world.engine.calls, "load the slim image"), 1); // nothing to try with
}

void TestBuild::buildsWithoutVerifying()
{
    World world;
    world.request.verify = false;
    world.request.tag = "mine:2";
    const auto result = world.build();
    VERIFY_RESULT(result);
    QVERIFY(!result->verdict.tried && !result->verdict.verified);
    QCOMPARE_EQ(result->slimReference, "mine:2");
    QVERIFY(world.engine.created.empty());
    QCOMPARE_EQ(world.images(), (std::set<std::string>{"web:latest", "mine:2"}));
}

void TestBuild::theSameRecordingGivesTheSameImage()
{
    World first;
    first.request.verify = false;
    World second;
    second.request.verify = false;
    const auto one = first.build();
    const auto two = second.build();
    VERIFY_RESULT(one);
    VERIFY_RESULT(two);
    QCOMPARE_EQ(one->written.configDigest, two->written.configDigest);
    QCOMPARE_EQ(test::contentOf(first.request.outputDirectory + "/slim.tar"), test::contentOf(second.request.outputDirectory + "/slim.tar"));
}

void TestBuild::refusesWhatCannotBeWritten_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("words");
    QTest::newRow("below a file") << "/file/out" << "file";
    QTest::newRow("a file") << "/file" << "not a directory";
    QTest::newRow("an artifact is a directory") << "/taken" << "slim.tar: is a directory";
}

void TestBuild::refusesWhatCannotBeWritten()
{
    QFETCH(QString, where);
    QFETCH(QString, words);
    World world;
    VERIFY_RESULT(writeFileAtomically(world.folder.path() + "/file", "x"));
    fs::create_directories(world.folder.path() + "/taken/slim.tar");
    world.request.outputDirectory = world.folder.path() + where.toStdString();
    const auto result = world.build();
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(words.toStdString()) || result.error().message.contains("Not a directory"), result.error().message.c_str());
    QCOMPARE_EQ(world.recorded.load(), 0); // before the work, not after it
    QVERIFY(world.engine.created.empty());
}

void TestBuild::cancelsAnywhereAndLeavesNothing_data()
{
    QTest::addColumn<bool>("archive");
    QTest::addColumn<bool>("differs");
    QTest::addColumn<int>("stride"); // all steps of the plain build, samples of what the others add
    QTest::newRow("image") << false << false << 1;
    QTest::newRow("archive") << true << false << 2;
    QTest::newRow("image that is fixed") << false << true << 3;
}

void TestBuild::cancelsAnywhereAndLeavesNothing()
{
    QFETCH(bool, archive);
    QFETCH(bool, differs);
    QFETCH(int, stride);
    const auto prepare = [&](World &world) {
        world.tools.verify.beside = 1; // the same steps each time
        if (archive) {
            world.request.image.clear();
            world.request.archivePath = world.folder.path() + "/some.tar";
            (void)writeFileAtomically(world.request.archivePath, world.archive);
            world.engine.images.clear();
        }
        if (differs) {
            world.request.selection.exclude = {"/etc/server.conf"};
            world.request.fixAttempts = 1;
        }
    };
    World whole;
    prepare(whole);
    int steps = 0;
    whole.observer.progress = [&steps](const Progress &) { ++steps; };
    VERIFY_RESULT(whole.build());
    QVERIFY(steps > 6);
    int cancelled = 0;
    for (int after = 1; after <= steps; after += stride) {
        World world;
        prepare(world);
        const auto before = world.images();
        std::stop_source source;
        int count = 0;
        world.observer.progress = [&](const Progress &) {
            if (++count == after)
                source.request_stop();
        };
        const auto result = world.build(source.get_token());
        // How many steps there are depends on how fast threads are: a build may be through before.
        if (result)
            continue;
        ++cancelled;
        QCOMPARE_EQ(result.error().code, ErrorCode::Cancelled);
        QCOMPARE_EQ(world.images(), before);
        QCOMPARE_EQ(world.engine.containerCount(), 0U);
        QVERIFY(!fs::exists(world.request.outputDirectory));
    }
    QVERIFY(cancelled >= 3);
    QVERIFY(fs::is_empty(m_temporary->path()) || whole.folder.path().starts_with(m_temporary->path()));
}

void TestBuild::failsAnywhereAndLeavesNothing()
{
    for (int failing = 1;; failing += 2) {
        World world;
        std::atomic<int> calls = 0;
        world.engine.failure = [&](std::string_view) { return ++calls == failing ? Result<>(fail(ErrorCode::Unavailable, "the engine went away")) : Result<>(); };
        const auto result = world.build();
        if (calls < failing)
            break;
        QCOMPARE_EQ(world.engine.containerCount(), 0U);
        if (result)
            continue; // only something of no consequence failed
        QVERIFY2(result.error().message.contains("the engine went away"), result.error().message.c_str());
        QCOMPARE_EQ(world.images(), std::set<std::string>{"web:latest"});
        QVERIFY(!fs::exists(world.request.outputDirectory));
    }
}

void TestBuild::removesWhatAKilledBuildLeft()
{
    World world;
    std::string dead = thisOwnerName();
    dead.replace(dead.rfind('_'), std::string::npos, "_1");
    fs::create_directories(world.request.outputDirectory + "/.whittle-build-" + dead + ".abcdef/x");
    VERIFY_RESULT(writeFileAtomically(world.request.outputDirectory + "/notes.txt", "mine"));
    world.engine.images["localhost/whittle-build:" + dead + ".1"] = {};
    VERIFY_RESULT(world.build());
    auto expected = artifacts("web");
    expected.insert("notes.txt");
    QCOMPARE_EQ(world.output(), expected);
    QCOMPARE_EQ(world.images(), (std::set<std::string>{"web:latest", "web.slim:latest"}));
}

QTEST_GUILESS_MAIN(TestBuild)
#include "tst_build.moc"
