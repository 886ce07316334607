#include "formats/recording_text.h"

#include <QTest>

using namespace whittle;
using namespace whittle::trace;

class TestRecordingText : public QObject
{
    Q_OBJECT
private slots:
    void names();
    void counts();
};

namespace {

Recording two()
{
    Recording recording;
    Process first;
    first.id = 0;
    first.pid = 10;
    first.comm = "sh";
    first.syscalls = {{Abi::X86_64, 1, 4, 0, {}, {}}, {Abi::X86_64, 0, 3, 0, {}, {}}, {Abi::I386, 3, 2, 0, {}, {}}};
    Process second;
    second.id = 1;
    second.pid = 11;
    second.comm = "a\tb\\c\n";
    second.syscalls = {{Abi::X86_64, 9999, 1, 0, {}, {}}};
    recording.processes = {first, second};
    return recording;
}

} // namespace

void TestRecordingText::names()
{
    // read is there twice: as 0 of x86-64 and as 3 of i386.
    QCOMPARE(formats::writeNames(two()), std::string("read\nsyscall_9999\nwrite\n"));
    QCOMPARE(formats::writeNames({}), std::string());
}

void TestRecordingText::counts()
{
    QCOMPARE(formats::writeCounts(two()), std::string("10\tsh\tx86_64\tread\t3\n10\tsh\tx86_64\twrite\t4\n10\tsh\ti386\tread\t2\n"
                                                      "11\ta\\tb\\\\c\\n\tx86_64\tsyscall_9999\t1\n"));
}

QTEST_APPLESS_MAIN(TestRecordingText)
#include "tst_recording_text.moc"
