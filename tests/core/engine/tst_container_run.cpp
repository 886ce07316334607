#include "engine/container_run.h"

#include "base/owner.h"
#include "engine/docker_engine.h"
#include "profile/target.h"
#include "support/fake_daemon.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <csignal>

using namespace whittle;
using namespace whittle::engine;
using namespace whittle::test;

namespace {

using Words = std::vector<std::string>;

ImageConfig someImage()
{
    ImageConfig image;
    image.entrypoint = {"/entry"};
    image.command = {"serve", "--all"};
    image.environment = {"PATH=/bin", "HOMEPAGE=x"};
    image.user = "app";
    image.tcpPorts = {80, 443};
    return image;
}

const std::set<std::string> &podmanDefault()
{
    return profile::defaultCapabilities(profile::EngineRules::Podman);
}

} // namespace

class TestContainerRun : public QObject
{
    Q_OBJECT
private slots:
    void takesTheImagesSettings();
    void overridesWin();
    void computesCapabilities();
    void publishesOnlyWhereThatIsPossible();
    void refusesWhatCannotRun();
    void findsEndpoints();
    void knowsSignals_data();
    void knowsSignals();
    void findsLastWords();
    void removesTheContainerHoweverItEnds();
};

void TestContainerRun::takesTheImagesSettings()
{
    const auto plan = planRun({}, someImage(), "app:1", {});
    VERIFY_RESULT(plan);
    QCOMPARE_EQ(plan->words, (Words{"/entry", "serve", "--all"}));
    QCOMPARE_EQ(plan->user, "app");
    QCOMPARE_EQ(plan->stopSignal, "SIGTERM");
    QVERIFY(!plan->homeGiven);
    QCOMPARE_EQ(plan->ports, (std::vector<int>{80, 443}));
    QCOMPARE_EQ(plan->capabilities, profile::defaultCapabilities(profile::EngineRules::Docker));
    // The request says nothing that the image says already.
    QVERIFY(!plan->request.entrypoint && !plan->request.command && !plan->request.user);
    QCOMPARE_EQ(plan->request.image, "app:1");
    QCOMPARE_EQ(plan->request.ports.size(), 2U);
    QCOMPARE_EQ(plan->request.ports[0].hostAddress, "127.0.0.1");
    QCOMPARE_EQ(plan->request.ports[0].hostPort, 0);
    ImageConfig image = someImage();
    image.environment.emplace_back("HOME=/srv");
    image.stopSignal = "SIGQUIT";
    const auto other = planRun({.kind = Kind::Podman}, image, "app:1", {});
    VERIFY_RESULT(other);
    QVERIFY(other->homeGiven);
    QCOMPARE_EQ(other->stopSignal, "SIGQUIT");
    QCOMPARE_EQ(other->capabilities, podmanDefault());
}

void TestContainerRun::overridesWin()
{
    RunOverrides overrides;
    overrides.command = Words{"one"};
    QCOMPARE_EQ(planRun({}, someImage(), "a", overrides)->words, (Words{"/entry", "one"}));
    overrides.command.reset();
    overrides.entrypoint = Words{"/other"};
    QCOMPARE_EQ(planRun({}, someImage(), "a", overrides)->words, Words{"/other"});
    overrides.command = Words{"x"};
    overrides.user = "0";
    overrides.publish = {{80, "0.0.0.0", 8080}, {9000, "", 0}};
    const auto plan = planRun({}, someImage(), "a", overrides);
    VERIFY_RESULT(plan);
    QCOMPARE_EQ(plan->words, (Words{"/other", "x"}));
    QCOMPARE_EQ(plan->user, "0");
    QCOMPARE_EQ(plan->ports, (std::vector<int>{80, 443, 9000}));
    QCOMPARE_EQ(plan->request.ports.size(), 3U);
    QCOMPARE_EQ(plan->request.ports[0].hostPort, 8080);
}

void TestContainerRun::computesCapabilities()
{
    const auto with = [](Words add, Words drop) {
        RunOverrides overrides;
        overrides.capAdd = std::move(add);
        overrides.capDrop = std::move(drop);
        const auto plan = planRun({.kind = Kind::Podman}, someImage(), "a", overrides);
        return plan ? plan->capabilities : std::set<std::string>{plan.error().message};
    };
    std::set<std::string> expected = podmanDefault();
    expected.insert("CAP_NET_ADMIN");
    expected.erase("CAP_CHOWN");
    QCOMPARE_EQ(with({"net_admin"}, {"CAP_CHOWN"}), expected);
    QCOMPARE_EQ(with({"NET_RAW"}, {"all"}), std::set<std::string>{"CAP_NET_RAW"});
    QCOMPARE_EQ(with({"ALL"}, {"SYS_ADMIN"}).size(), profile::allCapabilities().size() - 1);
    QVERIFY(with({"FLY"}, {}).begin()->contains("FLY"));
}

