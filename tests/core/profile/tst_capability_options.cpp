#include "profile/capability_options.h"

#include "profile/target.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::profile;

namespace {

const std::set<std::string> kGiven = {"CAP_CHOWN", "CAP_KILL", "CAP_SETUID"};

QString joined(const std::set<std::string> &names)
{
    QStringList list;
    for (const auto &name : names)
        list << QString::fromStdString(name).mid(4);
    return list.join(QLatin1Char(' '));
}

} // namespace

class TestCapabilityOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What `docker run` makes of the options, by its source.
    void reads_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("names");
        QTest::newRow("nothing") << "" << "CHOWN KILL SETUID";
        QTest::newRow("add") << "--cap-add SYS_ADMIN" << "CHOWN KILL SETUID SYS_ADMIN";
        QTest::newRow("with equals, in full, small") << "--cap-add=cap_sys_admin" << "CHOWN KILL SETUID SYS_ADMIN";
        QTest::newRow("drop") << "--cap-drop CHOWN" << "KILL SETUID";
        QTest::newRow("both, in any order") << "--cap-add NET_RAW --cap-drop KILL --cap-add=BPF" << "BPF CHOWN NET_RAW SETUID";
        QTest::newRow("dropped and added") << "--cap-add CHOWN --cap-drop CHOWN" << "CHOWN KILL SETUID";
        QTest::newRow("drop all, add one") << "--cap-add NET_ADMIN --cap-drop ALL" << "NET_ADMIN";
        QTest::newRow("drop all") << "--cap-drop=all" << "";
        QTest::newRow("plain names") << "SYS_ADMIN, -KILL +BPF" << "BPF CHOWN SETUID SYS_ADMIN";
    }
    void reads()
    {
        QFETCH(QString, words);
        QFETCH(QString, names);
        const auto read = capabilitiesFor(words.toStdString(), kGiven);
        VERIFY_RESULT(read);
        QCOMPARE_EQ(joined(*read), names);
        // What is written for the set reads as the set.
        const auto again = capabilitiesFor(capabilityOptions(*read, kGiven), kGiven);
        VERIFY_RESULT(again);
        QCOMPARE_EQ(*again, *read);
    }

    void allButOne()
    {
        const auto read = capabilitiesFor("--cap-add ALL --cap-drop SYS_MODULE", kGiven);
        VERIFY_RESULT(read);
        QCOMPARE_EQ(read->size() + 1, allCapabilities().size());
        QVERIFY(!read->contains("CAP_SYS_MODULE"));
        QCOMPARE_EQ(capabilityOptions(*read, kGiven), std::string("--cap-add ALL --cap-drop SYS_MODULE"));
        QCOMPARE_EQ(capabilityOptions({}, kGiven), std::string("--cap-drop ALL"));
        QVERIFY(capabilityOptions(kGiven, kGiven).empty());
    }

    void namesWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("word");
        QTest::newRow("capability") << "--cap-add SYS_ADMIM" << "SYS_ADMIM";
        QTest::newRow("option") << "--privileged" << "--privileged";
        QTest::newRow("no value") << "--cap-add" << "--cap-add";
        QTest::newRow("empty value") << "--cap-drop=" << "";
    }
    void namesWhatItCannotRead()
    {
        QFETCH(QString, words);
        QFETCH(QString, word);
        const auto read = capabilitiesFor(words.toStdString(), kGiven);
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().message).contains(word), read.error().message.c_str());
    }
};

QTEST_MAIN(TestCapabilityOptions)
#include "tst_capability_options.moc"
