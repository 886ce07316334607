#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <filesystem>

using namespace whittle;
using formats::readSeccompJson;
using formats::writeSeccompJson;
using profile::Action;

class TestSeccompJson : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryMember();
    void keepsPlaces();
    void readsLikeGo_data();
    void readsLikeGo();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void writesEditsIntoPlace();
    void writesNewProfiles();
    void readsOciConfig();
    void refuses_data();
    void refuses();
    void saysAllProblems();
    void mendsTypographicQuotes_data();
    void mendsTypographicQuotes();
    void survivesDepthAndSize();
    void realProfiles_data();
    void realProfiles();
};

namespace {

// The JSON value, numbers as exact as they are written; the last of equal keys.
nlohmann::json valueOf(std::string_view text)
{
    return nlohmann::json::parse(text);
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

void TestSeccompJson::readsEveryMember()
{
    const auto document = readSeccompJson(R"({
  "defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38, "defaultErrno": "ENOSYS",
  "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]}],
  "flags": ["SECCOMP_FILTER_FLAG_LOG"], "listenerPath": "/run/l", "listenerMetadata": "m",
  "syscalls": [{"names": ["socket"], "name": "", "action": "SCMP_ACT_ALLOW", "errnoRet": 4095, "errno": "EPERM", "comment": "why",
    "args": [{"index": 5, "value": 18446744073709551615, "valueTwo": 9223372036854775809, "op": "SCMP_CMP_MASKED_EQ"}],
    "includes": {"caps": ["CAP_SYS_ADMIN"], "arches": ["amd64"], "minKernel": "4.8"}, "excludes": {"caps": ["CAP_BPF"]}}]
})");
    VERIFY_RESULT(document);
    const profile::Profile &read = document->profile;
    QCOMPARE_EQ(read.defaultAction, Action::Errno);
    QCOMPARE_EQ(read.defaultErrnoRet, 38U);
    QCOMPARE_EQ(read.defaultErrnoName, "ENOSYS");
    QCOMPARE_EQ(read.archMap.size(), 1U);
    QCOMPARE_EQ(read.archMap[0].subArchitectures, std::vector<std::string>{"SCMP_ARCH_X86"});
    QCOMPARE_EQ(read.flags, std::vector<std::string>{"SECCOMP_FILTER_FLAG_LOG"});
    QCOMPARE_EQ(read.listenerPath, "/run/l");
    QCOMPARE_EQ(read.listenerMetadata, "m");
    QCOMPARE_EQ(read.rules.size(), 1U);
    const profile::Rule &rule = read.rules[0];
    QCOMPARE_EQ(rule.allNames(), std::vector<std::string>{"socket"});
    QCOMPARE_EQ(rule.errnoRet, 4095U);
    QCOMPARE_EQ(rule.errnoName, "EPERM");
    QCOMPARE_EQ(rule.comment, "why");
    QCOMPARE_EQ(rule.args[0].index, 5U);
    QCOMPARE_EQ(rule.args[0].value, UINT64_MAX);
    QCOMPARE_EQ(rule.args[0].valueTwo, 9223372036854775809U);
    QCOMPARE_EQ(rule.args[0].op, profile::Operator::MaskedEq);
    QCOMPARE_EQ(rule.includes.minKernel, "4.8");
    QCOMPARE_EQ(rule.excludes.capabilities, std::vector<std::string>{"CAP_BPF"});
    QVERIFY(rule.id != 0);
}

void TestSeccompJson::keepsPlaces()
{
    const std::string text = "{\n  \"defaultAction\": \"SCMP_ACT_ALLOW\",\n  \"syscalls\": [\n    {\"names\": [\"a\", \"b\\u0063\"], \"action\":\"SCMP_ACT_LOG\", \"errnoRet\": 12 , \"x\": {\"y\": [true, null]}}\n  ]\n}\n";
    const auto document = readSeccompJson(text);
    VERIFY_RESULT(document);
    const auto at = [&](const char *path) {
        const auto found = document->places.find(path);
        return found == document->places.end() ? std::string("no such place") : text.substr(found->second.begin, found->second.end - found->second.begin);
    };
    QCOMPARE_EQ(at("defaultAction"), "\"SCMP_ACT_ALLOW\"");
    QCOMPARE_EQ(at("syscalls[0].names"), "[\"a\", \"b\\u0063\"]");
    QCOMPARE_EQ(at("syscalls[0].names[1]"), "\"b\\u0063\"");
    QCOMPARE_EQ(at("syscalls[0].action"), "\"SCMP_ACT_LOG\"");
    QCOMPARE_EQ(at("syscalls[0].errnoRet"), "12");
    QCOMPARE_EQ(at("syscalls[0].x.y[0]"), "true");
    QCOMPARE_EQ(at("syscalls[0].x.y[1]"), "null");
    QCOMPARE_EQ(at(""), text.substr(0, text.size() - 1));
    QCOMPARE_EQ(document->places.at("syscalls[0]").line, 4U);
    QCOMPARE_EQ(document->places.at("syscalls[0]").column, 5U);
}

void TestSeccompJson::readsLikeGo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("same");
    const auto row = [](const char *name, const char *text, const char *same) { QTest::newRow(name) << QByteArray(text) << QByteArray(same); };
    row("case of keys", R"({"DEFAULTACTION": "SCMP_ACT_LOG", "SysCalls": [{"NAMES": ["read"], "Action": "SCMP_ACT_ALLOW"}]})",
        R"({"defaultAction": "SCMP_ACT_LOG", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]})");
    row("folding beyond ASCII", "{\"default\u0041ction\": \"SCMP_ACT_LOG\", \"flag\u017F\": []}", R"({"defaultAction": "SCMP_ACT_LOG", "flags": []})");
    row("last of two", R"({"defaultAction": "SCMP_ACT_ALLOW", "defaultaction": "SCMP_ACT_LOG"})", R"({"defaultAction": "SCMP_ACT_LOG"})");
    row("null is nothing", R"({"defaultAction": "SCMP_ACT_LOG", "archMap": null, "flags": null, "syscalls": null})", R"({"defaultAction": "SCMP_ACT_LOG"})");
    row("empty default action", R"({"defaultAction": "", "syscalls": []})", "{}");
    row("unknown keys", R"({"defaultAction": "SCMP_ACT_LOG", "more": {"syscalls": -1e300}})", R"({"defaultAction": "SCMP_ACT_LOG"})");
}

