#include "documents/viewjson.h"

#include <QJsonArray>

namespace whittle::app {
namespace {

constexpr std::pair<profile::EngineRules, const char *> kEngines[] = {{profile::EngineRules::Docker, "docker"}, {profile::EngineRules::Podman, "podman"}, {profile::EngineRules::Containerd, "containerd"}};
constexpr std::pair<profile::Runtime, const char *> kRuntimes[] = {{profile::Runtime::Runc, "runc"}, {profile::Runtime::Crun, "crun"}};

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

QJsonObject toJson(const View &view)
{
    QJsonObject json{{QStringLiteral("abi"), text(abiName(view.abi))}, {QStringLiteral("architecture"), text(abiName(view.target.architecture))},
        {QStringLiteral("libseccomp"), QString::fromStdString(view.target.libseccomp)}};
    if (view.target.kernel != profile::runningKernel())
        json[QStringLiteral("kernel")] = QStringLiteral("%1.%2").arg(view.target.kernel.major).arg(view.target.kernel.minor);
    for (const auto &[rules, name] : kEngines)
        if (view.target.rules == rules)
            json[QStringLiteral("engine")] = QLatin1StringView(name);
    for (const auto &[runtime, name] : kRuntimes)
        if (view.target.runtime == runtime)
            json[QStringLiteral("runtime")] = QLatin1StringView(name);
    QJsonArray capabilities;
    for (const auto &capability : view.target.capabilities)
        capabilities.append(QString::fromStdString(capability));
    json[QStringLiteral("capabilities")] = capabilities;
    return json;
}

View viewOf(const QJsonObject &json, const View &fallback)
{
    View view = fallback;
    if (const auto abi = parseAbi(json[QStringLiteral("abi")].toString().toStdString()))
        view = view.withAbi(*abi);
    if (const auto kernel = profile::parseKernelVersion(json[QStringLiteral("kernel")].toString().toStdString()))
        view.target.kernel = *kernel;
    for (const auto &[rules, name] : kEngines)
        if (json[QStringLiteral("engine")].toString() == QLatin1StringView(name))
            view.target.rules = rules;
    for (const auto &[runtime, name] : kRuntimes)
        if (json[QStringLiteral("runtime")].toString() == QLatin1StringView(name))
            view.target.runtime = runtime;
    if (const auto libseccomp = json[QStringLiteral("libseccomp")]; libseccomp.isString())
        view.target.libseccomp = libseccomp.toString().toStdString();
    if (const auto capabilities = json[QStringLiteral("capabilities")]; capabilities.isArray()) {
        view.target.capabilities.clear();
        for (const auto &capability : capabilities.toArray())
            if (auto name = profile::parseCapability(capability.toString().toStdString()))
                view.target.capabilities.insert(std::move(*name));
    }
    return view;
}

} // namespace whittle::app
