#include "formats/seccomp_json.h"
#include "slim/html.h"
#include "slim/report_facts.h"
#include "slim/reports.h"
#include "base/sha256.h"
#include "support/image_maker.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace whittle;
using namespace whittle::slim;
using Json = nlohmann::json;
namespace operation = trace::path_operation;

namespace {

const std::string kEvil = "\"><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>\x1b[31m\n&lt;'\xff\xe2\x80\xae";

// A build of a small shop, as it would be after all its steps.
struct Made
{
    test::ImageMaker maker;
    std::optional<image::Image> image;
    BuildResult result;
    BuildRequest request;

    explicit Made(const std::string &extra = "name")
    {
        maker.tag("shop:1").file("usr/lib/os-release", "ID=debian\nVERSION_ID=13\nPRETTY_NAME=\"Debian GNU/Linux 13\"\n");
        maker.file("usr/bin/shop", std::string("\x7f" "ELF\2\1\1", 7) + std::string(9, '\0') + "\3" + std::string(80, '\0'), 04755).file("usr/bin/tool", std::string(5000, 'x'), 0755);
        maker.file("etc/shop.conf", "a=1\n").link("etc/link", "shop.conf").directory("var/lib/shop", 01777).file("usr/share/doc/" + extra, "text");
        maker.file("var/lib/dpkg/status", "Package: shop\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n").file("var/lib/dpkg/info/shop.list", "/usr/bin/shop\n/usr/bin/tool\n");
        maker.config(R"({"Entrypoint": ["/usr/bin/shop"], "Cmd": ["--port", "80"], "User": "app"})").step("RUN /bin/sh -c " + std::string(extra == "name" ? "make" : "x<y>&\"") + " # buildkit");
        image.emplace(maker.open());

        test::RecordingMaker recording;
        recording.call("read", 12).call("openat", 4).call("execve", 1).call("mount", 1);
        recording.edit().processes[0].paths = {{"/etc/shop.conf", operation::kRead, 2, {}, 2, 0}, {"/usr/bin/shop", operation::kExecute | operation::kRead, 1, {}, 1, 0},
                                               {"/var/lib/shop", operation::kList | operation::kStat, 3, {}, 3, 0}, {"/nowhere", operation::kRead, 1, {{2, 1}}, 0, 0}};
        recording.edit().processes[0].pid = 1;
        recording.edit().probes = {{"GET http :80 /", true, 200, "", 93, "sha256:1", 0, 1}};
        recording.edit().stoppedBy = "stop";
        result.recording = recording;
        result.name = "shop";
        result.slimReference = "shop.slim:1";
        result.fatSize = 127'000'000;
        result.slimSize = 13'700'000;
        result.written.configDigest = "sha256:" + std::string(64, 'c');
        result.written.manifestDigest = "sha256:" + std::string(64, 'd');
        image->files().forEach([this](const image::IndexedFile &file) {
            const std::string &path = file.entry.path;
            if (path.starts_with("etc") || path == "usr/bin/shop" || path == "var/lib/shop")
                result.selection.kept[path] = {file.entry.size, {{ReasonKind::Observed, "opened by demo"}}};
            else
                result.selection.removed[path] = file.entry.size;
            return true;
        });
        result.profile = formats::readSeccompJson(test::kSmallProfile)->profile;
        result.verdict.tried = true;
        result.verdict.verified = true;
        result.verdict.plain.verified = result.verdict.plain.started = true;
        result.verdict.plain.startsTried = 1;
        result.verdict.plain.probes = {{"GET http :80 /", true, ""}};
        request.selection.include = {"/etc/**"};
        request.probes.crawl = true;
    }

