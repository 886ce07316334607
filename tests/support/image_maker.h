#pragma once

#include "base/files.h"
#include "image/file_index.h"
#include "image/image.h"

#include <map>
#include <string>
#include <vector>

namespace whittle::test {

/// Makes small images in a few words: a layer is open at the beginning, layer() begins the next one.
class ImageMaker
{
public:
    ImageMaker();

    ImageMaker &layer(std::string createdBy, std::string comment = {});
    ImageMaker &step(std::string createdBy, std::string comment = {}); // of the history, without a layer
    ImageMaker &add(image::Entry entry, std::string content = {});
    ImageMaker &file(std::string path, std::string content, std::uint32_t mode = 0644);
    ImageMaker &directory(std::string path, std::uint32_t mode = 0755);
    ImageMaker &link(std::string path, std::string target);
    /// The "config" member of the image's config, as JSON.
    ImageMaker &config(std::string json);
    ImageMaker &tag(std::string name);
    ImageMaker &created(std::string time);

    /// Writes a docker-archive.
    void save(const std::string &path) const;
    /// Saves and opens it; fails the test when that fails. The archive goes with the object.
    [[nodiscard]] image::Image open();

private:
    struct Layer
    {
        std::string createdBy;
        std::string comment;
        std::map<std::string, std::pair<image::Entry, std::string>> entries;
        bool isEmpty = false;
    };
    std::vector<Layer> m_layers;
    std::string m_config = "{}";
    std::string m_created = "2026-01-02T03:04:05Z";
    std::vector<std::string> m_tags = {"demo:1"};
    TemporaryDirectory m_folder;
};

} // namespace whittle::test
