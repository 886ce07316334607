#include "base/file_versions.h"
#include "base/files.h"
#include "base/subprocess.h"
#include "support/support.h"

#include <QDateTime>
#include <QTest>

#include <chrono>
#include <filesystem>

using namespace whittle;
using namespace std::chrono_literals;

// Against repositories that git itself makes.
class TestFileVersions : public QObject
{
    Q_OBJECT

    std::optional<TemporaryDirectory> m_folder;

    [[nodiscard]] std::string path(const std::string &name) const { return m_folder->path() + "/" + name; }

    bool git(const std::vector<std::string> &arguments) const
    {
        SubprocessRequest request;
        request.command = {"git", "-C", m_folder->path(), "-c", "user.name=A\xc3\xa9 B", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"};
        request.command.insert(request.command.end(), arguments.begin(), arguments.end());
        request.environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1"};
        auto process = Subprocess::start(request);
        if (!process)
            return false;
        const auto end = process->wait(20s);
        return end && *end && (*end)->status == 0;
    }

    bool commit(const std::string &name, const std::string &content, const std::string &message) const
    {
        return writeFileAtomically(path(name), content).has_value() && git({"add", "-A"}) && git({"commit", "-q", "-m", message});
    }

private slots:
    void init()
    {
        if (findProgram("git").empty())
            QSKIP("git is not installed");
        auto folder = TemporaryDirectory::create();
        VERIFY_RESULT(folder);
        m_folder = std::move(*folder);
        QVERIFY(git({"init", "-q"}));
    }
    void cleanup() { m_folder.reset(); }

    void newestFirstWithTheirContents()
    {
        const std::string last(100'000, 'x');
        QVERIFY(commit("p.json", "one\n", "First") && commit("other", "x", "Not of it") && commit("p.json", std::string("two\0\n", 5), "Second \x01 \x02\n\nbody") && commit("p.json", last, "Third"));
        const auto versions = versionsOf(path("p.json"), 100, {});
        VERIFY_RESULT(versions);
        QCOMPARE_EQ(versions->front().subject, std::string("Third"));
        QCOMPARE_EQ(versions->back().subject, std::string("First"));
        QCOMPARE_EQ(versions->front().author, std::string("A\xc3\xa9 B"));
        QVERIFY(QDateTime::fromString(QString::fromStdString(versions->front().date), Qt::ISODate).isValid());
        QCOMPARE_EQ(versions->front().path, std::string("p.json"));
        const auto content = [&](const FileVersion &version) { return contentOf(path("p.json"), version, 200'000, {}).value_or(std::string("failed")); };
        QCOMPARE_EQ(content(versions->front()), last);
        QCOMPARE_EQ(content(versions->back()), std::string("one\n"));
        const auto limited = contentOf(path("p.json"), versions->front(), 99'999, {});
        QVERIFY(!limited && limited.error().code == ErrorCode::InvalidInput);
        QCOMPARE_EQ(versionsOf(path("p.json"), 1, {})->size(), 1U);
    }

    void renamesAreFollowed()
    {
        const std::string text = "a text that is long enough\nto be found again\nunder another name\n";
        QVERIFY(commit("old.json", text, "Old name"));
        QVERIFY(git({"mv", "old.json", "new [1].json"}) && git({"commit", "-q", "-m", "New name"}));
        const auto versions = versionsOf(path("new [1].json"), 100, {});
        VERIFY_RESULT(versions);
        QCOMPARE_EQ(versions->size(), 2U);
        QCOMPARE_EQ((*versions)[1].path, std::string("old.json"));
        QCOMPARE_EQ(contentOf(path("new [1].json"), (*versions)[1], 1000, {}).value_or(""), text);
    }

    void whatIsNotThereIsSaid()
    {
        const auto none = versionsOf(path("p.json"), 10, {});
        QVERIFY(!none && none.error().code == ErrorCode::NotFound);
        QVERIFY(commit("other", "x", "Other"));
        QVERIFY(writeFileAtomically(path("p.json"), "x").has_value());
        const auto unknown = versionsOf(path("p.json"), 10, {});
        QVERIFY(!unknown && unknown.error().code == ErrorCode::NotFound);
        const auto outside = versionsOf("/proc/version", 10, {});
        QVERIFY(!outside && outside.error().code == ErrorCode::NotFound);
        QVERIFY2(outside.error().message.contains("git: "), outside.error().message.c_str());
        QVERIFY(!contentOf(path("other"), {.commit = "--help", .date = {}, .author = {}, .subject = {}, .path = "other"}, 10, {}));
        std::stop_source stopped;
        stopped.request_stop();
        const auto cancelled = versionsOf(path("other"), 10, stopped.get_token());
        QVERIFY(cancelled || cancelled.error().code == ErrorCode::Cancelled);
    }

    void aRepositoryStartsNoPrograms()
    {
        QVERIFY(commit("p.json", "one\n", "First") && commit("p.json", "two\n", "Second"));
        const std::string mark = path("ran");
        const std::string script = path("run.sh");
        QVERIFY(writeFileAtomically(script, "#!/bin/sh\ntouch '" + mark + "'\ncat\n").has_value());
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
        QVERIFY(writeFileAtomically(path(".gitattributes"), "* diff=evil filter=evil\n").has_value());
        for (const char *key : {"diff.external", "core.fsmonitor", "core.pager", "diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "filter.evil.clean", "gpg.program"})
            QVERIFY(git({"config", key, script}));
        QVERIFY(git({"config", "log.showSignature", "true"}));
        std::filesystem::remove(mark);
        const auto versions = versionsOf(path("p.json"), 10, {});
        VERIFY_RESULT(versions);
        QCOMPARE_EQ(versions->size(), 2U);
        QCOMPARE_EQ(contentOf(path("p.json"), versions->back(), 100, {}).value_or(""), std::string("one\n"));
        QVERIFY(!std::filesystem::exists(mark));
    }
};

QTEST_GUILESS_MAIN(TestFileVersions)
#include "tst_file_versions.moc"