    [[nodiscard]] ReportInput input() const
    {
        return {.fat = *image, .result = result, .fatReference = "shop:1", .recordingDigest = "sha256:" + std::string(64, 'e'), .startedAt = "2026-01-02T03:04:05Z", .finishedAt = "2026-01-02T03:05:05Z",
                .archiveDigest = "sha256:" + std::string(64, 'f'), .request = &request};
    }
};

// Whether tags are closed in order, by HTML's rules for elements without content; the names of those that are open otherwise.
QString unbalanced(const QString &html)
{
    static const std::set<QString> kVoid = {QStringLiteral("meta"), QStringLiteral("br"), QStringLiteral("input"), QStringLiteral("path"), QStringLiteral("circle")};
    QStringList open;
    const QRegularExpression tags(QStringLiteral("<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>"));
    QString text = html;
    // What stands in style and script is no markup.
    text.remove(QRegularExpression(QStringLiteral("<style>.*</style>"), QRegularExpression::DotMatchesEverythingOption));
    text.remove(QRegularExpression(QStringLiteral("<script>.*</script>"), QRegularExpression::DotMatchesEverythingOption));
    for (auto match = tags.globalMatch(text); match.hasNext();) {
        const auto tag = match.next();
        const QString name = tag.captured(2).toLower();
        if (kVoid.contains(name))
            continue;
        if (tag.captured(1).isEmpty())
            open << name;
        else if (open.isEmpty() || open.takeLast() != name)
            return QStringLiteral("</%1> at %2").arg(name).arg(tag.capturedStart());
    }
    return open.join(u' ');
}

} // namespace

class TestReports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void creport();
    void provenance();
    void facts();
    void page();
    void pageLoadsNothing();
    void hostilePage();
    void pageIsBounded();
    void failedVerdict();
    void numbers();
    void dockerfile();
};

void TestReports::creport()
{
    const Made made;
    const Json report = Json::parse(writeCreport(made.input()));
    QCOMPARE_EQ(report["start_command"]["app_name"], "/usr/bin/shop");
    QCOMPARE_EQ(report["start_command"]["app_args"], (Json{"--port", "80"}));
    QCOMPARE_EQ(report["start_command"]["app_user"], "app");
    QCOMPARE_EQ(report["system"]["distro"]["display_name"], "Debian GNU/Linux 13");
    const Json &pt = report["monitors"]["pt"];
    QCOMPARE_EQ(pt["arch_name"], "amd64");
    QCOMPARE_EQ(pt["syscall_count"], 18);
    QCOMPARE_EQ(pt["syscall_num"], 4);
    QCOMPARE_EQ(pt["syscall_stats"]["0"], (Json{{"num", 0}, {"name", "read"}, {"count", 12}}));
    QCOMPARE_EQ(pt["syscall_stats"]["257"]["name"], "openat");
    QVERIFY(pt["fs_activity"].contains("/etc/shop.conf"));
    QVERIFY(!pt["fs_activity"].contains("/nowhere"));
    const Json &fan = report["monitors"]["fan"];
    QCOMPARE_EQ(fan["main_process"]["pid"], 1);
    QCOMPARE_EQ(fan["process_files"]["1"]["/etc/shop.conf"]["reads"], 2);
    QCOMPARE_EQ(fan["process_files"]["1"]["/usr/bin/shop"]["execs"], 1);
    const auto file = [&report](const std::string &path) {
        for (const Json &one : report["image"]["files"]) {
            if (one["file_path"] == path)
                return one;
        }
        return Json();
    };
    QCOMPARE_EQ(file("/usr/bin/shop"), (Json{{"file_type", "file"}, {"file_path", "/usr/bin/shop"}, {"mode", "urwxr-xr-x"}, {"flags", {{"R", true}, {"X", true}}}, {"data_type", "ELF shared object"}, {"file_size", 97}}));
    QCOMPARE_EQ(file("/etc/shop.conf")["data_type"], "text");
    QCOMPARE_EQ(file("/etc/link"), (Json{{"file_type", "symlink"}, {"file_path", "/etc/link"}, {"mode", "Lrwxrwxrwx"}, {"link_ref", "shop.conf"}, {"file_size", 0}}));
    QCOMPARE_EQ(file("/var/lib/shop")["mode"], "dtrwxrwxrwx");
    QVERIFY(file("/usr/bin/tool").is_null());
}