void TestSeccompJson::readsLikeGo()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, same);
    const auto left = readSeccompJson(text.toStdString());
    const auto right = readSeccompJson(same.toStdString());
    VERIFY_RESULT(left);
    VERIFY_RESULT(right);
    QCOMPARE_EQ(left->profile.defaultAction, right->profile.defaultAction);
    QCOMPARE_EQ(left->profile.flags, right->profile.flags);
    QCOMPARE_EQ(left->profile.rules.size(), right->profile.rules.size());
    for (std::size_t i = 0; i < left->profile.rules.size(); ++i) {
        QCOMPARE_EQ(left->profile.rules[i].names, right->profile.rules[i].names);
        QCOMPARE_EQ(left->profile.rules[i].action, right->profile.rules[i].action);
    }
}

void TestSeccompJson::writesWhatItRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("smallest") << QByteArray("{}");
    QTest::newRow("order and spelling") << QByteArray(R"({"Syscalls": [{"action": "SCMP_ACT_KILL", "names": []}], "note": 1.50, "defaultAction": "SCMP_ACT_LOG"})");
    QTest::newRow("empty and null") << QByteArray(R"({"defaultAction": "", "architectures": null, "archMap": [], "flags": [], "listenerPath": "", "syscalls": [
        {"name": "", "names": ["a"], "action": "SCMP_ACT_LOG", "args": null, "comment": "", "includes": {}, "excludes": {"caps": null, "arches": []}, "errnoRet": null}]})");
    QTest::newRow("large numbers") << QByteArray(R"({"defaultErrnoRet": 0, "big": 123456789012345678901234567890, "syscalls": [{"names": ["a"], "action": "SCMP_ACT_LOG",
        "args": [{"index": 0, "value": 18446744073709551615, "valueTwo": 0, "op": "SCMP_CMP_EQ", "extra": [1, {"b": "\u00e9\n"}]}]}]})");
    QTest::newRow("old form") << QByteArray(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"name": "read", "action": "SCMP_ACT_ALLOW", "args": []}]})");
    for (const char *name : {"docker-default", "podman-default"})
        QTest::newRow(name) << QByteArray::fromStdString(writeSeccompJson(*profile::builtInProfile(name)));
}

