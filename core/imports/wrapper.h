#pragma once

#include <string>
#include <string_view>

namespace whittle::imports {

/// Takes the wrapping of container logs off lines: Docker's json-file ({"log":"…\n","stream":"stderr","time":"…"}), containerd's
/// ("2026-11-26T02:36:19.1Z stderr F …"). Lines that they cut are put together again.
class Unwrapper
{
public:
    enum class Kind { None, Docker, Cri };

    /// By the beginning of a text.
    [[nodiscard]] static Kind detect(std::string_view head);

    explicit Unwrapper(Kind kind) : m_kind(kind) {}

    enum class Outcome { Line, Partial, NotWrapped };
    /// Line: text() is a whole line. Partial: more of it comes with the next one. NotWrapped: the line is none of the wrapper's.
    [[nodiscard]] Outcome take(std::string_view line);
    /// At the end: whether something waits that never got its end.
    [[nodiscard]] bool hasRest() const { return !m_waiting.empty(); }
    [[nodiscard]] std::string_view text() const { return m_text; }
    void takeRest() { m_text = std::move(m_waiting), m_waiting.clear(); }

private:
    Outcome add(bool isEnd);

    Kind m_kind;
    std::string m_piece;
    std::string m_waiting;
    std::string m_text;
};

} // namespace whittle::imports
