#include "image/reference.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::image;

class TestReference : public QObject
{
    Q_OBJECT
private slots:
    void takenApart_data();
    void takenApart();
    void refused_data();
    void refused();
    void slimNames_data();
    void slimNames();
    void filesGiveNames_data();
    void filesGiveNames();
};

namespace {

const QByteArray kDigest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

}

// What `docker pull` and `docker tag` make of them.
void TestReference::takenApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<QByteArray>("repository");
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("digest");
    QTest::addColumn<QByteArray>("full");
    QTest::addColumn<QByteArray>("familiar");
    const auto row = [](const char *text, const char *domain, const char *repository, const char *tag, const QByteArray &digest, const QByteArray &full,
                        const QByteArray &familiar) { QTest::newRow(text) << QByteArray(text) << QByteArray(domain) << QByteArray(repository) << QByteArray(tag) << digest << full << familiar; };
    row("nginx", "docker.io", "library/nginx", "", "", "docker.io/library/nginx:latest", "nginx:latest");
    row("nginx:1.27", "docker.io", "library/nginx", "1.27", "", "docker.io/library/nginx:1.27", "nginx:1.27");
    row("team/nginx", "docker.io", "team/nginx", "", "", "docker.io/team/nginx:latest", "team/nginx:latest");
    row("docker.io/nginx", "docker.io", "library/nginx", "", "", "docker.io/library/nginx:latest", "nginx:latest");
    row("index.docker.io/library/nginx:A.b_c-9", "docker.io", "library/nginx", "A.b_c-9", "", "docker.io/library/nginx:A.b_c-9", "nginx:A.b_c-9");
    row("library/team/nginx", "docker.io", "library/team/nginx", "", "", "docker.io/library/team/nginx:latest", "library/team/nginx:latest");
    row("registry:5000/team/nginx:1.27", "registry:5000", "team/nginx", "1.27", "", "registry:5000/team/nginx:1.27", "registry:5000/team/nginx:1.27");
    row("registry:5000/nginx", "registry:5000", "nginx", "", "", "registry:5000/nginx:latest", "registry:5000/nginx:latest");
    row("localhost/nginx", "localhost", "nginx", "", "", "localhost/nginx:latest", "localhost/nginx:latest");
    row("Registry/nginx", "Registry", "nginx", "", "", "Registry/nginx:latest", "Registry/nginx:latest");
    row("quay.io/a/b/c.d__e-f---g", "quay.io", "a/b/c.d__e-f---g", "", "", "quay.io/a/b/c.d__e-f---g:latest", "quay.io/a/b/c.d__e-f---g:latest");
    row("[2001:db8::1]:5000/x", "[2001:db8::1]:5000", "x", "", "", "[2001:db8::1]:5000/x:latest", "[2001:db8::1]:5000/x:latest");
    const QByteArray withDigest = "nginx@" + kDigest;
    row(withDigest.constData(), "docker.io", "library/nginx", "", kDigest, "docker.io/library/nginx@" + kDigest, "nginx@" + kDigest);
    const QByteArray whole = "registry:5000/team/nginx:1.27@" + kDigest;
    row(whole.constData(), "registry:5000", "team/nginx", "1.27", kDigest, whole, whole);
}

void TestReference::takenApart()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, domain);
    QFETCH(QByteArray, repository);
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, digest);
    QFETCH(QByteArray, full);
    QFETCH(QByteArray, familiar);
    const auto reference = parseReference(text.toStdString());
    VERIFY_RESULT(reference);
    QCOMPARE_EQ(reference->domain, domain.toStdString());
    QCOMPARE_EQ(reference->repository, repository.toStdString());
    QCOMPARE_EQ(reference->tag, tag.toStdString());
    QCOMPARE_EQ(reference->digest, digest.toStdString());
    QCOMPARE_EQ(reference->full(), full.toStdString());
    QCOMPARE_EQ(reference->familiar(), familiar.toStdString());
    QCOMPARE_EQ(parseReference(reference->full())->full(), reference->full());
    QCOMPARE_EQ(parseReference(reference->familiar())->full(), reference->full());
}

// All of these `docker tag` refuses, too.
void TestReference::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QByteArray &text, const char *says) { QTest::newRow(name) << text << QByteArray(says); };
    row("empty", "", "is empty");
    row("upper case", "Nginx", "must be lower case");
    row("upper case behind a registry", "quay.io/Team/x", "must be lower case");
    row("empty tag", "nginx:", "is no tag");
    row("tag with a dot in front", "nginx:.1", "is no tag");
    row("long tag", "nginx:" + QByteArray(129, 'a'), "is no tag");
    row("empty part", "a//b", "is empty");
    row("only a registry", "quay.io/", "is empty");
    row("dash at the end", "nginx-", "cannot be part");
    row("three underscores", "a___b", "cannot be part");
    row("two dots", "a..b/c", "no registry");
    row("two dots in the name", "x/a..b", "cannot be part");
    row("space", "a b", "cannot be part");
    row("short digest", "nginx@sha256:12", "is no digest");
    row("unknown digest", "nginx@md5:e3b0c44298fc1c149afbf4c8996fb924", "is no digest");
    row("digest alone", kDigest, "without a name");
    row("image id", kDigest.mid(7), "image id");
    row("long", QByteArray(256, 'a'), "longer than");
    row("path out", "../x", "no registry");
    row("newline", "a\nb", "cannot be part");
    row("no utf-8", "a\xff", "cannot be part");
}

void TestReference::refused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto reference = parseReference(text.toStdString());
    QVERIFY(!reference);
    QCOMPARE_EQ(reference.error().code, ErrorCode::InvalidInput);
    QVERIFY2(reference.error().message.find(says.toStdString()) != std::string::npos, reference.error().message.c_str());
}

void TestReference::slimNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("artifact");
    QTest::addColumn<QByteArray>("slim");
    QTest::newRow("plain") << QByteArray("nginx") << QByteArray("nginx") << QByteArray("nginx.slim:latest");
    QTest::newRow("all") << "registry:5000/team/nginx:1.27@" + kDigest << QByteArray("nginx") << QByteArray("registry:5000/team/nginx.slim:1.27");
    QTest::newRow("digest") << "team/shop@" + kDigest << QByteArray("shop") << QByteArray("team/shop.slim:latest");
}

void TestReference::slimNames()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, artifact);
    QFETCH(QByteArray, slim);
    const auto reference = parseReference(text.toStdString());
    VERIFY_RESULT(reference);
    QCOMPARE_EQ(reference->artifactName(), artifact.toStdString());
    QCOMPARE_EQ(reference->slim().familiar(), slim.toStdString());
    QVERIFY(parseReference(reference->slim().familiar()));
}

void TestReference::filesGiveNames_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("tar") << QByteArray("/tmp/shop.tar") << QByteArray("shop");
    QTest::newRow("two endings") << QByteArray("shop-1.2.tar.gz") << QByteArray("shop-1.2");
    QTest::newRow("directory") << QByteArray("layouts/shop/") << QByteArray("shop");
    QTest::newRow("only an ending") << QByteArray("/x/.tar") << QByteArray("tar");
    QTest::newRow("odd") << QByteArray("/x/../-a b\n.tar") << QByteArray("ab");
    QTest::newRow("nothing left") << QByteArray("/") << QByteArray("image");
}

void TestReference::filesGiveNames()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    QCOMPARE_EQ(artifactNameOfFile(path.toStdString()), name.toStdString());
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
