#include "formats/seccomp_json.h"
#include "profile/check.h"
#include "profile/filter.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>

using namespace whittle;

namespace {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fputs(what, stderr);
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto document = formats::readSeccompJson(text);
    require(document.has_value() == formats::problemsOfSeccompJson(text).empty(), "one reading finds problems and the other does not\n");
    (void)formats::withStraightQuotes(text);
    if (!document)
        return 0;
    for (const auto &[path, place] : document->places)
        require(place.begin < place.end && place.end <= size, "a place outside the text\n");
    const std::string written = formats::writeSeccompJson(document->profile);
    const auto again = formats::readSeccompJson(written);
    require(again.has_value(), "what was written cannot be read\n");
    require(formats::writeSeccompJson(again->profile) == written, "writing again gives another text\n");
    if (const auto filter = profile::compile(document->profile, {}))
        (void)filter->decide(nativeAbi(), 0);
    (void)profile::check(document->profile, {});
    return 0;
}
