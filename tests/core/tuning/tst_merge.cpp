// Recordings and profiles put together. What merged profiles execute is held against the filters of the single ones.
#include "core/tuning/random_profiles.h"
#include "formats/seccomp_json.h"
#include "profile/compare.h"
#include "profile/filter.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "tuning/argument_sets.h"
#include "tuning/merge_profiles.h"
#include "tuning/merge_recordings.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace whittle;
using namespace whittle::tuning;
using profile::Action;
using profile::Operator;
using profile::Profile;

class TestMerge : public QObject
{
    Q_OBJECT

private slots:
    void recordingsLoseNothing();
    void recordingsOfDifferentThings();
    void argumentSets();
    void profiles_data();
    void profiles();
    void conflicts();
    void dockerWithPodman();
    void atRandom_data();
    void atRandom();
    void refuses();
};

namespace {

trace::Recording recordingOf(const std::string &comm, std::initializer_list<std::string_view> calls)
{
    test::RecordingMaker maker;
    maker.process(comm);
    for (const std::string_view call : calls)
        maker.call(call, 3);
    trace::Recording &recording = maker.edit();
    recording.processes[1].parent = 0;
    recording.processes[1].paths.push_back({"/etc/" + comm, trace::path_operation::kRead, 1, {}, 1, 5});
    maker.denied("keyctl");
    recording.probes.push_back({"GET http :80 /" + comm, true, 200, {}, 4, "sha256:1", 1, 2});
    recording.warnings = {"of " + comm};
    recording.durationNs = 10 + static_cast<std::int64_t>(comm.size());
    recording.stoppedBy = "exit";
    recording.exitStatus = 0;
    return recording;
}

Profile profileOf(std::string_view json)
{
    return formats::readSeccompJson(json).value().profile;
}

const char *kA = R"({"defaultAction":"SCMP_ACT_ERRNO","architectures":["SCMP_ARCH_X86_64"],"syscalls":[
  {"names":["read","write","openat"],"action":"SCMP_ACT_ALLOW"},
  {"names":["clone3"],"action":"SCMP_ACT_ERRNO","errnoRet":38},
  {"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":8,"op":"SCMP_CMP_EQ"}]},
  {"names":["clone"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":2114060288,"valueTwo":0,"op":"SCMP_CMP_MASKED_EQ"}]}]})";
const char *kB = R"({"defaultAction":"SCMP_ACT_ERRNO","architectures":["SCMP_ARCH_X86_64"],"syscalls":[
  {"names":["read","mmap","clone3"],"action":"SCMP_ACT_ALLOW"},
  {"names":["openat"],"action":"SCMP_ACT_ERRNO","errnoRet":13},
  {"names":["personality"],"action":"SCMP_ACT_ALLOW","args":[{"index":0,"value":8,"op":"SCMP_CMP_LE"}]},
  {"names":["clone"],"action":"SCMP_ACT_ALLOW"}]})";

// How often what is executed is not what sets say, at the values of all conditions; conflicts name where that is known.
int wrongPoints(MergeKind kind, const std::vector<NamedProfile> &sources, const MergedProfile &merged, std::string *first)
{
    const profile::Target target;
    std::vector<profile::Filter> filters;
    for (const NamedProfile &source : sources)
        filters.push_back(profile::compile(source.profile, target).value());
    const profile::Filter result = profile::compile(merged.profile, target).value();
    int wrong = 0;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!syscall.existsOn(Abi::X86_64) || std::ranges::contains(merged.conflicts, syscall.name, &MergeConflict::syscall))
            continue;
        std::set<profile::Arguments> points;
        for (const NamedProfile &source : sources)
            for (const auto &arguments : profile::interestingArguments(source.profile, syscall.name))
                points.insert(arguments);
        for (const auto &arguments : points) {
            std::vector<bool> each;
            for (const profile::Filter &filter : filters)
                each.push_back(filter.decide(Abi::X86_64, syscall.number(Abi::X86_64), arguments).executes());
            const auto yes = std::ranges::count(each, true);
            const bool wanted = kind == MergeKind::Union ? yes > 0 : kind == MergeKind::Intersection ? yes == std::ssize(each) : each.front() && yes == 1;
            if (result.decide(Abi::X86_64, syscall.number(Abi::X86_64), arguments).executes() != wanted && wrong++ == 0)
                *first = syscall.name;
        }
    }
    return wrong;
}

} // namespace

