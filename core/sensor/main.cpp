#include "sensor/hold.h"
#include "sensor/session.h"
#include "sensor/system.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// whittle-sensor trace --control FD --events FD [--filter FD] -- PROGRAM [ARG…]   traces a program, under a filter of the kernel's
// whittle-sensor attach [--control FD] [--events FD]                traces the container that it is started in (0 and 1)
// whittle-sensor hold [options of hold.h] -- COMMAND [ARG…]         waits to be traced, then becomes the command
// The streams are those of wire/format.h.

namespace {

using namespace whittle::sensor;

constexpr int kUsage = 2;

// The words before "--" in pairs of option and value; options without a value stand in flags.
class Words
{
public:
    Words(int argc, char **argv) : m_words(argv + std::min(argc, 2), argv + argc) {}

    // The next option; empty at "--" and at the end.
    std::string next()
    {
        if (m_at >= m_words.size())
            return {};
        std::string word = m_words[m_at++];
        return word == "--" ? std::string() : word;
    }
    std::string value() { return m_at < m_words.size() ? m_words[m_at++] : std::string(); }
    [[nodiscard]] std::vector<std::string> rest() const { return {m_words.begin() + static_cast<std::ptrdiff_t>(m_at), m_words.end()}; }

private:
    std::vector<std::string> m_words;
    std::size_t m_at = 0;
};

int usage(std::string_view what)
{
    complain(what);
    return kUsage;
}

int runTrace(Words words, int controlFd, int eventsFd, bool isContainer)
{
    int filterFd = -1;
    for (std::string option = words.next(); !option.empty(); option = words.next()) {
        const auto number = parseNumber(words.value());
        if (!number)
            return usage(option + " takes the number of a descriptor");
        if (option == "--control")
            controlFd = static_cast<int>(*number);
        else if (option == "--events")
            eventsFd = static_cast<int>(*number);
        else if (option == "--filter" && !isContainer)
            filterFd = static_cast<int>(*number);
        else
            return usage("unknown option " + option);
    }
    if (isContainer)
        return traceContainer(controlFd, eventsFd);
    const std::vector<std::string> command = words.rest();
    return command.empty() ? usage("no program") : traceProgram(controlFd, eventsFd, filterFd, command);
}

int runHold(Words words)
{
    HoldRequest request;
    for (std::string option = words.next(); !option.empty(); option = words.next()) {
        if (option == "--first") {
            request.isFirst = true;
        } else if (option == "--home") {
            request.setsHome = true;
        } else if (option == "--user") {
            request.user = words.value();
        } else if (option == "--group") {
            request.groups.push_back(words.value());
        } else if (option == "--capabilities") {
            const std::string text = words.value();
            std::uint64_t mask = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mask, 16);
            if (error != std::errc() || end != text.data() + text.size())
                return usage("--capabilities takes a hexadecimal number");
            request.capabilities = mask;
        } else if (option == "--timeout") {
            const auto timeout = parseNumber(words.value());
            if (!timeout || *timeout > 3'600'000)
                return usage("--timeout takes milliseconds");
            request.timeoutMs = static_cast<int>(*timeout);
        } else {
            return usage("unknown option " + option);
        }
    }
    request.command = words.rest();
    return request.command.empty() ? usage("no command") : hold(request);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view mode = argc > 1 ? argv[1] : "";
    const Words words(argc, argv);
    if (mode == "trace")
        return runTrace(words, -1, -1, false);
    if (mode == "attach")
        return runTrace(words, 0, 1, true);
    if (mode == "hold")
        return runHold(words);
    return usage("usage: whittle-sensor trace|attach|hold …; it is started by whittle");
}
