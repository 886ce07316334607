#include "image/reference.h"

#include "image/paths.h"

#include <algorithm>
#include <format>

namespace whittle::image {

namespace {

constexpr std::string_view kDefaultDomain = "docker.io";
constexpr std::string_view kLibrary = "library/";
constexpr std::size_t kMaxName = 255;
constexpr std::size_t kMaxTag = 128;
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kHex = "0123456789abcdef";

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool allOf(std::string_view text, std::string_view set)
{
    return text.find_first_not_of(set) == std::string_view::npos;
}

// Words of small letters and digits with ".", "_", "__" or any number of "-" between them.
bool isPathComponent(std::string_view text)
{
    bool wantsWord = true;
    while (!text.empty()) {
        const std::size_t word = std::min(text.find_first_not_of(kLower), text.size());
        if (word == 0)
            return false;
        text.remove_prefix(word);
        const std::size_t between = std::min(text.find_first_of(kLower), text.size());
        const std::string_view separator = text.substr(0, between);
        wantsWord = !separator.empty();
        if (wantsWord && separator != "." && separator != "_" && separator != "__" && !allOf(separator, "-"))
            return false;
        text.remove_prefix(between);
    }
    return !wantsWord;
}

// Host names, addresses ("[::1]" too), with a port.
bool isDomain(std::string_view text)
{
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos) {
        const std::string_view port = text.substr(colon + 1);
        if (port.empty() || !allOf(port, "0123456789"))
            return false;
        text = text.substr(0, colon);
    }
    if (text.starts_with('[') && text.ends_with(']') && text.size() > 2)
        return allOf(text.substr(1, text.size() - 2), "0123456789abcdefABCDEF:");
    while (true) {
        const std::string_view label = text.substr(0, text.find('.'));
        if (label.empty() || label.front() == '-' || label.back() == '-' || !std::ranges::all_of(label, [](char c) { return isLetterOrDigit(c) || c == '-'; }))
            return false;
        if (label.size() == text.size())
            return true;
        text.remove_prefix(label.size() + 1);
    }
}

bool isTag(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxTag && text[0] != '.' && text[0] != '-'
        && std::ranges::all_of(text, [](char c) { return isLetterOrDigit(c) || c == '_' || c == '.' || c == '-'; });
}

bool isDigest(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return false;
    const std::string_view algorithm = text.substr(0, colon);
    const std::string_view digits = text.substr(colon + 1);
    const std::size_t size = algorithm == "sha256" ? 64 : algorithm == "sha384" ? 96 : algorithm == "sha512" ? 128 : 0;
    return size != 0 && digits.size() == size && allOf(digits, kHex);
}

std::unexpected<Error> bad(std::string_view text, std::string_view what)
{
    return fail(ErrorCode::InvalidInput, std::format("{} is no image reference: {}", inQuotes(text), what));
}

} // namespace

Result<Reference> parseReference(std::string_view text)
{
    Reference reference;
    std::string_view rest = text;
    if (rest.empty())
        return bad(text, "it is empty");
    if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
        if (!isDigest(rest.substr(at + 1)))
            return bad(text, std::format("{} is no digest (\"sha256:\" and 64 digits)", inQuotes(rest.substr(at + 1))));
        reference.digest = rest.substr(at + 1);
        rest = rest.substr(0, at);
    }
    const std::size_t colon = rest.rfind(':');
    if (colon != std::string_view::npos && rest.find('/', colon) == std::string_view::npos) {
        if (!isTag(rest.substr(colon + 1)))
            return bad(text, std::format("{} is no tag", inQuotes(rest.substr(colon + 1))));
        reference.tag = rest.substr(colon + 1);
        rest = rest.substr(0, colon);
    }
    if (rest == "sha256" && reference.tag.size() == 64)
        return bad(text, "it is a digest without a name");
    if (rest.size() == 64 && allOf(rest, kHex))
        return bad(text, "64 hexadecimal digits are an image id");
    // The first part is a registry when it can be told from a name.
    const std::string_view first = rest.substr(0, rest.find('/'));
    const bool isRegistry = first.size() < rest.size()
        && (first.find_first_of(".:") != std::string_view::npos || first == "localhost" || std::ranges::any_of(first, [](char c) { return c >= 'A' && c <= 'Z'; }));
    std::string_view path = rest;
    if (isRegistry) {
        if (!isDomain(first))
            return bad(text, std::format("{} is no registry", inQuotes(first)));
        reference.domain = first == "index.docker.io" ? kDefaultDomain : first;
        path.remove_prefix(first.size() + 1);
    } else {
        reference.domain = kDefaultDomain;
    }
    reference.repository = path;
    if (std::ranges::any_of(path, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return bad(text, "the repository's name must be lower case");
    while (true) {
        const std::string_view component = path.substr(0, path.find('/'));
        if (!isPathComponent(component))
            return bad(text, component.empty() ? std::string("a part of the name is empty") : std::format("{} cannot be part of a name", inQuotes(component)));
        if (component.size() == path.size())
            break;
        path.remove_prefix(component.size() + 1);
    }
    if (reference.domain == kDefaultDomain && reference.repository.find('/') == std::string::npos)
        reference.repository.insert(0, kLibrary);
    if (reference.domain.size() + 1 + reference.repository.size() > kMaxName)
        return bad(text, std::format("the name is longer than {} characters", kMaxName));
    return reference;
}

std::string Reference::full() const
{
    std::string text = domain + '/' + repository;
    if (!tag.empty() || digest.empty())
        text += ':' + (tag.empty() ? std::string("latest") : tag);
    if (!digest.empty())
        text += '@' + digest;
    return text;
}

std::string Reference::familiar() const
{
    std::string text = full();
    if (domain == kDefaultDomain) {
        text.erase(0, kDefaultDomain.size() + 1);
        if (text.starts_with(kLibrary) && repository.find('/', kLibrary.size()) == std::string::npos)
            text.erase(0, kLibrary.size());
    }
    return text;
}

std::string Reference::artifactName() const
{
    return std::string(baseName(repository));
}

Reference Reference::slim() const
{
    Reference slim = *this;
    slim.repository += ".slim";
    slim.digest.clear();
    return slim;
}

std::string artifactNameOfFile(std::string_view path)
{
    while (path.ends_with('/'))
        path.remove_suffix(1);
    std::string_view name = baseName(path);
    for (const std::string_view ending : {".gz", ".tgz", ".zst", ".xz", ".bz2", ".tar", ".oci"}) {
        if (name.ends_with(ending) && name.size() > ending.size())
            name.remove_suffix(ending.size());
    }
    std::string safe;
    for (const char c : name) {
        if (isLetterOrDigit(c) || ((c == '.' || c == '_' || c == '-') && !safe.empty()))
            safe += c;
    }
    return safe.empty() ? "image" : safe;
}

} // namespace whittle::image
