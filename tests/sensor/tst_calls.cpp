#include "sensor/calls.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <QTest>

using namespace whittle;
using namespace whittle::sensor;

class TestCalls : public QObject
{
    Q_OBJECT
private slots:
    void findsByNumber();
    void agreesWithTheRecording();
    void looksAtEveryPath();
};

void TestCalls::findsByNumber()
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    const Abi native = nativeAbi();
    const auto number = static_cast<std::uint32_t>(catalogue.find("openat")->number(native));
    const Call *openat = callOf(auditArch(native), number);
    QVERIFY(openat);
    QCOMPARE(openat->handling, Handling::OpenFlags);
    QVERIFY(!callOf(auditArch(native), 0xffffffff));
    QVERIFY(!callOf(0, number));
    QVERIFY(!callOf(auditArch(native), static_cast<std::uint32_t>(catalogue.find("getpid")->number(native))));
}

void TestCalls::agreesWithTheRecording()
{
    namespace recorded = trace::path_operation;
    const std::pair<std::uint32_t, std::uint32_t> pairs[] = {
        {operation::kRead, recorded::kRead},       {operation::kWrite, recorded::kWrite},   {operation::kCreate, recorded::kCreate},
        {operation::kExecute, recorded::kExecute}, {operation::kStat, recorded::kStat},     {operation::kList, recorded::kList},
        {operation::kDelete, recorded::kDelete},   {operation::kRename, recorded::kRename}, {operation::kLink, recorded::kLink},
        {operation::kChange, recorded::kChange},   {operation::kChdir, recorded::kChdir},   {operation::kMap, recorded::kMap},
        {operation::kMount, recorded::kMount},     {operation::kConnect, recorded::kConnect},
    };
    for (const auto &[onTheWire, inTheRecording] : pairs)
        QCOMPARE(onTheWire, inTheRecording);
}

// Every syscall of ours that takes a path, as the catalogue's argument names and types tell, is handled as one.
void TestCalls::looksAtEveryPath()
{
    // Strings that look like paths but name other things, or paths that the kernel does not follow.
    const QSet<QString> others = {"symlink", "symlinkat", "fsconfig", "mq_open", "mq_unlink"};
    const Abi native = nativeAbi();
    int seen = 0;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        const QString name = QString::fromStdString(syscall.name);
        if (!syscall.existsOn(native))
            continue;
        for (std::size_t i = 0; i < syscall.arguments.size(); ++i) {
            const QString argument = QString::fromStdString(syscall.arguments[i].name);
            const bool isPath = syscall.arguments[i].type.contains("char") && (argument.contains("path") || argument.contains("filename"));
            if (!isPath || others.contains(name))
                continue;
            ++seen;
            const Call *call = callOf(auditArch(native), static_cast<std::uint32_t>(syscall.number(native)));
            QVERIFY2(call, qPrintable(name));
            const bool isKnown = call->paths[0].path == static_cast<int>(i) || call->paths[1].path == static_cast<int>(i);
            QVERIFY2(isKnown, qPrintable(name + " argument " + argument));
        }
    }
    QVERIFY(seen > 40);
}

QTEST_APPLESS_MAIN(TestCalls)
#include "tst_calls.moc"
