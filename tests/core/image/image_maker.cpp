#include "image_maker.h"

#include "base/file_descriptor.h"
#include "image/file_index.h"

#include <archive.h>
#include <archive_entry.h>

#include <QByteArray>
#include <QCryptographicHash>

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <format>
#include <set>

namespace whittle::test {

namespace {

void put(std::string &block, std::size_t offset, const std::string &text)
{
    block.replace(offset, text.size(), text);
}

std::string octal(std::uint64_t value, int digits)
{
    return std::format("{:0{}o}", value, digits);
}

void appendPadded(std::string &tar, const std::string &content)
{
    tar += content;
    tar.resize((tar.size() + 511) / 512 * 512);
}

std::string quotedList(const std::vector<std::string> &texts)
{
    std::string list = "[";
    for (const std::string &text : texts)
        list += (list.size() > 1 ? ",\"" : "\"") + text + '"';
    return list + ']';
}

} // namespace

void sumUp(std::string &tar, std::size_t block)
{
    const std::size_t begin = block * 512;
    put(tar, begin + 148, "        ");
    unsigned sum = 0;
    for (std::size_t i = 0; i < 512; ++i)
        sum += static_cast<unsigned char>(tar[begin + i]);
    put(tar, begin + 148, octal(sum, 6) + std::string("\0 ", 2));
}

std::string tarBlock(const RawEntry &entry, std::uint64_t size)
{
    std::string block(512, '\0');
    put(block, 0, entry.name.substr(0, 100));
    put(block, 100, octal(entry.mode, 7));
    put(block, 108, octal(entry.uid, 7));
    put(block, 116, octal(entry.gid, 7));
    put(block, 124, entry.sizeField.empty() ? octal(size, 11) : entry.sizeField);
    put(block, 136, octal(static_cast<std::uint64_t>(entry.time), 11));
    block[156] = entry.type;
    put(block, 157, entry.link.substr(0, 100));
    put(block, 257, std::string("ustar\0" "00", 8));
    put(block, 265, entry.user);
    put(block, 297, entry.group);
    put(block, 329, octal(entry.major, 7));
    put(block, 337, octal(entry.minor, 7));
    sumUp(block);
    return block;
}

std::string paxLine(const std::string &keyword, const std::string &value)
{
    const std::string rest = ' ' + keyword + '=' + value + '\n';
    for (std::size_t digits = 1;; ++digits) {
        const std::string number = std::to_string(rest.size() + digits);
        if (number.size() == digits)
            return number + rest;
    }
}

std::string tarOf(const std::vector<RawEntry> &entries, bool withEnd)
{
    std::string tar;
    for (const RawEntry &entry : entries) {
        std::string records;
        for (const auto &[keyword, value] : entry.pax)
            records += paxLine(keyword, value);
        if (!records.empty()) {
            tar += tarBlock({.name = "pax", .type = 'x'}, records.size());
            appendPadded(tar, records);
        }
        tar += tarBlock(entry, entry.content.size());
        appendPadded(tar, entry.content);
    }
    if (withEnd)
        tar.append(1024, '\0');
    return tar;
}

RawEntry file(const std::string &name, const std::string &content, unsigned mode)
{
    return {.name = name, .content = content, .mode = mode};
}

RawEntry directory(const std::string &name, unsigned mode)
{
    return {.name = name, .type = '5', .mode = mode};
}

RawEntry softlink(const std::string &name, const std::string &target)
{
    return {.name = name, .type = '2', .link = target, .mode = 0777};
}

RawEntry hardlink(const std::string &name, const std::string &target)
{
    return {.name = name, .type = '1', .link = target};
}

std::string compressed(const std::string &bytes, const std::string &filter)
{
    std::string out(bytes.size() * 2 + 100'000, '\0');
    std::size_t used = 0;
    struct archive *writer = archive_write_new();
    archive_write_set_format_raw(writer);
    archive_write_add_filter_by_name(writer, filter.c_str());
    archive_write_set_bytes_per_block(writer, 0);
    archive_write_open_memory(writer, out.data(), out.size(), &used);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(writer, entry);
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
    archive_write_close(writer);
    archive_write_free(writer);
    out.resize(used);
    return out;
}

std::string sha256(const std::string &bytes)
{
    const auto size = static_cast<qsizetype>(bytes.size());
    return QCryptographicHash::hash(QByteArrayView(bytes.data(), size), QCryptographicHash::Sha256).toHex().toStdString();
}

std::string ImageMaker::config() const
{
    std::vector<std::string> ids;
    for (const std::string &layer : layers)
        ids.push_back("sha256:" + sha256(layer));
    return std::format(R"({{"architecture":"{}","os":"linux","created":"2024-05-06T07:08:09.123Z","config":{{"Cmd":["/x"]}},{}"rootfs":{{"type":"layers","diff_ids":{}}},"history":[{{"created_by":"COPY . /"}}]}})",
                       architecture, extraConfig, quotedList(ids));
}

const std::string &ImageMaker::blob(std::size_t layer) const
{
    return blobs.empty() ? layers[layer] : blobs[layer];
}

std::string ImageMaker::dockerArchive() const
{
    std::vector<RawEntry> entries;
    std::vector<std::string> names;
    std::set<std::string> written;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        names.push_back(sha256(layers[i]) + "/layer.tar");
        if (written.insert(names.back()).second)
            entries.push_back(file(names.back(), blob(i)));
    }
    const std::string configName = sha256(config()) + ".json";
    entries.push_back(file(configName, config()));
    entries.push_back(file("manifest.json", std::format(R"([{{"Config":"{}","RepoTags":{},"Layers":{}}}])", configName, quotedList(references), quotedList(names))));
    return tarOf(entries);
}

std::string ImageMaker::manifest() const
{
    std::string list;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::string &stored = blob(i);
        const std::string type = stored == layers[i] ? "tar" : stored.starts_with("\x1f\x8b") ? "tar+gzip" : "tar+zstd";
        list += std::format(R"({}{{"mediaType":"application/vnd.oci.image.layer.v1.{}","digest":"sha256:{}","size":{}}})", i ? "," : "", type, sha256(stored), stored.size());
    }
    return std::format(R"({{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:{}","size":{}}},"layers":[{}]}})",
                       sha256(config()), config().size(), list);
}

