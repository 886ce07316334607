#include "documents/imagefiles.h"

#include "image/file_index.h"

#include <string>

namespace whittle::app {

Result<std::vector<FileRecord>> fileRecordsOf(const image::Image &image, const std::stop_token &stop)
{
    std::vector<FileRecord> records;
    records.reserve(image.files().count());
    std::string tooLong;
    image.files().forEach([&](const image::IndexedFile &file) {
        const auto &entry = file.entry;
        if (entry.path.size() > kMaxFilePath)
            tooLong = entry.path.substr(0, 80);
        records.push_back({entry.path, entry.type, entry.mode, entry.uid, entry.gid, entry.type == image::EntryType::Regular ? entry.size : 0,
            file.layer == image::FileIndex::npos ? FileNode::kNoLayer : static_cast<std::uint32_t>(file.layer), entry.linkTarget});
        return tooLong.empty() && !stop.stop_requested();
    });
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "stopped");
    if (!tooLong.empty())
        return fail(ErrorCode::InvalidInput, tooLong + "…: a path of more than " + std::to_string(kMaxFilePath) + " bytes");
    return records;
}

} // namespace whittle::app
