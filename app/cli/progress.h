#pragma once

#include "base/progress.h"

namespace whittle::cli {

/// Shows progress on standard error: in one line that changes on a terminal, as plain lines (each step once) elsewhere.
class ProgressPrinter
{
public:
    ProgressPrinter();
    ~ProgressPrinter(); // takes the line away
    ProgressPrinter(const ProgressPrinter &) = delete;
    ProgressPrinter &operator=(const ProgressPrinter &) = delete;

    /// Valid as long as the object lives.
    [[nodiscard]] ProgressFn function();
    /// Takes the line off the terminal, before other text is printed.
    void clear();

private:
    void show(const Progress &progress);

    bool m_terminal;
    bool m_shown = false;
    std::string m_step;
};

} // namespace whittle::cli
