#include "exports/exporters.h"

#include "base/printable.h"
#include "exports/log_variant.h"
#include "exports/plain_profile.h"
#include "profile/architecture.h"
#include "profile/libseccomp_names.h"

#include <algorithm>
#include <array>
#include <format>

// A program that makes the same filter with libseccomp that the target's runtime would make, instruction for instruction, and runs another
// program under it. Interfaces: seccomp(3) of libseccomp 2.5 and later, seccomp(2).
namespace whittle::exports {

namespace {

using profile::Action;

constexpr std::size_t kColumns = 110;
// As compile() does it, and runc.
constexpr std::size_t kTreeAboveNames = 32;

// A text inside a C comment.
std::string commentText(std::string_view text)
{
    std::string safe = printable(text);
    for (std::size_t at = safe.find("*/"); at != std::string::npos; at = safe.find("*/", at))
        safe.replace(at, 2, "* /");
    return safe;
}

// A name inside a C string.
std::string cString(std::string_view text)
{
    std::string literal = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '?')
            literal += std::format("\\{:03o}", byte);
        else
            literal += c;
    }
    return literal + '"';
}

std::string cAction(Action action, std::optional<std::uint32_t> errnoRet)
{
    const std::uint32_t data = errnoRet.value_or(1) & 0xffffU;
    switch (action) {
    case Action::Errno: return std::format("SCMP_ACT_ERRNO({})", data);
    case Action::Trace: return std::format("SCMP_ACT_TRACE({})", data);
    case Action::Kill: return "SCMP_ACT_KILL_THREAD";
    default: return std::string(profile::actionName(action));
    }
}

constexpr std::string_view kHeadText = R"(#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct rule {
    uint32_t action;
    const char *const *names;
    unsigned count; /* of the conditions */
    struct scmp_arg_cmp conditions[6];
};

)";

constexpr std::string_view kTailText = R"(
static int add_rules(scmp_filter_ctx ctx)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; ++i) {
        const struct rule *rule = &rules[i];
        if (rule->names == NULL)
            continue;
        for (const char *const *name = rule->names; *name; ++name) {
            int number = seccomp_syscall_resolve_name(*name);
            if (number == __NR_SCMP_ERROR)
                continue; /* this libseccomp does not know it: passed over, as container runtimes do */
            int error = seccomp_rule_add_array(ctx, rule->action, number, rule->count, rule->conditions);
            if (error != 0) {
                fprintf(stderr, "%s: %s\n", *name, strerror(-error));
                return error;
            }
        }
    }
    return 0;
}

/* The whole program in fresh memory, NULL with a message on failure. */
static struct sock_filter *make_filter(size_t *length)
{
    struct sock_filter *program = NULL;
    size_t size = 0;
    scmp_filter_ctx ctx = seccomp_init(DEFAULT_ACTION);
    if (ctx == NULL) {
        fputs("seccomp_init failed\n", stderr);
        return NULL;
    }
    if (BINARY_TREE)
        seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    if (MACHINE != seccomp_arch_native()) {
        seccomp_arch_add(ctx, MACHINE);
        seccomp_arch_remove(ctx, SCMP_ARCH_NATIVE);
    }
    for (size_t i = 0; i < sizeof architectures / sizeof *architectures; ++i) {
        int error = seccomp_arch_add(ctx, architectures[i]);
        if (error != 0 && error != -EEXIST) {
            fprintf(stderr, "architecture %#x: %s\n", architectures[i], strerror(-error));
            goto done;
        }
    }
    if (add_rules(ctx) != 0)
        goto done;
    if (seccomp_export_bpf_mem(ctx, NULL, &size) != 0) {
        fputs("seccomp_export_bpf_mem failed\n", stderr);
        goto done;
    }
    program = malloc(STUB_LENGTH * sizeof *program + size);
    if (program == NULL) {
        perror("malloc");
        goto done;
    }
    memcpy(program, stub, STUB_LENGTH * sizeof *program);
    if (seccomp_export_bpf_mem(ctx, program + STUB_LENGTH, &size) != 0) {
        fputs("seccomp_export_bpf_mem failed\n", stderr);
        free(program);
        program = NULL;
        goto done;
    }
    *length = STUB_LENGTH + size / sizeof *program;
done:
    seccomp_release(ctx);
    return program;
}

