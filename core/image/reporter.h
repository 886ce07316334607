#pragma once

#include "base/progress.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace whittle::image {

/// Passes reports on, at most ten times a second.
class Reporter
{
public:
    explicit Reporter(const ProgressFn &report) : m_report(report) {}

    void operator()(const std::string &step, std::uint64_t done, std::uint64_t total)
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_report || (now < m_next && done != total))
            return;
        m_next = now + std::chrono::milliseconds(100);
        m_report({step, done, total});
    }

private:
    const ProgressFn &m_report;
    std::chrono::steady_clock::time_point m_next;
};

} // namespace whittle::image
