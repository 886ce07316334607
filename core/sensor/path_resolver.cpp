#include "sensor/path_resolver.h"

#include "base/file_descriptor.h"
#include "sensor/system.h"
#include "sensor/tracee_memory.h"

#include <elf.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace whittle::sensor {

namespace {

constexpr std::string_view kDeleted = " (deleted)";

std::string descriptorLink(pid_t thread, int descriptor)
{
    char number[16];
    std::string rest = "fd/";
    std::size_t size = 0;
    for (auto value = static_cast<unsigned>(descriptor); size == 0 || value != 0; value /= 10)
        number[size++] = static_cast<char>('0' + value % 10);
    while (size > 0)
        rest.push_back(number[--size]);
    return linkOf(procPath(thread, rest).c_str());
}

// The thread's own "/" as we see it, without a slash at the end: empty unless it called chroot.
std::string rootOf(pid_t thread)
{
    std::string root = linkOf(procPath(thread, "root").c_str());
    if (root == "/")
        root.clear();
    return root;
}

std::string resolve(pid_t thread, std::int32_t directory, std::string_view path)
{
    if (path.starts_with('/'))
        return rootOf(thread).append(path);
    std::string base = directory == AT_FDCWD ? linkOf(procPath(thread, "cwd").c_str()) : descriptorLink(thread, directory);
    // A descriptor of no directory, or a closed one: the call fails, and there is no place that it could have meant.
    if (!base.starts_with('/'))
        return {};
    if (base.ends_with(kDeleted))
        base.resize(base.size() - kDeleted.size());
    if (path.empty())
        return base;
    if (!base.ends_with('/'))
        base += '/';
    return base.append(path);
}

std::uint32_t operationsOfOpen(std::uint64_t flags)
{
    std::uint32_t operations = 0;
    if (flags & O_PATH)
        return operation::kStat;
    switch (flags & O_ACCMODE) {
    case O_RDONLY: operations = operation::kRead; break;
    case O_WRONLY: operations = operation::kWrite; break;
    default: operations = operation::kRead | operation::kWrite; break;
    }
    if (flags & O_CREAT)
        operations |= operation::kCreate;
    if (flags & O_TRUNC)
        operations |= operation::kWrite;
    if (flags & O_DIRECTORY)
        operations |= operation::kList;
    // O_TMPFILE names a directory in which an unnamed file is made.
    if ((flags & O_TMPFILE) == O_TMPFILE)
        operations = operation::kWrite | operation::kCreate;
    return operations;
}

// The path of a unix socket address; empty for other families and for abstract or unnamed sockets.
std::string socketPath(pid_t thread, std::uint64_t address, std::uint64_t length)
{
    sockaddr_un name{};
    const std::size_t size = std::min<std::size_t>(static_cast<std::uint32_t>(length), sizeof name);
    if (address == 0 || size <= offsetof(sockaddr_un, sun_path) || readMemory(thread, address, &name, size) != size)
        return {};
    if (name.sun_family != AF_UNIX || name.sun_path[0] == '\0')
        return {};
    const std::size_t room = size - offsetof(sockaddr_un, sun_path);
    return resolve(thread, AT_FDCWD, {name.sun_path, strnlen(name.sun_path, room)});
}

std::string messagePath(pid_t thread, bool is32Bit, std::uint64_t address)
{
    // struct msghdr begins with the name's address and length in either width.
    if (is32Bit) {
        struct { std::uint32_t name, length; } header{};
        return readValue(thread, address, header) ? socketPath(thread, header.name, header.length) : std::string();
    }
    struct { std::uint64_t name; std::uint32_t length; std::uint32_t padding; } header{};
    return readValue(thread, address, header) ? socketPath(thread, header.name, header.length) : std::string();
}

} // namespace

