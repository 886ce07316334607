#pragma once

#include "base/printable.h"

#include <cstdio>
#include <format>
#include <print>
#include <utility>

namespace whittle::cli {

/// One line on standard error that begins with the program's name. What names and texts from outside hold is made printable.
template <class... Args>
void say(std::format_string<Args...> format, Args &&...args)
{
    constexpr std::size_t kLongest = 4000;
    std::println(stderr, "whittle-cli: {}", printable(std::format(format, std::forward<Args>(args)...), kLongest));
}

/// One line of a command's answer on standard output, made printable likewise.
template <class... Args>
void show(std::format_string<Args...> format, Args &&...args)
{
    std::println("{}", printable(std::format(format, std::forward<Args>(args)...)));
}

} // namespace whittle::cli
