#include "base/files.h"
#include "documents/filewatcher.h"
#include "support/gui.h"
#include "support/support.h"

#include <QFile>
#include <QSignalSpy>

using namespace whittle;
using namespace whittle::app;

class TestFileWatcher : public QObject
{
    Q_OBJECT

private:
    static void writeInPlace(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void everyWayOfChanging()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p.json"));
        writeInPlace(path, "1");
        FileWatcher watcher;
        QSignalSpy changed(&watcher, &FileWatcher::changed);
        watcher.setFiles({path});
        writeInPlace(path, "22");
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE_EQ(changed.front().front().toString(), path);
        // Replaced by a file of the same name, twice: the first watch went with the first file.
        for (int i = 2; i <= 3; ++i) {
            VERIFY_RESULT(writeFileAtomically(path.toStdString(), std::string(static_cast<std::size_t>(i) * 3, 'x')));
            QTRY_COMPARE(changed.count(), i);
        }
        writeInPlace(path, "in place again");
        QTRY_COMPARE(changed.count(), 4);
        QVERIFY(QFile::remove(path));
        QTRY_COMPARE(changed.count(), 5);
        writeInPlace(path, "back");
        QTRY_COMPARE(changed.count(), 6);
    }

    void onlyWhatIsWatched()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p.json"));
        writeInPlace(path, "1");
        FileWatcher watcher;
        QSignalSpy changed(&watcher, &FileWatcher::changed);
        watcher.setFiles({path});
        writeInPlace(dir.filePath(QStringLiteral("other.json")), "x");
        QVERIFY(!changed.wait(600));
        watcher.setFiles({});
        writeInPlace(path, "22");
        QVERIFY(!changed.wait(600));
    }
};

QTEST_GUILESS_MAIN(TestFileWatcher)
#include "tst_filewatcher.moc"
