#include "probe/probe.h"

#include "base/stop_event.h"
#include "probe/http_probe.h"
#include "probe/links.h"
#include "probe/tcp_probe.h"

#include <poll.h>

#include <algorithm>
#include <deque>
#include <format>
#include <set>

namespace whittle::probe {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kMoreAfterFirst = 5s; // for the other ports, once one answers
constexpr std::size_t kLinksPerPage = 200;

// False when stop was requested meanwhile.
bool sleepFor(std::chrono::milliseconds time, const std::stop_token &stop)
{
    const StopEvent stopped(stop);
    pollfd waiting = {stopped.fd(), POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(time.count())) <= 0;
}

// The steps of one call of runHttpProbes().
class Session
{
public:
    Session(const ProbeOptions &options, std::stop_token stop, const ProgressFn &report) : m_options(options), m_stop(std::move(stop)), m_report(report)
    {
        m_requests = options.requests;
        if (m_requests.empty())
            m_requests.emplace_back();
    }

    Result<std::vector<Answer>> run(std::vector<Endpoint> endpoints)
    {
        std::ranges::sort(endpoints, {}, &Endpoint::containerPort);
        auto listening = waitForListeners(endpoints, m_options, m_stop, m_report);
        if (!listening)
            return std::unexpected(listening.error());
        if (listening->empty()) {
            for (const Endpoint &endpoint : endpoints)
                addTcp(endpoint, false, std::format("nothing listened within {} s", m_options.readiness.count()));
            return std::move(m_answers);
        }
        bool anyHttp = false;
        std::vector<std::pair<Endpoint, std::string>> others; // endpoints that speak something else, and what
        for (const Endpoint &endpoint : *listening) {
            std::string spoken;
            const auto http = probeEndpoint(endpoint, spoken);
            if (!http)
                return std::unexpected(http.error());
            anyHttp |= *http;
            if (!*http)
                others.emplace_back(endpoint, spoken);
        }
        const bool httpExpected = !m_options.requests.empty() && !anyHttp;
        for (const auto &[endpoint, spoken] : others)
            addTcp(endpoint, !httpExpected, "accepts connections and does not speak HTTP: " + spoken);
        for (const HttpProbe &probe : m_options.requests)
            if (probe.port && std::ranges::none_of(*listening, [&](const Endpoint &endpoint) { return endpoint.containerPort == *probe.port; })) {
                Answer &answer = m_answers.emplace_back();
                answer.containerPort = *probe.port;
                answer.result = {.probe = std::format("{} :{} {}", probe.method, *probe.port, probe.path), .detail = "nothing listens on this port, or it is not published"};
                stamp(answer.result, Clock::now());
            }
        return std::move(m_answers);
    }

private:
    // True when it speaks http or https. spoken: what it said instead.
    Result<bool> probeEndpoint(const Endpoint &endpoint, std::string &spoken)
    {
        const auto before = static_cast<std::ptrdiff_t>(m_answers.size());
        const auto http = probeScheme(endpoint, Scheme::Http, spoken);
        if (!http)
            return std::unexpected(http.error());
        // Servers answer a plain request to a TLS port with 400, if at all; a port with other answers does not speak both, and a program
        // that waits for the end of a line would keep us waiting.
        if (*http && std::any_of(m_answers.begin() + before, m_answers.end(), [](const Answer &answer) { return answer.result.status != 400; }))
            return true;
        if (!*http) {
            const auto said = askOnce(endpoint, "GET / HTTP/1.1\r\n\r\n", m_stop);
            if (!said)
                return std::unexpected(said.error());
            if (!said->empty())
                spoken = "it said " + inQuotes(*said);
            // An answer in the clear that is no record of TLS (alert or handshake) settles that, too; asking would take seconds.
            if (!said->empty() && said->front() != 0x15 && said->front() != 0x16)
                return false;
        }
        std::string ignored;
        const auto https = probeScheme(endpoint, Scheme::Https, ignored);
        if (!https)
            return std::unexpected(https.error());
        return *http || *https;
    }

    Result<bool> probeScheme(const Endpoint &endpoint, Scheme scheme, std::string &detail)
    {
        bool known = false; // that it speaks this scheme
        for (const HttpProbe &probe : m_requests) {
            if (probe.port && *probe.port != endpoint.containerPort)
                continue;
            say(probeName(endpoint, scheme, probe));
            const auto start = Clock::now();
            auto result = ask(endpoint, scheme, probe, !known);
            if (!result)
                return std::unexpected(result.error());
            if (!known && result->outcome != Outcome::Answered) {
                detail = result->answer.result.detail;
                return false;
            }
            known = true;
            keep(std::move(result->answer), start);
        }
        if (known && m_options.crawl)
            if (const auto done = crawl(endpoint, scheme); !done)
                return std::unexpected(done.error());
        return known;
    }

