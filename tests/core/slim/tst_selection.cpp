#include "slim/selection.h"

#include "base/files.h"
#include "support/image_maker.h"
#include "support/make_elf.h"
#include "support/support.h"

#include <algorithm>
#include <cerrno>

using namespace whittle;
using namespace whittle::slim;
namespace op = trace::path_operation;

namespace {

const std::string kLinker = "/lib64/ld-linux-x86-64.so.2";

std::string program(std::vector<std::string> needed)
{
    return test::makeElf({.interpreter = kLinker, .needed = std::move(needed)});
}

std::string library(std::vector<std::string> needed = {}, std::string soname = {})
{
    return test::makeElf({.soname = std::move(soname), .needed = std::move(needed)});
}

struct Use
{
    std::string path;
    std::uint32_t operations = op::kRead;
    int error = 0; // 0: it succeeded
};

trace::Recording recordingOf(const std::vector<Use> &uses, const std::string &comm = "server")
{
    trace::Recording recording;
    trace::Process process;
    process.comm = comm;
    for (const Use &use : uses) {
        trace::PathUse one{.path = use.path, .operations = use.operations, .count = 1};
        if (use.error != 0)
            one.errors[use.error] = 1;
        else
            one.successes = 1;
        process.paths.push_back(std::move(one));
    }
    recording.processes.push_back(std::move(process));
    return recording;
}

std::vector<std::string> keptOf(const Selection &selection)
{
    std::vector<std::string> paths;
    for (const auto &[path, file] : selection.kept)
        paths.push_back(path);
    return paths;
}

bool hasReason(const Selection &selection, const std::string &path, ReasonKind kind, const std::string &part = {})
{
    const auto found = selection.kept.find(path);
    return found != selection.kept.end()
           && std::ranges::any_of(found->second.reasons, [&](const Reason &reason) { return reason.kind == kind && reason.detail.contains(part); });
}

/// A merged-usr system with a server, a shell, and things nobody needs.
test::ImageMaker smallSystem()
{
    test::ImageMaker maker;
    maker.directory("usr").directory("usr/bin").directory("usr/lib").directory("etc");
    maker.link("lib64", "usr/lib64").link("bin", "usr/bin").link("lib", "usr/lib");
    maker.directory("usr/lib64").file("usr/lib64/ld-2.so", library({}, "ld-linux-x86-64.so.2"), 0755).link("usr/lib64/ld-linux-x86-64.so.2", "ld-2.so");
    maker.file("usr/lib/libc.so.6", library({}, "libc.so.6")).file("usr/lib/libx.so.1.2", library({"libc.so.6"}, "libx.so.1")).link("usr/lib/libx.so.1", "libx.so.1.2");
    maker.file("usr/lib/liby.so", library({"libc.so.6"}));
    maker.file("usr/bin/server", program({"libx.so.1", "libc.so.6"}), 0755).file("usr/bin/dash", program({"libc.so.6"}), 0755).link("usr/bin/sh", "dash");
    maker.file("usr/bin/env", program({"libc.so.6"}), 0755).file("usr/bin/tool", program({"liby.so"}), 0755);
    maker.file("etc/server.conf", "port 80\n").file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nweb:x:33:33::/srv/web:/bin/false\n").file("etc/shadow", "root:*:::\n", 0600);
    maker.directory("root", 0700).directory("srv").directory("srv/web", 0750).directory("tmp", 01777);
    maker.directory("usr/share").directory("usr/share/doc").file("usr/share/doc/README", std::string(5000, 'x'));
    return maker;
}

} // namespace

class TestSelection : public QObject
{
    Q_OBJECT

