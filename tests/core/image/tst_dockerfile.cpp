#include "base/files.h"
#include "image/dockerfile.h"
#include "image/dockerfile_text.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QTest>

#include <format>

using namespace whittle;
using namespace whittle::image;
using Json = nlohmann::json;

namespace {

// A config with its history, as images have it, becomes what a Dockerfile is rebuilt from.
Result<DockerfileSource> sourceOf(const std::string &text)
{
    DockerfileSource source;
    auto config = parseRunConfig(text);
    if (!config)
        return std::unexpected(config.error());
    source.config = std::move(*config);
    const Json json = Json::parse(text);
    for (const Json &step : json.value("history", Json::array()))
        source.history.push_back({step.value("created", ""), step.value("created_by", ""), "", step.value("comment", ""), step.value("empty_layer", false)});
    for (const Json &diffId : json["rootfs"]["diff_ids"])
        source.layers.push_back({.digest = {}, .diffId = diffId.get<std::string>(), .mediaType = {}, .size = 0, .tarSize = 1'500'000, .compression = "none"});
    source.references = {"demo:1"};
    source.digest = "sha256:1234";
    source.platform = {"linux", json.value("architecture", "amd64"), ""};
    return source;
}

} // namespace

class TestDockerfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void golden_data();
    void golden();
    void wordsAreQuoted_data();
    void wordsAreQuoted();
    void runs_data();
    void runs();
    void baseFromAnnotation();
    void hostileTextEndsNoLine();
};

// UPDATE_GOLDEN=1 writes the files anew.
void TestDockerfile::golden_data()
{
    QTest::addColumn<std::string>("stem");
    const QDir folder(QString::fromStdString(test::dataPath("dockerfiles")));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name.chopped(5)).toStdString();
}

void TestDockerfile::golden()
{
    QFETCH(std::string, stem);
    const auto source = sourceOf(test::contentOf(stem + ".json"));
    VERIFY_RESULT(source);
    const std::string text = writeDockerfile(*source);
    const std::string golden = stem + ".Dockerfile";
    if (qEnvironmentVariableIsSet("UPDATE_GOLDEN"))
        VERIFY_RESULT(writeFileAtomically(golden, text));
    QCOMPARE_EQ(text, test::contentOf(golden));
}

void TestDockerfile::wordsAreQuoted_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("word");
    QTest::newRow("plain") << std::string("/usr/bin:/bin") << std::string("/usr/bin:/bin");
    QTest::newRow("empty") << std::string() << std::string("\"\"");
    QTest::newRow("blanks") << std::string("a b") << std::string("\"a b\"");
    QTest::newRow("quotes") << std::string("a\"b'c") << std::string("\"a\\\"b'c\"");
    QTest::newRow("backslash and variable") << std::string("C:\\x $HOME") << std::string("\"C:\\\\x \\$HOME\"");
    QTest::newRow("line end") << std::string("a\nRUN x") << std::string("\"a\\\\nRUN x\"");
    QTest::newRow("control of eight bits") << std::string("a\xc2\x9b") << std::string("\"a\\\\u009b\"");
    QTest::newRow("not English") << std::string("ä") << std::string("\"ä\"");
}

void TestDockerfile::wordsAreQuoted()
{
    QFETCH(std::string, text);
    QFETCH(std::string, word);
    QCOMPARE_EQ(dockerfile::word(text), word);
}

void TestDockerfile::runs_data()
{
    QTest::addColumn<std::string>("command");
    QTest::addColumn<std::string>("text");
    QTest::newRow("short") << std::string("a && b") << std::string("RUN a && b\n");
    const std::string half(60, 'x');
    QTest::newRow("long") << half + "     &&   " + half + " || c" << std::format("RUN {} \\\n    &&   {} \\\n    || c\n", half, half);
    QTest::newRow("long, seam in quotes") << half + " ' && ' " + half << std::format("RUN {} ' && ' {}\n", half, half);
    QTest::newRow("quotes that do not end") << half + " it's && " + half << std::format("RUN {} it's && {}\n", half, half);
    QTest::newRow("own here-document") << std::string("cat <<EOF >/x\na\nEOF") << std::string("RUN cat <<EOF >/x\na\nEOF\n");
    QTest::newRow("lines") << std::string("a\nb\n") << std::string("RUN <<EOF\na\nb\nEOF\n");
    QTest::newRow("lines without an end") << std::string("a\nb") << std::string("RUN <<EOF\na\nb\nEOF\n");
    QTest::newRow("lines with the mark") << std::string("a\nEOF\nb\n") << std::string("RUN [\"/bin/sh\",\"-c\",\"a\\nEOF\\nb\\n\"]\n");
    QTest::newRow("shift") << std::string("echo 1 <<x") << std::string("RUN [\"/bin/sh\",\"-c\",\"echo 1 <<x\"]\n");
    QTest::newRow("like a flag") << std::string("--mount=x") << std::string("RUN [\"/bin/sh\",\"-c\",\"--mount=x\"]\n");
    QTest::newRow("like a list") << std::string("[ -e /x ]") << std::string("RUN [\"/bin/sh\",\"-c\",\"[ -e /x ]\"]\n");
    QTest::newRow("backslash at the end") << std::string("echo \\ ") << std::string("RUN [\"/bin/sh\",\"-c\",\"echo \\\\ \"]\n");
    QTest::newRow("carriage return") << std::string("a\rb") << std::string("RUN [\"/bin/sh\",\"-c\",\"a\\rb\"]\n");
}

