#include "base/sha256.h"
#include "support/support.h"

using namespace whittle;

class TestSha256 : public QObject
{
    Q_OBJECT
private slots:
    void knownAnswers_data();
    void knownAnswers();
    void piecesDoNotMatter();
};

// FIPS 180-4 examples and sha256sum(1).
void TestSha256::knownAnswers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("empty") << QByteArray() << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc") << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million a") << QByteArray(1000000, 'a') << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestSha256::knownAnswers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, digest);
    QCOMPARE_EQ(sha256Digest(text.toStdString()), "sha256:" + digest.toStdString());
}

void TestSha256::piecesDoNotMatter()
{
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += static_cast<char>(i % 251);
    for (const std::size_t piece : {1U, 7U, 63U, 64U, 65U, 128U}) {
        Sha256 sum;
        for (std::size_t at = 0; at < text.size(); at += piece)
            sum.add(std::string_view(text).substr(at, piece));
        QCOMPARE_EQ("sha256:" + sum.hex(), sha256Digest(text));
    }
}

QTEST_GUILESS_MAIN(TestSha256)
#include "tst_sha256.moc"
