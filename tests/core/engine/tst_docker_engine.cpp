#include "engine/docker_engine.h"
#include "support/fake_daemon.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

using namespace whittle;
using namespace whittle::engine;
using namespace whittle::test;

namespace {

std::string recorded(const std::string &engine, const std::string &name)
{
    return contentOf(dataPath("engine/" + engine + "/" + name));
}

// A daemon that answers like the recorded engine.
void answerLike(FakeDaemon &daemon, const std::string &engine)
{
    daemon.on("GET /version", 200, recorded(engine, "version.json"));
    daemon.on("GET /info", 200, recorded(engine, "info.json"));
}

std::unique_ptr<DockerEngine> openEngine(const FakeDaemon &daemon)
{
    auto engine = DockerEngine::open(daemon.socketPath(), {});
    if (!engine)
        QTest::qFail(engine.error().message.c_str(), __FILE__, __LINE__);
    return engine ? std::move(*engine) : nullptr;
}

} // namespace

class TestDockerEngine : public QObject
{
    Q_OBJECT
private slots:
    void knowsTheEngine_data();
    void knowsTheEngine();
    void agreesOnAVersion_data();
    void agreesOnAVersion();
    void describesAnImage_data();
    void describesAnImage();
    void describesAContainer_data();
    void describesAContainer();
    void listsAContainerThatIsHalfMade();
    void doesNotBeginWhatACancelledRunWouldLeave();
    void errorsCarryTheEnginesText_data();
    void errorsCarryTheEnginesText();
    void oneOfManyLoadedImagesIsAQuestion();
    void loadsAnArchive_data();
    void loadsAnArchive();
    void sendsAnArchiveFromAnywhere();
    void savesAnImage();
    void namesAndListsImages();
    void connectsAgainForAnotherThread();
    void asksForWhatTheContainerNeeds();
    void givesPodmanAPath();
    void dockerGetsTheProfilesText();
    void containerThatIsGoneIsRemoved();
    void readsLogs_data();
    void readsLogs();
    void runsACommand();
};

void TestDockerEngine::knowsTheEngine_data()
{
    QTest::addColumn<QString>("recordedEngine");
    QTest::addColumn<bool>("podman");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("api");
    QTest::addColumn<QString>("runtime");
    QTest::newRow("docker 26.1") << "docker-26.1" << false << "26.1.5+dfsg1" << "1.45" << "runc 1.1.15+ds1";
    QTest::newRow("podman 5.4") << "podman-5.4" << true << "5.4.2" << "1.41" << "runc 1.1.15+ds1";
    QTest::newRow("docker 20.10") << "docker-20.10" << false << "20.10.24+dfsg1" << "1.41" << "runc 1.1.5+ds1";
    QTest::newRow("podman 4.3") << "podman-4.3" << true << "4.3.1" << "1.41" << "runc 1.1.5+ds1";
}

void TestDockerEngine::knowsTheEngine()
{
    QFETCH(QString, recordedEngine);
    QFETCH(bool, podman);
    FakeDaemon daemon;
    answerLike(daemon, recordedEngine.toStdString());
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const EngineInfo &info = engine->info();
    QCOMPARE_EQ(info.kind == Kind::Podman, podman);
    QTEST(QString::fromStdString(info.version), "version");
    QTEST(QString::fromStdString(info.apiVersion), "api");
    QTEST(QString::fromStdString(info.runtime + " " + info.runtimeVersion), "runtime");
    QCOMPARE_EQ(info.machine, "x86_64");
    QCOMPARE_EQ(info.cgroupVersion, "1");
    QVERIFY(!info.rootless);
    QVERIFY(!info.kernel.empty());
    QVERIFY(!info.securityOptions.empty() && info.securityOptions[0].starts_with("name=seccomp"));
    // What comes after the first question names the version.
    const auto requests = daemon.requests();
    QCOMPARE_EQ(requests.at(0).target, "/version");
    QCOMPARE_EQ(requests.at(1).target, "/v" + info.apiVersion + "/info");
}

