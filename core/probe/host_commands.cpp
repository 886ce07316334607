#include "base/file_descriptor.h"
#include "base/sha256.h"
#include "base/subprocess.h"
#include "probe/probe.h"
#include "probe/tcp_probe.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <format>

namespace whittle::probe {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kKeptOutput = std::size_t{1} << 20;

} // namespace

Result<std::vector<Answer>> runHostCommands(const std::vector<Endpoint> &endpoints, const ProbeOptions &options, std::stop_token stop, const ProgressFn &report)
{
    std::vector<Answer> answers;
    const auto began = Clock::now();
    // Without HTTP probes before them the commands still find the program ready, where it has a port to tell that by.
    if (!options.http && !options.hostCommands.empty())
        if (const auto ready = waitForListeners(endpoints, options, stop, report); !ready)
            return std::unexpected(ready.error());
    std::vector<std::string> environment;
    if (!endpoints.empty())
        environment.push_back("WHITTLE_HOST=" + endpoints.front().host);
    for (const Endpoint &endpoint : endpoints)
        environment.push_back(std::format("WHITTLE_PORT_{}={}", endpoint.containerPort, endpoint.port));
    for (const std::string &command : options.hostCommands) {
        if (report)
            report({command, answers.size(), options.hostCommands.size()});
        Answer answer;
        answer.result.probe = command;
        answer.result.startNs = std::chrono::nanoseconds(Clock::now() - began).count();
        const FileDescriptor output(::memfd_create("probe", MFD_CLOEXEC));
        if (!output)
            return failErrno("making a buffer for a command's output", errno);
        auto process = Subprocess::start({.command = {"/bin/sh", "-c", command}, .environment = environment, .output = output.get()});
        if (!process)
            return std::unexpected(process.error());
        const auto end = process->wait(kCommandTimeout, stop);
        if (!end)
            return std::unexpected(end.error());
        answer.result.status = *end ? (*end)->status : -1;
        answer.result.passed = *end && (*end)->status == 0;
        answer.body.resize(kKeptOutput);
        const ssize_t got = ::pread(output.get(), answer.body.data(), answer.body.size(), 0);
        answer.body.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        answer.result.bytes = answer.body.size();
        answer.result.bodyDigest = sha256Digest(answer.body);
        if (!*end)
            answer.result.detail = std::format("did not end within {} s", kCommandTimeout.count());
        else if (!answer.result.passed)
            answer.result.detail = std::format("exit status {}{}", answer.result.status, answer.body.empty() ? "" : ": " + inQuotes(answer.body));
        answer.result.endNs = std::chrono::nanoseconds(Clock::now() - began).count();
        answers.push_back(std::move(answer));
    }
    return answers;
}

} // namespace whittle::probe
