#include "slim/package_databases.h"

#include "base/file_descriptor.h"

#include <rpm/header.h>
#include <rpm/rpmdb.h>
#include <rpm/rpmfiles.h>
#include <rpm/rpmlib.h>
#include <rpm/rpmlog.h>
#include <rpm/rpmmacro.h>
#include <rpm/rpmtd.h>
#include <rpm/rpmts.h>

#include <seccomp.h>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <format>
#include <memory>
#include <optional>

namespace whittle::slim {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kTimeout = std::chrono::minutes(5);
constexpr rlim_t kProcessorSeconds = 240;
constexpr std::size_t kMaxAnswer = std::size_t{128} << 20;
constexpr std::uint32_t kMaxText = 1 << 24; // of one field
constexpr uid_t kNobody = 65534;

// What the child sends: fields, each a letter, a size of four bytes and the text. 'N' begins a package.
enum Letter : char {
    kName = 'N', kVersion = 'V', kArchitecture = 'A', kLicense = 'L', kSource = 'S', kSupplier = 'M', kHomepage = 'U', kSummary = 'T', kFile = 'F', kFault = '!', kEnd = '.'
};

// ---- the child -----------------------------------------------------------------------------------------------------

class Sender
{
public:
    explicit Sender(int fd) : m_stream(::fdopen(fd, "w")) {}
    void field(Letter letter, std::string_view text)
    {
        const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), kMaxText));
        std::fputc(letter, m_stream);
        std::fwrite(&size, sizeof size, 1, m_stream);
        if (size > 0) // an empty text may have no address
            std::fwrite(text.data(), 1, size, m_stream);
    }
    void finish()
    {
        field(kEnd, {});
        std::fflush(m_stream);
    }

private:
    FILE *m_stream;
};

// A database made by somebody else is about to be read by a large C library: no rights, no programs, no network, no other processes.
void giveUpRights()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const rlimit seconds{kProcessorSeconds, kProcessorSeconds};
    ::setrlimit(RLIMIT_CPU, &seconds);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const rlimit memory{rlim_t{4} << 30, rlim_t{4} << 30};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
    if (::geteuid() == 0) { // in a user namespace there may be nobody else to be
        (void)!::setgroups(0, nullptr);
        (void)!::setgid(kNobody);
        (void)!::setuid(kNobody);
    }
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr)
        return;
    for (const char *name : {"execve", "execveat", "socket", "connect", "bind", "sendto", "sendmsg", "sendmmsg", "ptrace", "process_vm_readv", "process_vm_writev",
                             "kill", "tkill", "pidfd_send_signal", "pidfd_open", "mount", "umount2", "pivot_root", "chroot", "setns", "unshare", "fork", "vfork", "clone", "clone3",
                             "keyctl", "add_key", "request_key", "bpf", "io_uring_setup", "userfaultfd", "perf_event_open", "init_module", "finit_module", "kexec_load"})
        (void)::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), ::seccomp_syscall_resolve_name(name), 0);
    (void)::seccomp_load(filter);
    ::seccomp_release(filter);
}

std::string lastFault;

int keepFault(rpmlogRec record, rpmlogCallbackData)
{
    if (rpmlogRecPriority(record) <= RPMLOG_ERR && lastFault.empty()) {
        lastFault = rpmlogRecMessage(record);
        while (lastFault.ends_with('\n'))
            lastFault.pop_back();
    }
    return 0;
}

