#include "probe/links.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <set>

namespace whittle::probe {

namespace {

constexpr std::size_t kMaxLink = 4096;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string decodeEntities(std::string_view text)
{
    static constexpr std::pair<std::string_view, char> kEntities[] = {{"&amp;", '&'}, {"&#38;", '&'}, {"&quot;", '"'}, {"&#34;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}, {"&#x2F;", '/'}, {"&#47;", '/'}};
    std::string result;
    while (!text.empty()) {
        const auto entity = std::ranges::find_if(kEntities, [text](const auto &entry) { return text.starts_with(entry.first); });
        if (entity != std::end(kEntities)) {
            result += entity->second;
            text.remove_prefix(entity->first.size());
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

struct UrlFree
{
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
    void operator()(char *text) const { curl_free(text); }
};
using Url = std::unique_ptr<CURLU, UrlFree>;

std::string part(CURLU *url, CURLUPart which, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK)
        return {};
    const std::unique_ptr<char, UrlFree> owned(text);
    return text;
}

} // namespace

std::vector<std::string> linksOf(std::string_view html, std::size_t limit)
{
    std::vector<std::string> links;
    std::set<std::string> seen;
    std::size_t at = 0;
    while (links.size() < limit && (at = html.find('<', at)) != std::string_view::npos) {
        if (html.substr(at).starts_with("<!--")) {
            const auto end = html.find("-->", at);
            if (end == std::string_view::npos)
                break;
            at = end + 3;
            continue;
        }
        ++at;
        // Attributes up to the end of the tag: name, optional "= value" with or without quotes.
        while (at < html.size() && html[at] != '>' && html[at] != '<') {
            const std::size_t begin = at;
            while (at < html.size() && !isSpace(html[at]) && html[at] != '=' && html[at] != '>' && html[at] != '<')
                ++at;
            const std::string name = lower(html.substr(begin, std::min<std::size_t>(at - begin, 16)));
            std::size_t next = at;
            while (next < html.size() && isSpace(html[next]))
                ++next;
            if (next >= html.size() || html[next] != '=') {
                at = std::max(next, begin + 1);
                continue;
            }
            at = next + 1;
            while (at < html.size() && isSpace(html[at]))
                ++at;
            std::string_view value;
            if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
                const auto end = html.find(html[at], at + 1);
                if (end == std::string_view::npos)
                    return links;
                value = html.substr(at + 1, end - at - 1);
                at = end + 1;
            } else {
                const std::size_t from = at;
                while (at < html.size() && !isSpace(html[at]) && html[at] != '>')
                    ++at;
                value = html.substr(from, at - from);
            }
            if ((name == "href" || name == "src") && !value.empty() && value.size() <= kMaxLink) {
                std::string link = decodeEntities(value);
                if (links.size() < limit && seen.insert(link).second)
                    links.push_back(std::move(link));
            }
        }
    }
    return links;
}

std::string pathOfLink(const std::string &pageUrl, const std::string &link)
{
    std::string target = link.substr(0, link.find('#'));
    while (!target.empty() && isSpace(target.front()))
        target.erase(0, 1);
    while (!target.empty() && isSpace(target.back()))
        target.pop_back();
    if (target.empty())
        return {};
    const Url page(curl_url());
    const Url url(curl_url());
    if (!page || !url || curl_url_set(page.get(), CURLUPART_URL, pageUrl.c_str(), 0) != CURLUE_OK
        || curl_url_set(url.get(), CURLUPART_URL, pageUrl.c_str(), 0) != CURLUE_OK
        || curl_url_set(url.get(), CURLUPART_URL, target.c_str(), CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return {};
    for (const CURLUPart which : {CURLUPART_SCHEME, CURLUPART_HOST})
        if (lower(part(page.get(), which)) != lower(part(url.get(), which)))
            return {};
    if (part(page.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT) != part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT))
        return {};
    std::string path = part(url.get(), CURLUPART_PATH);
    if (const std::string query = part(url.get(), CURLUPART_QUERY); !query.empty())
        path += "?" + query;
    return path;
}

} // namespace whittle::probe