void TestDockerEngine::agreesOnAVersion_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("agreed"); // or the error
    QTest::addColumn<int>("code");
    const int fine = -1;
    QTest::newRow("older") << R"({"ApiVersion":"1.40","MinAPIVersion":"1.12"})" << "1.40" << fine;
    QTest::newRow("newer") << R"({"ApiVersion":"1.60","MinAPIVersion":"1.44"})" << "1.47" << fine;
    QTest::newRow("no minimum") << R"({"ApiVersion":"1.43"})" << "1.43" << fine;
    QTest::newRow("too old") << R"({"ApiVersion":"1.30","MinAPIVersion":"1.12"})" << "1.30 at most" << int(ErrorCode::Unsupported);
    QTest::newRow("too new") << R"({"ApiVersion":"1.90","MinAPIVersion":"1.80"})" << "1.80 at least" << int(ErrorCode::Unsupported);
    QTest::newRow("another service") << R"({"hello":"world"})" << "no container engine" << int(ErrorCode::Io);
    QTest::newRow("another type") << R"({"ApiVersion":141})" << "no container engine" << int(ErrorCode::Io);
    QTest::newRow("no object") << "[1,2]" << "no container engine" << int(ErrorCode::Io);
    QTest::newRow("garbage") << "<html>" << "not JSON" << int(ErrorCode::Io);
    QTest::newRow("nothing") << "" << "not JSON" << int(ErrorCode::Io);
}

void TestDockerEngine::agreesOnAVersion()
{
    QFETCH(QString, version);
    QFETCH(QString, agreed);
    QFETCH(int, code);
    FakeDaemon daemon;
    daemon.on("GET /version", 200, version.toStdString());
    daemon.on("GET /info", 200, "{}");
    const auto engine = DockerEngine::open(daemon.socketPath(), {});
    if (code < 0) {
        VERIFY_RESULT(engine);
        QCOMPARE_EQ((*engine)->info().apiVersion, agreed.toStdString());
        return;
    }
    QVERIFY(!engine);
    QCOMPARE_EQ(int(engine.error().code), code);
    QVERIFY2(engine.error().message.contains(agreed.toStdString()), engine.error().message.c_str());
    QVERIFY(engine.error().message.contains(daemon.socketPath()));
}

void TestDockerEngine::describesAnImage_data()
{
    QTest::addColumn<QString>("recordedEngine");
    for (const char *name : {"docker-26.1", "podman-5.4", "docker-20.10", "podman-4.3"})
        QTest::newRow(name) << name;
}

void TestDockerEngine::describesAnImage()
{
    QFETCH(QString, recordedEngine);
    const std::string name = recordedEngine.toStdString();
    FakeDaemon daemon;
    answerLike(daemon, name);
    daemon.on("GET /images/redis/json", 200, recorded(name, "image.json"));
    daemon.on("GET /libpod/images/redis/json", 200, recorded(name, "libpod-image.json"));
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto image = engine->inspectImage("redis");
    VERIFY_RESULT(image);
    QVERIFY(image->id.starts_with("sha256:") && image->id.size() == 71);
    QCOMPARE_EQ(image->entrypoint, std::vector<std::string>{"redis-server"});
    QCOMPARE_EQ(image->command, (std::vector<std::string>{"--bind", "0.0.0.0", "--protected-mode", "no", "--save", "1 1", "--dir", "/tmp"}));
    QCOMPARE_EQ(image->tcpPorts, std::vector<int>{6379});
    QCOMPARE_EQ(image->environment.size(), 1U);
    QVERIFY(image->environment[0].starts_with("PATH="));
    QCOMPARE_EQ(image->user, "");
    QVERIFY(image->size > 1'000'000);
    // Podman's emulation leaves it out; it is there all the same.
    QCOMPARE_EQ(image->healthcheck.test, (std::vector<std::string>{"CMD", "redis-cli", "ping"}));
    QCOMPARE_EQ(image->healthcheck.interval, std::chrono::seconds(1));
    QCOMPARE_EQ(image->healthcheck.timeout, std::chrono::seconds(3));
}

void TestDockerEngine::describesAContainer_data()
{
    describesAnImage_data();
}

