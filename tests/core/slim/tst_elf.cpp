#include "slim/elf.h"

#include "support/make_elf.h"
#include "support/support.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>
#include <random>

using namespace whittle;
using slim::Elf;

namespace {

Result<std::optional<Elf>> read(std::string_view bytes, std::uint64_t *most = nullptr)
{
    return slim::readElf([=](std::uint64_t offset, std::span<char> buffer) -> Result<std::size_t> {
        if (most)
            *most += buffer.size();
        if (offset >= bytes.size())
            return 0;
        return bytes.copy(buffer.data(), buffer.size(), offset);
    });
}

} // namespace

class TestElf : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatIsThere_data()
    {
        QTest::addColumn<bool>("is64");
        QTest::addColumn<bool>("bigEndian");
        QTest::newRow("64 little") << true << false;
        QTest::newRow("32 little") << false << false;
        QTest::newRow("64 big") << true << true;
        QTest::newRow("32 big") << false << true;
    }
    void readsWhatIsThere()
    {
        QFETCH(bool, is64);
        QFETCH(bool, bigEndian);
        const std::string bytes = test::makeElf({.is64 = is64, .bigEndian = bigEndian, .machine = 22, .interpreter = "/lib/ld64.so.1", .soname = "libx.so.1",
                                                 .needed = {"libc.so.6", std::string(300, 'n') + ".so"}, .rpath = "/a:/b", .noDefaultLibs = true});
        const auto elf = read(bytes);
        VERIFY_RESULT(elf);
        QVERIFY(elf->has_value());
        const Elf expected{.is64 = is64, .bigEndian = bigEndian, .machine = 22, .interpreter = "/lib/ld64.so.1", .soname = "libx.so.1",
                           .needed = {"libc.so.6", std::string(300, 'n') + ".so"}, .rpath = "/a:/b", .dynamic = true, .noDefaultLibs = true};
        QVERIFY(**elf == expected);
    }

    void runpathHidesRpath()
    {
        const auto elf = read(test::makeElf({.rpath = "/a", .runpath = "/b"}));
        VERIFY_RESULT(elf);
        QVERIFY(!(*elf)->rpath);
        QCOMPARE((*elf)->runpath.value(), "/b");
    }

    void staticPrograms()
    {
        const auto plain = read(test::makeElf({.type = 2, .dynamic = false}));
        VERIFY_RESULT(plain);
        QVERIFY(plain->has_value() && !(*plain)->dynamic && (*plain)->interpreter.empty());
        const auto pie = read(test::makeElf({}));
        VERIFY_RESULT(pie);
        QVERIFY((*pie)->dynamic && (*pie)->needed.empty() && (*pie)->interpreter.empty());
    }

    void noElf_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray("\x7f" "ELF");
        QTest::newRow("script") << QByteArray("#!/bin/sh\nexec /bin/true\n");
        QTest::newRow("object file") << QByteArray::fromStdString(test::makeElf({.type = 1}));
        QTest::newRow("core") << QByteArray::fromStdString(test::makeElf({.type = 4}));
        QByteArray odd = QByteArray::fromStdString(test::makeElf({}));
        odd[4] = 7;
        QTest::newRow("class of the future") << odd;
        odd[4] = 2;
        odd[5] = 3;
        QTest::newRow("byte order of the future") << odd;
        QTest::newRow("header cut") << QByteArray::fromStdString(test::makeElf({})).left(40);
    }
    void noElf()
    {
        QFETCH(QByteArray, bytes);
        const auto elf = read(bytes.toStdString());
        VERIFY_RESULT(elf);
        QVERIFY(!elf->has_value());
    }

    void errorsOfTheSourceComeThrough()
    {
        const std::string bytes = test::makeElf({.needed = {"libc.so.6"}});
        const auto elf = slim::readElf([&](std::uint64_t offset, std::span<char> buffer) -> Result<std::size_t> {
            if (offset > 0)
                return fail(ErrorCode::Io, "the disk is gone");
            return bytes.copy(buffer.data(), buffer.size(), offset);
        });
        QVERIFY(!elf);
        QCOMPARE(elf.error().message, "the disk is gone");
    }

    // Damaged files are read as far as they go: no crash, no endless loop, no more memory than the file's own claims are allowed.
    void mutations()
    {
        std::mt19937 random(20250101); // the same damage every time
        for (const bool is64 : {true, false}) {
            const std::string good = test::makeElf({.is64 = is64, .machine = 3, .interpreter = "/lib/ld.so", .soname = "libx.so", .needed = {"liba.so", "libb.so"},
                                                    .runpath = "$ORIGIN/../lib"});
            for (int round = 0; round < 20000; ++round) {
                std::string bytes = good;
                const auto changes = 1 + random() % 6;
                for (std::size_t i = 0; i < changes; ++i) {
                    constexpr unsigned char kNasty[] = {0, 1, 0x7f, 0x80, 0xff};
                    const std::size_t at = random() % bytes.size();
                    bytes[at] = static_cast<char>(random() % 2 == 0 ? kNasty[random() % 5] : random() % 256);
                }
                if (random() % 8 == 0)
                    bytes.resize(random() % bytes.size());
                std::uint64_t asked = 0;
                const auto elf = read(bytes, &asked);
                VERIFY_RESULT(elf);
                QVERIFY2(asked < 4 << 20, qPrintable(QString::number(asked)));
            }
        }
    }

    void agreesWithReadelf_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *name : {"bash", "python3", "perl", "git", "ld", "cmake", "nginx", "java"}) {
            const QString path = QStandardPaths::findExecutable(name, {"/usr/bin", "/usr/sbin"});
            if (!path.isEmpty())
                QTest::newRow(name) << path;
        }
        const QDir libraries("/usr/lib/x86_64-linux-gnu");
        for (const char *name : {"libc.so.6", "libm.so.6", "libcrypto.so.3", "ld-linux-x86-64.so.2", "libarchive.so.13", "libQt6Core.so.6", "libpulsecommon-17.0.so"}) {
            if (libraries.exists(name))
                QTest::newRow(name) << libraries.filePath(name);
        }
        QTest::newRow("this test") << QCoreApplication::applicationFilePath();
    }
    void agreesWithReadelf()
    {
        QFETCH(QString, path);
        if (QStandardPaths::findExecutable("readelf").isEmpty())
            QSKIP("needs readelf");
        QProcess readelf;
        readelf.start("readelf", {"-W", "-d", "-l", path});
        QVERIFY(readelf.waitForFinished());
        const QString text = readelf.readAllStandardOutput();
        const auto all = [&](const char *pattern) {
            std::vector<std::string> found;
            for (auto it = QRegularExpression(pattern).globalMatch(text); it.hasNext();)
                found.push_back(it.next().captured(1).toStdString());
            return found;
        };
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string bytes = file.readAll().toStdString();
        const auto elf = read(bytes);
        VERIFY_RESULT(elf);
        QVERIFY(elf->has_value());
        const auto optional = [](const std::optional<std::string> &value) { return value ? std::vector<std::string>{*value} : std::vector<std::string>(); };
        QCOMPARE((*elf)->needed, all(R"(\(NEEDED\)\s+Shared library: \[(.*)\])"));
        QCOMPARE(optional((*elf)->runpath), all(R"(\(RUNPATH\)\s+Library runpath: \[(.*)\])"));
        QCOMPARE(optional((*elf)->rpath), all(R"(\(RPATH\)\s+Library rpath: \[(.*)\])"));
        const auto soname = all(R"(\(SONAME\)\s+Library soname: \[(.*)\])");
        QCOMPARE((*elf)->soname, soname.empty() ? "" : soname[0]);
        const auto interpreter = all(R"(Requesting program interpreter: (.*)\])");
        QCOMPARE((*elf)->interpreter, interpreter.empty() ? "" : interpreter[0]);
    }
};

QTEST_GUILESS_MAIN(TestElf)
#include "tst_elf.moc"
