// Decisions that were computed independently, over real profiles: every point must agree.
#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace whittle;
using nlohmann::json;

class TestDecisions : public QObject
{
    Q_OBJECT

private slots:
    void agreeWithReference_data();
    void agreeWithReference();
    void cleanupTestCase();

private:
    std::size_t m_compared = 0;
    std::size_t m_profiles = 0;
};

namespace {

std::vector<json> readLines(const std::string &path)
{
    std::vector<json> lines;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);)
        lines.push_back(json::parse(line));
    return lines;
}

int numberOf(Abi abi, const std::string &name)
{
    const syscalls::Syscall *known = syscalls::Catalogue::builtIn().find(name);
    return known ? known->number(abi) : -1;
}

} // namespace

void TestDecisions::agreeWithReference_data()
{
    REQUIRE_SHARED(shared);
    QTest::addColumn<int>("index");
    const auto lines = readLines(shared + "/decisions.jsonl");
    QVERIFY(!lines.empty());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const json &line = lines[i];
        QTest::addRow("%zu %s %s %s", i, line["profile"].get<std::string>().c_str(), line["arch"].get<std::string>().c_str(),
                      line["kernel"].get<std::string>().c_str())
            << static_cast<int>(i);
    }
}

void TestDecisions::agreeWithReference()
{
    REQUIRE_SHARED(shared);
    QFETCH(int, index);
    static const auto lines = readLines(shared + "/decisions.jsonl");
    const json &line = lines[static_cast<std::size_t>(index)];

    auto document = formats::readSeccompJson(test::contentOf(shared + "/" + line["profile"].get<std::string>()));
    VERIFY_RESULT(document);
    profile::Target target;
    target.architecture = parseAbi(line["arch"].get<std::string>()).value();
    target.kernel = profile::parseKernelVersion(line["kernel"].get<std::string>()).value();
    target.capabilities = line["caps"].get<std::set<std::string>>();
    target.rules = line["engine"] == "moby" ? profile::EngineRules::Docker : profile::EngineRules::Podman;
    const auto filter = profile::compile(document->profile, target);
    if (line.contains("ruleErrors")) {
        QVERIFY(!filter);
        return;
    }
    VERIFY_RESULT(filter);
    ++m_profiles;

    const auto compare = [&](Abi abi, const std::string &name, const profile::Arguments &arguments, const std::string &expected) {
        const int number = numberOf(abi, name);
        QVERIFY2(number >= 0, (std::string(abiName(abi)) + " " + name + " has no number").c_str());
        const std::string actual = filter->decide(abi, number, arguments).toString();
        QVERIFY2(actual == "SCMP_ACT_" + expected,
                 std::format("{} {} 0={:#x} 1={:#x} 2={:#x}: {} instead of {}", abiName(abi), name, arguments[0], arguments[1], arguments[2], actual, expected).c_str());
        ++m_compared;
    };
    for (const auto &[abiText, byAction] : line["noArgs"].items()) {
        for (const auto &[action, names] : byAction.items()) {
            for (const json &name : names) {
                compare(parseAbi(abiText).value(), name.get<std::string>(), {}, action);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }
    for (const json &point : line.value("withArgs", json::array())) {
        profile::Arguments arguments = {};
        for (std::size_t i = 0; i < arguments.size(); ++i)
            arguments[i] = std::stoull(point[1][i].get<std::string>(), nullptr, 16);
        compare(target.architecture, point[0].get<std::string>(), arguments, point[2].get<std::string>());
        if (QTest::currentTestFailed())
            return;
    }
}

void TestDecisions::cleanupTestCase()
{
    qInfo("%zu decisions of %zu profiles and targets compared", m_compared, m_profiles);
}

QTEST_APPLESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