void TestDockerEngine::describesAContainer()
{
    QFETCH(QString, recordedEngine);
    const std::string name = recordedEngine.toStdString();
    FakeDaemon daemon;
    answerLike(daemon, name);
    for (const char *state : {"created", "running", "exited"})
        daemon.on(std::string("GET /containers/") + state + "/json", 200, recorded(name, std::string("container-") + state + ".json"));
    daemon.on("GET /containers/json?*", 200, recorded(name, "containers.json"));
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto created = engine->inspectContainer("created");
    VERIFY_RESULT(created);
    QVERIFY(created->created && !created->running);
    const auto running = engine->inspectContainer("running");
    VERIFY_RESULT(running);
    QVERIFY(running->running && !running->created);
    QVERIFY(!running->address.empty());
    QCOMPARE_EQ(running->ports.size(), 1U);
    QCOMPARE_EQ(running->ports[0].containerPort, 6379);
    QCOMPARE_EQ(running->ports[0].hostAddress, "127.0.0.1");
    QVERIFY(running->ports[0].hostPort > 1024);
    const auto exited = engine->inspectContainer("exited");
    VERIFY_RESULT(exited);
    QVERIFY(!exited->running && !exited->created);
    QCOMPARE_EQ(exited->exitCode, 0);
    const auto list = engine->listContainers("org.whittle.owner");
    VERIFY_RESULT(list);
    QCOMPARE_EQ(list->size(), 1U);
    QCOMPARE_EQ(list->at(0).second.at("org.whittle.owner"), "x");
}

void TestDockerEngine::listsAContainerThatIsHalfMade()
{
    FakeDaemon daemon;
    answerLike(daemon, "podman-5.4");
    daemon.on("GET /containers/json?*", 500, recorded("podman-5.4", "containers-half-made.json"));
    daemon.on("GET /libpod/containers/json?*", 200, recorded("podman-5.4", "libpod-containers-half-made.json"));
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto list = engine->listContainers("org.whittle.owner");
    VERIFY_RESULT(list);
    QCOMPARE_EQ(list->size(), 1U);
    QCOMPARE_EQ(list->at(0).first, "ac1c296b0c8eea34f13698699f711d1209856e8abf93aa5f587d99fb6eb4ee12");
    QCOMPARE_EQ(list->at(0).second.at("org.whittle.owner"), "b5721e1d-91ca-4a70-899a-928a9e9568c9/4026532186/163/1987212");
}

void TestDockerEngine::doesNotBeginWhatACancelledRunWouldLeave()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    std::stop_source stop;
    const auto again = engine->connectAgain(stop.get_token());
    VERIFY_RESULT(again);
    stop.request_stop();
    QCOMPARE_EQ((*again)->createContainer({.image = "whittle-test-redis"}).error().code, ErrorCode::Cancelled);
    QCOMPARE_EQ((*again)->startContainer("created").error().code, ErrorCode::Cancelled);
    QCOMPARE_EQ((*again)->tagImage("whittle-test-redis", "other").error().code, ErrorCode::Cancelled);
}

void TestDockerEngine::errorsCarryTheEnginesText_data()
{
    QTest::addColumn<QString>("recordedEngine");
    QTest::addColumn<QString>("absent");
    QTest::addColumn<QString>("refused");
    QTest::newRow("docker") << "docker-26.1" << "No such image: absent:1" << "exec: \"/nope\": stat /nope: no such file or directory";
    QTest::newRow("podman") << "podman-5.4" << "No such image" << "exec: \"/nope\": stat /nope: no such file or directory";
}

void TestDockerEngine::errorsCarryTheEnginesText()
{
    QFETCH(QString, recordedEngine);
    const std::string name = recordedEngine.toStdString();
    FakeDaemon daemon;
    answerLike(daemon, name);
    daemon.on("GET /images/absent%3A1/json", 404, recorded(name, "image-absent.json"));
    daemon.on("POST /containers/c/start", 400, recorded(name, "start-refused.json"));
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto image = engine->inspectImage("absent:1");
    QVERIFY(!image);
    QCOMPARE_EQ(image.error().code, ErrorCode::NotFound);
    QFETCH(QString, absent);
    QVERIFY2(image.error().message.contains(absent.toStdString()), image.error().message.c_str());
    const auto started = engine->startContainer("c");
    QVERIFY(!started);
    QFETCH(QString, refused);
    QVERIFY2(started.error().message.contains(refused.toStdString()), started.error().message.c_str());
    QVERIFY(!started.error().message.contains('\n'));
}

void TestDockerEngine::oneOfManyLoadedImagesIsAQuestion()
{
    FakeDaemon daemon;
    answerLike(daemon, "podman-5.4");
    daemon.on("POST /images/load?*", 200, R"({"stream":"Loaded image: localhost/a:1,localhost/b:1"})");
    daemon.on("GET /images/localhost%2Fa%3A1/json", 200, R"({"Id":"sha256:1"})");
    daemon.on("GET /images/localhost%2Fb%3A1/json", 200, R"({"Id":"sha256:2"})");
    daemon.on("GET /libpod/*", 200, "{}");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto loaded = engine->loadImage(dataPath("engine/README.md"), {}, {});
    QVERIFY(!loaded);
    QCOMPARE_EQ(loaded.error().code, ErrorCode::InvalidInput);
    QVERIFY2(loaded.error().message.contains("2 images") && loaded.error().message.contains("localhost/b:1"), loaded.error().message.c_str());
    // Two names of one image are no question.
    daemon.on("GET /images/localhost%2Fb%3A1/json", 200, R"({"Id":"sha256:1"})");
    const auto same = engine->loadImage(dataPath("engine/README.md"), {}, {});
    VERIFY_RESULT(same);
    QCOMPARE_EQ(*same, "localhost/a:1");
}

