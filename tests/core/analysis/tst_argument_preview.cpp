#include "analysis/argument_preview.h"

#include "formats/seccomp_json.h"
#include "profile/edit_rules.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::analysis;

namespace {

profile::Profile read(std::string_view json)
{
    auto document = formats::readSeccompJson(json);
    if (!document)
        qFatal("%s", document.error().message.c_str());
    return document->profile;
}

constexpr const char *kBefore = R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["socket"], "action": "SCMP_ACT_ALLOW"}]})";
constexpr const char *kAfter = R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
    {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]},
    {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 1, "op": "SCMP_CMP_EQ"}]}]})";

} // namespace

class TestArgumentPreview : public QObject
{
    Q_OBJECT

private:
    profile::Target m_target;
    profile::Profile m_before = read(kBefore);
    profile::Profile m_after = read(kAfter);
    std::optional<profile::Filter> m_beforeFilter;
    std::optional<profile::Filter> m_afterFilter;

    std::vector<ValuePreview> preview(std::vector<trace::ArgumentValues> seen, std::size_t rule = 0)
    {
        return previewValues({.syscall = *syscalls::Catalogue::builtIn().find("socket"), .abi = Abi::X86_64, .target = m_target, .before = {m_before, &*m_beforeFilter},
            .after = {m_after, &*m_afterFilter}, .rule = &m_after.rules[rule], .seen = std::move(seen)});
    }
    static const ValuePreview *row(const std::vector<ValuePreview> &rows, unsigned index, std::uint64_t value)
    {
        const auto found = std::ranges::find_if(rows, [&](const ValuePreview &one) { return one.index == index && one.value == value; });
        return found == rows.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_target.architecture = Abi::X86_64;
        m_beforeFilter = *profile::compile(m_before, m_target);
        m_afterFilter = *profile::compile(m_after, m_target);
    }

    void seenValuesAreDecidedByTheFilters()
    {
        const auto rows = preview({{.index = 0, .counts = {{1, 5}, {2, 9}, {16, 1}}, .overflowed = false}, {.index = 1, .counts = {{1, 14}, {3, 1}}, .overflowed = false}});
        QCOMPARE_EQ(rows.front().value, 2U); // most seen first
        QCOMPARE_EQ(rows.front().seen, 9U);
        const auto *one = row(rows, 0, 1);
        QVERIFY(one);
        QCOMPARE_EQ(one->after.size(), 1U);
        QVERIFY(one->after.front().executes() && one->matches);
        // Of AF_INET only one type is allowed: the other argument decides.
        const auto *two = row(rows, 0, 2);
        QCOMPARE_EQ(two->after.size(), 2U);
        QVERIFY(!two->matches);
        const auto *netlink = row(rows, 0, 16);
        QCOMPARE_EQ(netlink->before.size(), 1U);
        QVERIFY(netlink->before.front().executes());
        QCOMPARE_EQ(netlink->after.front().toString(), std::string("SCMP_ACT_ERRNO(1)"));
    }

    void everyAnswerIsOneThatDecideGives()
    {
        const int number = syscalls::Catalogue::builtIn().find("socket")->number(Abi::X86_64);
        const std::vector<std::uint64_t> types = {1, 2, 3};
        const auto rows = preview({{.index = 0, .counts = {{1, 1}, {2, 1}, {3, 1}}, .overflowed = false}, {.index = 1, .counts = {{1, 1}, {2, 1}, {3, 1}}, .overflowed = false}}, 1);
        for (const auto &one : rows) {
            std::set<std::string> wanted;
            for (const auto other : types) {
                profile::Arguments call = {};
                call[one.index] = one.value;
                call[1 - one.index] = other;
                wanted.insert(m_afterFilter->decide(Abi::X86_64, number, call).toString());
            }
            std::set<std::string> given;
            for (const auto &decision : one.after)
                given.insert(decision.toString());
            QCOMPARE_EQ(given, wanted);
        }
        QVERIFY(row(rows, 1, 1)->matches && !row(rows, 1, 2)->matches);
    }

    void withoutARecordingConstantsAreShown()
    {
        const auto rows = preview({});
        const auto *inet6 = row(rows, 0, 10);
        QVERIFY(inet6);
        QCOMPARE_EQ(inet6->seen, 0U);
        QCOMPARE_EQ(inet6->after.front().toString(), std::string("SCMP_ACT_ERRNO(1)"));
        QVERIFY(std::ranges::none_of(rows, [](const ValuePreview &one) { return one.index > 1; }));
    }

    void valuesOfAllProcessesAreAdded()
    {
        trace::SyscallUse a;
        a.arguments = {{.index = 0, .counts = {{1, 2}}, .overflowed = false}};
        trace::SyscallUse b;
        b.arguments = {{.index = 0, .counts = {{1, 3}, {2, 1}}, .overflowed = true}, {.index = 2, .counts = {{0, 1}}, .overflowed = false}};
        const std::array<const trace::SyscallUse *, 2> uses = {&a, &b};
        const auto merged = mergeValues(uses);
        QCOMPARE_EQ(merged.size(), 2U);
        QCOMPARE_EQ(merged[0].counts.at(1), 5U);
        QVERIFY(merged[0].overflowed);
    }
};

QTEST_GUILESS_MAIN(TestArgumentPreview)
#include "tst_argument_preview.moc"
