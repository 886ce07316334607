#include "models/imageconfig.h"

#include <QStringList>

#include <nlohmann/json.hpp>

#include <map>

namespace whittle::app {
namespace {

using Json = nlohmann::json;
using Settings = std::map<QString, QString>;

QString textOf(const Json &value)
{
    const auto quoted = [](const Json &word) { return word.is_string() ? QString::fromStdString(word.get<std::string>()) : QString::fromStdString(word.dump(-1, ' ', false, Json::error_handler_t::replace)); };
    if (value.is_array()) {
        QStringList words;
        for (const auto &word : value) {
            const QString text = quoted(word);
            words << (text.isEmpty() || text.contains(QLatin1Char(' ')) ? QStringLiteral("'%1'").arg(text) : text);
        }
        return words.join(QLatin1Char(' '));
    }
    return quoted(value);
}

void collect(const Json &config, Settings &settings)
{
    for (const auto &[key, value] : config.items()) {
        const QString name = QString::fromStdString(key);
        if (value.is_null() || (value.is_structured() && value.empty()) || (value.is_string() && value.get_ref<const std::string &>().empty()))
            continue;
        if (key == "Env" && value.is_array()) {
            for (const auto &variable : value) {
                const QString text = textOf(variable);
                settings[QStringLiteral("Env %1").arg(text.section(QLatin1Char('='), 0, 0))] = text.section(QLatin1Char('='), 1);
            }
        } else if (value.is_object()) {
            for (const auto &[inner, innerValue] : value.items()) {
                const QString text = textOf(innerValue);
                settings[QStringLiteral("%1 %2").arg(name, QString::fromStdString(inner))] = innerValue.is_structured() && innerValue.empty() ? QStringLiteral("✓") : text;
            }
        } else {
            settings[name] = textOf(value);
        }
    }
}

Settings settingsOf(const std::string &text)
{
    const auto json = Json::parse(text, nullptr, false);
    Settings settings;
    if (!json.is_object())
        return settings;
    for (const char *key : {"config", "Config"})
        if (const auto found = json.find(key); found != json.end() && found->is_object())
            collect(*found, settings);
    for (const char *key : {"architecture", "variant", "os", "author"})
        if (const auto found = json.find(key); found != json.end() && found->is_string() && !found->get_ref<const std::string &>().empty())
            settings[QString::fromLatin1(key)] = textOf(*found);
    return settings;
}

} // namespace

std::vector<ConfigRow> configRows(const std::string &fat, const std::string &slim)
{
    const auto left = settingsOf(fat);
    const auto right = settingsOf(slim);
    std::map<QString, ConfigRow> rows;
    for (const auto &[name, value] : left)
        rows[name].fat = value;
    for (const auto &[name, value] : right)
        rows[name].slim = value;
    std::vector<ConfigRow> result;
    for (auto &[name, row] : rows) {
        row.name = name;
        result.push_back(std::move(row));
    }
    return result;
}

} // namespace whittle::app