void TestDockerEngine::loadsAnArchive_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("loaded"); // empty: an error that has error in it
    QTest::addColumn<QString>("error");
    QTest::newRow("docker") << QString::fromStdString(recorded("docker-26.1", "load.json")) << "whittle-test-tiny:latest" << "";
    QTest::newRow("podman") << QString::fromStdString(recorded("podman-5.4", "load.json")) << "localhost/whittle-test-tiny:latest" << "";
    QTest::newRow("without a tag") << R"({"stream":"Loaded image ID: sha256:8d59\n"})" << "sha256:8d59" << "";
    QTest::newRow("with progress") << "{\"status\":\"Loading layer\",\"id\":\"1\"}\r\n{\"stream\":\"Loaded image: a:1\\n\"}\r\n" << "a:1" << "";
    QTest::newRow("garbage, docker") << QString::fromStdString(recorded("docker-26.1", "load-garbage.json")) << "" << "unexpected EOF";
    QTest::newRow("says nothing") << "" << "" << "no image in it";
    QTest::newRow("not JSON") << "Loaded image: a:1" << "" << "no image in it";
}

void TestDockerEngine::loadsAnArchive()
{
    QFETCH(QString, answer);
    QFETCH(QString, loaded);
    QFETCH(QString, error);
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("POST /images/load?*", 200, answer.toStdString());
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const std::string path = dataPath("engine/README.md");
    const auto result = engine->loadImage(path, {}, {});
    QCOMPARE_EQ(daemon.requests().back().body, contentOf(path));
    if (error.isEmpty()) {
        VERIFY_RESULT(result);
        QCOMPARE_EQ(*result, loaded.toStdString());
        return;
    }
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(error.toStdString()) && result.error().message.contains(path), result.error().message.c_str());
    QVERIFY(!engine->loadImage("/no/such/file.tar", {}, {}));
    QCOMPARE_EQ(engine->loadImage("/tmp", {}, {}).error().code, ErrorCode::InvalidInput);
}

void TestDockerEngine::sendsAnArchiveFromAnywhere()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("POST /images/load?*", 200, R"({"stream":"Loaded image: a:1\n"})");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    int pieces = 0;
    const auto loaded = engine->loadImage({.name = "made up", .read = [&](std::span<char> buffer) -> Result<std::size_t> {
        if (++pieces > 3)
            return 0;
        std::ranges::fill(buffer.first(1000), static_cast<char>('a' + pieces));
        return 1000;
    }}, {}, {});
    VERIFY_RESULT(loaded);
    QCOMPARE_EQ(*loaded, "a:1");
    QCOMPARE_EQ(daemon.requests().back().body, std::string(1000, 'b') + std::string(1000, 'c') + std::string(1000, 'd'));
    // An archive that breaks off says why, not what the engine thinks of it.
    const auto broken = engine->loadImage({.name = "made up", .read = [](std::span<char>) { return Result<std::size_t>(fail(ErrorCode::InvalidInput, "layer 2 is cut")); }}, {}, {});
    QVERIFY(!broken);
    QCOMPARE_EQ(broken.error().message, "layer 2 is cut");
}

