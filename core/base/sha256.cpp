#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace whittle {

struct Sha256::State
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    State() = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m_state(std::make_unique<State>())
{
    // Fails only without memory.
    if (!m_state->context || EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size());
}

std::string Sha256::hex()
{
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(m_state->context, digest.data(), nullptr);
    std::string text;
    for (const unsigned char byte : digest) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

std::string sha256Digest(std::string_view bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return "sha256:" + sum.hex();
}

} // namespace whittle