void TestContainerRun::publishesOnlyWhereThatIsPossible()
{
    for (const char *network : {"host", "none", "container:x"}) {
        RunOverrides overrides;
        overrides.network = network;
        const auto plan = planRun({}, someImage(), "a", overrides);
        VERIFY_RESULT(plan);
        QVERIFY(plan->request.ports.empty());
        const auto endpoints = endpointsOf(*plan, {});
        QCOMPARE_EQ(endpoints.size(), std::string(network) == "host" ? 2U : 0U);
    }
}

void TestContainerRun::refusesWhatCannotRun()
{
    ImageConfig image = someImage();
    image.entrypoint.clear();
    image.command.clear();
    const auto plan = planRun({}, image, "empty:1", {});
    QVERIFY(!plan);
    QCOMPARE_EQ(plan.error().code, ErrorCode::InvalidInput);
    QVERIFY(plan.error().message.contains("empty:1"));
}

void TestContainerRun::findsEndpoints()
{
    const auto plan = planRun({}, someImage(), "a", {});
    VERIFY_RESULT(plan);
    ContainerState state;
    state.ports = {{443, "::", 5001}, {443, "0.0.0.0", 5002}, {8080, "127.0.0.1", 5003}};
    auto endpoints = endpointsOf(*plan, state);
    QCOMPARE_EQ(endpoints.size(), 1U);
    QCOMPARE_EQ(endpoints[0].containerPort, 443);
    QCOMPARE_EQ(endpoints[0].host, "127.0.0.1");
    QCOMPARE_EQ(endpoints[0].port, 5002);
    state.ports = {{80, "::", 6}};
    endpoints = endpointsOf(*plan, state);
    QCOMPARE_EQ(endpoints.at(0).host, "::1");
}

void TestContainerRun::knowsSignals_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("number"); // 0: none
    QTest::newRow("SIGTERM") << "SIGTERM" << SIGTERM;
    QTest::newRow("short") << "quit" << SIGQUIT;
    QTest::newRow("number") << "28" << 28;
    QTest::newRow("real time") << "SIGRTMIN+3" << SIGRTMIN + 3;
    QTest::newRow("real time from above") << "RTMAX-2" << SIGRTMAX - 2;
    QTest::newRow("bare real time") << "SIGRTMIN" << SIGRTMIN;
    QTest::newRow("unknown") << "SIGNOTHING" << 0;
    QTest::newRow("zero") << "0" << 0;
    QTest::newRow("too large") << "1000" << 0;
    QTest::newRow("outside") << "SIGRTMIN+99" << 0;
    QTest::newRow("tail") << "15x" << 0;
    QTest::newRow("empty") << "" << 0;
}

void TestContainerRun::knowsSignals()
{
    QFETCH(QString, name);
    QTEST(signalNumber(name.toStdString()).value_or(0), "number");
}

void TestContainerRun::findsLastWords()
{
    QCOMPARE_EQ(lastLine({"out 1\nout 2\n", "err 1\nerr 2\r\n\n"}), "err 2");
    QCOMPARE_EQ(lastLine({"out 1\nout 2\n", ""}), "out 2");
    QCOMPARE_EQ(lastLine({"", " \n"}), "");
}

void TestContainerRun::removesTheContainerHoweverItEnds()
{
    FakeDaemon daemon;
    daemon.on("GET /version", 200, R"({"ApiVersion":"1.41"})");
    daemon.on("GET /info", 200, "{}");
    daemon.on("DELETE /containers/*", 204, "");
    daemon.on("POST /containers/create?*", 201, R"({"Id":"abc"})");
    const auto engine = DockerEngine::open(daemon.socketPath(), {});
    VERIFY_RESULT(engine);
    {
        const auto container = Container::create(**engine, {.image = "a"});
        VERIFY_RESULT(container);
        QCOMPARE_EQ(container->id(), "abc");
    }
    QVERIFY(daemon.requests().back().target.starts_with("/v1.41/containers/abc?force=1&v=1"));
    const auto made = nlohmann::json::parse(daemon.requests().at(2).body);
    QCOMPARE_EQ(made["Labels"][kOwnerLabel], thisOwner());
    // An answer that is lost leaves no id, but a name.
    daemon.on("POST /containers/create?*", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send("HTTP/1.1 201 Cre"); });
    QVERIFY(!Container::create(**engine, {.image = "a"}));
    QVERIFY(daemon.requests().back().method == "DELETE" && daemon.requests().back().target.starts_with("/v1.41/containers/whittle-"));
}

QTEST_GUILESS_MAIN(TestContainerRun)
#include "tst_container_run.moc"
