#pragma once

#include "base/result.h"
#include "image/image.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

// Makes tars and images in memory, good and bad ones, without any of the code under test.
namespace whittle::test {

struct RawEntry
{
    std::string name;
    char type = '0';
    std::string content;
    std::string link;
    unsigned mode = 0644;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::int64_t time = 1'000'000'000;
    unsigned major = 0;
    unsigned minor = 0;
    std::vector<std::pair<std::string, std::string>> pax; // records before it, as they are
    std::string user = "root";
    std::string group = "root";
    std::string sizeField; // instead of the content's size: 12 bytes
};

/// A tar of these, ustar with PAX records where an entry has some; with its end mark.
[[nodiscard]] std::string tarOf(const std::vector<RawEntry> &entries, bool withEnd = true);
/// One header block whose checksum is right.
[[nodiscard]] std::string tarBlock(const RawEntry &entry, std::uint64_t size);
/// Sets the checksum of a block that was changed.
void sumUp(std::string &tar, std::size_t block = 0);
/// "LENGTH KEYWORD=VALUE\n"
[[nodiscard]] std::string paxLine(const std::string &keyword, const std::string &value);

RawEntry file(const std::string &name, const std::string &content, unsigned mode = 0644);
RawEntry directory(const std::string &name, unsigned mode = 0755);
RawEntry softlink(const std::string &name, const std::string &target);
RawEntry hardlink(const std::string &name, const std::string &target);

/// "gzip", "zstd", "xz" or "bzip2", by libarchive.
[[nodiscard]] std::string compressed(const std::string &bytes, const std::string &filter);
[[nodiscard]] std::string sha256(const std::string &bytes);

/// The parts of an image; written as any kind of archive.
struct ImageMaker
{
    std::vector<std::string> layers; // tars
    std::vector<std::string> blobs;  // as stored; empty: the layers themselves
    std::vector<std::string> references = {"test/image:1"};
    std::string architecture = "amd64";
    std::string extraConfig;         // members in front of rootfs, with a comma behind

    [[nodiscard]] std::string config() const;
    [[nodiscard]] const std::string &blob(std::size_t layer) const;
    /// manifest.json, ID.json and ID/layer.tar, as Docker up to 24 and make-images write it.
    [[nodiscard]] std::string dockerArchive() const;
    /// name → content of an OCI layout, without manifest.json.
    [[nodiscard]] std::map<std::string, std::string> layout() const;
    [[nodiscard]] std::string manifest() const; // of the layout
};

[[nodiscard]] std::string tarOfFiles(const std::map<std::string, std::string> &files);
/// index.json that names manifests: {digest, size, more members with a comma in front}.
struct Descriptor
{
    std::string text; // the manifest
    std::string more; // ,"platform":{…}
    std::string mediaType = "application/vnd.oci.image.manifest.v1+json";
};
[[nodiscard]] std::string indexOf(const std::vector<Descriptor> &manifests);

/// Opens the bytes of an archive; request's path is set: "/proc/self/fd/…".
[[nodiscard]] Result<image::Image> openBytes(const std::string &bytes, image::OpenRequest request = {});
/// Opens a Docker archive of these layers.
[[nodiscard]] Result<image::Image> openLayers(const std::vector<std::string> &layers);
/// "path mode uid:gid size" and what its type adds, a line for each file of the image.
[[nodiscard]] std::string listingOf(const image::Image &image);

} // namespace whittle::test