std::string_view text(Header header, rpmTagVal tag)
{
    const char *value = ::headerGetString(header, tag);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

void sendFiles(Header header, Sender &sender)
{
    const std::unique_ptr<rpmtd_s, decltype(&::rpmtdFree)> names(::rpmtdNew(), ::rpmtdFree);
    const std::unique_ptr<rpmtd_s, decltype(&::rpmtdFree)> modes(::rpmtdNew(), ::rpmtdFree);
    const std::unique_ptr<rpmtd_s, decltype(&::rpmtdFree)> flags(::rpmtdNew(), ::rpmtdFree);
    if (::headerGet(header, RPMTAG_FILENAMES, names.get(), HEADERGET_EXT) == 0)
        return;
    ::headerGet(header, RPMTAG_FILEMODES, modes.get(), HEADERGET_MINMEM);
    ::headerGet(header, RPMTAG_FILEFLAGS, flags.get(), HEADERGET_MINMEM);
    while (const char *name = ::rpmtdNextString(names.get())) {
        const std::uint16_t *mode = ::rpmtdNext(modes.get()) < 0 ? nullptr : ::rpmtdGetUint16(modes.get());
        const std::uint32_t *flag = ::rpmtdNextUint32(flags.get());
        // A ghost is a name that the package claims and does not bring.
        if ((mode == nullptr || !S_ISDIR(*mode)) && (flag == nullptr || (*flag & RPMFILE_GHOST) == 0))
            sender.field(kFile, name);
    }
    ::rpmtdFreeData(names.get());
    ::rpmtdFreeData(modes.get());
    ::rpmtdFreeData(flags.get());
}

void sendPackages(const std::string &directory, const char *backend, Sender &sender)
{
    ::rpmlogSetCallback(keepFault, nullptr);
    ::rpmPushMacro(nullptr, "_dbpath", nullptr, directory.c_str(), 0);
    ::rpmPushMacro(nullptr, "_db_backend", nullptr, backend, 0);
    ::rpmPushMacro(nullptr, "_rpmlock_path", nullptr, (directory + "/.rpm.lock").c_str(), 0);
    rpmts transaction = ::rpmtsCreate();
    ::rpmtsSetVSFlags(transaction, RPMVSF_MASK_NODIGESTS | RPMVSF_MASK_NOSIGNATURES);
    if (::rpmtsOpenDB(transaction, O_RDONLY) != 0) {
        sender.field(kFault, lastFault.empty() ? "librpm cannot open it" : lastFault);
        return;
    }
    rpmdbMatchIterator iterator = ::rpmtsInitIterator(transaction, RPMDBI_PACKAGES, nullptr, 0);
    while (Header header = ::rpmdbNextIterator(iterator)) {
        const std::string_view name = text(header, RPMTAG_NAME);
        if (name == "gpg-pubkey") // a key, stored as if it were a package
            continue;
        sender.field(kName, name);
        const std::uint64_t epoch = ::headerGetNumber(header, RPMTAG_EPOCH);
        const std::string version = std::format("{}-{}", text(header, RPMTAG_VERSION), text(header, RPMTAG_RELEASE));
        sender.field(kVersion, epoch != 0 ? std::format("{}:{}", epoch, version) : version);
        sender.field(kArchitecture, text(header, RPMTAG_ARCH));
        sender.field(kLicense, text(header, RPMTAG_LICENSE));
        sender.field(kSource, text(header, RPMTAG_SOURCERPM));
        const std::string_view vendor = text(header, RPMTAG_VENDOR);
        sender.field(kSupplier, vendor.empty() ? text(header, RPMTAG_PACKAGER) : vendor);
        sender.field(kHomepage, text(header, RPMTAG_URL));
        sender.field(kSummary, text(header, RPMTAG_SUMMARY));
        sendFiles(header, sender);
    }
    ::rpmdbFreeIterator(iterator);
    if (!lastFault.empty())
        sender.field(kFault, lastFault);
    sender.finish();
    // The process ends here; what the library holds goes with it.
}

// ---- the parent ----------------------------------------------------------------------------------------------------

// Takes the child's fields apart. The child may have been taken over: nothing it says is trusted.
Result<std::vector<ListedPackage>> parseAnswer(std::string_view answer)
{
    std::vector<ListedPackage> packages;
    ListedBudget budget;
    while (!answer.empty()) {
        std::uint32_t size = 0;
        if (answer.size() < 1 + sizeof size)
            break;
        const char letter = answer[0];
        std::memcpy(&size, answer.data() + 1, sizeof size);
        answer.remove_prefix(1 + sizeof size);
        if (size > kMaxText || answer.size() < size)
            break;
        const std::string_view value = answer.substr(0, size);
        answer.remove_prefix(size);
        if (letter == kEnd)
            return packages;
        if (letter == kFault)
            return fail(ErrorCode::InvalidInput, std::string(value));
        if (letter == kName) {
            if (auto counted = budget.addPackage(); !counted)
                return std::unexpected(std::move(counted).error());
            packages.emplace_back();
            packages.back().package.system = PackageSystem::Rpm;
        }
        if (packages.empty())
            break;
        Package &package = packages.back().package;
        switch (letter) {
        case kName: package.name = value; break;
        case kVersion: package.version = value; break;
        case kArchitecture: package.architecture = value; break;
        case kLicense:
            if (!value.empty())
                package.licenses = {std::string(value)};
            break;
        case kSource: package.sourceName = value; break;
        case kSupplier: package.supplier = value; break;
        case kHomepage: package.homepage = value; break;
        case kSummary: package.summary = value; break;
        case kFile:
            if (auto counted = budget.add(value.size()); !counted)
                return std::unexpected(std::move(counted).error());
            packages.back().listed.emplace_back(value);
            break;
        default: return fail(ErrorCode::InvalidInput, "unreadable");
        }
    }
    return fail(ErrorCode::InvalidInput, "librpm ended before the end of the database");
}

// Kills and collects the child when the object goes.
class Child
{
public:
    explicit Child(pid_t pid) : m_pid(pid) {}
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;
    ~Child()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {}
        }
    }

