#pragma once

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

namespace whittle::test {

/// A tar archive (ustar) of plain files, directories and symbolic links, entry by entry.
class TarMaker
{
public:
    TarMaker &directory(const std::string &path) { return add(path + "/", "", '5', 0755); }
    TarMaker &file(const std::string &path, std::string_view content, unsigned mode = 0644) { return add(path, content, '0', mode); }
    TarMaker &link(const std::string &path, const std::string &target) { return add(path, "", '2', 0777, target); }
    [[nodiscard]] std::string finish() const { return m_bytes + std::string(1024, '\0'); }

private:
    TarMaker &add(const std::string &path, std::string_view content, char type, unsigned mode, const std::string &target = {})
    {
        std::string header(512, '\0');
        const auto put = [&header](std::size_t at, const std::string &text) { header.replace(at, text.size(), text); };
        const auto octal = [](unsigned long long value, int width) {
            std::array<char, 32> text;
            std::snprintf(text.data(), text.size(), "%0*llo", width, value);
            return std::string(text.data());
        };
        put(0, path);
        put(100, octal(mode, 7));
        put(108, octal(0, 7));
        put(116, octal(0, 7));
        put(124, octal(content.size(), 11));
        put(136, octal(1735689600, 11));
        put(148, std::string(8, ' '));
        header[156] = type;
        put(157, target);
        put(257, std::string("ustar\00000", 8));
        unsigned sum = 0;
        for (const char c : header)
            sum += static_cast<unsigned char>(c);
        put(148, octal(sum, 6) + std::string("\0 ", 2));
        m_bytes += header;
        m_bytes += content;
        m_bytes.append((512 - content.size() % 512) % 512, '\0');
        return *this;
    }

    std::string m_bytes;
};

} // namespace whittle::test
