#include "sensor/system.h"

#include "base/file_descriptor.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <ctime>

namespace whittle::sensor {

std::int64_t now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * std::int64_t{1000000000} + time.tv_nsec;
}

std::string contentOf(const char *path, std::size_t limit)
{
    const FileDescriptor file(open(path, O_RDONLY | O_CLOEXEC));
    std::string content;
    if (!file)
        return content;
    char buffer[4096];
    while (content.size() < limit) {
        const ssize_t got = read(file.get(), buffer, std::min(sizeof buffer, limit - content.size()));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        content.append(buffer, static_cast<std::size_t>(got));
    }
    return content;
}

std::string linkOf(const char *path)
{
    char buffer[PATH_MAX];
    const ssize_t size = readlink(path, buffer, sizeof buffer);
    return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : std::string();
}

std::string procPath(pid_t id, std::string_view rest)
{
    char buffer[16];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, id).ptr;
    std::string path = "/proc/";
    path.append(buffer, end).append("/").append(rest);
    return path;
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = write(fd, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::optional<std::uint64_t> parseNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

namespace {

// The n-th word behind the field's name, or the last one for n < 0.
std::string_view word(std::string_view line, int n)
{
    std::string_view found;
    for (int i = 0; !line.empty(); ++i) {
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos)
            break;
        line.remove_prefix(start);
        const std::size_t size = std::min(line.find_first_of(" \t"), line.size());
        found = line.substr(0, size);
        if (i == n)
            return found;
        line.remove_prefix(size);
    }
    return n < 0 ? found : std::string_view();
}

template <class T>
void take(std::string_view text, T &value, int base = 10)
{
    std::from_chars(text.data(), text.data() + text.size(), value, base);
}

} // namespace

std::optional<ProcessStatus> statusOf(pid_t id)
{
    const std::string content = contentOf(procPath(id, "status").c_str());
    if (content.empty())
        return std::nullopt;
    ProcessStatus status;
    std::string_view rest = content;
    while (!rest.empty()) {
        const std::size_t size = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, size);
        rest.remove_prefix(std::min(size + 1, rest.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            continue;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = line.substr(colon + 1);
        if (name == "Name")
            status.comm = value.substr(std::min(value.find_first_not_of('\t'), value.size()));
        else if (name == "Tgid")
            take(word(value, 0), status.group);
        else if (name == "PPid")
            take(word(value, 0), status.parent);
        else if (name == "TracerPid")
            take(word(value, 0), status.tracer);
        else if (name == "NStgid")
            take(word(value, -1), status.innerPid);
        else if (name == "Uid") {
            take(word(value, 0), status.realUid);
            take(word(value, 1), status.uid);
            take(word(value, 2), status.savedUid);
        } else if (name == "CapEff")
            take(word(value, 0), status.effectiveCapabilities, 16);
        else if (name == "SigCgt")
            take(word(value, 0), status.caughtSignals, 16);
        else if (name == "SigBlk")
            take(word(value, 0), status.blockedSignals, 16);
        else if (name == "SigIgn")
            take(word(value, 0), status.ignoredSignals, 16);
    }
    if (status.innerPid == 0)
        status.innerPid = status.group;
    return status;
}

void complain(std::string_view text, int error)
{
    std::string line = "whittle-sensor: ";
    line.append(text);
    if (error != 0)
        line.append(": ").append(strerrordesc_np(error) ? strerrordesc_np(error) : "unknown error");
    line += '\n';
    (void)writeAll(STDERR_FILENO, line);
}

} // namespace whittle::sensor
