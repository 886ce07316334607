#include "slim/library_search.h"

#include "support/make_elf.h"
#include "support/support.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <fcntl.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <cstring>
#include <elf.h>
#include <map>
#include <set>

using namespace whittle;
using slim::LibrarySearch;

namespace {

/// Files by path; a text that begins with "-> " is a symbolic link to an absolute path.
class MadeFiles final : public slim::FileSource
{
public:
    std::map<std::string, std::string, std::less<>> files;

    std::optional<std::string> file(std::string_view path) const override
    {
        auto found = files.find(path);
        for (int steps = 0; found != files.end() && found->second.starts_with("-> ") && steps < 8; ++steps)
            found = files.find(found->second.substr(3));
        if (found == files.end() || found->second.starts_with("-> "))
            return std::nullopt;
        return found->first;
    }
    Result<std::size_t> read(std::string_view file, std::uint64_t offset, std::span<char> buffer) const override
    {
        const std::string &bytes = files.find(file)->second;
        return offset >= bytes.size() ? 0 : bytes.copy(buffer.data(), buffer.size(), offset);
    }
};

/// The files of this machine.
class RealFiles final : public slim::FileSource
{
public:
    std::optional<std::string> file(std::string_view path) const override
    {
        char real[PATH_MAX];
        if (!::realpath(std::string(path).c_str(), real) || ::access(real, R_OK) != 0)
            return std::nullopt;
        return real;
    }
    Result<std::size_t> read(std::string_view file, std::uint64_t offset, std::span<char> buffer) const override
    {
        const int fd = ::open(std::string(file).c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return failErrno("opening " + std::string(file), errno);
        const ssize_t size = ::pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(offset));
        const int error = errno;
        ::close(fd);
        if (size < 0)
            return failErrno("reading " + std::string(file), error);
        return static_cast<std::size_t>(size);
    }
};

std::string ldSoCache(const std::vector<std::pair<std::string, std::string>> &entries, bool bigEndian = false, bool behindOld = false)
{
    const auto word = [&](std::uint64_t value) {
        std::string bytes;
        for (unsigned i = 0; i < 4; ++i)
            bytes += static_cast<char>(value >> (8 * (bigEndian ? 3 - i : i)));
        return bytes;
    };
    std::string strings;
    std::string table;
    const std::size_t stringsAt = 48 + entries.size() * 24;
    for (const auto &[name, path] : entries) {
        table += word(0x0303) + word(stringsAt + strings.size());
        strings += name + '\0';
        table += word(stringsAt + strings.size()) + word(0) + std::string(8, '\0');
        strings += path + '\0';
    }
    std::string text = "glibc-ld.so.cache1.1" + word(entries.size()) + word(strings.size()) + std::string(20, '\0') + table + strings;
    if (behindOld)
        text = std::string("ld.so-1.7.0\0", 12) + word(1) + std::string(12, '\0') + std::string(4, '\0') + text;
    return text;
}

std::vector<std::string> pathsOf(const slim::LibraryClosure &closure)
{
    std::vector<std::string> paths;
    for (const auto &use : closure.libraries)
        paths.push_back(use.path);
    return paths;
}

const std::string kLinker = "/lib64/ld-linux-x86-64.so.2";

std::string program(std::vector<std::string> needed, std::optional<std::string> rpath = {}, std::optional<std::string> runpath = {})
{
    return test::makeElf({.interpreter = kLinker, .needed = std::move(needed), .rpath = std::move(rpath), .runpath = std::move(runpath)});
}
std::string library(std::vector<std::string> needed = {}, std::string soname = {}, std::optional<std::string> rpath = {}, std::optional<std::string> runpath = {})
{
    return test::makeElf({.soname = std::move(soname), .needed = std::move(needed), .rpath = std::move(rpath), .runpath = std::move(runpath)});
}

} // namespace

class TestLibrarySearch : public QObject
{
    Q_OBJECT