void TestMerge::recordingsLoseNothing()
{
    const trace::Recording a = recordingOf("nginx", {"read", "write"});
    const trace::Recording b = recordingOf("worker", {"read", "mmap"});
    const auto merged = mergeRecordings(std::vector{a, b});
    VERIFY_RESULT(merged);
    QCOMPARE_EQ(merged->processes.size(), 4U);
    // Everything of a process is there as it was, but for the ids.
    for (std::size_t i = 0; i < 4; ++i) {
        trace::Process process = merged->processes[i];
        const trace::Process &was = i < 2 ? a.processes[i] : b.processes[i - 2];
        QCOMPARE_EQ(process.id, static_cast<int>(i));
        QCOMPARE_EQ(process.parent, was.parent < 0 ? -1 : was.parent + (i < 2 ? 0 : 2));
        process.id = was.id;
        process.parent = was.parent;
        QVERIFY(process == was);
    }
    QCOMPARE_EQ(merged->denials.size(), 2U);
    QCOMPARE_EQ(merged->denials[1].process, 3);
    QCOMPARE_EQ(merged->probes.size(), 2U);
    QCOMPARE_EQ(merged->runs.size(), 2U);
    QCOMPARE_EQ(merged->runs[1].durationNs, b.durationNs);
    QVERIFY(std::ranges::contains(merged->warnings, "of nginx") && std::ranges::contains(merged->warnings, "of worker"));
    // Counts per syscall are those of both.
    std::map<int, std::uint64_t> counts;
    for (const auto &one : {a, b})
        for (const auto &summary : trace::summarise(one))
            counts[summary.number] += summary.count;
    for (const auto &summary : trace::summarise(*merged))
        QCOMPARE_EQ(summary.count, counts[summary.number]);
    // The existing writer and reader keep it.
    const auto again = trace::readRecording(trace::writeRecording(*merged));
    VERIFY_RESULT(again);
    QVERIFY(*again == *merged);
    // A union: the same twice is the same, and a merged one can be merged on.
    QVERIFY(*mergeRecordings(std::vector{a, a}) == a);
    const trace::Recording c = recordingOf("third", {"brk"});
    const auto three = mergeRecordings(std::vector{*merged, c});
    VERIFY_RESULT(three);
    QCOMPARE_EQ(three->runs.size(), 3U);
    QVERIFY(three->processes == mergeRecordings(std::vector{a, b, c})->processes);
    QVERIFY(!mergeRecordings({}));
}

void TestMerge::recordingsOfDifferentThings()
{
    trace::Recording a = recordingOf("a", {"read"});
    trace::Recording b = recordingOf("b", {"read"});
    b.subject.image = "other";
    b.environment.base = "podman-default";
    b.environment.capabilities = {"CAP_NET_RAW"};
    b.subject.ports = {81};
    b.exitStatus = 1;
    b.complete = false;
    b.stoppedBy = "cut";
    const auto merged = mergeRecordings(std::vector{a, b});
    VERIFY_RESULT(merged);
    QVERIFY(!merged->complete);
    QCOMPARE_EQ(merged->stoppedBy, "cut");
    QVERIFY(!merged->exitStatus);
    QCOMPARE_EQ(merged->runs[1].exitStatus, std::optional(1));
    QVERIFY(std::ranges::contains(merged->environment.capabilities, "CAP_NET_RAW") && std::ranges::contains(merged->environment.capabilities, "CAP_CHOWN"));
    const auto warned = [&](std::string_view words) { return std::ranges::any_of(merged->warnings, [&](const std::string &one) { return one.contains(words); }); };
    QVERIFY(warned("base profile: docker-default, podman-default"));
    QVERIFY(warned("image: demo, other"));
    QVERIFY(warned("different capabilities"));
    QVERIFY(!warned("machine"));
}

