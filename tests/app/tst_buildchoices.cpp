#include "documents/buildchoices.h"
#include "support/support.h"

#include <QDir>

using namespace whittle;
using namespace whittle::app;

namespace {

BuildChoices someChoices()
{
    BuildChoices choices;
    choices.engine = QStringLiteral("podman");
    choices.image = QStringLiteral("registry.example.org:5000/team/app:1.2");
    choices.crawl = true;
    choices.requests = {QStringLiteral("GET /health"), QStringLiteral("POST :8080/login")};
    choices.hostCommands = {QStringLiteral("curl -f http://$WHITTLE_HOST")};
    choices.containerCommands = {QStringLiteral("app --check")};
    choices.seconds = 12;
    choices.failuresAllowed = true;
    choices.environment = {QStringLiteral("A=b=c")};
    choices.command = QStringLiteral("serve --name \"two words\"");
    choices.level = slim::Level::Package;
    choices.include = {QStringLiteral("/etc/**")};
    choices.exclude = {QStringLiteral("/usr/share/doc/**")};
    choices.packages = {QStringLiteral("tzdata")};
    choices.executables = {QStringLiteral("curl")};
    choices.shell = true;
    choices.fixAttempts = 7;
    choices.output = QStringLiteral("/tmp/out");
    choices.tag = QStringLiteral("app:slim");
    choices.recording = QStringLiteral("/tmp/r.whittle.json");
    return choices;
}

} // namespace

class TestBuildChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomeARequest()
    {
        const auto request = requestOf(someChoices());
        VERIFY_RESULT(request);
        QCOMPARE_EQ(request->image, std::string("registry.example.org:5000/team/app:1.2"));
        QVERIFY(request->archivePath.empty());
        QCOMPARE_EQ(request->recordingPath, std::string("/tmp/r.whittle.json"));
        QCOMPARE_EQ(request->outputDirectory, std::string("/tmp/out"));
        QCOMPARE_EQ(request->tag, std::string("app:slim"));
        QVERIFY(request->probes.http && request->probes.crawl && request->probes.failuresAllowed);
        QCOMPARE_EQ(request->probes.requests.size(), 2U);
        QCOMPARE_EQ(request->probes.requests[1].method, std::string("POST"));
        QCOMPARE_EQ(request->probes.requests[1].port.value_or(0), 8080);
        QCOMPARE_EQ(request->probes.hostCommands, std::vector<std::string>{"curl -f http://$WHITTLE_HOST"});
        QCOMPARE_EQ(request->probes.duration->count(), 12);
        QCOMPARE_EQ(*request->overrides.command, (std::vector<std::string>{"serve", "--name", "two words"}));
        QCOMPARE_EQ(request->overrides.environment, std::vector<std::string>{"A=b=c"});
        QCOMPARE_EQ(request->selection.level, slim::Level::Package);
        QCOMPARE_EQ(request->selection.include, std::vector<std::string>{"/etc/**"});
        QCOMPARE_EQ(request->selection.exclude, std::vector<std::string>{"/usr/share/doc/**"});
        QVERIFY(request->selection.includeShell);
        QCOMPARE_EQ(request->fixAttempts, 7);
        QVERIFY(request->verify);
    }

    void withoutHttpNothingIsAsked()
    {
        auto choices = someChoices();
        choices.http = false;
        choices.untilExit = true;
        const auto request = requestOf(choices);
        VERIFY_RESULT(request);
        QVERIFY(!request->probes.http && !request->probes.crawl);
        QVERIFY(request->probes.requests.empty());
        QVERIFY(request->probes.untilExit);
        QVERIFY(!request->probes.duration);
    }

    void wrongOnesAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("named");
        QTest::newRow("no image") << "image" << "" << "Image";
        QTest::newRow("both") << "archive" << "/x.tar" << "Image";
        QTest::newRow("no output") << "output" << " " << "Output folder";
        QTest::newRow("request") << "requests" << "FETCH everything now" << "Requests";
        QTest::newRow("relative include") << "include" << "etc/x" << "Keep";
        QTest::newRow("open bracket") << "exclude" << "/a[b" << "Leave out";
        QTest::newRow("environment") << "environment" << "=x" << "Environment";
    }
    void wrongOnesAreNamed()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, named);
        auto choices = someChoices();
        for (const auto &[name, text] : {std::pair("image", &choices.image), std::pair("archive", &choices.archive), std::pair("output", &choices.output)})
            if (field == QLatin1StringView(name))
                *text = value;
        for (const auto &[name, list] : {std::pair("requests", &choices.requests), std::pair("include", &choices.include), std::pair("exclude", &choices.exclude), std::pair("environment", &choices.environment)})
            if (field == QLatin1StringView(name))
                *list = {value};
        const auto request = requestOf(choices);
        QVERIFY(!request);
        QVERIFY2(request.error().message.starts_with(named.toStdString() + ": "), request.error().message.c_str());
    }

    void survivePutAway()
    {
        QVERIFY(choicesOf(toJson(someChoices())) == someChoices());
        QVERIFY(choicesOf({}) == BuildChoices());
        QVERIFY(choicesOf("[1") == BuildChoices());
        QCOMPARE_EQ(choicesOf("{\"image\": \"x\", \"seconds\": \"many\", \"level\": \"huge\", \"later\": 1}").image, QStringLiteral("x"));
    }

    void folders_data()
    {
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("archive");
        QTest::addColumn<QString>("folder");
        QTest::newRow("tag") << "nginx:1.27" << "" << "nginx-slim";
        QTest::newRow("registry with a port") << "registry.example.org:5000/team/app:1" << "" << "app-slim";
        QTest::newRow("digest") << "nginx@sha256:0123" << "" << "nginx-slim";
        QTest::newRow("archive") << "" << "/data/web.tar.gz" << "web-slim";
    }
    void folders()
    {
        QFETCH(QString, image);
        QFETCH(QString, archive);
        QFETCH(QString, folder);
        BuildChoices choices;
        choices.image = image;
        choices.archive = archive;
        QCOMPARE_EQ(suggestedOutput(choices, QStringLiteral("/srv/slim")), QStringLiteral("/srv/slim/") + folder);
    }
};

QTEST_GUILESS_MAIN(TestBuildChoices)
#include "tst_buildchoices.moc"
