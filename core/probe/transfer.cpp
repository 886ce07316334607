#include "probe/transfer.h"

#include <mutex>
#include <new>

namespace whittle::probe {

namespace {

void initialiseOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// Takes the handle out of the multi handle however the transfer ends.
class Attached
{
public:
    Attached(CURLM *multi, CURL *easy) : m_multi(multi), m_easy(easy) { curl_multi_add_handle(m_multi, m_easy); }
    ~Attached() { curl_multi_remove_handle(m_multi, m_easy); }
    Attached(const Attached &) = delete;
    Attached &operator=(const Attached &) = delete;

private:
    CURLM *m_multi;
    CURL *m_easy;
};

} // namespace

Transfers::Transfers()
{
    initialiseOnce();
    m_multi.reset(curl_multi_init());
    if (!m_multi)
        throw std::bad_alloc();
}

Result<CURLcode> Transfers::perform(CURL *easy, std::stop_token stop)
{
    const Attached attached(m_multi.get(), easy);
    const std::stop_callback wake(stop, [this] { curl_multi_wakeup(m_multi.get()); });
    for (;;) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        int running = 0;
        CURLMcode code = curl_multi_perform(m_multi.get(), &running);
        if (code == CURLM_OK && running > 0)
            code = curl_multi_poll(m_multi.get(), nullptr, 0, 1000, nullptr);
        if (code != CURLM_OK)
            return fail(ErrorCode::Io, curl_multi_strerror(code));
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE && message->easy_handle == easy)
                return message->data.result;
        }
    }
}

HeaderList append(HeaderList list, const std::string &line)
{
    curl_slist *longer = curl_slist_append(list.get(), line.c_str());
    if (!longer)
        throw std::bad_alloc();
    (void)list.release();
    return HeaderList(longer);
}

} // namespace whittle::probe
