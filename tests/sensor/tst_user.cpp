#include "sensor/hold.h"
#include "sensor/user.h"
#include "support/support.h"

#include <QTest>

using namespace whittle;
using namespace whittle::sensor;

class TestUser : public QObject
{
    Q_OBJECT
private slots:
    void resolves_data();
    void resolves();
    void addsGroups();
    void refuses_data();
    void refuses();
    void knowsHolders();
};

namespace {

constexpr std::string_view kPasswd = "root:x:0:0:root:/root:/bin/sh\n"
                                     "broken line\n"
                                     "www:x:33:33::/var/www:/bin/false\n"
                                     "nohome:x:50:51:::\n"
                                     "1001:x:77:77::/home/number:/bin/sh\n"
                                     "last:x:60:60::/home/last:/bin/sh";
constexpr std::string_view kGroup = "root:x:0:\nwww:x:33:\naudio:x:29:www,last\nvideo:x:44:last\n:x:9:www\nbad:x:zz:www\n88:x:1088:\n";

} // namespace

void TestUser::resolves_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QList<unsigned>>("ids"); // uid, gid, supplementary groups
    QTest::addColumn<QString>("home");
    QTest::newRow("nobody said") << "" << QList<unsigned>{0, 0, 0} << "/root";
    QTest::newRow("name") << "www" << QList<unsigned>{33, 33, 33, 29} << "/var/www";
    QTest::newRow("number of a name") << "33" << QList<unsigned>{33, 33, 33, 29} << "/var/www";
    QTest::newRow("number of nobody") << "12345" << QList<unsigned>{12345, 0, 0} << "/";
    QTest::newRow("group by name") << "www:video" << QList<unsigned>{33, 44, 44} << "/var/www";
    QTest::newRow("group by number") << "www:4711" << QList<unsigned>{33, 4711, 4711} << "/var/www";
    QTest::newRow("only a group") << ":video" << QList<unsigned>{0, 44, 44} << "/root";
    QTest::newRow("no home") << "nohome" << QList<unsigned>{50, 51, 51} << "/";
    QTest::newRow("a name of digits") << "1001" << QList<unsigned>{77, 77, 77} << "/home/number";
    QTest::newRow("a group name of digits") << "www:88" << QList<unsigned>{33, 1088, 1088} << "/var/www";
    QTest::newRow("last line without its end") << "last" << QList<unsigned>{60, 60, 60, 29, 44} << "/home/last";
}

void TestUser::resolves()
{
    QFETCH(const QString, spec);
    QFETCH(const QList<unsigned>, ids);
    QFETCH(const QString, home);
    auto user = resolveUser(spec.toStdString(), {}, kPasswd, kGroup);
    VERIFY_RESULT(user);
    QList<unsigned> found{user->uid, user->gid};
    for (const unsigned group : user->groups)
        found.push_back(group);
    QCOMPARE(found, ids);
    QCOMPARE(QString::fromStdString(user->home), home);
}

void TestUser::addsGroups()
{
    auto user = resolveUser("www:video", {"audio", "500"}, kPasswd, kGroup);
    VERIFY_RESULT(user);
    QCOMPARE(user->groups, (std::vector<unsigned>{44, 29, 500}));
    // A container without the files.
    auto bare = resolveUser("1000:1000", {}, "", "");
    VERIFY_RESULT(bare);
    QCOMPARE(*bare, (User{1000, 1000, "/", {1000}}));
}

void TestUser::refuses_data()
{
    QTest::addColumn<QString>("spec");
    QTest::newRow("unknown user") << "nginx";
    QTest::newRow("unknown group") << "www:nginx";
    QTest::newRow("negative") << "-1";
    QTest::newRow("too large") << "4294967296";
}

void TestUser::refuses()
{
    QFETCH(const QString, spec);
    const auto user = resolveUser(spec.toStdString(), {}, kPasswd, kGroup);
    QVERIFY(!user);
    QCOMPARE(user.error().code, ErrorCode::NotFound);
}

void TestUser::knowsHolders()
{
    using namespace std::string_view_literals;
    QCOMPARE(holderRole("/s\0hold\0--user\0x\0--first\0--\0cmd\0"sv), HolderRole::First);
    QCOMPARE(holderRole("/s\0hold\0--\0cmd\0--first\0"sv), HolderRole::Command);
    QCOMPARE(holderRole("/s\0attach\0"sv), HolderRole::None);
    QCOMPARE(holderRole(""sv), HolderRole::None);
}

QTEST_APPLESS_MAIN(TestUser)
#include "tst_user.moc"