void TestDockerEngine::savesAnImage()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    const std::string archive(300'000, 'x');
    daemon.on("GET /images/web%3A1/get", 200, archive);
    daemon.on("GET /images/absent/get", 404, R"({"message":"No such image: absent"})");
    daemon.on("GET /images/cut/get", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"); });
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const std::string path = folder->path() + "/fat.tar";
    VERIFY_RESULT(engine->saveImage("web:1", path, {}, {}));
    QCOMPARE_EQ(contentOf(path), archive);
    for (const char *bad : {"absent", "cut"}) {
        const auto saved = engine->saveImage(bad, path, {}, {});
        QVERIFY(!saved);
        QVERIFY2(saved.error().message.contains(bad), saved.error().message.c_str());
        QVERIFY(!readFile(path));
    }
    const auto full = engine->saveImage("web:1", "/dev/full", {}, {});
    QVERIFY(!full);
    QVERIFY2(full.error().message.contains("No space left"), full.error().message.c_str());
    QCOMPARE_EQ(engine->saveImage("web:1", "/no/such/folder/fat.tar", {}, {}).error().code, ErrorCode::NotFound);
}

void TestDockerEngine::namesAndListsImages()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("POST /images/*", 201, "");
    daemon.on("GET /images/json", 200, R"([{"Id":"sha256:1","RepoTags":["a:1","b:2"]},{"Id":"sha256:2","RepoTags":null},{"Id":"sha256:3"}])");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    for (const auto &[name, target] : {std::pair{"web", "?repo=web&tag=latest"}, std::pair{"web:1.2", "?repo=web&tag=1.2"},
                                       std::pair{"host:5000/team/web", "?repo=host%3A5000%2Fteam%2Fweb&tag=latest"},
                                       std::pair{"host:5000/web:x", "?repo=host%3A5000%2Fweb&tag=x"}}) {
        VERIFY_RESULT(engine->tagImage("sha256:1", name));
        QVERIFY2(daemon.requests().back().target.ends_with(std::string("/images/sha256%3A1/tag") + target), daemon.requests().back().target.c_str());
    }
    const auto images = engine->listImages();
    VERIFY_RESULT(images);
    QCOMPARE_EQ(images->size(), 3U);
    QCOMPARE_EQ(images->at(0).tags, (std::vector<std::string>{"a:1", "b:2"}));
    QVERIFY(images->at(1).tags.empty());
}

void TestDockerEngine::connectsAgainForAnotherThread()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("GET /images/json", 200, "[]");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    std::stop_source stop;
    const auto again = engine->connectAgain(stop.get_token());
    VERIFY_RESULT(again);
    QCOMPARE_EQ((*again)->info().version, engine->info().version);
    VERIFY_RESULT((*again)->listImages());
    // Each has a stop token of its own.
    stop.request_stop();
    QCOMPARE_EQ((*again)->listImages().error().code, ErrorCode::Cancelled);
    VERIFY_RESULT(engine->listImages());
}

void TestDockerEngine::asksForWhatTheContainerNeeds()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("POST /containers/create?*", 201, recorded("docker-26.1", "create.json"));
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    ContainerRequest request{.image = "a:1", .name = "mine"};
    request.entrypoint = {"/hold", "--"};
    request.environment = {"A=b"};
    request.user = "0:0";
    request.ports = {{80, "127.0.0.1", 0}, {443, "", 8443}};
    request.capAdd = {"CAP_SYS_PTRACE"};
    request.capDrop = {"ALL"};
    request.seccompProfile = "unconfined";
    request.noNewPrivileges = true;
    request.disableHealthcheck = true;
    request.labels = {{"k", "v"}};
    request.network = "host";
    request.volumes = {"/a:/b:ro"};
    request.ulimits = {{"nofile", 10, 20}};
    const auto id = engine->createContainer(request);
    VERIFY_RESULT(id);
    QCOMPARE_EQ(id->size(), 64U);
    const auto asked = daemon.requests().back();
    QVERIFY(asked.target.ends_with("/containers/create?name=mine"));
    const auto body = nlohmann::json::parse(asked.body);
    const auto expected = nlohmann::json::parse(R"({
        "Image": "a:1", "Entrypoint": ["/hold", "--"], "Cmd": [], "Env": ["A=b"], "User": "0:0", "Labels": {"k": "v"},
        "Healthcheck": {"Test": ["NONE"]}, "ExposedPorts": {"80/tcp": {}, "443/tcp": {}},
        "HostConfig": {"Binds": ["/a:/b:ro"], "NetworkMode": "host", "CapAdd": ["CAP_SYS_PTRACE"], "CapDrop": ["ALL"],
            "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": ""}], "443/tcp": [{"HostIp": "", "HostPort": "8443"}]},
            "SecurityOpt": ["seccomp=unconfined", "no-new-privileges"], "Ulimits": [{"Name": "nofile", "Soft": 10, "Hard": 20}]}})");
    QCOMPARE_EQ(body.dump(), expected.dump());
}