void TestReports::provenance()
{
    const Made made;
    const Json statement = Json::parse(writeProvenance(made.input()));
    QCOMPARE_EQ(statement["_type"], "https://in-toto.io/Statement/v1");
    QCOMPARE_EQ(statement["predicateType"], "https://slsa.dev/provenance/v1");
    QCOMPARE_EQ(statement["subject"].size(), 3U);
    QCOMPARE_EQ(statement["subject"][0], (Json{{"name", "shop.slim:1"}, {"digest", {{"sha256", std::string(64, 'd')}}}}));
    QCOMPARE_EQ(statement["subject"][2], (Json{{"name", "slim.tar"}, {"digest", {{"sha256", std::string(64, 'f')}}}}));
    const Json &definition = statement["predicate"]["buildDefinition"];
    QVERIFY(definition["buildType"].get<std::string>().starts_with("https://"));
    QCOMPARE_EQ(definition["externalParameters"], (Json{{"image", "shop:1"}, {"level", "balanced"}, {"include", {"/etc/**"}}, {"probes", {{"crawl", true}}}}));
    QCOMPARE_EQ(definition["resolvedDependencies"][0]["annotations"]["imageId"], made.image->configDigest());
    QCOMPARE_EQ(definition["resolvedDependencies"][1]["digest"]["sha256"], std::string(64, 'e'));
    const Json &details = statement["predicate"]["runDetails"];
    QVERIFY(!details["builder"]["id"].get<std::string>().empty());
    QCOMPARE_EQ(details["metadata"]["startedOn"], "2026-01-02T03:04:05Z");
    QCOMPARE_EQ(details["byproducts"][1]["digest"]["sha256"], sha256Digest(writeSelection(made.result.selection)).substr(7));
    QCOMPARE_EQ(writeProvenance(made.input()), writeProvenance(made.input()));
}

void TestReports::facts()
{
    const Made made;
    const ReportFacts facts = gatherFacts(made.input());
    QCOMPARE_EQ(facts.keptFiles, 3U);
    QCOMPARE_EQ(facts.packages.front(), (SizeShare{"shop 1", 97, 5000, 1, 1}));
    QCOMPARE_EQ(facts.packages.back().name, "files of no package");
    QCOMPARE_EQ(facts.directories.front(), (SizeShare{"/usr/bin", 97, 5000, 1, 1}));
    const auto row = [&facts](const std::string &name) { return *std::ranges::find(facts.syscalls, name, &SyscallRow::name); };
    QCOMPARE_EQ(row("read").standing, analysis::Standing::Allowed);
    QCOMPARE_EQ(row("read").count, 12U);
    QCOMPARE_EQ(row("mount").standing, analysis::Standing::Denied); // without the capability
    QCOMPARE_EQ(row("personality").standing, analysis::Standing::Limited);
    QVERIFY(facts.syscalls.front().risk >= row("read").risk);
    QVERIFY(facts.surface && facts.surface->usual.openCount() > facts.surface->mine.openCount());
    const auto admin = std::ranges::find(facts.capabilities, "CAP_SYS_ADMIN", &CapabilityRow::name);
    QVERIFY(admin != facts.capabilities.end() && !admin->isGiven && std::ranges::contains(admin->syscalls, "mount"));
    QVERIFY(std::ranges::find(facts.capabilities, "CAP_CHOWN", &CapabilityRow::name)->isGiven);
}

void TestReports::page()
{
    Made made;
    made.result.warnings = {"nothing exercised the upload"};
    const QString html = QString::fromStdString(writeReportHtml(made.input()));
    QCOMPARE_EQ(unbalanced(html), QString());
    for (const char *text : {"<title>shop:1", "shop.slim:1", "127 MB", "13.7 MB", "89.2 % smaller", "verified", "GET http :80 /", "nothing exercised the upload", "/etc/shop.conf", "opened by demo", "/usr/bin/tool",
                             "CAP_SYS_ADMIN", ">limited<", "RUN make", "docker-default"})
        QVERIFY2(html.contains(QString::fromUtf8(text)), text);
    QVERIFY(html.contains(QRegularExpression(QStringLiteral("risk critical\"><svg[^>]*fill=\"none\""))));
}

void TestReports::pageLoadsNothing()
{
    const Made made;
    const QString html = QString::fromStdString(writeReportHtml(made.input()));
    QVERIFY(!html.contains(QRegularExpression(QStringLiteral("\\b(src|href)\\s*=\\s*[\"'](?!#)"), QRegularExpression::CaseInsensitiveOption)));
    QVERIFY(!html.contains(QStringLiteral("@import")) && !html.contains(QStringLiteral("url(")));
    QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
}

