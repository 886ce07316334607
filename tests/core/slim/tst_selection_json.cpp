#include "slim/selection.h"

#include "support/support.h"

using namespace whittle;
using namespace whittle::slim;

namespace {

Selection sample()
{
    Selection selection;
    selection.level = Level::Package;
    selection.keptSize = 12;
    selection.removedSize = 18446744073709551615U;
    selection.kept[""] = {0, {{ReasonKind::Parent, "holds /etc"}}};
    selection.kept["etc/a\"b\n"] = {12, {{ReasonKind::Observed, "opened by x\xff"}, {ReasonKind::Added, ""}}};
    selection.kept["\xc3\x28"] = {0, {{ReasonKind::Link, "on the way to /\xc3\x28"}}};
    selection.removed["usr/share"] = 0;
    selection.removed["usr/share/\xff"] = 99;
    selection.missing = {"/etc/\xfe", "/x"};
    selection.notes = {"--include /x matches nothing"};
    return selection;
}

} // namespace

class TestSelectionJson : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip()
    {
        const std::string text = writeSelection(sample());
        const auto read = readSelection(text);
        VERIFY_RESULT(read);
        QVERIFY(*read == sample());
        QCOMPARE(writeSelection(*read), text);
        const auto empty = readSelection(writeSelection({}));
        VERIFY_RESULT(empty);
        QVERIFY(*empty == Selection());
    }

    void everyName()
    {
        for (const Level level : {Level::Tight, Level::Balanced, Level::Package}) {
            Selection selection;
            selection.level = level;
            QVERIFY(writeSelection(selection).contains("\"" + std::string(levelName(level)) + "\""));
        }
        Selection selection;
        for (int kind = 0; kind <= static_cast<int>(ReasonKind::Added); ++kind)
            selection.kept["x"].reasons.push_back({static_cast<ReasonKind>(kind), "y"});
        const auto read = readSelection(writeSelection(selection));
        VERIFY_RESULT(read);
        QVERIFY(*read == selection);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("place");
        QTest::newRow("another format") << "whittle-selection" << "whittle-recording" << "format";
        QTest::newRow("no JSON") << "\"level\"" << "\"level" << "line 4";
        QTest::newRow("future version") << "\"version\": 1" << "\"version\": 2" << "version 2";
        QTest::newRow("unknown level") << "\"package\"" << "\"huge\"" << "level: ";
        QTest::newRow("unknown reason") << "\"observed\"" << "\"guessed\"" << "kept[1].reasons[0].kind";
        QTest::newRow("negative size") << "\"size\":12" << "\"size\":-12" << "kept[1].size";
        QTest::newRow("size as text") << "\"size\":99" << "\"size\":\"99\"" << "removed[1].size";
        QTest::newRow("path twice") << "\"path\":\"usr/share\"" << "\"path\":\"\"" << "removed[0].path";
        QTest::newRow("bad bytes") << "\"hex\":\"c328\"" << "\"hex\":\"c3zz\"" << "kept[2].path";
        QTest::newRow("member missing") << "\"missing\"" << "\"absent\"" << "missing";
        QTest::newRow("no reasons") << "\"reasons\":[" << "\"reasons\":[], \"x\":[" << "kept[0].reasons";
    }
    void refuses()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, place);
        const QString text = QString::fromStdString(writeSelection(sample()));
        const auto at = text.indexOf(from);
        QVERIFY2(at >= 0, qPrintable(text));
        const auto read = readSelection(QString(text).replace(at, from.size(), to).toStdString());
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(place.toStdString()), read.error().message.c_str());
    }

    void cutAnywhere()
    {
        const std::string text = writeSelection(sample());
        for (std::size_t size = 0; size + 2 < text.size(); ++size)
            QVERIFY(!readSelection(std::string_view(text).substr(0, size)));
    }
};

QTEST_APPLESS_MAIN(TestSelectionJson)
#include "tst_selection_json.moc"
