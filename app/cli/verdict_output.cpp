#include "cli/verdict_output.h"

#include "analysis/verdict_store.h"
#include "cli/say.h"

#include <chrono>
#include <format>

namespace whittle::cli {

nlohmann::ordered_json verdictJson(const analysis::Verdict &verdict)
{
    nlohmann::ordered_json json;
    json["verified"] = verdict.verified;
    json["started"] = verdict.started;
    json["startsTried"] = verdict.startsTried;
    json["startsFailed"] = verdict.startsFailed;
    json["startError"] = verdict.startError;
    json["probes"] = nlohmann::ordered_json::array();
    for (const analysis::ProbeComparison &probe : verdict.probes)
        json["probes"].push_back({{"probe", probe.probe}, {"same", probe.same}, {"difference", probe.difference}});
    json["missing"] = nlohmann::ordered_json::array();
    for (const analysis::MissingSyscall &missing : verdict.missing)
        json["missing"].push_back({{"syscall", missing.syscall}, {"proven", missing.proven}, {"evidence", missing.evidence}});
    json["notes"] = verdict.notes;
    json["engine"] = verdict.engine;
    json["runtime"] = verdict.runtime;
    return json;
}

void showStarts(const analysis::Verdict &verdict, const std::string &under)
{
    show("starts   {}{} of {}{}", under, verdict.startsTried - verdict.startsFailed, verdict.startsTried,
         verdict.startError.empty() ? std::string() : ": " + verdict.startError);
}

void showAnswers(const analysis::Verdict &verdict, const std::string &under)
{
    for (const analysis::ProbeComparison &probe : verdict.probes)
        show("{}  {}{}{}", probe.same ? "same   " : "differs", under, probe.probe, probe.same ? std::string() : ": " + probe.difference);
    for (const analysis::MissingSyscall &missing : verdict.missing)
        show("{}  {}{}: {}", missing.proven ? "missing" : "suspect", under, missing.syscall, missing.evidence);
    for (const std::string &note : verdict.notes)
        show("note     {}{}", under, note);
}

void remember(const profile::Profile &profile, const std::string &image, const analysis::Verdict &verdict)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto stored = analysis::storeVerdict(profile, {verdict.verified, image, verdict.engine, verdict.runtime, std::format("{:%FT%TZ}", now)});
    if (!stored)
        say("the verdict is not remembered: {}", stored.error().message);
}

} // namespace whittle::cli