void TestReports::hostilePage()
{
    Made made(kEvil.substr(0, 60));
    BuildResult &result = made.result;
    result.name = result.slimReference = kEvil;
    result.selection.kept[kEvil] = {1, {{ReasonKind::Included, kEvil}}};
    result.selection.removed[kEvil + "2"] = 1;
    result.selection.missing = {kEvil};
    result.selection.notes = result.warnings = {kEvil};
    result.verdict.verified = false;
    result.verdict.plain.startError = kEvil;
    result.verdict.plain.probes = {{kEvil, false, kEvil}};
    result.verdict.plain.missing = {{kEvil, true, kEvil}};
    result.verdict.plain.notes = {kEvil};
    result.verdict.missingFiles = {{kEvil, true, kEvil}};
    result.verdict.added = {kEvil};
    result.recording.probes = {{kEvil, false, 1, kEvil, 1, kEvil, 0, 0}};
    result.recording.processes[0].comm = kEvil;
    result.recording.environment.engine = result.recording.environment.kernel = kEvil;
    result.recording.environment.capabilities.push_back(kEvil);
    ReportInput input = made.input();
    input.fatReference = input.recordingDigest = input.startedAt = input.finishedAt = kEvil;
    const std::string html = writeReportHtml(input);
    const QString text = QString::fromUtf8(html.c_str(), static_cast<qsizetype>(html.size()));
    QCOMPARE_EQ(text.toUtf8().toStdString(), html); // valid UTF-8
    QCOMPARE_EQ(unbalanced(text), QString());
    QCOMPARE_EQ(text.count(QStringLiteral("<script>")), 1);
    QVERIFY(!text.contains(QStringLiteral("<img")) && !text.contains(u'\x1b') && !text.contains(u'\u202e'));
    // The others hold the same names and stay what they are.
    QVERIFY(Json::accept(writeCreport(input)));
    QVERIFY(Json::accept(writeProvenance(input)));
}

void TestReports::pageIsBounded()
{
    Made made;
    for (int i = 0; i < 30'000; ++i)
        made.result.selection.kept["data/" + std::to_string(i)] = {1, {{ReasonKind::Observed, "opened"}}};
    for (int i = 0; i < 30'000; ++i)
        made.result.selection.removed["old/" + std::to_string(i)] = 1;
    const std::string html = writeReportHtml(made.input());
    QVERIFY2(html.size() < 3'000'000, std::to_string(html.size()).c_str());
    QVERIFY(html.contains("more paths are in selection.json"));
}

void TestReports::failedVerdict()
{
    Made made;
    made.result.verdict.verified = made.result.verdict.plain.verified = false;
    made.result.verdict.plain.probes[0] = {"GET http :80 /", false, "status 500 instead of 200"};
    made.result.verdict.missingFiles = {{"/usr/share/x", true, "shop looked for it"}};
    const std::string html = writeReportHtml(made.input());
    QVERIFY(html.contains("not verified"));
    QVERIFY(html.contains("status 500 instead of 200"));
    QVERIFY(html.contains("proven: shop looked for it"));
    made.result.verdict = {};
    QVERIFY(writeReportHtml(made.input()).contains("not tried"));
}

void TestReports::numbers()
{
    QCOMPARE_EQ(html::number(0), "0");
    QCOMPARE_EQ(html::number(999), "999");
    QCOMPARE_EQ(html::number(1234567), "1\u202f234\u202f567");
    QCOMPARE_EQ(html::percent(0, 0), "0 %");
    QCOMPARE_EQ(html::percent(1, 100'000), "0.1 %");
    QCOMPARE_EQ(html::percent(99'999, 100'000), "99.9 %");
    QCOMPARE_EQ(html::percent(5, 5), "100.0 %");
}

void TestReports::dockerfile()
{
    const Made made;
    const std::string text = slim::writeDockerfile(*made.image);
    QVERIFY(text.contains("ENTRYPOINT [\"/usr/bin/shop\"]\n"));
    QVERIFY(text.contains("Debian GNU/Linux 13"));
    const image::Image broken = test::ImageMaker().file("x", "").config(R"({"Env": 1})").open();
    QVERIFY(slim::writeDockerfile(broken).starts_with("# image config: config.Env: should be a list\n"));
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