std::map<std::string, std::string> ImageMaker::layout() const
{
    std::map<std::string, std::string> files;
    for (std::size_t i = 0; i < layers.size(); ++i)
        files["blobs/sha256/" + sha256(blob(i))] = blob(i);
    files["blobs/sha256/" + sha256(config())] = config();
    files["blobs/sha256/" + sha256(manifest())] = manifest();
    std::vector<Descriptor> named;
    for (const std::string &reference : references)
        named.push_back({manifest(), std::format(R"(,"annotations":{{"io.containerd.image.name":"{}","org.opencontainers.image.ref.name":"1"}})", reference)});
    files["index.json"] = indexOf(named);
    files["oci-layout"] = R"({"imageLayoutVersion":"1.0.0"})";
    return files;
}

std::string tarOfFiles(const std::map<std::string, std::string> &files)
{
    std::vector<RawEntry> entries;
    for (const auto &[name, content] : files)
        entries.push_back(file(name, content));
    return tarOf(entries);
}

std::string indexOf(const std::vector<Descriptor> &manifests)
{
    std::string list;
    for (const Descriptor &each : manifests) {
        list += std::format(R"({}{{"mediaType":"{}","digest":"sha256:{}","size":{}{}}})", list.empty() ? "" : ",", each.mediaType, sha256(each.text), each.text.size(), each.more);
    }
    return std::format(R"({{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{}]}})", list);
}

Result<image::Image> openBytes(const std::string &bytes, image::OpenRequest request)
{
    // A file in memory: it costs no disk, and there is nothing to remove.
    const FileDescriptor memory(::memfd_create("image.tar", MFD_CLOEXEC));
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t count = ::write(memory.get(), bytes.data() + done, bytes.size() - done);
        if (count < 0)
            return failErrno("writing a file in memory", errno);
        done += static_cast<std::size_t>(count);
    }
    request.path = std::format("/proc/self/fd/{}", memory.get());
    return image::Image::open(request, {}, {});
}

Result<image::Image> openLayers(const std::vector<std::string> &layers)
{
    return openBytes(ImageMaker{.layers = layers}.dockerArchive());
}

std::string listingOf(const image::Image &image)
{
    std::string text;
    image.files().forEach([&](const image::IndexedFile &file) {
        const image::Entry &entry = file.entry;
        const char type = "-dlhcbp"[static_cast<int>(entry.type)];
        text += std::format("{} {}{:o} {}:{} {}", entry.path, type, entry.mode, entry.uid, entry.gid, entry.size);
        if (!entry.linkTarget.empty())
            text += " -> " + entry.linkTarget;
        text += '\n';
        return true;
    });
    return text;
}

} // namespace whittle::test
