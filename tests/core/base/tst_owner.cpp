#include "base/owner.h"
#include "support/support.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace whittle;

class TestOwner : public QObject
{
    Q_OBJECT
private slots:
    void weAreAlive();
    void aProcessThatEndedIsDead();
    void judges_data();
    void judges();
};

void TestOwner::weAreAlive()
{
    QVERIFY(!ownerIsDead(thisOwner()));
    QVERIFY(!ownerIsDead(thisOwnerName()));
    QCOMPARE_EQ(thisOwner(), thisOwner());
}

void TestOwner::aProcessThatEndedIsDead()
{
    int pipes[2];
    QVERIFY(::pipe(pipes) == 0);
    const pid_t pid = ::fork();
    if (pid == 0) {
        const std::string owner = thisOwner();
        (void)!::write(pipes[1], owner.data(), owner.size());
        ::_exit(0);
    }
    char buffer[256];
    const ssize_t got = ::read(pipes[0], buffer, sizeof buffer);
    QVERIFY(got > 0);
    ::waitpid(pid, nullptr, 0);
    ::close(pipes[0]);
    ::close(pipes[1]);
    QVERIFY(ownerIsDead(std::string_view(buffer, static_cast<std::size_t>(got))));
}

void TestOwner::judges_data()
{
    QTest::addColumn<QString>("owner");
    QTest::addColumn<bool>("dead");
    const QStringList own = QString::fromStdString(thisOwner()).split('/');
    QCOMPARE_EQ(own.size(), 4);
    const auto with = [own](int place, const QString &text) {
        QStringList parts = own;
        parts[place] = text;
        return parts.join('/');
    };
    QTest::newRow("earlier boot") << with(0, "00000000-0000-0000-0000-000000000000") << true;
    QTest::newRow("same pid, started at another time") << with(3, "1") << true;
    QTest::newRow("pid that nobody has") << with(2, "4194303") << true;
    QTest::newRow("another namespace cannot be judged") << with(1, "1") << false;
    QTest::newRow("no pid") << with(2, "x") << false;
    QTest::newRow("another tool's label") << "someone" << false;
    QTest::newRow("empty") << "" << false;
}

void TestOwner::judges()
{
    QFETCH(QString, owner);
    QTEST(ownerIsDead(owner.toStdString()), "dead");
    // The form for names says the same.
    QStringList parts = owner.split('/');
    parts[0].truncate(8);
    QTEST(ownerIsDead(parts.join('_').toStdString()), "dead");
}

QTEST_GUILESS_MAIN(TestOwner)
#include "tst_owner.moc"
