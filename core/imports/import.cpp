#include "imports/import.h"

#include "base/printable.h"
#include "imports/documents.h"
#include "imports/gatherer.h"
#include "imports/line_reader.h"
#include "imports/line_source.h"
#include "imports/prepare_ahead.h"
#include "imports/scan.h"
#include "imports/wrapper.h"
#include "trace/recording_file.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <format>
#include <map>

namespace whittle::imports {

namespace {

constexpr std::size_t kMaxDocument = std::size_t{64} << 20;
constexpr std::size_t kMaxRecording = std::size_t{1} << 28;
constexpr std::size_t kExampleColumns = 160;
constexpr Verdict kTooLong = unreadable("the line is longer than 1 MiB");

std::string plural(std::uint64_t count, std::string_view one)
{
    return std::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string shownName(const std::string &file) { return file == "-" ? "standard input" : file; }

std::unique_ptr<LineReader> makeReader(Kind kind, const ReaderContext &context)
{
    switch (kind) {
    case Kind::Strace: return makeStraceReader(context);
    case Kind::Audit: return makeAuditReader(context);
    case Kind::Perf: return makePerfReader(context);
    case Kind::Sysdig: return makeSysdigReader(context);
    case Kind::Bpftrace: return makeBpftraceReader(context);
    case Kind::Ftrace: return makeFtraceReader(context);
    case Kind::Events: return makeEventReader(context);
    default: return nullptr;
    }
}

// Process ids mean the same in the logs of one machine and in the files of one strace -ff; anywhere else they do not.
std::string spaceOf(Kind kind, const std::string &file)
{
    if (kind == Kind::Audit)
        return "log";
    if (kind == Kind::Strace) {
        const auto dot = file.rfind('.');
        const std::string digits = dot == std::string::npos ? std::string() : file.substr(dot + 1);
        if (!digits.empty() && std::ranges::all_of(digits, isDigit))
            return file.substr(0, dot) + ".*";
    }
    return file;
}

class Importer
{
public:
    Importer(const ImportRequest &request, std::stop_token stop, const ProgressFn &report)
        : m_request(request), m_stop(std::move(stop)), m_report(report), m_gatherer(request.abi)
    {}

    Result<> add(const std::string &file, LineSource &source);
    Imported finish();

private:
    Result<> addLines(Kind kind, Unwrapper::Kind wrapping, LineSource &source, const std::string &file, FileReport &report);
    Result<> takeBlocks(LineReader &reader, std::unique_ptr<LinePreparer> preparer, LineSource &source, const std::string &file, FileReport &report, const LineSink &note);
    Result<> takeLines(LineReader &reader, Unwrapper::Kind wrapping, LineSource &source, const std::string &file, FileReport &report, const LineSink &note);
    Result<> goOn(std::uint64_t position, std::uint64_t size, const std::string &file);
    Result<> addDocument(Kind kind, LineSource &source, Unwrapper::Kind wrapping, const std::string &file, FileReport &report);
    Result<std::string> unwrapped(std::string text, Unwrapper::Kind wrapping);
    void tell(std::uint64_t position, std::uint64_t size, const std::string &file);

    const ImportRequest &m_request;
    std::stop_token m_stop;
    const ProgressFn &m_report;
    Gatherer m_gatherer;
    AuditSeen m_auditSeen;
    std::vector<FileReport> m_files;
    std::chrono::steady_clock::time_point m_told;
};

// The first lines without their wrapping, to tell the kind by.
std::string unwrappedHead(std::string_view head, Unwrapper::Kind wrapping)
{
    Unwrapper unwrapper(wrapping);
    std::string text;
    constexpr std::size_t kEnough = std::size_t{1} << 18;
    while (!head.empty() && text.size() < kEnough) {
        const std::string_view line = takeUntil(head, '\n');
        if (unwrapper.take(line) == Unwrapper::Outcome::Line)
            text.append(unwrapper.text()).append("\n");
    }
    return text;
}

void Importer::tell(std::uint64_t position, std::uint64_t size, const std::string &file)
{
    constexpr std::chrono::milliseconds kPause(100);
    const auto now = std::chrono::steady_clock::now();
    if (!m_report || now - m_told < kPause)
        return;
    m_told = now;
    m_report({"Reading " + shownName(file), position, size});
}

Result<> Importer::goOn(std::uint64_t position, std::uint64_t size, const std::string &file)
{
    if (m_stop.stop_requested())
        return fail(ErrorCode::Cancelled, "cancelled");
    tell(position, size, file);
    return {};
}

// Lines that stand there by themselves, and of which a good part of the work is done ahead.
Result<> Importer::takeBlocks(LineReader &reader, std::unique_ptr<LinePreparer> preparer, LineSource &source, const std::string &file, FileReport &report, const LineSink &note)
{
    std::uint64_t others = 0;
    const LineSink other = [&](const Verdict &verdict, std::string_view text) {
        report.lines = report.understood + ++others;
        note(verdict, text);
    };
    PrepareAhead ahead(source, reader, std::move(preparer));
    for (;;) {
        const auto next = ahead.next();
        if (!next)
            return std::unexpected(next.error());
        if (!*next)
            return {};
        const PrepareAhead::Item &item = **next;
        if (item.block.isCut)
            other(kTooLong, item.block.text);
        else
            reader.takePrepared(*item.lines, report.understood, other);
        report.lines = report.understood + others;
        if (auto going = goOn(item.position, source.bytes().size(), file); !going)
            return going;
    }
}

Result<> Importer::takeLines(LineReader &reader, Unwrapper::Kind wrapping, LineSource &source, const std::string &file, FileReport &report, const LineSink &note)
{
    Unwrapper unwrapper(wrapping);
    // One record of a log may hold several lines.
    const auto takeUnwrapped = [&] {
        std::string_view text = unwrapper.text();
        for (bool isFirst = true; isFirst || !text.empty(); isFirst = false) {
            const std::string_view line = takeUntil(text, '\n');
            report.lines += isFirst ? 0 : 1;
            note(reader.take(line), line);
        }
    };
    constexpr std::uint64_t kLinesBetween = 4096;
    for (;;) {
        const auto next = source.next();
        if (!next)
            return std::unexpected(next.error());
        if (!*next)
            break;
        ++report.lines;
        if (report.lines % kLinesBetween == 0) {
            if (auto going = goOn(source.bytes().position(), source.bytes().size(), file); !going)
                return going;
        }
        const LineSource::Line &line = **next;
        if (line.isCut) {
            note(kTooLong, line.text);
            continue;
        }
        if (wrapping == Unwrapper::Kind::None) {
            note(reader.take(line.text), line.text);
            continue;
        }
        switch (unwrapper.take(line.text)) {
        case Unwrapper::Outcome::Line: takeUnwrapped(); break;
        case Unwrapper::Outcome::Partial: note(passedOver("beginnings of lines that the log's writer cut"), line.text); break;
        case Unwrapper::Outcome::NotWrapped:
            if (trimmed(line.text).empty())
                note(passedOver("empty lines"), line.text);
            else
                note(unreadable("it is not wrapped as the lines before are"), line.text);
            break;
        }
    }
    if (unwrapper.hasRest()) {
        unwrapper.takeRest();
        takeUnwrapped();
    }
    return {};
}

Result<> Importer::addLines(Kind kind, Unwrapper::Kind wrapping, LineSource &source, const std::string &file, FileReport &report)
{
    m_gatherer.enterSpace(spaceOf(kind, file));
    const auto reader = makeReader(kind, {m_gatherer, m_auditSeen, file, m_request.abi});
    std::vector<std::pair<const char *, std::uint64_t>> passed;
    const auto note = [&](const Verdict &verdict, std::string_view text) {
        switch (verdict.fate) {
        case Verdict::Fate::Understood:
            ++report.understood;
            return;
        case Verdict::Fate::PassedOver:
            for (auto &[what, count] : passed) {
                if (what == verdict.what) {
                    ++count;
                    return;
                }
            }
            passed.emplace_back(verdict.what, 1);
            return;
        case Verdict::Fate::Unreadable:
            ++report.unreadable;
            if (report.examples.size() < FileReport::kMaxExamples)
                report.examples.push_back({report.lines, verdict.what, printable(text, kExampleColumns)});
            return;
        }
    };
    auto preparer = wrapping == Unwrapper::Kind::None ? reader->makePreparer() : nullptr;
    if (auto taken = preparer ? takeBlocks(*reader, std::move(preparer), source, file, report, note) : takeLines(*reader, wrapping, source, file, report, note); !taken)
        return taken;
    reader->finish();
    report.lost = reader->lost();
    for (const auto &[what, count] : passed) {
        const auto found = std::ranges::find(report.passedOver, what, &std::pair<std::string, std::uint64_t>::first);
        if (found == report.passedOver.end())
            report.passedOver.emplace_back(what, count);
        else
            found->second += count;
    }
    std::ranges::stable_sort(report.passedOver, std::ranges::greater(), &std::pair<std::string, std::uint64_t>::second);
    return {};
}

Result<std::string> Importer::unwrapped(std::string text, Unwrapper::Kind wrapping)
{
    if (wrapping == Unwrapper::Kind::None)
        return text;
    Unwrapper unwrapper(wrapping);
    std::string out;
    std::string_view rest = text;
    while (!rest.empty()) {
        if (unwrapper.take(takeUntil(rest, '\n')) == Unwrapper::Outcome::Line)
            out.append(unwrapper.text()).append("\n");
    }
    if (unwrapper.hasRest()) {
        unwrapper.takeRest();
        out.append(unwrapper.text());
    }
    return out;
}

Result<> Importer::addDocument(Kind kind, LineSource &source, Unwrapper::Kind wrapping, const std::string &file, FileReport &report)
{
    auto whole = source.rest(kMaxDocument);
    if (!whole)
        return std::unexpected(whole.error());
    auto text = unwrapped(*std::move(whole), wrapping);
    if (!text)
        return std::unexpected(text.error());
    m_gatherer.enterSpace(file);
    const std::string name = file == "-" ? "stdin" : std::filesystem::path(file).stem().string();
    auto read = kind == Kind::YamlDocument ? readYamlDocuments(*text, name, m_gatherer) : readJsonDocument(*text, name, m_gatherer);
    if (!read)
        return std::unexpected(read.error());
    report.kind = read->kind;
    report.lines = read->understood + read->passedOver;
    report.understood = read->understood;
    if (read->passedOver > 0)
        report.passedOver.emplace_back("entries that a recording does not hold", read->passedOver);
    report.notes = std::move(read->notes);
    return {};
}

Result<> Importer::add(const std::string &file, LineSource &source)
{
    const auto head = source.peek();
    if (!head)
        return std::unexpected(head.error());
    FileReport report;
    report.file = file;
    const Unwrapper::Kind wrapping = Unwrapper::detect(*head);
    const Kind kind = kindOfText(*head);
    report.kind = kindName(kind);
    Result<> added;
    switch (kind) {
    case Kind::Unknown:
        return fail(ErrorCode::InvalidInput, trimmed(*head).empty() ? "it is empty" : "it is no trace, log or profile of a kind that Whittle knows");
    case Kind::Recording:
        return fail(ErrorCode::InvalidInput, "it is a recording already; whittle-cli merge puts recordings together");
    case Kind::JsonDocument:
    case Kind::YamlDocument:
        added = addDocument(kind, source, wrapping, file, report);
        break;
    default:
        added = addLines(kind, wrapping, source, file, report);
        break;
    }
    if (!added)
        return added;
    if (wrapping != Unwrapper::Kind::None)
        report.kind += wrapping == Unwrapper::Kind::Docker ? " in Docker's JSON" : " in a container log";
    m_files.push_back(std::move(report));
    return {};
}

Imported Importer::finish()
{
    Imported imported;
    imported.files = std::move(m_files);
    for (const FileReport &report : imported.files) {
        const std::string name = shownName(report.file);
        if (report.lost > 0)
            m_gatherer.addWarning(std::format("{}: the system says that {} lost; what they told is missing", name, plural(report.lost, "record") + (report.lost == 1 ? " was" : " were")));
        if (report.unreadable > 0) {
            const FileReport::Unreadable &first = report.examples.front();
            m_gatherer.addWarning(std::format("{}: {} could not be read; the first is line {}: {}", name, plural(report.unreadable, "line"), first.line, first.text));
        }
        for (const std::string &note : report.notes)
            m_gatherer.addWarning(std::format("{}: {}", name, note));
    }
    imported.recording = m_gatherer.finish();
    return imported;
}

} // namespace

std::uint64_t FileReport::passedOverInAll() const
{
    std::uint64_t sum = 0;
    for (const auto &[what, count] : passedOver)
        sum += count;
    return sum;
}

std::string FileReport::inWords() const
{
    std::string text = std::format("{}: {} understood", kind, understood);
    if (!passedOver.empty()) {
        text += std::format(", {} passed over (", passedOverInAll());
        for (std::size_t i = 0; i < passedOver.size(); ++i)
            text += std::format("{}{} {}", i == 0 ? "" : ", ", passedOver[i].second, passedOver[i].first);
        text += ")";
    }
    text += std::format(", {} unreadable", unreadable);
    if (lost > 0)
        text += std::format(", {} lost", lost);
    return text;
}

Result<Imported> importFiles(const ImportRequest &request, std::stop_token stop, const ProgressFn &report)
{
    Importer importer(request, stop, report);
    for (const std::string &file : request.files) {
        auto bytes = openBytes(file, stop);
        if (!bytes)
            return std::unexpected(std::move(bytes).error());
        LineSource source(*std::move(bytes));
        if (auto added = importer.add(file, source); !added)
            return added.error().code == ErrorCode::Cancelled ? std::unexpected(added.error()) : addContext(std::move(added).error(), shownName(file));
    }
    return importer.finish();
}

Result<Imported> importText(std::string_view text, const std::string &name)
{
    const ImportRequest request;
    const ProgressFn silent;
    Importer importer(request, {}, silent);
    LineSource source(bytesOf(text));
    if (auto added = importer.add(name, source); !added)
        return std::unexpected(added.error());
    return importer.finish();
}

Result<Kind> kindOfFile(const std::string &path, std::stop_token stop)
{
    auto bytes = openBytes(path, std::move(stop));
    if (!bytes)
        return std::unexpected(std::move(bytes).error());
    LineSource source(*std::move(bytes));
    const auto head = source.peek();
    if (!head)
        return addContext(head.error(), shownName(path));
    return kindOfText(*head);
}

Kind kindOfText(std::string_view text)
{
    const bool isWhole = text.size() < LineSource::kMaxLine;
    const std::string_view head = text.substr(0, LineSource::kMaxLine);
    const Unwrapper::Kind wrapping = Unwrapper::detect(head);
    return wrapping == Unwrapper::Kind::None ? detectKind(head, isWhole) : detectKind(unwrappedHead(head, wrapping), isWhole);
}

bool isTrace(Kind kind) { return kind != Kind::Unknown && kind != Kind::Recording && kind != Kind::JsonDocument; }

Result<trace::Recording> loadRecordingOrImport(const std::string &path, std::stop_token stop)
{
    auto bytes = openBytes(path, stop);
    if (!bytes)
        return std::unexpected(std::move(bytes).error());
    LineSource source(*std::move(bytes));
    const auto head = source.peek();
    if (!head)
        return std::unexpected(head.error());
    const std::string name = shownName(path);
    if (trace::looksLikeRecording(*head)) {
        const auto text = source.rest(kMaxRecording);
        if (!text)
            return addContext(text.error(), name);
        auto recording = trace::readRecording(*text);
        if (!recording)
            return addContext(std::move(recording).error(), name);
        return recording;
    }
    const ImportRequest request;
    const ProgressFn silent;
    Importer importer(request, stop, silent);
    if (auto added = importer.add(path, source); !added)
        return addContext(std::move(added).error(), name);
    return importer.finish().recording;
}

} // namespace whittle::imports
