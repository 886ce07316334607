#include "base/resource.h"
#include "slim/license_expression.h"
#include "support/support.h"

#include <QProcess>
#include <QTest>

using namespace whittle;
using namespace whittle::slim;

namespace {
using Words = std::vector<std::string>;
}

class TestLicenseExpression : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resourceIsRead();
    void translates_data();
    void translates();
    void othersHaveTexts();
    void deepBracketsAreNoExpression();
    void refereeAgrees();
};

void TestLicenseExpression::resourceIsRead()
{
    VERIFY_RESULT(LicenseNames::parse(resource("slim/licenses.json")));
    QCOMPARE_EQ(LicenseNames::builtIn().license("mit"), "MIT");
    QCOMPARE_EQ(LicenseNames::builtIn().exception("llvm-exception"), "LLVM-exception");
    QVERIFY(LicenseNames::builtIn().license("BSD").empty());
    QVERIFY(!LicenseNames::parse("[]"));
}

void TestLicenseExpression::translates_data()
{
    QTest::addColumn<Words>("licenses");
    QTest::addColumn<std::string>("expression");
    QTest::newRow("none") << Words{} << std::string("NOASSERTION");
    QTest::newRow("SPDX") << Words{"GPL-2.0-only AND MIT"} << std::string("GPL-2.0-only AND MIT");
    QTest::newRow("Debian") << Words{"GPL-2+", "Expat"} << std::string("GPL-2.0-or-later AND MIT");
    QTest::newRow("the same twice") << Words{"GPL-2+", "GPL-2.0+"} << std::string("GPL-2.0-or-later");
    QTest::newRow("or inside and") << Words{"GPL-2+ or Artistic-2", "BSD-3-clause"} << std::string("(GPL-2.0-or-later OR Artistic-2.0) AND BSD-3-Clause");
    QTest::newRow("and binds before or") << Words{"MIT or ISC and Zlib"} << std::string("MIT OR ISC AND Zlib");
    QTest::newRow("brackets") << Words{"(MIT or ISC) and Zlib"} << std::string("(MIT OR ISC) AND Zlib");
    QTest::newRow("Debian's comma") << Words{"GPL-2 or GPL-3, and Expat"} << std::string("(GPL-2.0-only OR GPL-3.0-only) AND MIT");
    QTest::newRow("commas alone") << Words{"MIT, ISC, Zlib"} << std::string("MIT AND ISC AND Zlib");
    QTest::newRow("RPM") << Words{"GPLv2+ and ASL 2.0 and BSD with advertising"} << std::string("GPL-2.0-or-later AND Apache-2.0 AND BSD-4-Clause");
    QTest::newRow("exception") << Words{"GPL-3+ with GCC-exception-3.1"} << std::string("GPL-3.0-or-later WITH GCC-exception-3.1");
    QTest::newRow("unknown exception") << Words{"GPL-2+ with OpenSSL exception"} << std::string("LicenseRef-GPL-2--with-OpenSSL-exception-a9d5bb0c");
    QTest::newRow("unknown word") << Words{"Artistic"} << std::string("LicenseRef-Artistic");
    QTest::newRow("words") << Words{"public domain"} << std::string("LicenseRef-public-domain-fa16bb3c");
    QTest::newRow("broken") << Words{"MIT and (ISC"} << std::string("LicenseRef-MIT-and--ISC-0e0eb1a9");
    QTest::newRow("operator alone") << Words{"and"} << std::string("LicenseRef-and");
}

void TestLicenseExpression::translates()
{
    QFETCH(Words, licenses);
    QFETCH(std::string, expression);
    LicenseTranslator translator;
    const std::string found = translator.translate(licenses, {});
    // The digits at the end come from the text; that they are there is what counts.
    if (expression.starts_with("LicenseRef-") && expression.size() > 9 && expression[expression.size() - 9] == '-') {
        QCOMPARE_EQ(found.substr(0, found.size() - 8), expression.substr(0, expression.size() - 8));
        QCOMPARE_EQ(translator.others().size(), 1U);
    } else {
        QCOMPARE_EQ(found, expression);
    }
}

void TestLicenseExpression::othersHaveTexts()
{
    LicenseTranslator translator;
    const std::string first = translator.translate({"custom"}, {{"custom", "You may.\n"}});
    const std::string second = translator.translate({"custom"}, {{"custom", "You may not.\n"}});
    QVERIFY(first != second);
    QCOMPARE_EQ(translator.others().at(first).text, "You may.\n");
    QCOMPARE_EQ(translator.others().at(second).name, "custom");
    const std::string hostile = translator.translate({std::string("<script>\xff\n\0x", 13)}, {});
    QVERIFY(hostile.starts_with("LicenseRef-"));
    QVERIFY(std::ranges::all_of(hostile, [](char c) { return QChar::fromLatin1(c).isLetterOrNumber() || c == '-' || c == '.'; }));
}

void TestLicenseExpression::deepBracketsAreNoExpression()
{
    LicenseTranslator translator;
    const std::string deep = translator.translate({std::string(8000, '(')}, {});
    QVERIFY(deep.starts_with("LicenseRef-"));
    QVERIFY(deep.size() < 100);
}

// Every expression that this machine's packages come to is valid for another implementation, too.
void TestLicenseExpression::refereeAgrees()
{
    QProcess referee;
    referee.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral(R"(
import sys
try:
    from license_expression import get_spdx_licensing
except ImportError:
    sys.exit(77)
known = get_spdx_licensing()
for line in sys.stdin:
    line = line.rstrip("\n")
    info = known.validate(line)
    unknown = [s for s in info.invalid_symbols if not s.startswith("LicenseRef-")]
    if unknown or (info.errors and not info.invalid_symbols):
        print(line, info.errors)
)")});
    QVERIFY(referee.waitForStarted());
    LicenseTranslator translator;
    for (const Words &licenses : {Words{"GPL-2+ or Artistic", "Expat"}, Words{"GPL-2 or GPL-3, and Expat"}, Words{"LGPL-2.1+ with Libtool exception", "(MIT or ISC) and Zlib"},
                                  Words{"AGPLv3+ and (CC0 or WTFPL)"}, Words{"GFDL-NIV-1.3+"}, Words{"GPL-3+ with Autoconf exception"}, Words{"Boost and EPL and PSF-2"}})
        referee.write((translator.translate(licenses, {}) + "\n").c_str());
    referee.closeWriteChannel();
    QVERIFY(referee.waitForFinished(60'000));
    if (referee.exitCode() == 77)
        QSKIP("needs python3-license-expression");
    QCOMPARE_EQ(referee.exitCode(), 0);
    QCOMPARE_EQ(referee.readAllStandardOutput().toStdString(), "");
}

QTEST_GUILESS_MAIN(TestLicenseExpression)
#include "tst_license_expression.moc"