void TestDockerEngine::givesPodmanAPath()
{
    FakeDaemon daemon;
    answerLike(daemon, "podman-5.4");
    const std::string profile = R"({"defaultAction":"SCMP_ACT_ALLOW"})";
    std::string path;
    std::string content;
    daemon.on("POST /containers/create", [&](const FakeDaemon::Request &request, const FakeDaemon::Connection &connection) {
        const std::string option = nlohmann::json::parse(request.body)["HostConfig"]["SecurityOpt"][0];
        path = option.substr(std::string("seccomp=").size());
        content = readFile(path).value_or("unreadable");
        connection.send(httpAnswer(201, R"({"Id":"1"})"));
    });
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    VERIFY_RESULT(engine->createContainer({.image = "a", .seccompProfile = profile}));
    QVERIFY(path.starts_with('/'));
    QCOMPARE_EQ(content, profile);
    QVERIFY(!readFile(path)); // and it is gone
}

void TestDockerEngine::dockerGetsTheProfilesText()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("POST /containers/create", 201, R"({"Id":"1"})");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const std::string profile = R"({"defaultAction":"SCMP_ACT_ALLOW"})";
    VERIFY_RESULT(engine->createContainer({.image = "a", .seccompProfile = profile}));
    QCOMPARE_EQ(nlohmann::json::parse(daemon.requests().back().body)["HostConfig"]["SecurityOpt"][0], "seccomp=" + profile);
    daemon.on("POST /containers/create", 201, "{}");
    QVERIFY(!engine->createContainer({.image = "a"}));
}

void TestDockerEngine::containerThatIsGoneIsRemoved()
{
    FakeDaemon daemon;
    answerLike(daemon, "docker-26.1");
    daemon.on("DELETE /containers/gone?*", 404, recorded("docker-26.1", "remove-absent.json"));
    int tries = 0;
    daemon.on("DELETE /containers/busy?*", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
        connection.send(++tries < 3 ? httpAnswer(409, R"({"message":"removal is already in progress"})") : httpAnswer(204, ""));
    });
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    VERIFY_RESULT(engine->removeContainer("gone"));
    VERIFY_RESULT(engine->removeContainer("busy"));
    QCOMPARE_EQ(tries, 3);
}

void TestDockerEngine::readsLogs_data()
{
    describesAnImage_data();
}

void TestDockerEngine::readsLogs()
{
    QFETCH(QString, recordedEngine);
    const std::string name = recordedEngine.toStdString();
    FakeDaemon daemon;
    answerLike(daemon, name);
    daemon.on("GET /containers/c/logs?*", 200, recorded(name, "logs.bin"));
    daemon.on("GET /containers/terminal/logs?*", 200, "no frames at all");
    const auto engine = openEngine(daemon);
    QVERIFY(engine);
    const auto logs = engine->containerLogs("c");
    VERIFY_RESULT(logs);
    QVERIFY2(logs->first.contains("Ready to accept connections"), logs->first.c_str());
    QCOMPARE_EQ(logs->second, "");
    QVERIFY(!engine->containerLogs("terminal"));
}

void TestDockerEngine::runsACommand()
{
    for (const char *name : {"docker-26.1", "podman-5.4"}) {
        FakeDaemon daemon;
        answerLike(daemon, name);
        daemon.on("POST /containers/c/exec", 201, R"({"Id":"abc"})");
        daemon.on("POST /exec/abc/start", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send(recorded(name, "exec-start.bin")); });
        int asked = 0;
        daemon.on("GET /exec/abc/json", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
            // It has not noticed the end yet, at first.
            connection.send(httpAnswer(200, ++asked == 1 ? R"({"Running":true,"ExitCode":null})" : recorded(name, "exec.json")));
        });
        const auto engine = openEngine(daemon);
        QVERIFY(engine);
        auto stream = engine->exec("c", {.command = {"sh"}, .user = "0:0", .attachInput = true});
        VERIFY_RESULT(stream);
        char buffer[64];
        const auto got = (*stream)->read(buffer, sizeof buffer, {});
        VERIFY_RESULT(got);
        QCOMPARE_EQ(std::string(buffer, *got), "out\n");
        const auto status = (*stream)->exitStatus();
        VERIFY_RESULT(status);
        QCOMPARE_EQ(*status, 3);
        const auto created = nlohmann::json::parse(daemon.requests().at(2).body);
        QCOMPARE_EQ(created["User"], "0:0");
        QCOMPARE_EQ(created["AttachStdin"], true);
    }
}

QTEST_GUILESS_MAIN(TestDockerEngine)
#include "tst_docker_engine.moc"
