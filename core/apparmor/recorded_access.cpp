#include "apparmor/recorded_access.h"

#include "apparmor/file_needs.h"
#include "apparmor/generate.h"
#include "apparmor/recorded_sockets.h"
#include "apparmor/words.h"
#include "syscalls/tables.h"

#include <sys/socket.h>

#include <algorithm>
#include <map>

namespace whittle::apparmor {

namespace {

using std::string_view;

// Of the merged /usr, which nearly all images have.
std::vector<std::string> namesBelowUsr(string_view name)
{
    for (const string_view top : {"/bin/", "/sbin/", "/lib/", "/lib64/", "/lib32/"}) {
        if (name.starts_with(top))
            return {"/usr" + std::string(name)};
    }
    return {};
}

using Key = std::pair<RecordedAccess::Kind, std::string>;

class Collector
{
public:
    explicit Collector(const image::FileIndex *files) : m_files(files) {}

    void add(const trace::Recording &recording)
    {
        const std::span one(&recording, 1);
        for (const auto &[name, why] : usedCapabilities(one, m_files))
            at(RecordedAccess::Kind::Capability, name).why = why;
        for (const trace::Process &process : recording.processes)
            addSocketsOf(process);
        const GatheredFiles gathered = gatherFiles(one, m_files);
        for (const auto &[name, need] : gathered.needs)
            addFile(name, need, gathered.needs);
        m_unresolved |= gathered.unresolved;
        m_incomplete |= !recording.complete;
    }

    RecordedAccesses take()
    {
        RecordedAccesses result;
        for (auto &[key, access] : m_accesses)
            result.list.push_back(std::move(access));
        if (m_incomplete)
            result.notes.emplace_back("a recording is not complete: what came after its end is not in the list");
        if (m_unresolved)
            result.notes.emplace_back("the image was not at hand, so symbolic links were not followed: AppArmor asks about the names that they lead to");
        return result;
    }

private:
    RecordedAccess &at(RecordedAccess::Kind kind, const std::string &name)
    {
        RecordedAccess &access = m_accesses[{kind, name}];
        access.kind = kind;
        access.name = name;
        return access;
    }

    void addFile(const std::string &name, const FileNeed &need, const FileNeeds &all)
    {
        // What was made and never opened stands there as a file and as a directory: it was one of both.
        const auto other = need.created && name.size() > 1 ? all.find(name.ends_with('/') ? name.substr(0, name.size() - 1) : name + "/") : all.end();
        const bool isEither = other != all.end() && other->second.permissions == need.permissions;
        if (isEither && name.ends_with('/'))
            return;
        RecordedAccess &access = at(RecordedAccess::Kind::File, name);
        access.permissions |= need.permissions;
        access.commands.insert(need.commands.begin(), need.commands.end());
        access.otherNames = m_files ? std::vector<std::string>() : namesBelowUsr(name);
        if (isEither)
            access.otherNames.push_back(other->first);
    }

    void addSocketsOf(const trace::Process &process)
    {
        Sockets sockets;
        for (const trace::SyscallUse &use : process.syscalls) {
            const string_view name = syscalls::nameOf(use.abi, use.number);
            if (name == "socket" || name == "socketpair")
                addSockets(use, sockets);
        }
        if (std::ranges::any_of(process.paths, [](const trace::PathUse &use) { return (use.operations & trace::path_operation::kConnect) && use.successes > 0; }))
            sockets.emplace(AF_UNIX, SOCK_STREAM);
        for (const auto &[family, type] : sockets) {
            if (const std::string name = socketName(family, type); !name.empty())
                at(RecordedAccess::Kind::Network, name).commands.insert(process.comm);
        }
    }

    const image::FileIndex *m_files;
    std::map<Key, RecordedAccess> m_accesses;
    bool m_unresolved = false;
    bool m_incomplete = false;
};

// The rule of the permission that says most: executing before writing before reading.
const Rule *ruleOf(const FileDecision &decision, std::uint32_t permissions)
{
    for (std::size_t bit = file_permission::kCount; bit-- > 0;) {
        if ((permissions & (1U << bit)) && decision.rules[bit])
            return decision.rules[bit];
    }
    return nullptr;
}

AccessAnswer fileAnswer(const Access &access, const std::string &name, std::uint32_t permissions)
{
    const FileDecision decision = access.file(name);
    const std::uint32_t missing = permissions & ~decision.allowed;
    if (missing == 0)
        return {true, 0, ruleOf(decision, permissions), false};
    const Rule *denying = ruleOf(decision, missing);
    return {false, missing, denying ? denying : ruleOf(decision, permissions), denying != nullptr};
}

} // namespace

RecordedAccesses recordedAccesses(std::span<const trace::Recording *const> recordings, const image::FileIndex *files)
{
    Collector collector(files);
    for (const trace::Recording *recording : recordings)
        collector.add(*recording);
    return collector.take();
}

AccessAnswer answerOf(const Access &access, const RecordedAccess &recorded)
{
    const auto of = [](const RuleDecision &decision) { return AccessAnswer{decision.allowed, 0, decision.rule, decision.rule && !decision.allowed}; };
    switch (recorded.kind) {
    case RecordedAccess::Kind::Capability: return of(access.decideCapability(recorded.name));
    case RecordedAccess::Kind::Network: {
        const std::size_t blank = recorded.name.find(' ');
        return of(access.decideNetwork(recorded.name.substr(0, blank), recorded.name.substr(blank + 1)));
    }
    case RecordedAccess::Kind::File: break;
    }
    const AccessAnswer answer = fileAnswer(access, recorded.name, recorded.permissions);
    for (const std::string &name : recorded.otherNames) {
        const AccessAnswer other = fileAnswer(access, name, recorded.permissions);
        if (!answer.allowed && (other.allowed || (other.rule && !answer.rule)))
            return other;
    }
    return answer;
}

std::vector<std::pair<std::string, const Profile *>> profilesOf(const Policy &policy)
{
    std::vector<std::pair<std::string, const Profile *>> all;
    const auto add = [&all](const auto &self, const Profile &profile, const std::string &parent) -> void {
        if (!profile.active)
            return;
        const std::string name = parent + profile.name;
        all.emplace_back(name, &profile);
        for (const Profile &child : profile.children)
            self(self, child, name + "//");
    };
    for (const Profile &profile : policy.profiles)
        add(add, profile, {});
    return all;
}

} // namespace whittle::apparmor