    static Selection selected(test::ImageMaker &maker, const trace::Recording &recording, const SelectionOptions &options = {.level = Level::Tight})
    {
        const image::Image image = maker.open();
        auto selection = select(image, recording, options);
        if (!selection)
            throw std::runtime_error(selection.error().message);
        return std::move(*selection);
    }

private slots:
    void tightIsWhatWasTouchedAndWhatThatNeeds()
    {
        auto maker = smallSystem();
        const Selection selection = selected(maker, recordingOf({{"/bin/server", op::kExecute}, {"/etc/server.conf"}, {"/etc/nothing", op::kStat, ENOENT},
                                                                 {"/etc/server.conf/x", op::kStat, ENOTDIR}}));
        QCOMPARE(keptOf(selection), (std::vector<std::string>{"bin", "etc", "etc/passwd", "etc/server.conf", "lib", "lib64", "root", "usr", "usr/bin", "usr/bin/server",
                                                              "usr/lib", "usr/lib/libc.so.6", "usr/lib/libx.so.1", "usr/lib/libx.so.1.2", "usr/lib64",
                                                              "usr/lib64/ld-2.so", "usr/lib64/ld-linux-x86-64.so.2"}));
        QVERIFY(hasReason(selection, "usr/bin/server", ReasonKind::Observed, "executed by server"));
        QVERIFY(hasReason(selection, "bin", ReasonKind::Link, "/usr/bin/server"));
        QVERIFY(hasReason(selection, "usr/lib64/ld-2.so", ReasonKind::Interpreter, "/usr/bin/server"));
        QVERIFY(hasReason(selection, "usr/lib/libx.so.1.2", ReasonKind::Library, "needed by /usr/bin/server"));
        QVERIFY(hasReason(selection, "usr/lib/libx.so.1", ReasonKind::Link));
        QVERIFY(hasReason(selection, "etc", ReasonKind::Parent));
        QVERIFY(hasReason(selection, "root", ReasonKind::Configured, "home"));
        QCOMPARE(selection.missing, (std::vector<std::string>{"/etc/nothing", "/etc/server.conf/x"}));
        QCOMPARE(selection.removed.at("usr/share/doc/README"), 5000U);
        QCOMPARE(selection.level, Level::Tight);
        for (const auto &[path, file] : selection.kept)
            QVERIFY2(!file.reasons.empty() && std::ranges::is_sorted(file.reasons), path.c_str());
    }

    void everyPathIsInOneOfBoth()
    {
        auto maker = smallSystem();
        const image::Image image = maker.open();
        const auto selection = select(image, recordingOf({{"/bin/server", op::kExecute}}), {});
        VERIFY_RESULT(selection);
        std::size_t count = 0;
        image.files().forEach([&](const image::IndexedFile &file) {
            ++count;
            if (selection->kept.contains(file.entry.path) == selection->removed.contains(file.entry.path))
                qFatal("%s is in both or in none", file.entry.path.c_str());
            return true;
        });
        QCOMPARE(selection->kept.size() + selection->removed.size(), count);
        QCOMPARE(selection->keptSize + selection->removedSize, image.files().contentSize());
    }

