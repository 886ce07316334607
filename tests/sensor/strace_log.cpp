#include "sensor/strace_log.h"

#include <charconv>
#include <cctype>

namespace whittle::test {

namespace {

struct Traced
{
    std::string process;      // its place in the tree
    std::string unfinished;   // text of a call that has not returned
};

bool makesTasks(std::string_view name) { return name == "clone" || name == "clone3" || name == "fork" || name == "vfork"; }

} // namespace

ProcessCounts parseStrace(std::string_view text)
{
    ProcessCounts counts;
    std::map<int, Traced> traced;             // by thread id
    std::map<std::string, int> children;      // of a process
    std::map<int, ProcessCounts::mapped_type> early; // calls of a thread whose making was not read yet

    const auto place = [&](int id, const std::string &process) {
        traced[id].process = process;
        for (const auto &[name, count] : early[id])
            counts[process][name] += count;
        early.erase(id);
    };

    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, size);
        text.remove_prefix(std::min(size + 1, text.size()));
        int id = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), id);
        if (error != std::errc())
            continue;
        line.remove_prefix(static_cast<std::size_t>(end - line.data()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (traced.empty())
            place(id, "0");

        std::string whole(line);
        if (line.starts_with("<... ")) {
            // The rest of a call: together with its beginning it says what was made.
            whole = traced[id].unfinished + std::string(line);
        } else {
            std::size_t length = 0;
            while (length < line.size() && (std::isalnum(static_cast<unsigned char>(line[length])) || line[length] == '_'))
                ++length;
            if (length == 0 || length >= line.size() || line[length] != '(')
                continue; // signals, ends
            const std::string name(line.substr(0, length));
            if (traced.contains(id) && !traced[id].process.empty())
                ++counts[traced[id].process][name];
            else
                ++early[id][name];
            if (line.ends_with("<unfinished ...>")) {
                traced[id].unfinished = line;
                continue;
            }
        }
        const std::string_view name = std::string_view(whole).substr(0, whole.find('('));
        const std::size_t result = whole.rfind(" = ");
        if (!makesTasks(name) || result == std::string::npos)
            continue;
        int made = 0;
        std::from_chars(whole.data() + result + 3, whole.data() + whole.size(), made);
        if (made <= 0)
            continue;
        const std::string parent = traced[id].process;
        const bool isThread = whole.find("CLONE_THREAD") != std::string::npos;
        place(made, isThread ? parent : parent + "." + std::to_string(children[parent]++));
    }
    return counts;
}

} // namespace whittle::test
