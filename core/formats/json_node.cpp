#include "formats/json_node.h"

#include "base/text.h"

namespace whittle::formats {

OrderedJson bytesToJson(const std::string &bytes)
{
    if (isUtf8(bytes))
        return bytes;
    std::string hex;
    for (const char byte : bytes)
        hex += std::format("{:02x}", static_cast<unsigned char>(byte));
    return OrderedJson{{"hex", hex}};
}

} // namespace whittle::formats