void TestSeccompJson::writesWhatItRead()
{
    QFETCH(QByteArray, text);
    const auto document = readSeccompJson(text.toStdString());
    VERIFY_RESULT(document);
    const std::string written = writeSeccompJson(document->profile);
    QCOMPARE_EQ(valueOf(written), valueOf(text.toStdString()));
    // Written text is a fixed point, byte by byte.
    const auto again = readSeccompJson(written);
    VERIFY_RESULT(again);
    QCOMPARE_EQ(bytes(writeSeccompJson(again->profile)), bytes(written));
}

void TestSeccompJson::writesEditsIntoPlace()
{
    auto document = readSeccompJson(R"({"syscalls": [{"action": "SCMP_ACT_LOG", "names": ["a"], "errnoRet": 3, "args": null, "k": 1}], "defaultAction": null, "x": 2})");
    VERIFY_RESULT(document);
    profile::Profile &edited = document->profile;
    edited.defaultAction = Action::Errno;
    edited.flags = std::vector<std::string>{};
    edited.rules[0].names.push_back("b");
    edited.rules[0].errnoRet.reset();
    edited.rules[0].args.push_back({.index = 0, .op = profile::Operator::EQ, .value = 0, .valueTwo = 0, .members = {}});
    profile::Rule rule;
    rule.names = {"c"};
    edited.addRule(rule);
    const std::string compact = nlohmann::ordered_json::parse(writeSeccompJson(edited)).dump();
    QCOMPARE_EQ(bytes(compact), bytes(R"({"syscalls":[{"action":"SCMP_ACT_LOG","names":["a","b"],"args":[{"index":0,"value":0,"op":"SCMP_CMP_EQ"}],"k":1},)"
                                      R"({"names":["c"],"action":"SCMP_ACT_ALLOW"}],"defaultAction":"SCMP_ACT_ERRNO","x":2,"flags":[]})"));
}

void TestSeccompJson::writesNewProfiles()
{
    profile::Profile made;
    made.defaultAction = Action::Errno;
    made.defaultErrnoRet = 38;
    made.architectures = {"SCMP_ARCH_X86_64"};
    profile::Rule rule;
    rule.names = {"clone"};
    rule.comment = "threads";
    rule.args = {{.index = 0, .op = profile::Operator::MaskedEq, .value = 0x7e020000, .valueTwo = 0, .members = {}}};
    made.addRule(rule);
    const std::string text = writeSeccompJson(made);
    QVERIFY(text.ends_with("}\n"));
    const auto again = readSeccompJson(text);
    VERIFY_RESULT(again);
    QCOMPARE_EQ(again->profile.defaultAction, made.defaultAction);
    QCOMPARE_EQ(again->profile.architectures, made.architectures);
    QCOMPARE_EQ(again->profile.rules[0].args[0].value, 0x7e020000U);
    QCOMPARE_EQ(again->profile.rules[0].comment, "threads");
}

void TestSeccompJson::readsOciConfig()
{
    const std::string config = R"({"ociVersion": "1.2.0", "process": {"args": ["sh"]}, "linux": {"namespaces": [], "seccomp": {"defaultAction": "SCMP_ACT_ERRNO",
        "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}, "cgroupsPath": "x"}, "hostname": "h"})";
    auto document = readSeccompJson(config);
    VERIFY_RESULT(document);
    QCOMPARE_EQ(document->profile.rules.size(), 1U);
    QVERIFY(document->places.contains("syscalls[0].names[0]"));
    QCOMPARE_EQ(valueOf(writeSeccompJson(document->profile)), valueOf(config));
    document->profile.rules[0].names = {"write"};
    const auto written = valueOf(writeSeccompJson(document->profile));
    QCOMPARE_EQ(written["linux"]["seccomp"]["syscalls"][0]["names"][0], "write");
    QCOMPARE_EQ(written["hostname"], "h");
}

