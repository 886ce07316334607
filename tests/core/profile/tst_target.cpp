#include "profile/architecture.h"
#include "profile/errno_name.h"
#include "profile/libseccomp_names.h"
#include "profile/target.h"
#include "support/support.h"

using namespace whittle;
using profile::KernelVersion;

class TestTarget : public QObject
{
    Q_OBJECT

private slots:
    void kernelVersions();
    void capabilities();
    void architectures();
    void errors();
    void libseccompVersions();
};

void TestTarget::kernelVersions()
{
    QCOMPARE_EQ(profile::parseKernelVersion("4.8").value(), (KernelVersion{4, 8}));
    for (const char *wrong : {"", "4", "4.", ".8", "4.8.1", "4.8-rc1", "v4.8", " 4.8", "0.0", "-4.8", "99999999999.1"})
        QVERIFY2(!profile::parseKernelVersion(wrong), wrong);
    QVERIFY((KernelVersion{4, 10}) > (KernelVersion{4, 9}));
    QCOMPARE_EQ(profile::parseKernelRelease("6.18.44-x").value(), (KernelVersion{6, 18}));
    QVERIFY(!profile::parseKernelRelease("six"));
    QVERIFY(profile::runningKernel() > (KernelVersion{3, 0}));
}

void TestTarget::capabilities()
{
    for (const char *text : {"CAP_SYS_ADMIN", "sys_admin", "Cap_Sys_Admin"})
        QCOMPARE_EQ(profile::parseCapability(text).value(), "CAP_SYS_ADMIN");
    QVERIFY(!profile::parseCapability("CAP_FLY"));
    for (const auto engine : {profile::EngineRules::Docker, profile::EngineRules::Podman, profile::EngineRules::Containerd}) {
        for (const std::string &name : profile::defaultCapabilities(engine))
            QCOMPARE_EQ(profile::parseCapability(name).value(), name);
    }
    QCOMPARE_EQ(profile::defaultCapabilities(profile::EngineRules::Docker).size(), 14U);
    QCOMPARE_EQ(profile::defaultCapabilities(profile::EngineRules::Podman).size(), 11U);
}

void TestTarget::architectures()
{
    for (const Abi abi : kAllAbis) {
        const profile::Architecture &architecture = profile::architectureOf(abi);
        QCOMPARE_EQ(profile::findArchitecture(architecture.ociName), &architecture);
        QCOMPARE_EQ(parseAbi(architecture.ociName), abi);
        QVERIFY(profile::isGoArchitecture(architecture.goName));
        if (abi != Abi::X32)
            QCOMPARE_EQ(architecture.token, auditArch(abi));
    }
    QVERIFY(profile::isGoArchitecture("s390x") && !profile::isGoArchitecture("x86_64"));
    QVERIFY(!profile::findArchitecture("SCMP_ARCH_VAX"));
}

void TestTarget::errors()
{
    QCOMPARE_EQ(profile::errnoNumber("EPERM"), 1U);
    QCOMPARE_EQ(profile::errnoNumber("ENOSYS"), 38U);
    QCOMPARE_EQ(profile::errnoNumber("EWOULDBLOCK"), 11U);
    QCOMPARE_EQ(profile::errnoNumber("ENOTSUP"), 95U);
    QVERIFY(!profile::errnoNumber("EWHAT") && !profile::errnoNumber(""));
    QCOMPARE_EQ(profile::errnoText(38), "ENOSYS");
    QCOMPARE_EQ(profile::errnoText(4000), "4000");
}

void TestTarget::libseccompVersions()
{
    QVERIFY(profile::libseccompKnows("2.4.0", "read"));
    QVERIFY(!profile::libseccompKnows("2.4.0", "clone3") && profile::libseccompKnows("2.5.0", "clone3"));
    QVERIFY(!profile::libseccompKnows("2.5.3", "futex_waitv") && profile::libseccompKnows("2.5.4", "futex_waitv"));
    QVERIFY(!profile::libseccompKnows("2.5.5", "mseal") && profile::libseccompKnows("2.6.0", "mseal"));
    QVERIFY(profile::libseccompKnows("", "mseal"));
    // Between two versions the older one's tables count; after the newest, its own.
    QVERIFY(!profile::libseccompKnows("2.5.1", "landlock_restrict_self") && profile::libseccompKnows("3.0", "mseal"));
    for (const char *wrong : {"1.0", "", "new", "2.5.4-1", "2,5"})
        QVERIFY2(!profile::isLibseccompVersion(wrong), wrong);
    QVERIFY(profile::isLibseccompVersion(profile::oldestLibseccompVersion()));
}

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
