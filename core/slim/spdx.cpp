#include "slim/spdx.h"

#include "base/printable.h"
#include "base/sha1.h"
#include "base/sha256.h"
#include "base/text.h"
#include "image/file_index.h"
#include "slim/license_expression.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <format>
#include <optional>
#include <unordered_map>

namespace whittle::slim {

namespace {

using Json = nlohmann::ordered_json;
using image::EntryType;

constexpr const char *kTool = "Tool: whittle-" WHITTLE_VERSION;
constexpr const char *kNone = "NOASSERTION";

// A whole number of just so many digits at a place.
std::optional<int> numberAt(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    if (text.size() < at + count)
        return std::nullopt;
    const auto parsed = std::from_chars(text.data() + at, text.data() + at + count, value);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + at + count && value >= 0 ? std::optional(value) : std::nullopt;
}

// "2026-01-02T03:04:05.678+01:00" → "2026-01-02T02:04:05Z": times of SPDX have no parts of seconds and no zone but Z.
std::string spdxTime(std::string_view text)
{
    const auto year = numberAt(text, 0, 4);
    const auto month = numberAt(text, 5, 2);
    const auto day = numberAt(text, 8, 2);
    const auto hour = numberAt(text, 11, 2);
    const auto minute = numberAt(text, 14, 2);
    const auto second = numberAt(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second)
        return "1970-01-01T00:00:00Z";
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return "1970-01-01T00:00:00Z";
    auto time = std::chrono::sys_seconds(std::chrono::sys_days(date)) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
    if (const auto zone = text.find_first_of("+-", 19); zone != std::string_view::npos) {
        const auto shift = std::chrono::hours(numberAt(text, zone + 1, 2).value_or(0)) + std::chrono::minutes(numberAt(text, zone + 4, 2).value_or(0));
        time += text[zone] == '+' ? -shift : shift;
    }
    return std::format("{:%FT%T}Z", time);
}

// "Name <address>" → "Organization: Name (address)".
std::string supplier(const std::string &text)
{
    const std::string clean = printable(text, 300);
    if (clean.empty())
        return kNone;
    const auto open = clean.find('<');
    const auto close = clean.find('>', open);
    if (open == std::string::npos || close == std::string::npos)
        return "Organization: " + clean;
    std::string name = clean.substr(0, open);
    while (name.ends_with(' '))
        name.pop_back();
    const std::string address = clean.substr(open + 1, close - open - 1);
    return std::format("Organization: {} ({})", name.empty() ? address : name, address);
}

bool isWebAddress(const std::string &text)
{
    return (text.starts_with("http://") || text.starts_with("https://")) && text.size() < 1000 && std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < 0x7f && !std::string_view("\"<>\\^`{|}").contains(c);
    });
}

std::string idPart(const std::string &text)
{
    std::string id;
    for (const char c : text.substr(0, 80)) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        id += fits ? c : '-';
    }
    return id;
}

std::string digits(const std::string &digest)
{
    const auto colon = digest.find(':');
    return colon == std::string::npos ? digest : digest.substr(colon + 1);
}

