#include "analysis/trial_comparison.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <ranges>
#include <string_view>
#include <vector>

namespace whittle::analysis {

namespace {

// Headers that say when or by whom an answer was given, not what it is.
constexpr std::array<std::string_view, 11> kVaryingHeaders = {
    "age", "connection", "content-length", "date", "expires", "keep-alive", "server-timing", "set-cookie", "x-request-id", "x-response-time", "x-runtime",
};

// Only whether they are there counts: servers make it of inode numbers (lighttpd, older Apache), which no copy of a file keeps. What it
// stands for, the body, is compared itself.
constexpr std::string_view kOpaqueHeader = "etag";

bool isVarying(const std::string &header)
{
    return std::ranges::find(kVaryingHeaders, header) != kVaryingHeaders.end();
}

std::map<std::string, std::string> headersOf(const probe::Answer &answer)
{
    std::map<std::string, std::string> headers;
    for (const auto &[name, value] : answer.headers)
        if (!isVarying(name))
            headers[name] += (headers[name].empty() ? "" : ", ") + value;
    return headers;
}

const probe::Answer *find(const Trial &trial, const std::string &probe)
{
    const auto found = std::ranges::find(trial.answers, probe, [](const probe::Answer &answer) { return answer.result.probe; });
    return found == trial.answers.end() ? nullptr : &*found;
}

std::string excerpt(const std::string &text)
{
    constexpr std::size_t kMost = 80;
    std::string line = text.substr(0, std::min(text.find('\n'), kMost));
    std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, '?');
    return line.size() < text.size() ? line + "…" : line;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (const auto line : std::views::split(text, '\n'))
        lines.emplace_back(line);
    if (!lines.empty() && lines.back().empty()) // behind the last line's end
        lines.pop_back();
    return lines;
}

// Where what it printed is something else; empty: nowhere that counts.
std::string outputDifference(const std::string &reference, const std::string &output, const NaturalVariation &variation)
{
    if (variation.output || reference == output)
        return {};
    const auto expected = linesOf(reference);
    const auto got = linesOf(output);
    for (std::size_t i = 0; i < std::max(expected.size(), got.size()); ++i) {
        if (i >= got.size())
            return std::format("it printed {} lines instead of {}: \"{}\" is missing", got.size(), expected.size(), excerpt(std::string(expected[i])));
        if (i >= expected.size())
            return std::format("it printed {} lines instead of {}: \"{}\" is new", got.size(), expected.size(), excerpt(std::string(got[i])));
        if (expected[i] != got[i] && !variation.lines.contains(i))
            return std::format("it printed something else: line {} is \"{}\" instead of \"{}\"", i + 1, excerpt(std::string(got[i])), excerpt(std::string(expected[i])));
    }
    const auto ends = [](const std::string &text) { return text.ends_with('\n'); };
    return ends(reference) == ends(output) ? std::string() : "it printed something else: its last line ends otherwise";
}

std::string ending(const Trial &trial)
{
    return trial.exitCode ? std::format("ended with status {}", *trial.exitCode)
           : trial.timedOut ? std::string("runs, but takes far longer than without the profile")
                            : std::string("kept running");
}

std::string difference(const probe::Answer &reference, const probe::Answer &answer, const NaturalVariation &variation)
{
    const std::string &name = reference.result.probe;
    if (reference.result.status != answer.result.status || reference.result.passed != answer.result.passed) {
        std::string text = answer.result.status == 0 && answer.result.passed == false
                               ? std::string("no answer")
                               : std::format("status {} instead of {}", answer.result.status, reference.result.status);
        return answer.result.detail.empty() ? text : text + ": " + excerpt(answer.result.detail);
    }
    const auto expected = headersOf(reference);
    const auto got = headersOf(answer);
    for (const auto &[header, value] : expected) {
        const auto same = got.find(header);
        if (same == got.end())
            return std::format("header {} is missing", header);
        if (header != kOpaqueHeader && same->second != value && !variation.headers.contains(name + "\n" + header))
            return std::format("header {} is \"{}\" instead of \"{}\"", header, excerpt(same->second), excerpt(value));
    }
    for (const auto &[header, value] : got)
        if (!expected.contains(header) && !variation.headers.contains(name + "\n" + header))
            return std::format("header {} is new: \"{}\"", header, excerpt(value));
    if (!variation.bodies.contains(name) && (reference.result.bodyDigest != answer.result.bodyDigest || reference.result.bytes != answer.result.bytes))
        return std::format("another body: {} bytes instead of {}", answer.result.bytes, reference.result.bytes);
    return {};
}

} // namespace

ReferenceCheck compareReferences(const Trial &first, const Trial &second)
{
    ReferenceCheck check;
    for (const probe::Answer &answer : first.answers) {
        const std::string &name = answer.result.probe;
        const probe::Answer *again = find(second, name);
        if (!again || again->result.status != answer.result.status || again->result.passed != answer.result.passed) {
            check.unsteady.push_back(name);
            continue;
        }
        if (again->result.bodyDigest != answer.result.bodyDigest)
            check.variation.bodies.insert(name);
        const auto left = headersOf(answer);
        const auto right = headersOf(*again);
        for (const auto *side : {&left, &right})
            for (const auto &[header, value] : *side)
                if (!left.contains(header) || !right.contains(header) || left.at(header) != right.at(header))
                    check.variation.headers.insert(name + "\n" + header);
    }
    check.variation.ending = first.exitCode != second.exitCode;
    const auto before = linesOf(first.output);
    const auto after = linesOf(second.output);
    check.variation.output = before.size() != after.size();
    for (std::size_t i = 0; i < before.size() && !check.variation.output; ++i) {
        if (before[i] != after[i])
            check.variation.lines.insert(i);
    }
    return check;
}

std::vector<ProbeComparison> compareTrials(const Trial &reference, const Trial &trial, const NaturalVariation &variation)
{
    std::vector<ProbeComparison> comparisons;
    for (const probe::Answer &expected : reference.answers) {
        ProbeComparison comparison{expected.result.probe, false, {}};
        const probe::Answer *answer = find(trial, expected.result.probe);
        if (answer)
            comparison.difference = difference(expected, *answer, variation);
        else
            comparison.difference = "no answer: the program " + ending(trial) + (trial.lastWords.empty() ? "" : ", " + excerpt(trial.lastWords));
        comparison.same = comparison.difference.empty();
        comparisons.push_back(std::move(comparison));
    }
    // A program that does its work and ends is an answer, too; one that ends only under the profile is not the same.
    if (reference.exitCode || trial.exitCode) {
        ProbeComparison comparison{"end of the program", false, {}};
        if (reference.exitCode != trial.exitCode && !variation.ending)
            comparison.difference = std::format("it {}, where it {} before{}", ending(trial), ending(reference),
                                                trial.lastWords.empty() ? "" : ": " + excerpt(trial.lastWords));
        else if (reference.exitCode && trial.exitCode)
            comparison.difference = outputDifference(reference.output, trial.output, variation);
        comparison.same = comparison.difference.empty();
        comparisons.push_back(std::move(comparison));
    }
    return comparisons;
}

} // namespace whittle::analysis
