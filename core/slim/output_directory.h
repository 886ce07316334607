#pragma once

#include "base/files.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace whittle::slim {

/// Where artifacts go. Everything is written into a folder of ours below the directory first and moved when it is whole; without that
/// nothing changes. What an earlier, killed program left there is removed.
class OutputDirectory
{
public:
    /// Makes the directory when it is missing, and its parents. Errors: as making and writing files; InvalidInput when it is none.
    [[nodiscard]] static Result<OutputDirectory> open(const std::string &path);
    OutputDirectory(OutputDirectory &&other) noexcept;
    OutputDirectory &operator=(OutputDirectory &&) = delete;
    /// Takes our folder away, and the directory again if it was made here and holds nothing.
    ~OutputDirectory();

    /// Whether files of these names could be put there. Errors: naming the first that could not.
    [[nodiscard]] Result<> check(const std::vector<std::string> &names) const;
    /// A place for work that is not kept.
    [[nodiscard]] std::string work(const std::string &name) const { return m_work->path() + "/" + name; }
    [[nodiscard]] Result<> write(const std::string &name, std::string_view content) const;
    /// Moves the files of these names, each at once; their paths. One that fails is an error, those before it have been moved.
    [[nodiscard]] Result<std::vector<std::string>> publish(const std::vector<std::string> &names) const;

private:
    OutputDirectory(std::string path, std::vector<std::string> made) : m_path(std::move(path)), m_made(std::move(made)) {}

    std::string m_path;
    std::vector<std::string> m_made; // directories that were not there, the last one first
    std::optional<TemporaryDirectory> m_work;
};

} // namespace whittle::slim
