#include "cli/progress.h"

#include "base/printable.h"
#include "cli/say.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <format>
#include <print>
#include <utility>

namespace whittle::cli {

namespace {

constexpr int kBarWidth = 20;

std::size_t terminalWidth()
{
    winsize size = {};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 10 ? size.ws_col : 80;
}

} // namespace

ProgressPrinter::ProgressPrinter() : m_terminal(::isatty(STDERR_FILENO) == 1) {}

ProgressPrinter::~ProgressPrinter()
{
    clear();
}

ProgressFn ProgressPrinter::function()
{
    return [this](const Progress &progress) { show(progress); };
}

void ProgressPrinter::clear()
{
    if (std::exchange(m_shown, false))
        std::print(stderr, "\r\033[K");
}

void ProgressPrinter::show(const Progress &progress)
{
    if (!m_terminal) {
        if (progress.step != m_step)
            say("{}", progress.step);
        m_step = progress.step;
        return;
    }
    std::string line;
    if (progress.total > 0) {
        const auto filled = static_cast<int>(std::min(progress.done, progress.total) * kBarWidth / progress.total);
        line = std::format("[{}{}] ", std::string(static_cast<std::size_t>(filled), '#'), std::string(static_cast<std::size_t>(kBarWidth - filled), ' '));
    }
    line += printable(progress.step);
    // A line that wraps could not be taken back.
    if (const std::size_t width = terminalWidth() - 1; line.size() > width)
        line.resize(width);
    std::print(stderr, "\r\033[K{}", line);
    m_shown = true;
}

} // namespace whittle::cli
