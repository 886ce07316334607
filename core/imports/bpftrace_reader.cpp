#include "imports/line_reader.h"
#include "imports/scan.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace whittle::imports {

namespace {

using Json = nlohmann::json;

constexpr const char *kNoCount = "no count of a map";

// A map's keys, cut at their commas.
std::vector<std::string_view> splitKeys(std::string_view keys)
{
    constexpr std::size_t kMaxKeys = 16;
    std::vector<std::string_view> list;
    while (!keys.empty() && list.size() < kMaxKeys)
        list.push_back(trimmed(takeUntil(keys, ',')));
    return list;
}

struct Found
{
    std::optional<CallKey> call;
    std::int64_t pid = 0;
    std::string_view comm;
};

// Which key is the syscall: a probe's name, else the name of a syscall, else the last number.
Found understand(const std::vector<std::string_view> &keys)
{
    const auto &names = SyscallNames::instance();
    Found found;
    std::size_t place = keys.size();
    for (std::size_t i = 0; i < keys.size() && place == keys.size(); ++i) {
        if (keys[i].contains("sys_") && names.findDecorated(keys[i]) != kUnknownName)
            place = i;
    }
    // A program may be called as a syscall is: where a number stands behind a word, the number is meant.
    const auto isNumber = [](std::string_view key) { return wholeNumber(key).has_value(); };
    if (place == keys.size() && !keys.empty() && isNumber(keys.back()))
        place = keys.size() - 1;
    for (std::size_t i = keys.size(); i > 0 && place == keys.size(); --i) {
        if (names.find(keys[i - 1]) != kUnknownName)
            place = i - 1;
    }
    // "@[openat, 1234]": a process behind the name.
    constexpr std::uint64_t kMaxSyscall = 600;
    if (place < keys.size() && isNumber(keys[place]) && wholeNumber(keys[place]).value_or(0) > kMaxSyscall) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (names.find(keys[i]) != kUnknownName)
                place = i;
        }
    }
    if (place == keys.size())
        return found;
    if (const NameId id = names.findDecorated(keys[place]); id != kUnknownName)
        found.call = CallKey::named(id);
    else if (const auto number = wholeNumber(keys[place]); number && *number < kX32Bit)
        found.call = CallKey::numbered(static_cast<std::uint32_t>(*number), AbiHint::Native);
    else if (const auto named = numberInName(keys[place]))
        found.call = CallKey::numbered(*named, AbiHint::Native);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i == place)
            continue;
        if (const auto number = wholeNumber(keys[i]))
            found.pid = static_cast<std::int64_t>(*number);
        else if (found.comm.empty())
            found.comm = keys[i];
    }
    return found;
}

class BpftraceReader final : public LineReader
{
public:
    explicit BpftraceReader(const ReaderContext &context) : m_gatherer(context.gatherer) {}

    // "@calls[sh, 257]: 12", "@[tracepoint:syscalls:sys_enter_openat]: 12"
    Verdict take(std::string_view line) override
    {
        line = trimmed(line);
        if (line.empty())
            return passedOver("empty lines");
        if (line.starts_with('{'))
            return takeJson(line);
        if (line.starts_with("Lost ") || line.contains("skipped events")) {
            std::string_view digits = line.substr(line.find(' ') + 1);
            m_lost += takeNumber<std::uint64_t>(digits).value_or(1);
            return passedOver("notes of lost events");
        }
        if (line.starts_with("Attach") || line.starts_with("Tracing"))
            return passedOver("messages of bpftrace");
        if (!line.starts_with('@'))
            return unreadable(kNoCount);
        const auto open = line.find('[');
        const auto close = line.rfind("]: ");
        if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
            return line.find(": ") != std::string_view::npos ? passedOver("maps without keys") : unreadable(kNoCount);
        }
        const auto count = wholeNumber(trimmed(line.substr(close + 3)));
        if (!count)
            return passedOver("maps of something else than counts");
        return add(line.substr(open + 1, close - open - 1), *count);
    }

private:
    Verdict add(std::string_view keys, std::uint64_t count)
    {
        const auto found = understand(splitKeys(keys));
        if (!found.call)
            return unreadable("no key is a syscall");
        const Gatherer::ProcessId process = m_gatherer.process(found.pid, found.comm);
        m_gatherer.details(process).beginningMissed = true;
        m_gatherer.count(process, *found.call, count, 0);
        return kUnderstood;
    }

    // -f json: {"type": "map", "data": {"@": {"tracepoint:syscalls:sys_enter_openat": 12}}}
    Verdict takeJson(std::string_view line)
    {
        const Json json = Json::parse(line, nullptr, false);
        if (!json.is_object())
            return unreadable("no JSON");
        const auto type = json.find("type");
        const auto data = json.find("data");
        if (type != json.end() && *type == "lost_events" && data != json.end() && data->is_object()) {
            const auto events = data->find("events");
            m_lost += events != data->end() && events->is_number_unsigned() ? events->get<std::uint64_t>() : 1;
            return passedOver("notes of lost events");
        }
        if (type == json.end() || *type != "map" || data == json.end() || !data->is_object())
            return passedOver("messages of bpftrace");
        bool any = false;
        for (const Json &map : *data) {
            if (!map.is_object())
                continue;
            for (const auto &[keys, count] : map.items()) {
                if (!count.is_number_unsigned())
                    continue;
                if (add(keys, count.get<std::uint64_t>()).fate == Verdict::Fate::Unreadable)
                    return unreadable("no key is a syscall");
                any = true;
            }
        }
        return any ? kUnderstood : passedOver("maps without keys");
    }

    Gatherer &m_gatherer;
};

} // namespace

std::unique_ptr<LineReader> makeBpftraceReader(const ReaderContext &context) { return std::make_unique<BpftraceReader>(context); }

} // namespace whittle::imports
