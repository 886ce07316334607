#include "engine/leftovers.h"

#include "base/files.h"
#include "base/owner.h"
#include "support/fake_engine.h"
#include "support/support.h"

#include <filesystem>

using namespace whittle;
using namespace whittle::engine;
using test::FakeEngine;

namespace {

std::string deadOwner()
{
    std::string owner = thisOwner();
    return owner.replace(owner.rfind('/'), std::string::npos, "/1");
}

std::string deadName()
{
    std::string owner = thisOwnerName();
    return owner.replace(owner.rfind('_'), std::string::npos, "_1");
}

} // namespace

class TestLeftovers : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void removesContainersOfTheDead();
    void removesTagsOfTheDead();
    void removesFoldersOfTheDead();
    void aTemporaryTagGoesWithItsObject();
    void holdsAnImageOfARunThatDied();

private:
    std::optional<TemporaryDirectory> m_folder;
};

void TestLeftovers::init()
{
    // Other programs' folders are not for this test to count.
    qputenv("TMPDIR", "/tmp");
    auto folder = TemporaryDirectory::create("test-leftovers-");
    VERIFY_RESULT(folder);
    m_folder.emplace(*std::move(folder));
    qputenv("TMPDIR", m_folder->path().c_str());
}

void TestLeftovers::removesContainersOfTheDead()
{
    FakeEngine engine;
    for (const std::string &owner : {thisOwner(), deadOwner(), std::string("what")})
        VERIFY_RESULT(engine.createContainer({.image = "a", .labels = {{kOwnerLabel, owner}}}));
    VERIFY_RESULT(engine.createContainer({.image = "a"}));
    const auto removed = removeLeftovers(engine);
    VERIFY_RESULT(removed);
    QCOMPARE_EQ(*removed, 1);
    QCOMPARE_EQ(engine.containerCount(), 3U);
    QVERIFY(!engine.inspectContainer("c2"));
}

void TestLeftovers::removesTagsOfTheDead()
{
    FakeEngine engine;
    const std::string mine = TemporaryTag(engine).reference();
    const std::string dead = "localhost/whittle-build:" + deadName() + ".1";
    for (const std::string &name : {mine, dead, std::string("localhost/whittle-build:what"), std::string("nginx:latest"), "nginx:" + deadName() + ".1"})
        engine.images[name] = {};
    QCOMPARE_EQ(removeLeftovers(engine).value_or(-1), 1);
    QCOMPARE_EQ(engine.images.size(), 4U);
    QVERIFY(!engine.images.contains(dead));
}

void TestLeftovers::removesFoldersOfTheDead()
{
    FakeEngine engine;
    const std::string &here = m_folder->path();
    const std::vector<std::string> dead = {"whittle-seccomp-" + deadName() + ".aB3xyz", ".whittle-build-" + deadName() + ".aB3xyz"};
    const std::vector<std::string> others = {"whittle-seccomp-" + thisOwnerName() + ".aB3xyz", "whittle-", "whittle-docker.1", "other-" + deadName() + ".aB3xyz"};
    for (const auto &names : {dead, others})
        for (const std::string &name : names)
            std::filesystem::create_directories(here + "/" + name + "/below");
    // A link is somebody's trick.
    const std::string trick = here + "/whittle-x-" + deadName() + ".abcdef";
    std::filesystem::create_directory_symlink(here + "/" + others.front(), trick);
    VERIFY_RESULT(writeFileAtomically(here + "/whittle-file-" + deadName() + ".abcdef", "x"));
    QCOMPARE_EQ(removeLeftovers(engine).value_or(-1), 2);
    for (const std::string &name : dead)
        QVERIFY(!std::filesystem::exists(here + "/" + name));
    for (const std::string &name : others)
        QVERIFY(std::filesystem::exists(here + "/" + name + "/below"));
    QVERIFY(std::filesystem::is_symlink(trick));
    QVERIFY(std::filesystem::exists(here + "/whittle-file-" + deadName() + ".abcdef"));
}

void TestLeftovers::aTemporaryTagGoesWithItsObject()
{
    FakeEngine engine;
    engine.images["web"] = {.id = "sha256:1"};
    {
        TemporaryTag tag(engine);
        VERIFY_RESULT(engine.tagImage("web", tag.reference()));
        const TemporaryTag moved = std::move(tag);
        QCOMPARE_EQ(engine.images.size(), 2U);
        QVERIFY(TemporaryTag(engine).reference() != moved.reference());
    }
    QCOMPARE_EQ(engine.images.size(), 1U);
}

// A killed run's image is still being loaded when the next run looks for it, finds it, and cleans up.
void TestLeftovers::holdsAnImageOfARunThatDied()
{
    FakeEngine engine;
    engine.images["localhost/whittle-build:" + deadName() + ".1"] = {.id = "sha256:1"};
    engine.images["web"] = {.id = "sha256:2"};
    {
        auto held = holdImage(engine, "sha256:1");
        VERIFY_RESULT(held);
        QVERIFY(held->has_value());
        QCOMPARE_EQ(removeLeftovers(engine).value_or(-1), 1);
        VERIFY_RESULT(engine.inspectImage((*held)->reference()));
        const auto own = holdImage(engine, "sha256:2");
        VERIFY_RESULT(own);
        QVERIFY(!own->has_value());
    }
    QCOMPARE_EQ(engine.images.size(), 1U);
    QVERIFY(engine.images.contains("web"));
}

QTEST_GUILESS_MAIN(TestLeftovers)
#include "tst_leftovers.moc"