void resolvePaths(pid_t thread, const Call &call, bool is32Bit, const std::array<std::uint64_t, 6> &arguments,
                  std::array<PendingCall::Path, 2> &paths)
{
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const PathArgument &at = call.paths[i];
        paths[i].path.clear();
        if (at.path < 0)
            continue;
        const auto index = static_cast<std::size_t>(at.path);
        paths[i].operations = at.operations;
        switch (call.handling) {
        case Handling::SocketName: paths[i].path = socketPath(thread, arguments[1], arguments[2]); continue;
        case Handling::SendTo: paths[i].path = socketPath(thread, arguments[4], arguments[5]); continue;
        case Handling::SendMessage: paths[i].path = messagePath(thread, is32Bit, arguments[1]); continue;
        case Handling::OpenFlags: paths[i].operations = operationsOfOpen(arguments[index + 1]); break;
        case Handling::OpenHow: {
            std::uint64_t flags = 0; // the first member of struct open_how
            paths[i].operations = readValue(thread, arguments[index + 1], flags) ? operationsOfOpen(flags) : operation::kRead;
            break;
        }
        default: break;
        }
        const std::optional<std::string> path = readString(thread, arguments[index]);
        // An empty path with AT_EMPTY_PATH means the descriptor, which was opened before; without it the call fails.
        if (!path || path->empty()) {
            const bool executesDescriptor = path && call.handling == Handling::Execute && at.directory >= 0;
            if (executesDescriptor)
                paths[i].path = fileBehind(thread, arguments[static_cast<std::size_t>(at.directory)]);
            continue;
        }
        const auto directory = at.directory < 0 ? AT_FDCWD : static_cast<std::int32_t>(arguments[static_cast<std::size_t>(at.directory)]);
        paths[i].path = resolve(thread, directory, *path);
    }
}

std::string fileBehind(pid_t thread, std::uint64_t descriptor)
{
    std::string path = descriptorLink(thread, static_cast<std::int32_t>(descriptor));
    // "socket:[1]", "/memfd:x (deleted)" and removed files are not there to be kept.
    if (!path.starts_with('/') || path.ends_with(kDeleted) || path.starts_with("/memfd:"))
        path.clear();
    return path;
}

namespace {

// PT_INTERP of an ELF file of either class; empty for a static program.
std::string elfInterpreter(const char *file)
{
    const FileDescriptor fd(open(file, O_RDONLY | O_CLOEXEC));
    unsigned char ident[EI_NIDENT];
    if (!fd || pread(fd.get(), ident, sizeof ident, 0) != sizeof ident || std::memcmp(ident, ELFMAG, SELFMAG) != 0)
        return {};
    const auto read = [&]<class Header, class Segment>(Header header, Segment segment) -> std::string {
        if (pread(fd.get(), &header, sizeof header, 0) != sizeof header)
            return {};
        for (unsigned i = 0; i < header.e_phnum; ++i) {
            const auto place = static_cast<off_t>(header.e_phoff + std::uint64_t{i} * header.e_phentsize);
            if (pread(fd.get(), &segment, sizeof segment, place) != sizeof segment)
                return {};
            if (segment.p_type != PT_INTERP)
                continue;
            char name[4096];
            const auto got = pread(fd.get(), name, std::min<std::size_t>(segment.p_filesz, sizeof name), static_cast<off_t>(segment.p_offset));
            return got > 0 ? std::string(name, strnlen(name, static_cast<std::size_t>(got))) : std::string();
        }
        return {};
    };
    return ident[EI_CLASS] == ELFCLASS64 ? read(Elf64_Ehdr{}, Elf64_Phdr{}) : read(Elf32_Ehdr{}, Elf32_Phdr{});
}

} // namespace

std::vector<std::string> interpretersOf(pid_t thread, const std::string &executed)
{
    std::vector<std::string> found;
    // Scripts may name scripts; the kernel follows a few (fs/exec.c).
    constexpr int kMaxScripts = 5;
    std::string script = executed;
    for (int i = 0; i < kMaxScripts && !script.empty(); ++i) {
        const std::string head = contentOf(script.c_str(), 256);
        if (!head.starts_with("#!"))
            break;
        std::string_view line = std::string_view(head).substr(2, std::min(head.find('\n'), head.size()) - 2);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        script = resolve(thread, AT_FDCWD, line.substr(0, line.find_first_of(" \t")));
        if (script.empty())
            break;
        found.push_back(script);
    }
    if (std::string interpreter = elfInterpreter(procPath(thread, "exe").c_str()); !interpreter.empty())
        found.push_back(resolve(thread, AT_FDCWD, interpreter));
    return found;
}

} // namespace whittle::sensor
