#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace whittle::wire {

/// Appends values to a byte string: integers little-endian in their own size, bool as one byte, strings and vectors with a 32-bit count
/// in front, structs by their visit() member. Reader is its mirror; a message describes its members once for both.
class Writer
{
public:
    explicit Writer(std::string &out) : m_out(out) {}

    template <class... T>
    void operator()(const T &...values) { (put(values), ...); }

private:
    template <std::integral T>
    void put(T value)
    {
        // A bool has no unsigned counterpart; it travels as a byte.
        if constexpr (std::same_as<T, bool>) {
            m_out.push_back(static_cast<char>(value ? 1 : 0));
        } else {
            auto bits = static_cast<std::make_unsigned_t<T>>(value);
            for (std::size_t i = 0; i < sizeof(T); ++i) {
                m_out.push_back(static_cast<char>(bits & 0xff));
                if constexpr (sizeof(T) > 1)
                    bits = static_cast<std::make_unsigned_t<T>>(bits >> 8);
            }
        }
    }
    void put(const std::string &text)
    {
        put(static_cast<std::uint32_t>(text.size()));
        m_out.append(text);
    }
    template <class T>
    void put(const std::vector<T> &items)
    {
        put(static_cast<std::uint32_t>(items.size()));
        for (const T &item : items)
            put(item);
    }
    template <class T>
        requires std::is_class_v<T>
    void put(const T &value) { T::visit(*this, value); }

    std::string &m_out;
};

/// Reads what Writer wrote. After anything that does not fit ok() is false and every further value is empty; a count is believed only
/// as far as bytes for it are there, so memory is bounded by the input.
class Reader
{
public:
    explicit Reader(std::string_view in) : m_in(in) {}

    template <class... T>
    void operator()(T &...values) { (get(values), ...); }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_in.empty(); }

private:
    template <std::integral T>
    void get(T &value)
    {
        value = T{};
        if (m_in.size() < sizeof(T)) {
            fail();
            return;
        }
        if constexpr (std::same_as<T, bool>) {
            value = m_in[0] != 0;
        } else {
            std::make_unsigned_t<T> bits = 0;
            for (std::size_t i = sizeof(T); i-- > 0;)
                bits = static_cast<std::make_unsigned_t<T>>((sizeof(T) > 1 ? bits << 8 : 0) | static_cast<unsigned char>(m_in[i]));
            value = static_cast<T>(bits);
        }
        m_in.remove_prefix(sizeof(T));
    }
    void get(std::string &text)
    {
        std::uint32_t size = 0;
        get(size);
        if (size > m_in.size()) {
            fail();
            size = 0;
        }
        text.assign(m_in.substr(0, size));
        m_in.remove_prefix(size);
    }
    template <class T>
    void get(std::vector<T> &items)
    {
        std::uint32_t count = 0;
        get(count);
        items.clear();
        // Every item takes at least one byte.
        if (count > m_in.size()) {
            fail();
            return;
        }
        for (std::uint32_t i = 0; i < count && m_ok; ++i) {
            items.emplace_back();
            get(items.back());
        }
    }
    template <class T>
        requires std::is_class_v<T>
    void get(T &value) { T::visit(*this, value); }

    void fail()
    {
        m_ok = false;
        m_in = {};
    }

    std::string_view m_in;
    bool m_ok = true;
};

} // namespace whittle::wire
