#pragma once

#include "base/result.h"

#include <curl/curl.h>

#include <memory>
#include <stop_token>
#include <string>

namespace whittle::probe {

/// Runs libcurl transfers one after another and keeps their connections for the next one. A stop request ends a transfer at once.
/// One thread at a time.
class Transfers
{
public:
    Transfers();

    /// Blocks until the handle is done; the code is libcurl's own. Errors: Cancelled.
    [[nodiscard]] Result<CURLcode> perform(CURL *easy, std::stop_token stop);

private:
    struct Close
    {
        void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
    };
    std::unique_ptr<CURLM, Close> m_multi;
};

struct EasyClose
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};
using EasyHandle = std::unique_ptr<CURL, EasyClose>;

struct HeaderListFree
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, HeaderListFree>;

/// The list with one more line; takes the list over.
[[nodiscard]] HeaderList append(HeaderList list, const std::string &line);

} // namespace whittle::probe