void TestSeccompJson::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &text, const char *message) { QTest::newRow(name) << text << QString(message); };
    const auto argument = [](const char *member) {
        return QByteArray(R"({"syscalls": [{"names": ["a"], "action": "SCMP_ACT_LOG", "args": [{"op": "SCMP_CMP_EQ", )") + member + "}]}]}";
    };
    row("nothing", "", "line 1, column 1: ");
    row("no object", "[]", "line 1, column 1: an object is wanted here, not a list");
    row("trailing comma", "{\"syscalls\": [\n  {\"names\": [\"a\"],},\n]}", "line 2, column 19: syscalls[0].names: ");
    row("behind the end", "{} {}", "line 1, column 4: ");
    row("not closed", "{\"syscalls\": [", "line 1, column 15: ");
    row("comment", "{ // x\n}", "line 1, column 3: ");
    row("NaN", "{\"defaultErrnoRet\": NaN}", "line 1, column 21: ");
    row("unknown action", "{\n\"syscalls\": [{\"names\": [\"a\"], \"action\": \"SCMP_ACT_MAYBE\"}]}", "line 2, column 41: syscalls[0].action: unknown action \"SCMP_ACT_MAYBE\"");
    row("action in lower case", R"({"defaultAction": "scmp_act_allow"})", "defaultAction: unknown action");
    row("no action", R"({"syscalls": [{"names": ["a"]}]})", "syscalls[0]: has no \"action\"");
    row("unknown operator", argument(R"("op": "EQ")"), "syscalls[0].args[0].op: unknown operator \"EQ\"");
    row("index beyond 32 bits", argument(R"("index": 4294967296)"), "syscalls[0].args[0].index: 4294967296 is too large");
    row("value beyond 64 bits", argument(R"("value": 18446744073709551616)"), "syscalls[0].args[0].value: 18446744073709551616 is too large");
    row("negative", argument(R"("value": -1)"), "syscalls[0].args[0].value: -1 is not a whole number");
    row("exponent", argument(R"("value": 1e3)"), "syscalls[0].args[0].value: 1e3 is not a whole number");
    row("fraction", argument(R"("value": 1.0)"), "syscalls[0].args[0].value: 1.0 is not a whole number");
    row("number as text", argument(R"("value": "1")"), "syscalls[0].args[0].value: a number is wanted here, not a string");
    row("name is a number", R"({"syscalls": [{"names": ["a", 1], "action": "SCMP_ACT_LOG"}]})", "syscalls[0].names[1]: a string is wanted here, not a number");
    row("names is text", R"({"syscalls": [{"names": "a", "action": "SCMP_ACT_LOG"}]})", "syscalls[0].names: a list is wanted here, not a string");
    row("null rule", R"({"syscalls": [null]})", "syscalls[0]: an object is wanted here, not null");
    row("broken UTF-8", "{\"defaultAction\": \"\xff\"}", "line 1, column 20: ");
    row("byte order mark", "\xEF\xBB\xBF{}", "byte order mark");
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), "UTF-16");
    row("configuration without seccomp", R"({"ociVersion": "1.0", "linux": {}})", "without linux.seccomp");
    row("in a configuration", R"({"linux": {"seccomp": {"defaultAction": 1}}})", "linux.seccomp.defaultAction: a string is wanted here, not a number");
    row("typographic quotes", "{\n  \u201CdefaultAction\u201D: \u201CSCMP_ACT_ALLOW\u201D\n}", "line 2, column 3: typographic quotes");
}

void TestSeccompJson::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto document = readSeccompJson(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!document);
    QCOMPARE_EQ(document.error().code, ErrorCode::InvalidInput);
    const QString actual = QString::fromStdString(document.error().message);
    QVERIFY2(actual.contains(message), qPrintable(actual));
    QVERIFY(!actual.contains('\n'));
    QVERIFY(!actual.contains("json.exception"));
}

void TestSeccompJson::saysAllProblems()
{
    const auto problems = formats::problemsOfSeccompJson(R"({"defaultAction": "X", "syscalls": [{"names": [1], "action": "Y"}, {"action": "SCMP_ACT_LOG", "args": [{"index": -1}]}]})");
    QCOMPARE_EQ(problems.size(), 5U);
    QCOMPARE_EQ(problems[0].path, "defaultAction");
    QCOMPARE_EQ(problems[1].path, "syscalls[0].names[0]");
    QCOMPARE_EQ(problems[2].path, "syscalls[0].action");
    QCOMPARE_EQ(problems[3].path, "syscalls[1].args[0]");
    QCOMPARE_EQ(problems[4].path, "syscalls[1].args[0].index");
    QVERIFY(formats::problemsOfSeccompJson("{}").empty());

    std::string many = R"({"architectures": [1)";
    for (int i = 0; i < 500; ++i)
        many += ",1";
    QCOMPARE_EQ(formats::problemsOfSeccompJson(many + "]}").size(), 100U);
}

