#include "documents/bulkedits.h"

#include "documents/profiledocument.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

namespace {

View view()
{
    View view;
    view.abi = Abi::X86_64;
    view.target.architecture = Abi::X86_64;
    return view;
}

std::shared_ptr<const trace::Recording> recording()
{
    test::RecordingMaker maker;
    maker.call("execve").call("openat", 7).call("bpf", 2).call("read", 9).call("clone", 1).call("keyctl", 3).denied("keyctl", "SCMP_ACT_ERRNO(1)", 3);
    return std::make_shared<const trace::Recording>(maker);
}

constexpr const char *kProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
  {"names": ["close", "exit_group", "execve", "fstatfs", "openat", "ptrace", "read", "reboot", "write"], "action": "SCMP_ACT_ALLOW"},
  {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]}]})";

analysis::Standing standingOf(const ProfileDocument &document, const char *syscall)
{
    const auto &all = syscallsOf(document.view().abi);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i]->name == syscall)
            return document.decisions().answers().at(i).standing;
    qFatal("no such syscall");
}

} // namespace

class TestBulkEdits : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ProfileDocument> m_document;

    BulkPlan run(BulkKind kind, const std::vector<std::string> &scope = {})
    {
        const auto plan = planBulkEdit(*m_document, kind, scope);
        if (!plan)
            qFatal("%s", plan.error().message.c_str());
        applyBulkEdit(*m_document, kind, *plan);
        return *plan;
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_document = std::make_unique<ProfileDocument>(kProfile, QString());
        m_document->setView(view());
        m_document->attachRecording({QStringLiteral("r"), recording()});
    }
    void cleanup() { m_document.reset(); }

    void allowsWhatWasUsed()
    {
        const auto plan = run(BulkKind::AllowSeen);
        QCOMPARE_EQ(plan.syscalls, std::vector<std::string>{"bpf"});
        QCOMPARE_EQ(standingOf(*m_document, "bpf"), analysis::Standing::Allowed);
        // Limits stay limits, and what the base denied stays denied.
        QCOMPARE_EQ(standingOf(*m_document, "clone"), analysis::Standing::Limited);
        QCOMPARE_EQ(standingOf(*m_document, "keyctl"), analysis::Standing::Denied);
        QVERIFY(std::ranges::contains(plan.kept, "clone") && std::ranges::contains(plan.kept, "keyctl"));
        QCOMPARE_EQ(m_document->undoStack()->count(), 1);
        m_document->undoStack()->undo();
        QCOMPARE_EQ(m_document->text(), std::string(kProfile));
    }

    void deniesWhatWasNeverSeen()
    {
        const auto plan = run(BulkKind::DenyUnseen);
        QVERIFY(std::ranges::contains(plan.syscalls, "reboot") && std::ranges::contains(plan.syscalls, "ptrace"));
        QCOMPARE_EQ(standingOf(*m_document, "reboot"), analysis::Standing::Denied);
        QCOMPARE_EQ(standingOf(*m_document, "openat"), analysis::Standing::Allowed);
        // Nobody saw them, and no container starts or ends without them.
        QCOMPARE_EQ(standingOf(*m_document, "exit_group"), analysis::Standing::Allowed);
        QCOMPARE_EQ(standingOf(*m_document, "fstatfs"), analysis::Standing::Allowed);
        QVERIFY(std::ranges::contains(plan.kept, "fstatfs"));
        QVERIFY(!plan.keptReason.isEmpty());
        QVERIFY(m_document->undoStack()->text(0).contains(QStringLiteral("never seen")));
        m_document->undoStack()->undo();
        QCOMPARE_EQ(m_document->text(), std::string(kProfile));
    }

    void aScopeIsNotLeft()
    {
        const auto plan = run(BulkKind::DenyUnseen, {"reboot", "read"});
        QCOMPARE_EQ(plan.syscalls, std::vector<std::string>{"reboot"});
        QCOMPARE_EQ(standingOf(*m_document, "ptrace"), analysis::Standing::Allowed);
    }

    void withoutARecordingNothingIsDenied()
    {
        m_document->detachRecording(QStringLiteral("r"));
        QVERIFY(run(BulkKind::DenyUnseen).syscalls.empty());
        QVERIFY(run(BulkKind::AllowSeen).syscalls.empty());
        QCOMPARE_EQ(m_document->undoStack()->count(), 0);
    }

    void takesADefault_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("source");
        QTest::newRow("docker") << static_cast<int>(BulkKind::TakeDocker) << "docker-default";
        QTest::newRow("podman") << static_cast<int>(BulkKind::TakePodman) << "podman-default";
    }
    void takesADefault()
    {
        QFETCH(int, kind);
        QFETCH(QString, source);
        const auto theirs = Decisions::of(*profile::builtInProfile(source.toStdString()), m_document->view());
        run(static_cast<BulkKind>(kind), {"ptrace", "reboot", "clone", "openat"});
        QCOMPARE_EQ(m_document->undoStack()->count(), 1);
        const auto &all = syscallsOf(m_document->view().abi);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (std::ranges::contains(std::array<std::string, 4>{"ptrace", "reboot", "clone", "openat"}, all[i]->name))
                QCOMPARE_EQ(m_document->decisions().answers()[i].standing, theirs->answers()[i].standing);
        QCOMPARE_EQ(standingOf(*m_document, "write"), analysis::Standing::Allowed);
        run(static_cast<BulkKind>(kind));
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE_EQ(m_document->decisions().answers()[i].standing, theirs->answers()[i].standing);
        QVERIFY(m_document->decisions().error().empty());
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QCOMPARE_EQ(m_document->text(), std::string(kProfile));
    }

    void takingSocketLoadsForEveryAbi()
    {
        const std::string text = R"({"defaultAction": "SCMP_ACT_KILL_PROCESS", "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86", "SCMP_ARCH_X32"]}],
            "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]})";
        for (const auto kind : {BulkKind::TakeDocker, BulkKind::TakePodman}) {
            m_document = std::make_unique<ProfileDocument>(text, QString());
            m_document->setView(view());
            run(kind, {"socket", "read"});
            QVERIFY2(m_document->decisions().error().empty(), m_document->decisions().error().c_str());
            QCOMPARE_EQ(standingOf(*m_document, "socket"), analysis::Standing::Limited);
        }
    }
};

QTEST_MAIN(TestBulkEdits)
#include "tst_bulkedits.moc"
