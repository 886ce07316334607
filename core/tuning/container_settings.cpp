#include "tuning/container_settings.h"

#include "base/printable.h"

#include <charconv>
#include <format>
#include <limits>

namespace whittle::tuning {

namespace {

template <class Number>
std::optional<Number> wholeNumberOf(std::string_view text, int base = 10)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return number;
}

// "64m", as mount(8) reads it.
std::optional<std::uint64_t> sizeOf(std::string_view text)
{
    unsigned shift = 0;
    if (!text.empty()) {
        switch (text.back()) {
        case 'k': case 'K': shift = 10; break;
        case 'm': case 'M': shift = 20; break;
        case 'g': case 'G': shift = 30; break;
        default: break;
        }
    }
    if (shift != 0)
        text.remove_suffix(1);
    const auto number = wholeNumberOf<std::uint64_t>(text);
    if (!number || *number > (std::numeric_limits<std::uint64_t>::max() >> shift))
        return std::nullopt;
    return *number << shift;
}

} // namespace

Result<Tmpfs> parseTmpfs(std::string_view text)
{
    Tmpfs tmpfs;
    const std::size_t colon = text.find(':');
    tmpfs.path = text.substr(0, colon);
    if (!tmpfs.path.starts_with('/') || tmpfs.path.contains('\n') || tmpfs.path.contains('\0'))
        return fail(ErrorCode::InvalidInput, std::format("a tmpfs needs an absolute path: \"{}\"", printable(tmpfs.path)));
    std::string_view rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        if (word == "exec" || word == "noexec") {
            tmpfs.executable = word == "exec";
            continue;
        }
        if (word == "rw" || word == "nosuid" || word == "nodev")
            continue; // what it is anyway
        if (word.starts_with("size=")) {
            if ((tmpfs.bytes = sizeOf(word.substr(5))))
                continue;
        } else if (word.starts_with("mode=")) {
            if ((tmpfs.mode = wholeNumberOf<std::uint32_t>(word.substr(5), 8)) && *tmpfs.mode <= 07777)
                continue;
        } else if (word.starts_with("uid=")) {
            if ((tmpfs.uid = wholeNumberOf<std::uint32_t>(word.substr(4))))
                continue;
        } else if (word.starts_with("gid=")) {
            if ((tmpfs.gid = wholeNumberOf<std::uint32_t>(word.substr(4))))
                continue;
        }
        return fail(ErrorCode::InvalidInput, std::format("{}: \"{}\" is none of size=, mode=, uid=, gid=, exec and noexec", printable(tmpfs.path), printable(word)));
    }
    return tmpfs;
}

std::string tmpfsOptions(const Tmpfs &tmpfs)
{
    std::string text;
    if (tmpfs.bytes)
        text += std::format(",size={}", *tmpfs.bytes);
    if (tmpfs.mode)
        text += std::format(",mode={:o}", *tmpfs.mode);
    if (tmpfs.uid)
        text += std::format(",uid={}", *tmpfs.uid);
    if (tmpfs.gid)
        text += std::format(",gid={}", *tmpfs.gid);
    if (tmpfs.executable)
        text += ",exec";
    return text.empty() ? text : text.substr(1);
}

std::optional<NumericUser> numericUser(std::string_view user)
{
    const std::size_t colon = user.find(':');
    const auto number = wholeNumberOf<std::uint32_t>(user.substr(0, colon));
    if (!number)
        return std::nullopt;
    NumericUser result{*number, std::nullopt};
    if (colon != std::string_view::npos) {
        result.group = wholeNumberOf<std::uint32_t>(user.substr(colon + 1));
        if (!result.group)
            return std::nullopt;
    }
    return result;
}

} // namespace whittle::tuning
