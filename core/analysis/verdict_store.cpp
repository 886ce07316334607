#include "analysis/verdict_store.h"

#include "base/files.h"
#include "base/sha256.h"
#include "formats/seccomp_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace whittle::analysis {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxVerdicts = 500;
constexpr std::size_t kMaxFileSize = 65536;

// As it would be written, so that indentation makes no other profile.
std::string fileOf(const profile::Profile &profile, const std::string &directory)
{
    Sha256 digest;
    digest.add(formats::writeSeccompJson(profile));
    return directory + "/" + digest.hex() + ".json";
}

void removeOldest(const std::string &directory)
{
    std::error_code ignored;
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    for (const auto &entry : fs::directory_iterator(directory, ignored)) {
        std::error_code error;
        const auto time = entry.last_write_time(error);
        if (!error && entry.path().extension() == ".json")
            files.emplace_back(time, entry.path());
    }
    if (files.size() <= kMaxVerdicts)
        return;
    std::ranges::sort(files);
    for (std::size_t i = 0; i < files.size() - kMaxVerdicts; ++i)
        fs::remove(files[i].second, ignored);
}

} // namespace

std::string verdictDirectory()
{
    if (const char *state = std::getenv("XDG_STATE_HOME"); state && *state)
        return std::string(state) + "/whittle/verdicts";
    if (const char *home = std::getenv("HOME"); home && *home)
        return std::string(home) + "/.local/state/whittle/verdicts";
    return {};
}

Result<> storeVerdict(const profile::Profile &profile, const StoredVerdict &verdict, const std::string &directory)
{
    if (directory.empty())
        return fail(ErrorCode::NotFound, "HOME is not set: there is no place to remember the verdict");
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        return failErrno("creating " + directory, error.value());
    const nlohmann::ordered_json json = {{"version", 1},
                                         {"verified", verdict.verified},
                                         {"image", verdict.image},
                                         {"engine", verdict.engine},
                                         {"runtime", verdict.runtime},
                                         {"at", verdict.at}};
    auto written = writeFileAtomically(fileOf(profile, directory), json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    if (written)
        removeOldest(directory);
    return written;
}

std::optional<StoredVerdict> findVerdict(const profile::Profile &profile, const std::string &directory)
{
    if (directory.empty())
        return std::nullopt;
    const auto text = readFile(fileOf(profile, directory), kMaxFileSize);
    if (!text)
        return std::nullopt;
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object() || json.value("version", nlohmann::json()) != 1 || !json.value("verified", nlohmann::json()).is_boolean())
        return std::nullopt;
    const auto word = [&json](const char *name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    return StoredVerdict{json["verified"].get<bool>(), word("image"), word("engine"), word("runtime"), word("at")};
}

} // namespace whittle::analysis
