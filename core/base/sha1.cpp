#include "base/sha1.h"

#include <openssl/evp.h>

#include <array>
#include <format>
#include <new>

namespace whittle {

void Sha1::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha1::Sha1() : m_context(EVP_MD_CTX_new())
{
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha1(), nullptr) != 1)
        throw std::bad_alloc();
}

void Sha1::add(std::string_view bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
}

std::string Sha1::hex()
{
    std::array<unsigned char, 20> digest{};
    EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr);
    std::string text;
    for (const unsigned char byte : digest)
        text += std::format("{:02x}", byte);
    return text;
}

} // namespace whittle