// A UUID's shape from a digest: documents of the same content have the same namespace.
std::string uuidOf(const std::string &content)
{
    Sha256 hash;
    hash.add(content);
    const std::string hex = hash.hex();
    return std::format("{}-{}-8{}-8{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3), hex.substr(17, 3), hex.substr(20, 12));
}

class Writer
{
public:
    Writer(const SpdxRequest &request, const PackageSet &packages, const TextSink &sink, const std::stop_token &stop)
        : m_request(request), m_packages(packages), m_sink(sink), m_stop(stop)
    {}

    // Files and their relationships may be millions: they are written as they come and are in memory one at a time.
    Result<> write()
    {
        m_time = spdxTime(m_request.image->created());
        addImages();
        addDistribution();
        for (const Package &package : m_packages.packages)
            addPackage(package);
        return writeHead().and_then([this] { return writeFiles(); }).and_then([this] { return writeRelationships(); }).and_then([this] { return writeEnd(); });
    }

private:
    [[nodiscard]] bool keeps(const std::string &path) const { return m_request.selection == nullptr || m_request.selection->keeps(path); }

    [[nodiscard]] static Json relationship(const std::string &from, const char *kind, const std::string &to)
    {
        return {{"spdxElementId", from}, {"relationshipType", kind}, {"relatedSpdxElement", to}};
    }
    void relate(const std::string &from, const char *kind, const std::string &to) { m_relationships.push_back(relationship(from, kind, to)); }

    Json annotation(const Json &value) const
    {
        return {{"annotationDate", m_time}, {"annotationType", "OTHER"}, {"annotator", kTool}, {"comment", value.dump()}};
    }

    static Json packageBase(const std::string &id, const std::string &name)
    {
        return {{"SPDXID", id}, {"name", name.empty() ? "unnamed" : toUtf8(name)}};
    }

    void finishPackage(Json &package, const std::string &license)
    {
        package["downloadLocation"] = kNone;
        package["filesAnalyzed"] = false;
        package["licenseConcluded"] = kNone;
        package["licenseDeclared"] = license;
        package["copyrightText"] = kNone;
    }

    void addImage(const std::string &id, const std::string &reference, const std::string &digest)
    {
        Json package = packageBase(id, reference);
        if (!digest.empty())
            package["versionInfo"] = digest;
        package["primaryPackagePurpose"] = "CONTAINER";
        finishPackage(package, kNone);
        if (digest.starts_with("sha256:") && digits(digest).size() == 64)
            package["checksums"] = Json::array({{{"algorithm", "SHA256"}, {"checksumValue", digits(digest)}}});
        m_list.push_back(std::move(package));
    }

    void addImages()
    {
        const image::Image &image = *m_request.image;
        if (m_request.selection == nullptr) {
            addImage(m_image, m_request.reference, image.configDigest());
            return;
        }
        addImage(m_image, m_request.slimReference.empty() ? m_request.reference + " (slim)" : m_request.slimReference, m_request.slimDigest);
        addImage("SPDXRef-FatImage", m_request.reference, image.configDigest());
        relate(m_image, "DESCENDANT_OF", "SPDXRef-FatImage");
    }

    void addDistribution()
    {
        const Distribution &distribution = m_packages.distribution;
        if (distribution.id.empty())
            return;
        Json package = packageBase("SPDXRef-OperatingSystem", distribution.id);
        if (!distribution.version.empty())
            package["versionInfo"] = toUtf8(distribution.version);
        if (!distribution.name.empty())
            package["summary"] = toUtf8(distribution.name);
        package["primaryPackagePurpose"] = "OPERATING-SYSTEM";
        finishPackage(package, kNone);
        m_list.push_back(std::move(package));
        relate(m_image, "CONTAINS", "SPDXRef-OperatingSystem");
    }

    void addPackage(const Package &package)
    {
        const auto kept = static_cast<std::size_t>(std::ranges::count_if(package.files, [this](const std::string &path) { return keeps(path); }));
        // Without a file of its own a package is still there in the image as it is, and nothing of it in the slim one.
        if (m_request.selection != nullptr && kept == 0) {
            ++m_packagesLeftOut;
            return;
        }
        const std::string id = std::format("SPDXRef-Package-{}-{}-{}", packageSystemName(package.system), idPart(package.name), uuidOf(package.purl + std::to_string(m_list.size())).substr(0, 8));
        Json json = packageBase(id, package.name);
        if (!package.version.empty())
            json["versionInfo"] = toUtf8(package.version);
        json["supplier"] = supplier(package.supplier);
        finishPackage(json, m_licenses.translate(package.licenses, package.licenseTexts));
        if (isWebAddress(package.homepage))
            json["homepage"] = package.homepage;
        if (!package.summary.empty())
            json["summary"] = toUtf8(package.summary);
        if (!package.sourceName.empty())
            json["sourceInfo"] = std::format("built from: {}{}{}", toUtf8(package.sourceName), package.sourceVersion.empty() ? "" : " ", toUtf8(package.sourceVersion));
        json["comment"] = std::format("{} of {} files", kept, package.shipped());
        json["externalRefs"] = Json::array({{{"referenceCategory", "PACKAGE-MANAGER"}, {"referenceType", "purl"}, {"referenceLocator", package.purl}}});
        json["annotations"] = Json::array({annotation({{"whittle:files", {{"kept", kept}, {"shipped", package.shipped()}}}})});
        m_list.push_back(std::move(json));
        relate(m_image, "CONTAINS", id);
    }

    static std::string text(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

    Result<> put(std::string_view piece)
    {
        constexpr std::size_t kPiece = 1 << 18;
        m_pending += piece;
        return m_pending.size() < kPiece ? Result<>() : flush();
    }

    Result<> flush()
    {
        m_hash.add(m_pending);
        auto taken = m_sink(m_pending);
        m_pending.clear();
        return taken;
    }

    Result<> putMember(std::string_view name, const Json &value) { return put(std::format(",\n \"{}\": {}", name, text(value))); }

    // One element a line.
    Result<> putElement(const Json &element)
    {
        auto done = put((m_isFirst ? "\n  " : ",\n  ") + text(element));
        m_isFirst = false;
        return done;
    }

    Result<> putArray(std::string_view name, const Json &elements)
    {
        m_isFirst = true;
        if (auto begun = put(std::format(",\n \"{}\": [", name)); !begun)
            return begun;
        for (const Json &element : elements)
            if (auto done = putElement(element); !done)
                return done;
        return put("\n ]");
    }

    Result<> writeHead()
    {
        m_name = toUtf8(m_request.selection != nullptr && !m_request.slimReference.empty() ? m_request.slimReference : m_request.reference);
        return put("{\n \"spdxVersion\": \"SPDX-2.3\",\n \"dataLicense\": \"CC0-1.0\",\n \"SPDXID\": \"SPDXRef-DOCUMENT\"")
            .and_then([this] { return putMember("name", m_name); })
            .and_then([this] {
                return putMember("creationInfo", {{"created", m_time}, {"creators", Json::array({kTool, "Organization: whittle"})}, {"licenseListVersion", "3.25"}});
            })
            .and_then([this] { return putArray("packages", m_list); });
    }

    Result<> writeFiles()
    {
        Result<> result;
        std::string buffer(1 << 16, '\0');
        m_request.image->files().forEach([&](const image::IndexedFile &file) {
            if (m_stop.stop_requested()) {
                result = fail(ErrorCode::Cancelled, "writing the bill of materials: cancelled");
                return false;
            }
            const std::string &path = file.entry.path;
            const bool isFile = file.entry.type == EntryType::Regular || file.entry.type == EntryType::HardLink;
            if (!isFile || !keeps(path) || m_packages.owners.contains(path))
                return true;
            if (m_files == 0) {
                m_isFirst = true;
                result = put(",\n \"files\": [");
            }
            result = result.and_then([&] { return writeFile(file.entry, buffer); });
            return result.has_value();
        });
        return m_files == 0 ? result : result.and_then([this] { return put("\n ]"); });
    }

    [[nodiscard]] static std::string fileId(std::size_t number) { return std::format("SPDXRef-File-{}", number); }

    struct Checksums
    {
        std::string sha1;
        std::string sha256;
    };

    Result<Checksums> checksumsOf(const std::string &path, std::string &buffer) const
    {
        Sha1 sha1;
        Sha256 sha256;
        for (std::uint64_t at = 0;;) {
            const auto size = m_request.image->files().read(path, at, buffer);
            if (!size)
                return addContext(size.error(), printable(path));
            if (*size == 0)
                break;
            const std::string_view piece(buffer.data(), *size);
            sha1.add(piece);
            sha256.add(piece);
            at += *size;
        }
        return Checksums{sha1.hex(), sha256.hex()};
    }

    // Thousands of names may lead to one content, which is read once for all of them.
    Result<Checksums> checksumsOf(const image::Entry &entry, std::string &buffer)
    {
        const bool isLink = entry.type == EntryType::HardLink;
        const std::string &content = isLink ? entry.linkTarget : entry.path;
        if (const auto known = m_linked.find(content); known != m_linked.end())
            return known->second;
        auto checksums = checksumsOf(content, buffer);
        if (checksums && isLink)
            m_linked.emplace(content, *checksums);
        return checksums;
    }

    Result<> writeFile(const image::Entry &entry, std::string &buffer)
    {
        const auto checksums = checksumsOf(entry, buffer);
        if (!checksums)
            return std::unexpected(checksums.error());
        return putElement({
            {"SPDXID", fileId(++m_files)},
            {"fileName", "./" + toUtf8(entry.path)},
            {"checksums", Json::array({{{"algorithm", "SHA1"}, {"checksumValue", checksums->sha1}}, {{"algorithm", "SHA256"}, {"checksumValue", checksums->sha256}}})},
            {"licenseConcluded", kNone},
            {"licenseInfoInFiles", Json::array({kNone})},
            {"copyrightText", kNone},
            {"comment", "no package owns it"},
        });
    }

    Result<> writeRelationships()
    {
        m_isFirst = true;
        if (auto begun = put(",\n \"relationships\": ["); !begun)
            return begun;
        if (auto done = putElement(relationship("SPDXRef-DOCUMENT", "DESCRIBES", m_image)); !done)
            return done;
        for (const Json &one : m_relationships)
            if (auto done = putElement(one); !done)
                return done;
        for (std::size_t number = 1; number <= m_files; ++number)
            if (auto done = putElement(relationship(m_image, "CONTAINS", fileId(number))); !done)
                return done;
        return put("\n ]");
    }

    Result<> writeEnd()
    {
        Json extracted = Json::array();
        for (const auto &[id, other] : m_licenses.others())
            extracted.push_back({{"licenseId", id}, {"name", other.name}, {"extractedText", other.text}});
        if (!extracted.empty())
            if (auto done = putArray("hasExtractedLicensingInfos", extracted); !done)
                return done;
        std::string comment = m_packages.databases.empty() ? "The image has no package database that is known." : "Read from";
        for (const std::string &database : m_packages.databases)
            comment += (&database == &m_packages.databases.front() ? " " : ", ") + database;
        if (!m_packages.databases.empty())
            comment += ".";
        if (m_request.selection != nullptr)
            comment += std::format(" Of {} packages of the image that this one was made from, {} have no file in it.", m_packages.packages.size(), m_packagesLeftOut);
        comment += std::format(" {} files belong to no package.", m_files);
        if (auto done = putMember("comment", comment); !done)
            return done;
        // Last, because it comes from all that stands before it.
        if (auto done = flush(); !done)
            return done;
        const std::string space = std::format("https://spdx.org/spdxdocs/{}-{}", idPart(m_name), uuidOf(m_hash.hex()));
        return putMember("documentNamespace", space).and_then([this] { return put("\n}\n"); }).and_then([this] { return flush(); });
    }

    const SpdxRequest &m_request;
    const PackageSet &m_packages;
    const TextSink &m_sink;
    const std::stop_token &m_stop;
    const std::string m_image = "SPDXRef-Image";
    std::string m_name;
    std::string m_time;
    std::string m_pending;
    Sha256 m_hash; // of what the sink has taken
    bool m_isFirst = true; // the next element of its array
    LicenseTranslator m_licenses;
    Json m_list = Json::array();
    std::size_t m_files = 0;
    std::unordered_map<std::string, Checksums> m_linked; // of hard-linked files, by the name that the others lead to
    Json m_relationships = Json::array();
    std::size_t m_packagesLeftOut = 0;
};

} // namespace

Result<> writeSpdx(const SpdxRequest &request, const TextSink &sink, const std::stop_token &stop)
{
    const auto packages = readPackages(request.image->files(), stop);
    if (!packages)
        return std::unexpected(packages.error());
    return Writer(request, *packages, sink, stop).write();
}

} // namespace whittle::slim
