#include "base/standard_streams.h"
#include "cli/command.h"
#include "cli/say.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <poll.h>
#include <print>
#include <pthread.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

using namespace whittle;

void (*oldPipeHandler)(int) = SIG_DFL; // as this program was started

// Turns SIGINT and SIGTERM into a stop request: a thread of its own waits for them, so no code runs in a handler.
class SignalStop
{
public:
    SignalStop()
    {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        sigaddset(&m_signals, SIGHUP);
        sigaddset(&m_signals, SIGUSR2); // our own, to end the thread
        pthread_sigmask(SIG_BLOCK, &m_signals, &m_oldMask);
        m_thread = std::thread([this] {
            for (;;) {
                int number = 0;
                if (sigwait(&m_signals, &number) != 0 || number == SIGUSR2)
                    return;
                // A second signal does not wait for an orderly end.
                if (m_source.stop_requested())
                    _exit(128 + number);
                m_source.request_stop();
            }
        });
    }
    ~SignalStop()
    {
        pthread_kill(m_thread.native_handle(), SIGUSR2);
        m_thread.join();
        pthread_sigmask(SIG_SETMASK, &m_oldMask, nullptr);
    }
    SignalStop(const SignalStop &) = delete;
    SignalStop &operator=(const SignalStop &) = delete;
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    sigset_t m_signals{};
    sigset_t m_oldMask{};
    std::stop_source m_source;
    std::thread m_thread;
};

// Nobody reading on ("… | head") ends a program without a word, as it does every other.
void endIfUnread(int error)
{
    pollfd output{STDOUT_FILENO, 0, 0};
    if (error != EPIPE || ::poll(&output, 1, 0) != 1 || (output.revents & POLLERR) == 0)
        return;
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
}

int outputFailed(int error)
{
    endIfUnread(error);
    cli::say("writing standard output: {}", std::generic_category().message(error));
    return cli::kFailed;
}

int run(int argc, char **argv)
{
    CLI::App app("Whittle cuts a container down to what it needs and shows why.", "whittle-cli");
    app.set_version_flag("--version", "whittle " WHITTLE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    cli::Context context;
    app.add_option("--engine", context.engineUrl, "Container engine: unix:///path/to/socket, or podman for a private one (default: DOCKER_HOST, the usual sockets, a private Podman)");

    cli::Run chosen;
    cli::Registry registry{app, [&chosen](CLI::App *command, cli::Run runCommand) {
        command->callback([&chosen, runCommand = std::move(runCommand)] { chosen = runCommand; });
    }};
    cli::addBuild(registry);
    cli::addCapabilities(registry);
    cli::addCheck(registry);
    cli::addCompat(registry);
    cli::addDecide(registry);
    cli::addReplay(registry);
    cli::addPropose(registry);
    cli::addDiff(registry);
    cli::addDoctor(registry);
    cli::addExport(registry);
    cli::addImage(registry);
    cli::addImport(registry);
    cli::addMerge(registry);
    cli::addMinimise(registry);
    cli::addRecord(registry);
    cli::addRun(registry);
    cli::addVerify(registry);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        const int code = app.exit(success);
        return std::cout.flush() ? code : outputFailed(errno);
    } catch (const CLI::ParseError &error) {
        // CLI11 asks for a command where a word is there that is none.
        if (argc == 1)
            cli::say("give a command; whittle-cli --help lists them");
        else if (app.get_subcommands().empty() && argv[1][0] != '-')
            cli::say("there is no command \"{}\"; whittle-cli --help lists them", argv[1]);
        else
            cli::say("{}", error.what());
        return cli::kFailed;
    }

    std::optional<SignalStop> signals(std::in_place);
    context.stop = signals->token();
    context.releaseSignals = [&signals] {
        signals.reset();
        std::signal(SIGPIPE, oldPipeHandler);
    };
    const cli::Outcome outcome = chosen(context);
    if (!outcome) {
        endIfUnread(outcome.error().systemErrno);
        cli::say("{}", outcome.error().message);
        return cli::kFailed;
    }
    // What is still buffered may not fit on the disk.
    if (std::fflush(stdout) != 0)
        return outputFailed(errno);
    return *outcome;
}

} // namespace

int main(int argc, char **argv)
{
    whittle::holdStandardStreams();
    // A closed pipe is an error of write(), not the end of a program that has containers to remove.
    oldPipeHandler = std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception &error) {
        // std::print says EIO, whatever the reason was.
        const int reason = errno;
        if (std::ferror(stdout))
            return outputFailed(reason);
        cli::say("internal error: {}", error.what());
        return cli::kFailed;
    }
}
