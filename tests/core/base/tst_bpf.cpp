#include "base/abi.h"
#include "base/bpf.h"
#include "support/support.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

using namespace whittle;

namespace {

bpf::Instruction statement(int code, std::uint32_t k)
{
    return {static_cast<std::uint16_t>(code), 0, 0, k};
}

bpf::Instruction jump(int code, std::uint32_t k, int ifTrue, int ifFalse)
{
    return {static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(ifTrue), static_cast<std::uint8_t>(ifFalse), k};
}

} // namespace

class TestBpf : public QObject
{
    Q_OBJECT

private slots:
    void loadsEveryFieldOfSeccompData();
    void calculates_data();
    void calculates();
    void refusesBrokenPrograms_data();
    void refusesBrokenPrograms();
    void divisionByZeroRegisterKills();
};

void TestBpf::loadsEveryFieldOfSeccompData()
{
    bpf::SeccompData data;
    data.number = 0x01020304;
    data.arch = auditArch(Abi::X86_64);
    data.instructionPointer = 0x1111111122222222;
    data.arguments = {0x0000000100000002, 3, 4, 5, 6, 0xfffffffefffffffd};
    const auto load = [&data](std::uint32_t offset) {
        const bpf::Program program = {statement(BPF_LD | BPF_W | BPF_ABS, offset), statement(BPF_RET | BPF_A, 0)};
        return bpf::run(program, data);
    };
    QCOMPARE_EQ(load(0), 0x01020304U);
    QCOMPARE_EQ(load(4), auditArch(Abi::X86_64));
    QCOMPARE_EQ(load(8), 0x22222222U);
    QCOMPARE_EQ(load(12), 0x11111111U);
    QCOMPARE_EQ(load(16), 2U);
    QCOMPARE_EQ(load(20), 1U);
    QCOMPARE_EQ(load(56), 0xfffffffdU);
    QCOMPARE_EQ(load(60), 0xfffffffeU);
}

void TestBpf::calculates_data()
{
    QTest::addColumn<int>("operation");
    QTest::addColumn<quint32>("a");
    QTest::addColumn<quint32>("b");
    QTest::addColumn<quint32>("expected");
    QTest::newRow("add wraps") << BPF_ADD << 0xffffffffU << 2U << 1U;
    QTest::newRow("sub wraps") << BPF_SUB << 1U << 2U << 0xffffffffU;
    QTest::newRow("mul") << BPF_MUL << 7U << 6U << 42U;
    QTest::newRow("div") << BPF_DIV << 43U << 6U << 7U;
    QTest::newRow("and") << BPF_AND << 0xf0f0U << 0xff00U << 0xf000U;
    QTest::newRow("or") << BPF_OR << 0xf0U << 0x0fU << 0xffU;
    QTest::newRow("xor") << BPF_XOR << 0xffU << 0x0fU << 0xf0U;
    QTest::newRow("lsh") << BPF_LSH << 1U << 31U << 0x80000000U;
    QTest::newRow("rsh") << BPF_RSH << 0x80000000U << 31U << 1U;
}

void TestBpf::calculates()
{
    QFETCH(int, operation);
    QFETCH(quint32, a);
    QFETCH(quint32, b);
    QFETCH(quint32, expected);
    const bpf::Program constant = {statement(BPF_LD | BPF_IMM, a), statement(BPF_ALU | operation | BPF_K, b), statement(BPF_RET | BPF_A, 0)};
    VERIFY_RESULT(bpf::validate(constant));
    QCOMPARE_EQ(bpf::run(constant, {}), expected);
    const bpf::Program viaRegister = {statement(BPF_LDX | BPF_IMM, b), statement(BPF_LD | BPF_IMM, a),
                                      statement(BPF_ALU | operation | BPF_X, 0), statement(BPF_RET | BPF_A, 0)};
    VERIFY_RESULT(bpf::validate(viaRegister));
    QCOMPARE_EQ(bpf::run(viaRegister, {}), expected);
}

void TestBpf::refusesBrokenPrograms_data()
{
    QTest::addColumn<bpf::Program>("program");
    const auto ret = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    QTest::newRow("empty") << bpf::Program{};
    QTest::newRow("no return at the end") << bpf::Program{statement(BPF_LD | BPF_IMM, 0)};
    QTest::newRow("jump behind the end") << bpf::Program{jump(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0), ret};
    QTest::newRow("far jump") << bpf::Program{statement(BPF_JMP | BPF_JA, 0xffffffff), ret};
    QTest::newRow("load behind seccomp_data") << bpf::Program{statement(BPF_LD | BPF_W | BPF_ABS, 64), ret};
    QTest::newRow("unaligned load") << bpf::Program{statement(BPF_LD | BPF_W | BPF_ABS, 2), ret};
    QTest::newRow("half-word load") << bpf::Program{statement(BPF_LD | BPF_H | BPF_ABS, 0), ret};
    QTest::newRow("scratch word 16") << bpf::Program{statement(BPF_ST, 16), ret};
    QTest::newRow("division by zero") << bpf::Program{statement(BPF_ALU | BPF_DIV | BPF_K, 0), ret};
    QTest::newRow("too long") << bpf::Program(4097, ret);
}

void TestBpf::refusesBrokenPrograms()
{
    QFETCH(bpf::Program, program);
    const auto valid = bpf::validate(program);
    QVERIFY(!valid);
    QCOMPARE_EQ(valid.error().code, ErrorCode::InvalidInput);
}

void TestBpf::divisionByZeroRegisterKills()
{
    const bpf::Program program = {statement(BPF_LDX | BPF_IMM, 0), statement(BPF_ALU | BPF_DIV | BPF_X, 0),
                                  statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    VERIFY_RESULT(bpf::validate(program));
    QCOMPARE_EQ(bpf::run(program, {}), static_cast<std::uint32_t>(SECCOMP_RET_KILL_THREAD));
}

QTEST_APPLESS_MAIN(TestBpf)
#include "tst_bpf.moc"
