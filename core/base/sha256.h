#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace whittle {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces; OpenSSL's, which uses the processor's own instructions.
class Sha256
{
public:
    Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;
    ~Sha256();

    void add(std::string_view bytes);
    /// 64 lower-case hexadecimal digits. The object is done with.
    [[nodiscard]] std::string hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// "sha256:" and the digits, as images and recordings write digests.
[[nodiscard]] std::string sha256Digest(std::string_view bytes);

} // namespace whittle
