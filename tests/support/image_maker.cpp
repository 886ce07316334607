#include "support/image_maker.h"

#include "base/sha256.h"
#include "image/tar_writer.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace whittle::test {

namespace {

using nlohmann::json;

std::string tarEntry(const image::Entry &entry, const std::string &content)
{
    const auto header = image::tarHeader(entry);
    if (!header)
        throw std::runtime_error(header.error().message);
    return *header + content + image::tarPadding(content.size());
}

std::string tarFile(const std::string &name, const std::string &content)
{
    image::Entry entry;
    entry.path = name;
    entry.mode = 0644;
    entry.size = content.size();
    return tarEntry(entry, content);
}

TemporaryDirectory makeFolder()
{
    auto folder = TemporaryDirectory::create();
    if (!folder)
        throw std::runtime_error(folder.error().message);
    return std::move(*folder);
}

} // namespace

ImageMaker::ImageMaker() : m_folder(makeFolder())
{
    layer("ADD rootfs.tar / # buildkit", "buildkit.dockerfile.v0");
}

ImageMaker &ImageMaker::layer(std::string createdBy, std::string comment)
{
    if (m_layers.size() == 1 && m_layers.front().entries.empty())
        m_layers.clear(); // the first one, which was not used
    m_layers.push_back({std::move(createdBy), std::move(comment), {}, false});
    return *this;
}

ImageMaker &ImageMaker::step(std::string createdBy, std::string comment)
{
    m_layers.push_back({std::move(createdBy), std::move(comment), {}, true});
    return *this;
}

ImageMaker &ImageMaker::add(image::Entry entry, std::string content)
{
    if (entry.type == image::EntryType::Regular)
        entry.size = content.size();
    for (std::size_t i = m_layers.size(); i-- > 0;) {
        if (!m_layers[i].isEmpty) {
            m_layers[i].entries[entry.path] = {entry, std::move(content)};
            break;
        }
    }
    return *this;
}

ImageMaker &ImageMaker::file(std::string path, std::string content, std::uint32_t mode)
{
    image::Entry entry;
    entry.path = std::move(path);
    entry.mode = mode;
    return add(std::move(entry), std::move(content));
}

ImageMaker &ImageMaker::directory(std::string path, std::uint32_t mode)
{
    image::Entry entry;
    entry.path = std::move(path);
    entry.type = image::EntryType::Directory;
    entry.mode = mode;
    return add(std::move(entry));
}

ImageMaker &ImageMaker::link(std::string path, std::string target)
{
    image::Entry entry;
    entry.path = std::move(path);
    entry.type = image::EntryType::SymbolicLink;
    entry.mode = 0777;
    entry.linkTarget = std::move(target);
    return add(std::move(entry));
}

ImageMaker &ImageMaker::config(std::string text)
{
    m_config = std::move(text);
    return *this;
}

ImageMaker &ImageMaker::tag(std::string name)
{
    m_tags = {std::move(name)};
    return *this;
}

ImageMaker &ImageMaker::created(std::string time)
{
    m_created = std::move(time);
    return *this;
}

void ImageMaker::save(const std::string &path) const
{
    std::string tar;
    json layerNames = json::array();
    json diffIds = json::array();
    json history = json::array();
    for (const Layer &layer : m_layers) {
        json step = {{"created", m_created}, {"created_by", layer.createdBy}};
        if (!layer.comment.empty())
            step["comment"] = layer.comment;
        if (layer.isEmpty)
            step["empty_layer"] = true;
        history.push_back(std::move(step));
        if (layer.isEmpty)
            continue;
        std::string content;
        for (const auto &[name, entry] : layer.entries)
            content += tarEntry(entry.first, entry.second);
        content += image::tarEnd();
        const std::string digest = sha256Digest(content);
        const std::string name = digest.substr(7) + "/layer.tar";
        diffIds.push_back(digest);
        layerNames.push_back(name);
        tar += tarFile(name, content);
    }
    const json config = {{"architecture", "amd64"}, {"os", "linux"}, {"created", m_created}, {"config", json::parse(m_config)}, {"history", history},
                         {"rootfs", {{"type", "layers"}, {"diff_ids", diffIds}}}};
    const std::string configText = config.dump();
    const std::string configName = sha256Digest(configText).substr(7) + ".json";
    tar += tarFile(configName, configText);
    tar += tarFile("manifest.json", json::array({{{"Config", configName}, {"RepoTags", m_tags}, {"Layers", layerNames}}}).dump());
    tar += image::tarEnd();
    if (const auto written = writeFileAtomically(path, tar); !written)
        throw std::runtime_error(written.error().message);
}

image::Image ImageMaker::open()
{
    const std::string path = m_folder.path() + "/image.tar";
    save(path);
    auto opened = image::Image::open({.path = path, .reference = {}, .platform = image::Platform{"linux", "amd64", ""}, .limits = {}}, {}, {});
    if (!opened)
        throw std::runtime_error(opened.error().message);
    return std::move(*opened);
}

} // namespace whittle::test
