#include "exports/yaml_text.h"

#include "base/printable.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace whittle::exports {

namespace {

constexpr std::size_t kLongestName = 253;
constexpr std::size_t kLongestLabel = 63;

// Words and characters that no reader of any version takes for something else.
bool isPlainYaml(std::string_view text)
{
    static constexpr std::array<std::string_view, 11> kReserved = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"};
    const auto isWord = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '/'; };
    if (text.empty() || !std::ranges::all_of(text, isWord))
        return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (std::isalpha(first) == 0 && first != '/')
        return false;
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return !std::ranges::contains(kReserved, lower);
}

} // namespace

void writeYamlText(YAML::Emitter &out, std::string_view text)
{
    const std::string utf8 = toUtf8(text);
    if (!isPlainYaml(utf8))
        out << YAML::DoubleQuoted;
    out << utf8;
}

void writeYamlPair(YAML::Emitter &out, const char *key, std::string_view text)
{
    out << YAML::Key << key << YAML::Value;
    writeYamlText(out, text);
}

void writeYamlList(YAML::Emitter &out, const char *key, const std::vector<std::string> &texts)
{
    if (texts.empty())
        return;
    out << YAML::Key << key << YAML::Value << YAML::BeginSeq;
    for (const std::string &text : texts)
        writeYamlText(out, text);
    out << YAML::EndSeq;
}

std::string yamlComment(std::string_view text)
{
    std::string comment;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        comment += "# " + printable(line) + "\n";
    }
    return comment;
}

std::string kubernetesLabel(std::string_view text)
{
    std::string label = kubernetesName(text);
    std::ranges::replace(label, '.', '-');
    label.resize(std::min(label.size(), kLongestLabel));
    while (label.ends_with('-'))
        label.pop_back();
    return label;
}

std::string kubernetesName(std::string_view text)
{
    std::string name;
    for (const char c : text) {
        const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const bool isLetter = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (isLetter)
            name += lower;
        else if (!name.empty() && name.back() != '-' && name.back() != '.') // each part begins and ends with a letter or digit
            name += c == '.' ? '.' : '-';
    }
    name.resize(std::min(name.size(), kLongestName));
    while (!name.empty() && (name.back() == '-' || name.back() == '.'))
        name.pop_back();
    return name.empty() ? "whittle" : name;
}

} // namespace whittle::exports