void TestMerge::argumentSets()
{
    std::mt19937 random(11);
    const auto condition = [&](std::uint32_t index) {
        constexpr std::array kOperators = {Operator::NE, Operator::LT, Operator::LE, Operator::EQ, Operator::GE, Operator::GT, Operator::MaskedEq};
        return profile::ArgumentCondition{index, kOperators[random() % 7], random() % 9, random() % 9, {}};
    };
    const auto set = [&] {
        ArgumentSet made;
        for (auto count = 1 + random() % 3; count > 0; --count) {
            made.push_back({condition(0)});
            if (random() % 2)
                made.back().push_back(condition(1));
        }
        return made;
    };
    std::vector<profile::Arguments> points;
    for (std::uint64_t x = 0; x < 18; ++x)
        for (std::uint64_t y = 0; y < 18; ++y)
            points.push_back({x == 17 ? ~0ULL : x, y == 17 ? ~0ULL - 7 : y, 0, 0, 0, 0});
    int said = 0;
    for (int i = 0; i < 400; ++i) {
        const ArgumentSet a = set();
        const ArgumentSet b = set();
        const ArgumentSet either = united(a, b);
        const auto both = intersected(a, b);
        const auto not_ = complement(a);
        said += both && not_ ? 1 : 0;
        for (const auto &point : points) {
            const bool inA = contains(a, point);
            const bool inB = contains(b, point);
            QCOMPARE_EQ(contains(normalised(a), point), inA);
            QCOMPARE_EQ(contains(either, point), inA || inB);
            if (both)
                QCOMPARE_EQ(contains(*both, point), inA && inB);
            if (not_)
                QCOMPARE_EQ(contains(*not_, point), !inA);
        }
    }
    QVERIFY(said > 200);
}

void TestMerge::profiles_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("executed");
    QTest::addRow("union") << int(MergeKind::Union) << QStringList{"clone", "clone3", "mmap", "openat", "personality", "read", "write"};
    QTest::addRow("intersection") << int(MergeKind::Intersection) << QStringList{"clone", "personality", "read"};
    QTest::addRow("minus") << int(MergeKind::Minus) << QStringList{"openat", "write"};
}

void TestMerge::profiles()
{
    QFETCH(int, kind);
    QFETCH(QStringList, executed);
    const std::vector<NamedProfile> sources = {{"a.json", profileOf(kA)}, {"b.json", profileOf(kB)}};
    const auto merged = mergeProfiles(static_cast<MergeKind>(kind), sources, {});
    VERIFY_RESULT(merged);
    QStringList names;
    const auto filter = profile::compile(merged->profile, {});
    VERIFY_RESULT(filter);
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        const auto points = profile::interestingArguments(merged->profile, syscall.name);
        if (syscall.existsOn(Abi::X86_64) && std::ranges::any_of(points, [&](const auto &arguments) { return filter->decide(Abi::X86_64, syscall.number(Abi::X86_64), arguments).executes(); }))
            names.append(QString::fromStdString(syscall.name));
    }
    QCOMPARE(names, executed);
    MergedProfile quiet = *merged;
    quiet.conflicts.clear();
    std::string first;
    QVERIFY2(wrongPoints(static_cast<MergeKind>(kind), sources, quiet, &first) == 0, first.c_str());
}

