#include "views/sideeffects.h"

#include "models/syscallrow.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

namespace whittle::app {
namespace {

constexpr std::size_t kShown = 3;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::SideEffects)
};

} // namespace

QString sideEffectsText(const std::vector<profile::SideEffect> &effects)
{
    // clone3 first: it is the one that breaks programs.
    auto sorted = effects;
    std::ranges::stable_partition(sorted, [](const profile::SideEffect &effect) { return effect.syscall == "clone3"; });
    QStringList list;
    for (std::size_t i = 0; i < sorted.size() && i < kShown; ++i) {
        const auto &effect = sorted[i];
        QString name = QString::fromStdString(effect.syscall);
        if (effect.abi != nativeAbi())
            name += QStringLiteral(" (%1)").arg(words::abi(effect.abi));
        list << QStringLiteral("%1: %2 → %3").arg(name, words::decision(effect.before), words::decision(effect.after));
    }
    QString text = list.join(QStringLiteral("; "));
    if (sorted.size() > kShown)
        //: follows a list of syscalls
        text += Text::tr("; and %n more", nullptr, static_cast<int>(sorted.size() - kShown));
    text += QLatin1Char('.');
    const auto clone3 = std::ranges::find(sorted, "clone3", &profile::SideEffect::syscall);
    if (clone3 != sorted.end() && clone3->before.data == ENOSYS && clone3->after.data != ENOSYS && !clone3->after.executes())
        text += QLatin1Char(' ') + Text::tr("Without ENOSYS for clone3 newer C libraries cannot start threads.");
    return text;
}

} // namespace whittle::app
