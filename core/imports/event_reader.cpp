#include "imports/enter_exit.h"
#include "imports/line_reader.h"
#include "imports/scan.h"
#include "imports/sysdig_event.h"

#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace whittle::imports {

namespace {

using Json = nlohmann::json;

// A member that may be a text, a number, or an object with a value (Tracee's newer form).
std::string textOf(const Json &json)
{
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_number_integer())
        return std::to_string(json.get<std::int64_t>());
    if (json.is_object()) {
        for (const char *name : {"value", "name"}) {
            if (const auto found = json.find(name); found != json.end() && !found->is_object())
                return textOf(*found);
        }
    }
    return {};
}

// "workload.process.pid": members within members, or one member whose name has the dots.
std::string member(const Json &json, std::string_view path)
{
    const Json *at = &json;
    while (true) {
        if (!at->is_object())
            return {};
        if (const auto whole = at->find(std::string(path)); whole != at->end())
            return textOf(*whole);
        const auto dot = path.find('.');
        if (dot == std::string_view::npos)
            return {};
        const auto next = at->find(std::string(path.substr(0, dot)));
        if (next == at->end())
            return {};
        at = &*next;
        path.remove_prefix(dot + 1);
    }
}

template <std::size_t N>
std::string first(const Json &json, const std::array<std::string_view, N> &paths)
{
    for (const std::string_view path : paths) {
        if (std::string text = member(json, path); !text.empty())
            return text;
    }
    return {};
}

constexpr std::array<std::string_view, 6> kPids = {"pid", "processId", "proc.pid", "thread.tid", "workload.process.pid", "proc.tid"};
constexpr std::array<std::string_view, 6> kComms = {"comm", "processName", "proc.name", "proc.comm", "workload.process.thread.name", "process"};

// Events of Inspektor Gadget, Tracee, Falco and sysdig -j, one JSON object a line.
class EventReader final : public LineReader
{
public:
    explicit EventReader(const ReaderContext &context) : m_gatherer(context.gatherer), m_calls(context.gatherer) {}

    Verdict take(std::string_view line) override
    {
        std::string_view text = trimmed(line);
        // Some write the lines as one array.
        if (text.empty() || text == "[" || text == "]")
            return passedOver("empty lines");
        if (text.starts_with("[{"))
            text.remove_prefix(1);
        if (text.ends_with("},") || text.ends_with("}]"))
            text.remove_suffix(1);
        const Json json = Json::parse(text, nullptr, false);
        if (!json.is_object())
            return unreadable("no JSON object");
        // Falco has the fields of an alert below its own.
        if (const auto fields = json.find("output_fields"); fields != json.end() && fields->is_object())
            return takeEvent(*fields, true);
        return takeEvent(json, false);
    }
    void finish() override { m_calls.finish(); }

private:
    Verdict takeEvent(const Json &json, bool isAlert)
    {
        if (const std::string lost = first(json, std::array<std::string_view, 3>{"lost", "lostEvents", "lost_events"}); !lost.empty() && lost != "0") {
            std::string_view digits = lost;
            m_lost += takeNumber<std::uint64_t>(digits).value_or(1);
            return passedOver("notes of lost events");
        }
        // The event's own name decides: Tracee's other events name a syscall too, the one during which they happened.
        std::string name = first(json, std::array<std::string_view, 3>{"evt.type", "eventName", "event_name"});
        const bool isTracee = json.contains("workload") || json.contains("eventId");
        if (name.empty() && isTracee)
            name = member(json, "name");
        if (name.empty())
            name = first(json, std::array<std::string_view, 2>{"syscall", "syscall_name"});
        if (name.empty())
            return passedOver("events without a syscall");
        const SysdigCall call = sysdigCall(name, member(json, "evt.args"));
        if (call.isOther)
            return passedOver("events that are no syscalls");
        if (!call.key)
            return isTracee || isAlert || json.contains("evt.type") ? passedOver("events that are no syscalls") : unreadable("no syscall of this name is known");
        std::string_view pid;
        const std::string pidText = first(json, kPids);
        pid = pidText;
        const std::string comm = first(json, kComms);
        const Gatherer::ProcessId process = m_gatherer.process(takeNumber<std::int64_t>(pid).value_or(0), comm);
        trace::Process &details = m_gatherer.details(process);
        details.beginningMissed = true;
        if (const std::string executable = first(json, std::array<std::string_view, 3>{"proc.exepath", "exepath", "executable.path"}); executable.starts_with('/'))
            details.executable = executable;
        const std::string result = first(json, std::array<std::string_view, 4>{"returnValue", "ret", "retval", "evt.rawres"});
        std::string_view digits = result;
        const auto value = takeNumber<std::int64_t>(digits).value_or(0);
        constexpr std::int64_t kFirstHidden = 512;
        int error = value < 0 && value > -kFirstHidden ? static_cast<int>(-value) : 0;
        const std::string direction = member(json, "evt.dir");
        if (error == 0 && direction == "<")
            error = sysdigError(member(json, "evt.info"));
        if (isAlert || direction.empty()) {
            m_gatherer.count(process, *call.key, 1, 0, error);
        } else if (direction == ">") {
            m_calls.enter(process, *call.key, 0);
        } else {
            m_calls.leave(process, *call.key, 0, error);
        }
        return kUnderstood;
    }

    Gatherer &m_gatherer;
    EnterExit m_calls;
};

} // namespace

std::unique_ptr<LineReader> makeEventReader(const ReaderContext &context) { return std::make_unique<EventReader>(context); }

} // namespace whittle::imports
