#include "models/jsoncompletion.h"

#include "formats/seccomp_members.h"
#include "models/jsoncontext.h"
#include "models/rulewords.h"
#include "models/syscallrow.h"
#include "profile/architecture.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <cstring>
#include <span>

namespace whittle::app {
namespace {

constexpr int kLastErrno = 133;
constexpr std::array kActions = {profile::Action::Allow, profile::Action::Errno, profile::Action::Log, profile::Action::KillProcess, profile::Action::KillThread,
    profile::Action::Trap, profile::Action::Trace, profile::Action::Notify};
constexpr std::array kOperators = {profile::Operator::EQ, profile::Operator::NE, profile::Operator::LT, profile::Operator::LE, profile::Operator::GE,
    profile::Operator::GT, profile::Operator::MaskedEq};
constexpr std::array kArchitectures = {"SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32", "SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM", "SCMP_ARCH_PPC64LE",
    "SCMP_ARCH_S390X", "SCMP_ARCH_RISCV64", "SCMP_ARCH_LOONGARCH64", "SCMP_ARCH_MIPSEL64"};
constexpr std::array kFlags = {"SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"};

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

class Finder
{
public:
    Finder(const QString &document, const JsonContext &context, Abi abi) : m_document(document), m_context(context), m_abi(abi) {}

    std::vector<Completion> find()
    {
        switch (m_context.where) {
        case JsonContext::Where::Key:
            members();
            break;
        case JsonContext::Where::String:
            strings();
            break;
        case JsonContext::Where::Bare:
            numbers();
            break;
        case JsonContext::Where::Nowhere:
            break;
        }
        return std::move(m_found);
    }

private:
    void add(const QString &word, const QString &detail = {}) { m_found.push_back({word, word, detail}); }

    template <std::size_t N>
    void addMembers(const std::array<std::string_view, N> &names)
    {
        for (const auto name : names)
            add(text(name));
    }

    void members()
    {
        const QString in = m_context.path.isEmpty() ? QString() : m_context.path.constLast();
        if (in.isEmpty() || in == QLatin1StringView("seccomp"))
            addMembers(formats::member::kProfile);
        else if (in == QLatin1StringView("syscalls"))
            addMembers(formats::member::kRule);
        else if (in == QLatin1StringView("args"))
            addMembers(formats::member::kArgument);
        else if (in == QLatin1StringView("includes") || in == QLatin1StringView("excludes"))
            addMembers(formats::member::kConditions);
        else if (in == QLatin1StringView("archMap"))
            addMembers(formats::member::kArchitectureMap);
    }

    void strings()
    {
        const QString &key = m_context.key;
        if (key == QLatin1StringView("names") || key == QLatin1StringView("name")) {
            for (const auto &syscall : syscalls::Catalogue::builtIn().all())
                //: %1 is a risk level
                add(QString::fromStdString(syscall.name), QCoreApplication::translate("whittle::app::JsonCompletion", "%1 risk").arg(words::risk(syscall.risk)));
        } else if (key == QLatin1StringView("action") || key == QLatin1StringView("defaultAction")) {
            for (const auto action : kActions)
                add(text(profile::actionName(action)), words::decision({action, 1}));
        } else if (key == QLatin1StringView("op")) {
            for (const auto op : kOperators)
                add(text(profile::operatorName(op)), words::operatorChoice(op));
        } else if (key == QLatin1StringView("caps")) {
            for (const auto name : profile::allCapabilities())
                add(text(name));
        } else if (key == QLatin1StringView("arches")) {
            for (const char *name : kArchitectures)
                if (const auto *architecture = profile::findArchitecture(name))
                    add(text(architecture->goName), QLatin1StringView(name));
        } else if (key == QLatin1StringView("architectures") || key == QLatin1StringView("architecture") || key == QLatin1StringView("subArchitectures")) {
            for (const char *name : kArchitectures)
                if (profile::findArchitecture(name))
                    add(QLatin1StringView(name));
        } else if (key == QLatin1StringView("flags")) {
            for (const char *name : kFlags)
                add(QLatin1StringView(name));
        } else if (key == QLatin1StringView("errno") || key == QLatin1StringView("defaultErrno")) {
            for (int number = 1; number <= kLastErrno; ++number)
                if (const char *name = strerrorname_np(number))
                    add(QLatin1StringView(name), QString::number(number));
        }
    }

    void numbers()
    {
        const QString &key = m_context.key;
        if (key == QLatin1StringView("errnoRet") || key == QLatin1StringView("defaultErrnoRet")) {
            for (int number = 1; number <= kLastErrno; ++number)
                if (const char *name = strerrorname_np(number))
                    m_found.push_back({QLatin1StringView(name), QString::number(number), QString::number(number)});
        } else if (key == QLatin1StringView("value") || key == QLatin1StringView("valueTwo")) {
            constants();
        } else if (key == QLatin1StringView("index")) {
            if (const auto *syscall = ruleSyscall()) {
                const auto arguments = syscall->argumentsOn(m_abi);
                for (unsigned index = 0; index < arguments.size(); ++index)
                    m_found.push_back({QString::fromStdString(arguments[index].name), QString::number(index), words::argument(*syscall, m_abi, index)});
            }
        }
    }

    void constants()
    {
        const auto *syscall = ruleSyscall();
        if (!syscall || m_context.objects.empty())
            return;
        const int begin = m_context.objects.back();
        static const QRegularExpression kIndex(QStringLiteral("\"index\"\\s*:\\s*([0-9]+)"));
        const auto match = kIndex.match(m_document.mid(begin, endOfBracket(m_document, begin) - begin));
        const auto *set = words::constantsOf(*syscall, m_abi, match.hasMatch() ? match.captured(1).toUInt() : 0);
        if (!set)
            return;
        for (const auto &constant : set->values) {
            const auto value = constant.on(m_abi);
            if (value)
                m_found.push_back({QString::fromStdString(constant.name), QString::number(static_cast<qulonglong>(*value)), QString::number(static_cast<qulonglong>(*value))});
        }
    }

    /// The first known syscall of the rule around the place.
    const syscalls::Syscall *ruleSyscall() const
    {
        if (m_context.objects.size() < 2)
            return nullptr;
        const int begin = m_context.objects[m_context.objects.size() - 2];
        const QString rule = m_document.mid(begin, endOfBracket(m_document, begin) - begin);
        static const QRegularExpression kNames(QStringLiteral("\"names?\"\\s*:\\s*(\\[[^\\]]*\\]|\"[^\"]*\")"));
        static const QRegularExpression kWord(QStringLiteral("\"([^\"]*)\""));
        const auto names = kNames.match(rule);
        if (!names.hasMatch())
            return nullptr;
        auto each = kWord.globalMatch(names.captured(1));
        while (each.hasNext())
            if (const auto *syscall = syscalls::Catalogue::builtIn().find(each.next().captured(1).toStdString()))
                return syscall;
        return nullptr;
    }

    const QString &m_document;
    const JsonContext &m_context;
    Abi m_abi;
    std::vector<Completion> m_found;
};

} // namespace

std::vector<Completion> completionsAt(const QString &text, const JsonContext &context, Abi abi)
{
    return Finder(text, context, abi).find();
}

} // namespace whittle::app
