#include "analysis/verdict_store.h"
#include "base/files.h"
#include "formats/seccomp_json.h"
#include "support/support.h"

#include <filesystem>

using namespace whittle;

namespace {

profile::Profile profileOf(std::string_view text)
{
    auto read = formats::readSeccompJson(text);
    if (!read)
        QTest::qFail(read.error().message.c_str(), __FILE__, __LINE__);
    return read ? std::move(read->profile) : profile::Profile();
}

const analysis::StoredVerdict kVerdict = {true, "nginx:1.26", "docker 26.1.5", "runc 1.1.15", "2026-11-22T00:00:00Z"};

} // namespace

class TestVerdictStore : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasStored();
    void belongsToTheContent();
    void takesTheLastVerdict();
    void passesOverBrokenFiles();
    void keepsTheNewest();
};

void TestVerdictStore::findsWhatWasStored()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const auto profile = profileOf(R"({"defaultAction": "SCMP_ACT_ALLOW"})");
    QVERIFY(!analysis::findVerdict(profile, dir->path() + "/state"));
    VERIFY_RESULT(analysis::storeVerdict(profile, kVerdict, dir->path() + "/state"));
    const auto found = analysis::findVerdict(profile, dir->path() + "/state");
    QVERIFY(found);
    QCOMPARE_EQ(found->image, kVerdict.image);
    QVERIFY(*found == kVerdict);
}

void TestVerdictStore::belongsToTheContent()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    VERIFY_RESULT(analysis::storeVerdict(profileOf(R"({"defaultAction": "SCMP_ACT_ALLOW"})"), kVerdict, dir->path()));
    QVERIFY(analysis::findVerdict(profileOf("{\n\t\"defaultAction\":\n\t\"SCMP_ACT_ALLOW\"\n}"), dir->path()));
    QVERIFY(!analysis::findVerdict(profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO"})"), dir->path()));
}

void TestVerdictStore::takesTheLastVerdict()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const auto profile = profileOf(R"({"defaultAction": "SCMP_ACT_ALLOW"})");
    VERIFY_RESULT(analysis::storeVerdict(profile, kVerdict, dir->path()));
    analysis::StoredVerdict later = kVerdict;
    later.verified = false;
    VERIFY_RESULT(analysis::storeVerdict(profile, later, dir->path()));
    const auto found = analysis::findVerdict(profile, dir->path());
    QVERIFY(found && !found->verified);
}

void TestVerdictStore::passesOverBrokenFiles()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const auto profile = profileOf(R"({"defaultAction": "SCMP_ACT_ALLOW"})");
    VERIFY_RESULT(analysis::storeVerdict(profile, kVerdict, dir->path()));
    const std::string file = std::filesystem::directory_iterator(dir->path())->path().string();
    for (const char *broken : {"", "[]", "{\"version\": 1}", "{\"version\": 2, \"verified\": true}", "{\"version\": 1, \"verified\": \"yes\"}", "{"}) {
        VERIFY_RESULT(writeFileAtomically(file, broken));
        QVERIFY2(!analysis::findVerdict(profile, dir->path()), broken);
    }
    VERIFY_RESULT(writeFileAtomically(file, R"({"version": 1, "verified": true, "image": 7})"));
    QVERIFY(analysis::findVerdict(profile, dir->path()));
}

void TestVerdictStore::keepsTheNewest()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const auto longAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (int i = 0; i < 510; ++i) {
        const std::string path = dir->path() + "/" + std::to_string(i) + ".json";
        VERIFY_RESULT(writeFileAtomically(path, "{}"));
        std::filesystem::last_write_time(path, longAgo);
    }
    const auto profile = profileOf(R"({"defaultAction": "SCMP_ACT_ALLOW"})");
    VERIFY_RESULT(analysis::storeVerdict(profile, kVerdict, dir->path()));
    QVERIFY(analysis::findVerdict(profile, dir->path()));
    QCOMPARE_EQ(std::distance(std::filesystem::directory_iterator(dir->path()), {}), 500);
}

QTEST_APPLESS_MAIN(TestVerdictStore)
#include "tst_verdict_store.moc"