private:
    pid_t m_pid;
};

Result<std::string> readAnswer(int fd, const std::stop_token &stop)
{
    std::string answer;
    std::string buffer(1 << 16, '\0');
    const auto deadline = Clock::now() + kTimeout;
    for (;;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        if (Clock::now() > deadline)
            return fail(ErrorCode::InvalidInput, std::format("librpm read it for {} minutes and was stopped", kTimeout.count()));
        pollfd ready{fd, POLLIN, 0};
        if (::poll(&ready, 1, 100) < 0 && errno != EINTR)
            return failErrno("waiting for librpm", errno);
        if (ready.revents == 0)
            continue;
        const ssize_t size = ::read(fd, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failErrno("reading from librpm", errno);
        if (size == 0)
            return answer;
        if (answer.size() + static_cast<std::size_t>(size) > kMaxAnswer)
            return fail(ErrorCode::InvalidInput, "the database says too much");
        answer.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

// librpm's name for the database's kind. Errors: InvalidInput where the first bytes are not what it begins with: librpm takes some of these for
// an empty database.
Result<const char *> backendOf(const std::string &directory)
{
    struct Backend
    {
        const char *file;
        const char *name;
        std::string_view magic;
        std::size_t offset;
    };
    static constexpr Backend kBackends[] = {
        {"rpmdb.sqlite", "sqlite", {"SQLite format 3\0", 16}, 0}, {"Packages.db", "ndb", "RpmP", 0}, {"Packages", "bdb_ro", {"\x61\x15\x06\0", 4}, 12}};
    for (const Backend &backend : kBackends) {
        const FileDescriptor file(::open((directory + "/" + backend.file).c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            continue;
        char begin[32] = {};
        const ssize_t size = ::pread(file.get(), begin, sizeof begin, 0);
        if (size < 0)
            return failErrno("reading it", errno);
        if (std::string_view(begin, sizeof begin).substr(backend.offset, backend.magic.size()) != backend.magic)
            return fail(ErrorCode::InvalidInput, std::format("no rpm database of the kind \"{}\"", backend.name));
        return backend.name;
    }
    return fail(ErrorCode::NotFound, "no rpm database");
}

} // namespace

Result<std::vector<ListedPackage>> readRpmDatabase(const std::string &directory, const std::stop_token &stop)
{
    const auto backend = backendOf(directory);
    if (!backend)
        return std::unexpected(backend.error());
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "cancelled");
    if (::geteuid() == 0) // the child reads it as nobody
        (void)!::chown(directory.c_str(), kNobody, kNobody);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return failErrno("making a pipe", errno);
    FileDescriptor reading(ends[0]);
    FileDescriptor writing(ends[1]);
    const pid_t pid = ::fork();
    if (pid < 0)
        return failErrno("starting a process for librpm", errno);
    if (pid == 0) {
        // Nothing of ours is left open but the pipe; what librpm prints goes nowhere. Whoever was started with its standard streams closed
        // has the pipe in their places.
        const int end = ::fcntl(writing.get(), F_DUPFD, 4);
        const int null = ::open("/dev/null", O_RDWR);
        for (int fd = 0; fd < 3; ++fd)
            ::dup2(null, fd);
        ::dup2(end, 3);
        ::close_range(4, ~0U, 0);
        giveUpRights();
        Sender sender(3);
        sendPackages(directory, *backend, sender);
        sender.finish();
        ::_exit(0);
    }
    const Child child(pid);
    writing.reset();
    auto answer = readAnswer(reading.get(), stop);
    if (!answer)
        return std::unexpected(std::move(answer).error());
    return parseAnswer(*answer);
}

} // namespace whittle::slim