static int write_filter(const char *path, const struct sock_filter *program, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    int failed = fwrite(program, sizeof *program, length, file) != length;
    if (fclose(file) != 0 || failed) {
        perror(path);
        return 1;
    }
    return 0;
}

/* For programs that want to confine themselves: call it late, before work begins. */
int load_filter(void)
{
    size_t length = 0;
    if (MACHINE != seccomp_arch_native()) {
        fputs("this filter is for another kind of machine\n", stderr);
        return -1;
    }
    struct sock_filter *instructions = make_filter(&length);
    if (instructions == NULL)
        return -1;
    struct sock_fprog program = {(unsigned short)length, instructions};
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, FILTER_FLAGS, &program);
    if (result != 0 && errno == EINVAL && FILTER_FLAGS != 0)
        result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
    if (result != 0 && errno == EACCES && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, FILTER_FLAGS, &program);
    if (result != 0)
        perror("seccomp");
    free(instructions);
    return result == 0 ? 0 : -1;
}

int main(int argc, char **argv)
{
    if (argc < 2 || (strcmp(argv[1], "--write") == 0 && argc != 3)) {
        fprintf(stderr, "usage: %s PROGRAM [ARGUMENT...]\n       %s --write FILE\n", argv[0], argv[0]);
        return 2;
    }
    if (strcmp(argv[1], "--write") == 0) {
        size_t length = 0;
        struct sock_filter *program = make_filter(&length);
        if (program == NULL)
            return 1;
        int status = write_filter(argv[2], program, length);
        free(program);
        return status;
    }
    if (load_filter() != 0)
        return 126;
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 127;
}
)";

std::string namesTable(std::size_t index, const std::vector<std::string> &names)
{
    std::string text = std::format("static const char *const names_{}[] = {{\n", index);
    std::string line = "   ";
    for (const std::string &name : names) {
        const std::string word = " " + cString(name) + ",";
        if (line.size() + word.size() > kColumns) {
            text += line + "\n";
            line = "   ";
        }
        line += word;
    }
    return text + line + " NULL,\n};\n";
}

struct RuleTables
{
    std::string names;
    std::string rules;
    std::size_t nameCount = 0; // of all rules, as compile() counts them
};

RuleTables ruleTables(const profile::Profile &plain, const profile::Target &target)
{
    RuleTables tables;
    const std::string standard = cAction(*plain.defaultAction, plain.defaultErrnoRet);
    std::size_t index = 0;
    for (const profile::Rule &rule : plain.rules) {
        tables.nameCount += rule.names.size();
        const std::string action = cAction(rule.action, rule.errnoRet);
        std::vector<std::string> names;
        std::ranges::copy_if(rule.names, std::back_inserter(names), [&](const std::string &name) { return profile::libseccompKnows(target.libseccomp, name); });
        // libseccomp takes no rule that repeats the default action; runtimes leave it out.
        if (action == standard || names.empty())
            continue;
        tables.names += namesTable(index, names);
        std::string conditions;
        for (const profile::ArgumentCondition &condition : rule.args)
            conditions += std::format("{}{{{}, {}, UINT64_C({:#x}), UINT64_C({:#x})}}", conditions.empty() ? "" : ", ", condition.index,
                                      profile::operatorName(condition.op), condition.value, condition.valueTwo);
        tables.rules += std::format("    {{{}, names_{}, {}, {{{}}}}},\n", action, index, rule.args.size(), conditions.empty() ? "{0, SCMP_CMP_EQ, 0, 0}" : conditions);
        ++index;
    }
    if (tables.rules.empty())
        tables.rules = "    {DEFAULT_ACTION, NULL, 0, {{0, SCMP_CMP_EQ, 0, 0}}}, /* the default action says it all */\n";
    return tables;
}