void TestSeccompJson::mendsTypographicQuotes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("mended");
    QTest::newRow("double") << QByteArray("{\u201CdefaultAction\u201D: \u201CSCMP_ACT_ALLOW\u201D}") << QByteArray("{\"defaultAction\": \"SCMP_ACT_ALLOW\"}");
    QTest::newRow("low and high") << QByteArray("{\u201EdefaultAction\u201C: \u00BBSCMP_ACT_ALLOW\u00AB}") << QByteArray("{\"defaultAction\": \"SCMP_ACT_ALLOW\"}");
    QTest::newRow("single") << QByteArray("{\u2018defaultAction\u2019: \u2018SCMP_ACT_ALLOW\u2019}") << QByteArray("{\"defaultAction\": \"SCMP_ACT_ALLOW\"}");
    QTest::newRow("half and half") << QByteArray("{\"defaultAction\u201D: \u201CSCMP_ACT_ALLOW\"}") << QByteArray("{\"defaultAction\u201D: \u201CSCMP_ACT_ALLOW\"}");
    QTest::newRow("inside strings they stay") << QByteArray("{\"comment\": \"say \u201Chello\u201D\"}") << QByteArray("{\"comment\": \"say \u201Chello\u201D\"}");
    QTest::newRow("other faults stay") << QByteArray("{\u201Ca\u201D: }") << QByteArray("{\u201Ca\u201D: }");
}

void TestSeccompJson::mendsTypographicQuotes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, mended);
    QCOMPARE_EQ(bytes(formats::withStraightQuotes(text.toStdString())), mended);
    if (text != mended) {
        const auto problems = formats::problemsOfSeccompJson(text.toStdString());
        QCOMPARE_EQ(problems.size(), 1U);
        QCOMPARE_EQ(bytes(problems[0].suggestion), mended);
    }
}

void TestSeccompJson::survivesDepthAndSize()
{
    const std::string deep(1000000, '[');
    const auto refused = readSeccompJson("{\"x\": " + deep);
    QVERIFY(!refused);
    QVERIFY(QString::fromStdString(refused.error().message).contains("nested deeper than 500 levels"));

    std::string wide = R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"action": "SCMP_ACT_LOG", "names": ["read")";
    for (int i = 0; i < 200000; ++i)
        wide += ",\"read\"";
    wide += "]}]}";
    const auto read = readSeccompJson(wide);
    VERIFY_RESULT(read);
    QCOMPARE_EQ(read->profile.rules[0].names.size(), 200001U);
}

void TestSeccompJson::realProfiles_data()
{
    REQUIRE_SHARED(shared);
    QTest::addColumn<QString>("path");
    for (const auto &entry : std::filesystem::directory_iterator(shared + "/profiles")) {
        if (entry.path().extension() == ".json")
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
    }
    for (const char *name : {"/moby-default.json", "/containers-common-seccomp.json"})
        QTest::newRow(name) << QString::fromStdString(shared + name);
}

void TestSeccompJson::realProfiles()
{
    REQUIRE_SHARED(shared);
    QFETCH(QString, path);
    const std::string text = test::contentOf(path.toStdString());
    const auto document = readSeccompJson(text);
    const bool isJson = nlohmann::json::accept(text);
    if (!isJson) {
        QVERIFY(!document);
        QVERIFY2(document.error().message.starts_with("line "), document.error().message.c_str());
        return;
    }
    VERIFY_RESULT(document);
    QCOMPARE_EQ(valueOf(writeSeccompJson(document->profile)), valueOf(text));
    const auto filter = profile::compile(document->profile, {});
    if (!filter)
        QVERIFY2(filter.error().message.contains(": "), filter.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestSeccompJson)
#include "tst_seccomp_json.moc"
