#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace whittle {

/// SHA-1 (FIPS 180-4) of bytes that come in pieces, for formats that ask for it (SPDX lists files with it). Nothing is trusted for it.
class Sha1
{
public:
    Sha1();
    void add(std::string_view bytes);
    /// 40 lower-case hexadecimal digits. The object is done with.
    [[nodiscard]] std::string hex();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace whittle