    // The first request of an endpoint is repeated while the program is still getting ready behind its open port.
    Result<HttpResult> ask(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe, bool first)
    {
        const auto deadline = Clock::now() + m_options.readiness;
        auto pause = 200ms;
        for (int attempt = 0;; ++attempt) {
            auto result = m_prober.run(endpoint, scheme, probe, m_stop);
            if (!result || !first)
                return result;
            const int status = result->answer.result.status;
            const bool startingUp = result->outcome == Outcome::Answered && status >= 502 && status <= 504 && probe.expectedStatus != status;
            const bool dropped = (result->outcome == Outcome::NoAnswer || result->outcome == Outcome::Failed) && attempt < 3 && Clock::now() - deadline + m_options.readiness < 5s;
            if ((!startingUp && !dropped) || Clock::now() >= deadline)
                return result;
            if (!sleepFor(pause, m_stop))
                return fail(ErrorCode::Cancelled, "cancelled");
            pause = std::min(pause * 3 / 2, 2000ms);
        }
    }

    // Breadth first from "/" and the paths that were asked for; every page once.
    Result<> crawl(const Endpoint &endpoint, Scheme scheme)
    {
        struct Page
        {
            std::string path;
            int depth;
        };
        std::deque<Page> queue;
        std::set<std::string> seen;
        const auto enqueue = [&](const std::string &path, int depth) {
            if (depth <= m_options.crawlDepth && seen.insert(path).second)
                queue.push_back({path, depth});
        };
        enqueue("/", 0);
        std::set<std::string> asked; // already among the answers
        for (const HttpProbe &probe : m_requests)
            if (probe.method == "GET" && (!probe.port || *probe.port == endpoint.containerPort)) {
                enqueue(probe.path, 0);
                if (probe.headers.empty())
                    asked.insert(probe.path);
            }
        for (int pages = 0; !queue.empty() && pages < m_options.crawlPages; ++pages) {
            const Page page = std::move(queue.front());
            queue.pop_front();
            const HttpProbe probe{.path = page.path};
            say(probeName(endpoint, scheme, probe));
            const auto start = Clock::now();
            auto result = m_prober.run(endpoint, scheme, probe, m_stop);
            if (!result)
                return std::unexpected(result.error());
            const auto type = std::ranges::find(result->answer.headers, "content-type", &std::pair<std::string, std::string>::first);
            const bool html = type != result->answer.headers.end() && (type->second.contains("text/html") || type->second.contains("application/xhtml"));
            if (html)
                for (const std::string &link : linksOf(result->answer.body, kLinksPerPage))
                    if (const std::string path = pathOfLink(result->url, link); !path.empty())
                        enqueue(path, page.depth + 1);
            if (!asked.contains(page.path))
                keep(std::move(result->answer), start);
        }
        return {};
    }

    void stamp(trace::ProbeResult &result, Clock::time_point start) const
    {
        result.startNs = std::chrono::nanoseconds(start - m_start).count();
        result.endNs = std::chrono::nanoseconds(Clock::now() - m_start).count();
    }
    void keep(Answer answer, Clock::time_point start)
    {
        stamp(answer.result, start);
        m_answers.push_back(std::move(answer));
    }
    void addTcp(const Endpoint &endpoint, bool passed, std::string detail)
    {
        Answer answer;
        answer.containerPort = endpoint.containerPort;
        answer.result.probe = std::format("TCP :{}", endpoint.containerPort);
        answer.result.passed = passed;
        answer.result.detail = std::move(detail);
        keep(std::move(answer), Clock::now());
    }
    void say(const std::string &step)
    {
        if (m_report && (m_reported == Clock::time_point() || Clock::now() - m_reported > 100ms)) {
            m_reported = Clock::now();
            m_report({step, m_answers.size(), 0});
        }
    }

    const ProbeOptions &m_options;
    std::stop_token m_stop;
    const ProgressFn &m_report;
    std::vector<HttpProbe> m_requests;
    HttpProber m_prober;
    std::vector<Answer> m_answers;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_reported;
};

} // namespace

Result<std::vector<Endpoint>> waitForListeners(std::vector<Endpoint> waiting, const ProbeOptions &options, std::stop_token stop, const ProgressFn &report)
{
    std::vector<Endpoint> listening;
    auto deadline = Clock::now() + options.readiness;
    auto pause = 50ms;
    if (report && !waiting.empty())
        report({std::format("waiting for port {}", waiting.front().containerPort), 0, 0});
    while (!waiting.empty()) {
        for (auto endpoint = waiting.begin(); endpoint != waiting.end();) {
            const auto listener = tryConnect(*endpoint, stop);
            if (!listener)
                return std::unexpected(listener.error());
            if (!listener->listening) {
                ++endpoint;
                continue;
            }
            if (listening.empty())
                deadline = std::min(deadline, Clock::now() + kMoreAfterFirst);
            listening.push_back(*endpoint);
            endpoint = waiting.erase(endpoint);
        }
        if (waiting.empty() || Clock::now() >= deadline)
            break;
        if (!sleepFor(pause, stop))
            return fail(ErrorCode::Cancelled, "cancelled");
        pause = std::min(pause * 3 / 2, 1000ms);
    }
    std::ranges::sort(listening, {}, &Endpoint::containerPort);
    return listening;
}

Result<std::vector<Answer>> runHttpProbes(const std::vector<Endpoint> &endpoints, const ProbeOptions &options, std::stop_token stop, const ProgressFn &report)
{
    if (endpoints.empty())
        return std::vector<Answer>();
    return Session(options, std::move(stop), report).run(endpoints);
}

} // namespace whittle::probe