void TestDockerfile::runs()
{
    QFETCH(std::string, command);
    QFETCH(std::string, text);
    QCOMPARE_EQ(dockerfile::run(command, {"/bin/sh", "-c"}, true), text);
}

void TestDockerfile::baseFromAnnotation()
{
    DockerfileSource source;
    source.base = "registry.example.org/base:2";
    source.history = {{"", "/bin/sh -c #(nop) ADD file:aaaa in / ", "", "", false},
                      {"", "/bin/sh -c #(nop)  CMD [\"sh\"]", "", "", true},
                      {"", "RUN /bin/sh -c make # buildkit", "", "buildkit.dockerfile.v0", false},
                      {"", "CMD [\"x\"]", "", "buildkit.dockerfile.v0", true}};
    const KnownBase base = findBase(source);
    QCOMPARE_EQ(base.name, "registry.example.org/base:2");
    QCOMPARE_EQ(base.steps, 2U);
    source.base = "base\nRUN evil";
    QVERIFY(findBase(source).name.empty());
}

// Whatever a history and a config say, each line is a comment or begins with one of our keywords.
void TestDockerfile::hostileTextEndsNoLine()
{
    const std::string evil = "x\nRUN evil \\\r\n# \x1b[31m$(x) \"'`\\";
    DockerfileSource source;
    source.references = {evil};
    source.digest = evil;
    source.platform = {evil, evil, evil};
    source.distribution = evil;
    source.config.environment = {evil, "A=" + evil, evil + "=" + evil};
    source.config.entrypoint = {evil};
    source.config.command = {evil};
    source.config.user = evil;
    source.config.workingDirectory = evil;
    source.config.stopSignal = evil;
    source.config.ports = {evil};
    source.config.volumes = {evil};
    source.config.labels = {{evil, evil}};
    source.config.healthcheck = HealthcheckConfig{{"CMD-SHELL", evil}, 1, 2, 3, 4, 5};
    source.config.shell = {evil};
    source.config.onBuild = {evil};
    source.layers.resize(4);
    for (Layer &layer : source.layers)
        layer.diffId = "sha256:" + evil;
    for (const std::string keyword : {"", "RUN", "COPY", "ADD", "ENV", "LABEL", "CMD", "ENTRYPOINT", "USER", "WORKDIR", "EXPOSE", "VOLUME", "ARG", "ONBUILD", "SHELL", "HEALTHCHECK", "STOPSIGNAL", "MAINTAINER", "FROM"}) {
        for (const std::string &text : {keyword + " " + evil, keyword + " A=" + evil + " # buildkit", "/bin/sh -c #(nop) " + keyword + " " + evil, "/bin/sh -c #(nop) " + keyword + " file:" + evil + " in /" + evil,
                                        "|1 A=" + evil + " /bin/sh -c " + evil})
            source.history.push_back({"", text, evil, evil, false});
    }
    source.history.push_back({"", evil, evil, "FROM " + evil, true});
    const std::string text = writeDockerfile(source);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        QVERIFY2(!line.starts_with("RUN evil") && !line.contains('\x1b') && !line.contains('\r'), line.c_str());
        if (!line.starts_with("#"))
            QVERIFY2(!line.ends_with('\\') || line.ends_with("\\\\"), line.c_str());
    }
}

QTEST_GUILESS_MAIN(TestDockerfile)
#include "tst_dockerfile.moc"
