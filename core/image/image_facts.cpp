#include "image/image_facts.h"

#include <algorithm>
#include <array>
#include <map>

namespace whittle::image {

std::string topDirectory(std::string_view path)
{
    // Where everything lies, one more level tells more.
    static constexpr std::array<std::string_view, 5> kWide = {"usr", "var", "opt", "srv", "home"};
    const auto first = path.find('/');
    if (first == std::string_view::npos)
        return "/";
    const auto second = path.find('/', first + 1);
    const bool isWide = second != std::string_view::npos && std::ranges::contains(kWide, path.substr(0, first));
    return "/" + std::string(path.substr(0, isWide ? second : first));
}

std::vector<DirectorySize> directorySizes(const FileIndex &files)
{
    std::map<std::string, DirectorySize> directories;
    files.forEach([&](const IndexedFile &file) {
        if (file.entry.type == EntryType::Directory)
            return true;
        DirectorySize &one = directories[topDirectory(file.entry.path)];
        ++one.files;
        one.size += file.entry.type == EntryType::Regular ? file.entry.size : 0;
        return true;
    });
    std::vector<DirectorySize> sizes;
    for (auto &[name, one] : directories) {
        one.name = name;
        sizes.push_back(std::move(one));
    }
    std::ranges::stable_sort(sizes, std::ranges::greater(), &DirectorySize::size);
    return sizes;
}

std::size_t fileCount(const FileIndex &files)
{
    std::size_t count = 0;
    files.forEach([&count](const IndexedFile &file) {
        count += file.entry.type == EntryType::Directory ? 0 : 1;
        return true;
    });
    return count;
}

} // namespace whittle::image