void TestMerge::conflicts()
{
    const std::vector<NamedProfile> sources = {{"a.json", profileOf(kA)}, {"b.json", profileOf(kB)}};
    const auto merged = mergeProfiles(MergeKind::Union, sources, {});
    VERIFY_RESULT(merged);
    const auto of = [&](std::string_view syscall) {
        const auto found = std::ranges::find(merged->conflicts, syscall, &MergeConflict::syscall);
        return found == merged->conflicts.end() ? MergeConflict() : *found;
    };
    QVERIFY(of("personality").said.contains("a.json: SCMP_ACT_ALLOW where") && of("personality").said.contains("b.json: SCMP_ACT_ALLOW where"));
    QVERIFY(of("clone").said.contains("b.json: SCMP_ACT_ALLOW") && of("clone").settled == "SCMP_ACT_ALLOW");
    QVERIFY(of("clone3").said.contains("a.json: SCMP_ACT_ERRNO(38)") && of("clone3").settled == "SCMP_ACT_ALLOW");
    QVERIFY(of("openat").said.contains("b.json: SCMP_ACT_ERRNO(13)"));
    QVERIFY(of("read").said.empty() && of("write").said.empty());
    // What both refuse is refused with the answer that somebody wrote down.
    const auto common = mergeProfiles(MergeKind::Intersection, sources, {});
    VERIFY_RESULT(common);
    const auto filter = profile::compile(common->profile, {});
    VERIFY_RESULT(filter);
    const auto decide = [&](const char *name) { return filter->decide(Abi::X86_64, syscalls::Catalogue::builtIn().find(name)->number(Abi::X86_64)).toString(); };
    QCOMPARE_EQ(decide("clone3"), "SCMP_ACT_ERRNO(38)");
    QCOMPARE_EQ(decide("openat"), "SCMP_ACT_ERRNO(13)");
    // The rest of what one profile limits and another denies.
    const auto rest = mergeProfiles(MergeKind::Minus, std::vector{sources[1], sources[0]}, {});
    VERIFY_RESULT(rest);
    const auto left = profile::compile(rest->profile, {});
    VERIFY_RESULT(left);
    QVERIFY(!left->decide(Abi::X86_64, 135, {8}).executes() && left->decide(Abi::X86_64, 135, {7}).executes()); // personality
    QVERIFY(left->decide(Abi::X86_64, 56, {0x20000}).executes() && !left->decide(Abi::X86_64, 56, {0x100}).executes()); // clone
}

void TestMerge::dockerWithPodman()
{
    const std::vector<NamedProfile> sources = {{"docker-default", *profile::builtInProfile("docker-default")}, {"podman-default", *profile::builtInProfile("podman-default")}};
    for (const MergeKind kind : {MergeKind::Union, MergeKind::Intersection, MergeKind::Minus}) {
        const auto merged = mergeProfiles(kind, sources, {});
        VERIFY_RESULT(merged);
        QVERIFY(!merged->notes.empty());
        std::string first;
        QVERIFY2(wrongPoints(kind, sources, *merged, &first) == 0, first.c_str());
        QVERIFY(std::ranges::none_of(merged->conflicts, [](const MergeConflict &one) { return one.said.contains("the filter does otherwise"); }));
    }
}

void TestMerge::atRandom_data()
{
    QTest::addColumn<int>("kind");
    QTest::addRow("union") << int(MergeKind::Union);
    QTest::addRow("intersection") << int(MergeKind::Intersection);
    QTest::addRow("minus") << int(MergeKind::Minus);
}

void TestMerge::atRandom()
{
    QFETCH(int, kind);
    constexpr int kMerges = 5; // each asks some ten thousand points, in a build that checks every one
    test::RandomProfiles random(5 + static_cast<unsigned>(kind));
    int merged = 0;
    std::ptrdiff_t surprises = 0; // libseccomp made something else of rules that say what was asked
    for (int i = 0; i < kMerges; ++i) {
        std::vector<NamedProfile> sources;
        while (sources.size() < (i % 5 == 0 ? 3U : 2U)) {
            Profile profile = random.next(false);
            if (profile::compile(profile, {}))
                sources.push_back({std::to_string(sources.size()), std::move(profile)});
        }
        const auto result = mergeProfiles(static_cast<MergeKind>(kind), sources, {});
        VERIFY_RESULT(result);
        ++merged;
        // Whatever is not a conflict is exact.
        std::string first;
        QVERIFY2(wrongPoints(static_cast<MergeKind>(kind), sources, *result, &first) == 0, (first + "\n" + formats::writeSeccompJson(result->profile)).c_str());
        surprises += std::ranges::count_if(result->conflicts, [](const MergeConflict &one) { return one.said.contains("the filter does otherwise"); });
    }
    QCOMPARE_EQ(merged, kMerges);
    QVERIFY2(surprises <= 1, std::to_string(surprises).c_str());
}

void TestMerge::refuses()
{
    const NamedProfile one{"a.json", profileOf(kA)};
    QVERIFY(!mergeProfiles(MergeKind::Union, std::vector{one}, {}));
    NamedProfile bad{"bad.json", profileOf(kB)};
    bad.profile.defaultAction.reset();
    const auto merged = mergeProfiles(MergeKind::Union, std::vector{one, bad}, {});
    QVERIFY(!merged && merged.error().message.starts_with("bad.json: "));
}

QTEST_APPLESS_MAIN(TestMerge)
#include "tst_merge.moc"
