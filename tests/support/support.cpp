#include "support/support.h"

#include "base/files.h"

#include <filesystem>

namespace whittle::test {

std::string sharedDir()
{
    const std::filesystem::path dir = std::filesystem::path(WHITTLE_SOURCE_DIR).parent_path() / "shared" / "reference";
    std::error_code error;
    return std::filesystem::is_directory(dir, error) ? dir.string() : std::string();
}

std::string dataPath(const std::string &name)
{
    return std::string(WHITTLE_SOURCE_DIR) + "/tests/data/" + name;
}

std::string programPath(const std::string &name)
{
    return std::string(WHITTLE_BUILD_DIR) + "/bin/" + name;
}

std::string contentOf(const std::string &path)
{
    auto content = readFile(path);
    if (!content)
        QTest::qFail(content.error().message.c_str(), __FILE__, __LINE__);
    return content.value_or(std::string());
}

} // namespace whittle::test