    static slim::LibraryClosure closureOf(const MadeFiles &files, const std::string &path, const std::vector<std::string> &environment = {},
                                          const std::string &libraryOf = {})
    {
        LibrarySearch search(files, environment);
        auto closure = search.closure(path, libraryOf);
        return closure ? std::move(*closure) : slim::LibraryClosure{.missing = {{closure.error().message, {}, false}}};
    }

private slots:
    void defaultDirectories()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"libone.so", "libtwo.so", "libnone.so"})},
                       {"/usr/lib/x86_64-linux-gnu/libone.so", library({"libthree.so.3"})},
                       {"/usr/lib/libtwo.so", library()},
                       {"/lib64/libthree.so.3", "-> /lib64/libthree.so.3.1"},
                       {"/lib64/libthree.so.3.1", library()}};
        const auto closure = closureOf(files, "/bin/a");
        QCOMPARE(pathsOf(closure), (std::vector<std::string>{"/usr/lib/x86_64-linux-gnu/libone.so", "/usr/lib/libtwo.so", "/lib64/libthree.so.3"}));
        QCOMPARE(closure.libraries[2].neededBy, "/usr/lib/x86_64-linux-gnu/libone.so");
        QCOMPARE(closure.missing.size(), 1U);
        QCOMPARE(closure.missing[0].path, "libnone.so");
        QCOMPARE(closure.missing[0].neededBy, "/bin/a");
    }

    void rpathOfThoseThatLoadIt()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"libone.so"}, "/opt/a")}, {"/opt/a/libone.so", library({"libtwo.so"})}, {"/opt/a/libtwo.so", library()},
                       {"/usr/lib/libtwo.so", library()}};
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), (std::vector<std::string>{"/opt/a/libone.so", "/opt/a/libtwo.so"}));
        // A library with a RUNPATH of its own is on its own.
        files.files["/opt/a/libone.so"] = library({"libtwo.so"}, {}, {}, "/nowhere");
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), (std::vector<std::string>{"/opt/a/libone.so", "/usr/lib/libtwo.so"}));
        // A RUNPATH does not go down.
        files.files["/bin/a"] = program({"libone.so"}, {}, "/opt/a");
        files.files["/opt/a/libone.so"] = library({"libtwo.so"});
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), (std::vector<std::string>{"/opt/a/libone.so", "/usr/lib/libtwo.so"}));
    }

    void orderOfPlaces()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"libx.so"}, "/rpath")}, {"/rpath/libx.so", library()}, {"/env/libx.so", library()},
                       {"/run/libx.so", library()}, {"/cache/libx.so", library()}, {"/usr/lib/libx.so", library()},
                       {"/etc/ld.so.cache", ldSoCache({{"libx.so", "/cache/libx.so"}})}};
        const std::vector<std::string> environment{"LD_LIBRARY_PATH=/elsewhere;:/env"};
        const auto first = [&] { return closureOf(files, "/bin/a", environment).libraries.at(0).path; };
        QCOMPARE(first(), "/rpath/libx.so");
        files.files["/bin/a"] = program({"libx.so"}, {}, "/run");
        QCOMPARE(first(), "/env/libx.so");
        files.files.erase("/env/libx.so");
        QCOMPARE(first(), "/run/libx.so");
        files.files.erase("/run/libx.so");
        QCOMPARE(first(), "/cache/libx.so");
        QCOMPARE(closureOf(files, "/bin/a").read, std::vector<std::string>{"/etc/ld.so.cache"});
        files.files.erase("/cache/libx.so");
        QCOMPARE(first(), "/usr/lib/libx.so");
        QVERIFY(closureOf(files, "/bin/a").read.empty());
        files.files["/bin/a"] = test::makeElf({.interpreter = kLinker, .needed = {"libx.so"}, .noDefaultLibs = true});
        QVERIFY(closureOf(files, "/bin/a").libraries.empty());
    }

    void otherMachinesArePassedOver()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"libx.so"}, {}, "/wrong32:/wrongmachine:/noelf:/wrongorder:/right")},
                       {"/wrong32/libx.so", test::makeElf({.is64 = false})},
                       {"/wrongmachine/libx.so", test::makeElf({.machine = EM_AARCH64})},
                       {"/wrongorder/libx.so", test::makeElf({.bigEndian = true})},
                       {"/noelf/libx.so", "INPUT(libx.so.1)"},
                       {"/right/libx.so", library()}};
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), std::vector<std::string>{"/right/libx.so"});
    }

    void tokens()
    {
        MadeFiles files;
        files.files = {{"/opt/app/bin/a", program({"liba.so", "libb.so", "libc.so.9", "libd.so"}, {}, "$ORIGIN/../lib:${ORIGIN}/x:/plug/$LIB:/p/${PLATFORM}/$ORIGINAL")},
                       {"/opt/app/bin/../lib/liba.so", library()}, {"/opt/app/bin/x/libb.so", library()}, {"/plug/lib64/libc.so.9", library()},
                       {"/plug/lib/x86_64-linux-gnu/libd.so", library()}};
        QCOMPARE(pathsOf(closureOf(files, "/opt/app/bin/a")),
                 (std::vector<std::string>{"/opt/app/bin/../lib/liba.so", "/opt/app/bin/x/libb.so", "/plug/lib64/libc.so.9", "/plug/lib/x86_64-linux-gnu/libd.so"}));
    }

    void variantsForProcessors()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"libx.so"})}, {"/usr/lib/glibc-hwcaps/x86-64-v3/libx.so", library()}, {"/usr/lib/libx.so", library()}};
        const auto closure = closureOf(files, "/bin/a");
        QCOMPARE(pathsOf(closure), (std::vector<std::string>{"/usr/lib/glibc-hwcaps/x86-64-v3/libx.so", "/usr/lib/libx.so"}));
        QVERIFY(closure.libraries[0].optional && !closure.libraries[1].optional);
        files.files["/etc/ld.so.cache"] = ldSoCache({{"libx.so", "/usr/lib/glibc-hwcaps/x86-64-v3/libx.so"}, {"libx.so", "/usr/lib/libx.so"}});
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), pathsOf(closure));
    }

    void eachNameOnce()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"libx.so.1", "liby.so"})}, {"/usr/lib/libx.so.1", library({"ld-linux-x86-64.so.2"}, "libx.so.1")},
                       {"/usr/lib/liby.so", library({"libx.so.1", "liby.so", "libz.so"})}, {"/usr/lib/libz.so", "-> /usr/lib/libx.so.1"},
                       {kLinker, library({}, "ld-linux-x86-64.so.2")}};
        // libz.so is opened, and is what was loaded as libx.so.1; the linker is in the process already.
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), (std::vector<std::string>{"/usr/lib/libx.so.1", "/usr/lib/liby.so", "/usr/lib/libz.so"}));
    }

    void namesWithASlash()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"/opt/libx.so", "$ORIGIN/liby.so", "./libz.so"})}, {"/opt/libx.so", library()}, {"/bin/liby.so", library()}};
        const auto closure = closureOf(files, "/bin/a");
        QCOMPARE(pathsOf(closure), (std::vector<std::string>{"/opt/libx.so", "/bin/liby.so"}));
        QCOMPARE(closure.missing.at(0).path, "./libz.so");
    }

    void preloads()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({})}, {"/opt/libp.so", library({"libq.so"})}, {"/usr/lib/libq.so", library()}, {"/usr/lib/libr.so", library()},
                       {"/etc/ld.so.preload", "# always\n/opt/libp.so # it\n"}};
        const auto closure = closureOf(files, "/bin/a", {"LD_PRELOAD=libr.so libgone.so"});
        QCOMPARE(pathsOf(closure), (std::vector<std::string>{"/usr/lib/libr.so", "/opt/libp.so", "/usr/lib/libq.so"}));
        QVERIFY(closure.missing.empty());
        QCOMPARE(closure.read, std::vector<std::string>{"/etc/ld.so.preload"});
    }

    void pluginsSeeTheProgramsRpath()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({}, "/opt/a")}, {"/opt/plugin.so", library({"libx.so"})}, {"/opt/a/libx.so", library()}};
        QVERIFY(closureOf(files, "/opt/plugin.so").libraries.empty());
        QCOMPARE(pathsOf(closureOf(files, "/opt/plugin.so", {}, "/bin/a")), std::vector<std::string>{"/opt/a/libx.so"});
    }

    void musl()
    {
        MadeFiles files;
        const std::string linker = "/lib/ld-musl-x86_64.so.1";
        const auto muslProgram = [&](std::optional<std::string> rpath = {}, std::optional<std::string> runpath = {}) {
            return test::makeElf({.interpreter = linker, .needed = {"libone.so", "libc.musl-x86_64.so.1", "libm.so"}, .rpath = std::move(rpath), .runpath = std::move(runpath)});
        };
        files.files = {{"/bin/a", muslProgram()}, {linker, library({}, "libc.musl-x86_64.so.1")}, {"/lib/libc.musl-x86_64.so.1", "-> " + linker},
                       {"/usr/lib/libone.so", library({"libtwo.so"})}, {"/usr/local/lib/libone.so", library({"libtwo.so"})}, {"/lib/libtwo.so", library()},
                       {"/usr/lib/x86_64-linux-gnu/libtwo.so", library()}, {"/usr/lib/libm.so", library()}};
        auto closure = closureOf(files, "/bin/a");
        QCOMPARE(pathsOf(closure), (std::vector<std::string>{"/usr/local/lib/libone.so", "/lib/libtwo.so"}));
        QVERIFY(closure.missing.empty());
        files.files["/etc/ld-musl-x86_64.path"] = "/usr/lib/x86_64-linux-gnu\n/usr/lib";
        closure = closureOf(files, "/bin/a");
        QCOMPARE(pathsOf(closure), (std::vector<std::string>{"/usr/lib/libone.so", "/usr/lib/x86_64-linux-gnu/libtwo.so"}));
        QCOMPARE(closure.read, std::vector<std::string>{"/etc/ld-musl-x86_64.path"});
        // RUNPATH goes down the chain, too, and LD_LIBRARY_PATH comes before it.
        files.files["/bin/a"] = muslProgram({}, "/opt");
        files.files["/opt/libone.so"] = library({"libtwo.so"});
        files.files["/opt/libtwo.so"] = library();
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), (std::vector<std::string>{"/opt/libone.so", "/opt/libtwo.so"}));
        QCOMPARE(pathsOf(closureOf(files, "/bin/a", {"LD_LIBRARY_PATH=/lib"})), (std::vector<std::string>{"/opt/libone.so", "/lib/libtwo.so"}));
    }

    void circlesEnd()
    {
        MadeFiles files;
        files.files = {{"/bin/a", program({"liba.so"})}, {"/usr/lib/liba.so", library({"libb.so"})}, {"/usr/lib/libb.so", library({"liba.so", "libb.so"})}};
        QCOMPARE(pathsOf(closureOf(files, "/bin/a")), (std::vector<std::string>{"/usr/lib/liba.so", "/usr/lib/libb.so"}));
    }

    void caches()
    {
        const std::vector<std::pair<std::string, std::string>> entries{{"liba.so", "/x/liba.so"}, {"liba.so", "/y/liba.so"}, {"libb.so", "/x/libb.so"}};
        const slim::LdSoCache expected{{"liba.so", {"/x/liba.so", "/y/liba.so"}}, {"libb.so", {"/x/libb.so"}}};
        QVERIFY(slim::readLdSoCache(ldSoCache(entries)) == expected);
        QVERIFY(slim::readLdSoCache(ldSoCache(entries, true)) == expected);
        QVERIFY(slim::readLdSoCache(ldSoCache(entries, false, true)) == expected);
        QVERIFY(slim::readLdSoCache("").empty());
        QVERIFY(slim::readLdSoCache("glibc-ld.so.cache1.1").empty());
        QVERIFY(slim::readLdSoCache("something else").empty());
        const std::string good = ldSoCache(entries);
        for (std::size_t size = 0; size < good.size(); ++size)
            (void)slim::readLdSoCache(std::string_view(good).substr(0, size));
        for (std::size_t at = 0; at < good.size(); ++at) {
            std::string bad = good;
            bad[at] = '\xff';
            (void)slim::readLdSoCache(bad);
        }
    }

    void cacheOfThisMachine()
    {
        if (!QFile::exists("/etc/ld.so.cache") || !QFile::exists("/sbin/ldconfig"))
            QSKIP("needs ldconfig and its cache");
        QProcess ldconfig;
        ldconfig.start("/sbin/ldconfig", {"-p"});
        QVERIFY(ldconfig.waitForFinished());
        std::multiset<std::pair<std::string, std::string>> expected;
        const QString text = ldconfig.readAllStandardOutput();
        for (auto it = QRegularExpression(R"(^\t(\S+) \(.*\) => (\S+)$)", QRegularExpression::MultilineOption).globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            expected.emplace(match.captured(1).toStdString(), match.captured(2).toStdString());
        }
        QVERIFY(!expected.empty());
        std::multiset<std::pair<std::string, std::string>> found;
        for (const auto &[name, paths] : slim::readLdSoCache(test::contentOf("/etc/ld.so.cache"))) {
            for (const std::string &path : paths)
                found.emplace(name, path);
        }
        QVERIFY(found == expected);
    }

    void agreesWithLdd_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *name : {"bash", "python3", "perl", "git", "cmake", "nginx", "java", "curl", "gdb", "podman", "redis-server"}) {
            const QString path = QStandardPaths::findExecutable(name, {"/usr/bin", "/usr/sbin"});
            if (!path.isEmpty() && QFileInfo(path).size() > 1000)
                QTest::newRow(name) << QFileInfo(path).canonicalFilePath();
        }
        for (const char *path : {"/usr/lib/x86_64-linux-gnu/libQt6Gui.so.6", "/usr/lib/x86_64-linux-gnu/libcurl.so.4", "/usr/lib/x86_64-linux-gnu/libpulse.so.0"}) {
            if (QFile::exists(path))
                QTest::newRow(path) << path;
        }
        QTest::newRow("this test") << QCoreApplication::applicationFilePath();
    }
    // The dynamic linker itself says what it would load.
    void agreesWithLdd()
    {
        QFETCH(QString, path);
        if (QStandardPaths::findExecutable("ldd").isEmpty())
            QSKIP("needs ldd");
        QProcess ldd;
        ldd.start("ldd", {path});
        QVERIFY(ldd.waitForFinished());
        const QString text = ldd.readAllStandardOutput();
        std::set<std::string> expected;
        for (auto it = QRegularExpression(R"(=> (/\S+) \(0x)").globalMatch(text); it.hasNext();)
            expected.insert(it.next().captured(1).toStdString());
        const RealFiles files;
        std::vector<std::string> environment;
        if (const char *libraryPath = std::getenv("LD_LIBRARY_PATH"))
            environment.push_back(std::string("LD_LIBRARY_PATH=") + libraryPath);
        LibrarySearch search(files, environment);
        const auto closure = search.closure(path.toStdString());
        VERIFY_RESULT(closure);
        std::set<std::string> found;
        for (const auto &use : closure->libraries) {
            if (!use.optional && !use.path.contains("/ld-linux"))
                found.insert(use.path);
        }
        QCOMPARE(std::vector(found.begin(), found.end()), std::vector(expected.begin(), expected.end()));
        QCOMPARE(closure->missing.empty(), !text.contains("not found"));
    }
};

QTEST_GUILESS_MAIN(TestLibrarySearch)
#include "tst_library_search.moc"