std::string stubTable(std::span<const bpf::Instruction> stub)
{
    std::string text;
    if (stub.empty())
        return "#define STUB_LENGTH 0\nstatic const struct sock_filter stub[] = {{0, 0, 0, 0}};\n";
    text += "/* What runc puts in front: ENOSYS for calls that are newer than every one that the profile names. */\n";
    text += std::format("#define STUB_LENGTH {}\nstatic const struct sock_filter stub[STUB_LENGTH] = {{\n", stub.size());
    for (const bpf::Instruction &instruction : stub)
        text += std::format("    {{{:#06x}, {}, {}, {:#010x}}},\n", instruction.code, instruction.jumpTrue, instruction.jumpFalse, instruction.k);
    return text + "};\n";
}

std::string flagWords(const profile::Profile &profile, std::vector<Loss> &losses)
{
    // Runtimes that are told no flags set this one.
    if (!profile.flags)
        return "SECCOMP_FILTER_FLAG_SPEC_ALLOW";
    std::string words;
    for (const std::string &flag : *profile.flags) {
        if (flag == "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV")
            losses.push_back({flag + " needs a listener, which the program has none of", {}});
        else
            words += (words.empty() ? "" : " | ") + flag;
    }
    return words.empty() ? "0" : words.contains('|') ? "(" + words + ")" : words;
}

Result<Exported> writeCProgram(const Request &request)
{
    const auto plain = plainProfileWithStub(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{{}, {}, plain->notes};
    exported.losses = decisionLosses(plain->profile, request.target.architecture, deciderOf(plain->filter), withoutListener(plain->filter));
    const RuleTables tables = ruleTables(plain->profile, request.target);
    const std::string flags = flagWords(plain->profile, exported.losses);
    const std::string name = commentText(request.name);

    std::string &text = exported.content;
    text = std::format("/* {0}: a seccomp filter for {1}, made by Whittle {2}.\n *\n"
                       " * Build: gcc -std=gnu11 -o filter THIS-FILE -lseccomp\n"
                       " * Use:   ./filter PROGRAM [ARGUMENT...]   runs the program under the filter\n"
                       " *        ./filter --write FILE            writes its instructions, as bwrap --seccomp takes them\n"
                       " */\n",
                       name, abiName(request.target.architecture), WHITTLE_VERSION);
    text += kHeadText;
    text += std::format("#define MACHINE {}\n#define DEFAULT_ACTION {}\n#define FILTER_FLAGS {}\n#define BINARY_TREE {} /* fewer steps for long lists */\n\n",
                        profile::architectureOf(request.target.architecture).ociName, cAction(*plain->profile.defaultAction, plain->profile.defaultErrnoRet), flags,
                        tables.nameCount > kTreeAboveNames ? 1 : 0);
    text += "static const uint32_t architectures[] = {MACHINE";
    for (const std::string &architecture : plain->profile.architectures)
        text += ", " + architecture;
    text += "};\n\n" + tables.names + "\nstatic const struct rule rules[] = {\n" + tables.rules + "};\n\n";
    text += stubTable(plain->filter.program().first(plain->stub));
    text += kTailText;
    return exported;
}

} // namespace

Exporter cProgramExporter()
{
    return {{.id = "c",
             .title = "C program with libseccomp",
             .description = "C source that makes the same filter with libseccomp, loads it, and runs a program under it or writes its instructions",
             .sources = {Source::Profile},
             .suffix = ".c",
             .syntax = "C",
             .options = {logOption()},
             .limits = {"A listener: calls that one would be asked about are answered with ENOSYS."}},
            writeCProgram};
}

} // namespace whittle::exports