    // A path that cannot be used shows that it is there; one that is not found does not.
    void failuresThatShowAFile_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("kept");
        QTest::newRow("no such file") << ENOENT << false;
        QTest::newRow("no folder") << ENOTDIR << false;
        QTest::newRow("forbidden") << EACCES << true;
        QTest::newRow("exists") << EEXIST << true;
        QTest::newRow("readlink of a file") << EINVAL << true;
    }
    void failuresThatShowAFile()
    {
        QFETCH(int, error);
        QFETCH(bool, kept);
        auto maker = smallSystem();
        const Selection selection = selected(maker, recordingOf({{"/etc/shadow", op::kRead, error}}));
        QCOMPARE(selection.keeps("etc/shadow"), kept);
        QVERIFY(selection.missing.empty()); // the image has it
    }

    void whatIsMadeAtRunTimeKeepsItsFolder()
    {
        auto maker = smallSystem();
        maker.directory("var").directory("var/lib").directory("var/lib/server", 0700).directory("var/lib/other");
        const Selection selection = selected(maker, recordingOf({{"/var/lib/server/new/state", op::kCreate | op::kWrite}, {"/proc/self/status"}}));
        QVERIFY(hasReason(selection, "var/lib/server", ReasonKind::Observed));
        QVERIFY(!selection.keeps("var/lib/other"));
    }

    void deletedFilesAreKeptAsTheyWere()
    {
        auto maker = smallSystem();
        const Selection selection = selected(maker, recordingOf({{"/etc/server.conf", op::kRead | op::kDelete}}));
        QVERIFY(selection.keeps("etc/server.conf"));
    }

    void pathsThroughParentsAndLinks()
    {
        auto maker = smallSystem();
        maker.directory("opt").directory("opt/app").directory("opt/app/bin").directory("opt/app/data").file("opt/app/data/x", "1");
        maker.directory("opt/way").link("opt/shortcut", "way/../app");
        const Selection byPath = selected(maker, recordingOf({{"/opt/app/bin/../data/x"}}));
        QVERIFY(byPath.keeps("opt/app/bin") && byPath.keeps("opt/app/data/x"));
        const Selection byLink = selected(maker, recordingOf({{"/opt/shortcut/data/x"}}));
        QVERIFY(byLink.keeps("opt/shortcut") && byLink.keeps("opt/way") && byLink.keeps("opt/app/data/x"));
    }

    void linksThatLeadNowhere()
    {
        auto maker = smallSystem();
        maker.link("etc/dangling", "gone").link("etc/loop", "loop").link("etc/outside", "../../../../etc/server.conf");
        const Selection selection = selected(maker, recordingOf({{"/etc/dangling"}, {"/etc/loop"}, {"/etc/outside"}}));
        QVERIFY(selection.keeps("etc/outside") && selection.keeps("etc/server.conf"));
        // What reads a link has seen it, whatever it leads to; a mount may stand behind it.
        QVERIFY(selection.keeps("etc/dangling") && selection.keeps("etc/loop"));
        QVERIFY(hasReason(selection, "etc/dangling", ReasonKind::Observed));
        maker.directory("mnt").link("chain", "way/on").link("way", "mnt").link("mnt/on", "/volume/file");
        const Selection chain = selected(maker, recordingOf({{"/chain", op::kRead}, {"/mnt/other", op::kRead}}), {.level = Level::Tight});
        QVERIFY(chain.keeps("chain") && chain.keeps("way") && chain.keeps("mnt/on"));
        const Selection run = selected(maker, recordingOf({{"/chain", op::kExecute}}), {.level = Level::Tight});
        QVERIFY(run.keeps("chain"));
    }

    void scripts()
    {
        auto maker = smallSystem();
        maker.file("usr/bin/start", "#! /bin/sh -e\nexec server\n", 0755).file("usr/bin/envy", "#!/usr/bin/env -S A=b tool --flag\n", 0755);
        maker.file("usr/lib/module.py", "#!/usr/bin/env tool\n", 0755);
        const Selection started = selected(maker, recordingOf({{"/usr/bin/start", op::kExecute}}));
        QVERIFY(hasReason(started, "usr/bin/dash", ReasonKind::Interpreter, "/usr/bin/start"));
        QVERIFY(started.keeps("usr/bin/sh") && started.keeps("usr/lib/libc.so.6"));
        QVERIFY(!started.keeps("usr/bin/server"));
        const Selection env = selected(maker, recordingOf({{"/usr/bin/envy", op::kExecute}}));
        QVERIFY(env.keeps("usr/bin/env") && env.keeps("usr/bin/tool") && env.keeps("usr/lib/liby.so"));
        // Reading a script is not running it.
        const Selection read = selected(maker, recordingOf({{"/usr/lib/module.py", op::kRead}}));
        QVERIFY(read.keeps("usr/lib/module.py") && !read.keeps("usr/bin/tool") && !read.keeps("usr/bin/env"));
    }

    void whatTheConfigNames()
    {
        auto maker = smallSystem();
        maker.directory("work").directory("data", 0770).file("usr/bin/check", "#!/bin/sh\n", 0755);
        maker.config(R"({"User": "web", "WorkingDir": "/work", "Volumes": {"/data": {}}, "Entrypoint": ["server"], "Cmd": ["-c", "/etc/server.conf"],
                         "Healthcheck": {"Test": ["CMD-SHELL", "check --fast || exit 1"]}})");
        const Selection selection = selected(maker, recordingOf({}));
        QVERIFY(hasReason(selection, "usr/bin/server", ReasonKind::Configured, "entrypoint"));
        QVERIFY(selection.keeps("usr/lib/libx.so.1.2"));
        QVERIFY(hasReason(selection, "etc/server.conf", ReasonKind::Configured));
        QVERIFY(hasReason(selection, "usr/bin/check", ReasonKind::Configured, "health check"));
        QVERIFY(hasReason(selection, "usr/bin/dash", ReasonKind::Configured, "health check"));
        QVERIFY(hasReason(selection, "work", ReasonKind::Configured, "working directory"));
        QVERIFY(hasReason(selection, "data", ReasonKind::Configured, "volume"));
        QVERIFY(hasReason(selection, "srv/web", ReasonKind::Configured, "home of user web"));
        QVERIFY(!selection.keeps("usr/bin/tool"));
    }

    void includesBringWhatTheyNeed()
    {
        auto maker = smallSystem();
        maker.directory("opt").directory("opt/a").file("opt/a/tool", program({"liby.so"}), 0755).file("opt/a/run", "#!/bin/sh\n", 0755);
        const Selection folder = selected(maker, recordingOf({}), {.level = Level::Tight, .include = {"/opt/a"}});
        QVERIFY(hasReason(folder, "opt/a/tool", ReasonKind::Included, "--include /opt/a"));
        QVERIFY(hasReason(folder, "usr/lib/liby.so", ReasonKind::Library, "needed by /opt/a/tool"));
        QVERIFY(hasReason(folder, "usr/bin/dash", ReasonKind::Interpreter));
        const Selection glob = selected(maker, recordingOf({}), {.level = Level::Tight, .include = {"/lib/liby*", "/nothing/**"}});
        QVERIFY(glob.keeps("usr/lib/liby.so") && glob.keeps("usr/lib/libc.so.6"));
        QCOMPARE(glob.notes, std::vector<std::string>{"--include /nothing/** matches nothing"});
        const Selection link = selected(maker, recordingOf({}), {.level = Level::Tight, .include = {"/bin/sh"}});
        QVERIFY(link.keeps("bin") && link.keeps("usr/bin/sh") && link.keeps("usr/bin/dash") && link.keeps("usr/lib/libc.so.6"));
        const Selection exe = selected(maker, recordingOf({}), {.level = Level::Tight, .includeExecutables = {"tool"}});
        QVERIFY(hasReason(exe, "usr/bin/tool", ReasonKind::Included, "--include-exe tool") && exe.keeps("usr/lib/liby.so"));
        const image::Image image = maker.open();
        const auto none = select(image, recordingOf({}), {.includeExecutables = {"no-such"}});
        QVERIFY(!none && none.error().code == ErrorCode::InvalidInput && none.error().message.contains("no-such"));
        const auto bad = select(image, recordingOf({}), {.include = {"relative/*"}});
        QVERIFY(!bad && bad.error().message.contains("relative/*"));
    }

    void shells()
    {
        auto maker = smallSystem();
        const Selection dash = selected(maker, recordingOf({}), {.level = Level::Tight, .includeShell = true});
        QVERIFY(hasReason(dash, "usr/bin/dash", ReasonKind::Included, "--include-shell") && dash.keeps("usr/bin/sh") && dash.keeps("usr/lib64/ld-2.so"));

        test::ImageMaker busybox;
        image::Entry hard;
        hard.path = "bin/ls";
        hard.type = image::EntryType::HardLink;
        hard.linkTarget = "bin/busybox";
        hard.mode = 0755; // engines give the file the mode of its last name
        busybox.file("bin/busybox", test::makeElf({.type = 2, .dynamic = false}), 0755).link("bin/sh", "busybox").link("bin/cat", "/bin/busybox").add(hard);
        busybox.file("bin/other", "x", 0755);
        const Selection applets = selected(busybox, recordingOf({}), {.level = Level::Tight, .includeShell = true});
        QCOMPARE(keptOf(applets), (std::vector<std::string>{"bin", "bin/busybox", "bin/cat", "bin/ls", "bin/sh"}));

        test::ImageMaker empty;
        empty.file("app", "x", 0755);
        QCOMPARE(selected(empty, recordingOf({}), {.includeShell = true}).notes, std::vector<std::string>{"--include-shell: the image has no shell"});
    }

    void excludesWin()
    {
        auto maker = smallSystem();
        maker.directory("etc/d").file("etc/d/a", "1").file("etc/d/b", "2");
        const trace::Recording recording = recordingOf({{"/etc/d/a"}, {"/etc/d/b"}, {"/usr/bin/tool", op::kExecute}});
        const Selection both = selected(maker, recording, {.level = Level::Tight, .exclude = {"/etc/d"}});
        QVERIFY(!both.keeps("etc/d") && !both.keeps("etc/d/a"));
        QCOMPARE(both.notes, std::vector<std::string>{"--exclude /etc/d removes /etc/d/a and 1 more, which the program used"});
        const Selection named = selected(maker, recording, {.level = Level::Tight, .include = {"/etc/d/*", "/etc/d/b"}, .exclude = {"/etc/d/**"}});
        QVERIFY(named.keeps("etc/d/b") && named.keeps("etc/d") && !named.keeps("etc/d/a"));
        // What only an excluded program needs goes with it.
        const Selection without = selected(maker, recording, {.level = Level::Tight, .exclude = {"/bin/tool", "/gone"}});
        QVERIFY(!without.keeps("usr/bin/tool") && !without.keeps("usr/lib/liby.so"));
        QCOMPARE(without.notes, (std::vector<std::string>{"--exclude /bin/tool removes /usr/bin/tool, which the program used", "--exclude /gone matches nothing"}));
    }

    void patternsFromFiles()
    {
        auto maker = smallSystem();
        const auto folder = TemporaryDirectory::create();
        VERIFY_RESULT(folder);
        const std::string list = folder->path() + "/list";
        VERIFY_RESULT(writeFileAtomically(list, "# what support asked for\n\n/usr/share/doc/**\r\n"));
        const Selection selection = selected(maker, recordingOf({}), {.level = Level::Tight, .include = {"@" + list}});
        QVERIFY(hasReason(selection, "usr/share/doc/README", ReasonKind::Included, "--include /usr/share/doc/**"));
        VERIFY_RESULT(writeFileAtomically(list, "/etc/*\n/x[\n"));
        const image::Image image = maker.open();
        const auto bad = select(image, recordingOf({}), {.exclude = {"@" + list}});
        QVERIFY(!bad);
        QVERIFY2(bad.error().message.contains("list:2") && bad.error().message.contains("/x["), bad.error().message.c_str());
        const auto gone = select(image, recordingOf({}), {.exclude = {"@" + list + "-not-there"}});
        QVERIFY(!gone && gone.error().code == ErrorCode::NotFound);
    }

    void addedByFix()
    {
        auto maker = smallSystem();
        const Selection selection = selected(maker, recordingOf({}), {.level = Level::Tight, .added = {"/bin/tool", "/gone"}});
        QVERIFY(hasReason(selection, "usr/bin/tool", ReasonKind::Added));
        QVERIFY(selection.keeps("usr/lib/liby.so"));
        QCOMPARE(selection.notes, std::vector<std::string>{"/gone was to be added and is not in the image"});
    }

    void packages()
    {
        auto maker = smallSystem();
        maker.directory("var").directory("var/lib").directory("var/lib/dpkg").directory("var/lib/dpkg/info");
        maker.file("var/lib/dpkg/status", "Package: server\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n"
                                          "Package: tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2\n\n"
                                          "Package: docs\nStatus: install ok installed\nArchitecture: all\nVersion: 3\n");
        maker.file("var/lib/dpkg/info/server.list", "/.\n/usr\n/usr/bin\n/usr/bin/server\n/etc/server.conf\n/usr/lib/plugin.so\n").file("usr/lib/plugin.so", library({"liby.so"}));
        maker.file("var/lib/dpkg/info/tool.list", "/.\n/usr\n/usr/bin\n/usr/bin/tool\n/usr/lib/liby.so\n");
        maker.file("var/lib/dpkg/info/docs.list", "/.\n/usr/share/doc/README\n");
        const trace::Recording recording = recordingOf({{"/usr/bin/server", op::kExecute}});
        const Selection whole = selected(maker, recording, {.level = Level::Package});
        QVERIFY(hasReason(whole, "etc/server.conf", ReasonKind::Package, "server"));
        QVERIFY(whole.keeps("usr/lib/plugin.so"));
        // The plug-in's library comes, the package around it was not touched.
        QVERIFY(whole.keeps("usr/lib/liby.so") && !whole.keeps("usr/bin/tool") && !whole.keeps("usr/share/doc/README"));
        const Selection included = selected(maker, recording, {.level = Level::Tight, .includePackages = {"tool"}});
        QVERIFY(hasReason(included, "usr/bin/tool", ReasonKind::Package, "--include-package tool") && !included.keeps("etc/server.conf"));
        const image::Image image = maker.open();
        const auto none = select(image, recording, {.includePackages = {"emacs"}});
        QVERIFY(!none && none.error().code == ErrorCode::InvalidInput && none.error().message.contains("emacs"));
    }

    void hardLinksCountOnce()
    {
        test::ImageMaker maker;
        image::Entry hard;
        hard.type = image::EntryType::HardLink;
        hard.linkTarget = "a";
        maker.file("a", std::string(1000, 'a'));
        for (const char *name : {"b", "c"}) {
            hard.path = name;
            maker.add(hard);
        }
        maker.file("d", std::string(10, 'd'));
        const Selection two = selected(maker, recordingOf({{"/b"}, {"/c"}}));
        QCOMPARE(two.keptSize, 1000U);
        QCOMPARE(two.removedSize, 10U); // a's content stays as b
        QCOMPARE(two.kept.at("c").size, 1000U);
        QCOMPARE(two.removed.at("a"), 1000U);
        const Selection none = selected(maker, recordingOf({}));
        QCOMPARE(none.removedSize, 1010U);
    }

    void programsThatPretend()
    {
        auto maker = smallSystem();
        std::string broken = program({"libx.so.1"});
        broken.resize(100);
        maker.file("usr/bin/cut", broken, 0755).file("usr/bin/self", "#!/usr/bin/self\n", 0755).file("usr/bin/nothing", "#!\n", 0755).file("usr/bin/empty", "", 0755);
        const Selection selection = selected(maker, recordingOf({{"/usr/bin/cut", op::kExecute}, {"/usr/bin/self", op::kExecute}, {"/usr/bin/nothing", op::kExecute},
                                                                 {"/usr/bin/empty", op::kExecute}}));
        for (const char *name : {"usr/bin/cut", "usr/bin/self", "usr/bin/nothing", "usr/bin/empty"})
            QVERIFY(selection.keeps(name));
    }

    void sameInputSameText()
    {
        auto maker = smallSystem();
        const trace::Recording recording = recordingOf({{"/bin/server", op::kExecute}, {"/etc/server.conf"}, {"/bin/tool", op::kExecute}});
        const std::string first = writeSelection(selected(maker, recording, {.include = {"/usr/share/**"}}));
        trace::Recording other = recording;
        std::ranges::reverse(other.processes[0].paths);
        QCOMPARE(writeSelection(selected(maker, recording, {.include = {"/usr/share/**"}})), first);
        QCOMPARE(keptOf(selected(maker, other, {.include = {"/usr/share/**"}})), keptOf(*readSelection(first)));
    }

    void oddNames()
    {
        test::ImageMaker maker;
        maker.file("a b", "1").file("new\nline", "2").file("star*", "3").file("\xff\xfe", "4").file("starfish", "5");
        const Selection selection = selected(maker, recordingOf({{"/a b"}, {"/new\nline"}, {"/\xff\xfe"}}), {.level = Level::Tight, .include = {"/star\\*"}});
        QCOMPARE(selection.removed.size(), 1U);
        QVERIFY(selection.keeps("\xff\xfe") && selection.keeps("star*") && !selection.keeps("starfish"));
        const auto back = readSelection(writeSelection(selection));
        VERIFY_RESULT(back);
        QVERIFY(*back == selection);
    }
};

QTEST_GUILESS_MAIN(TestSelection)
#include "tst_selection.moc"
