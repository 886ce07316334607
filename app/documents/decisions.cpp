#include "documents/decisions.h"

#include <algorithm>
#include <array>

namespace whittle::app {

View View::withAbi(Abi other) const
{
    View view = *this;
    view.abi = other;
    view.target.architecture = other == Abi::Aarch64 || other == Abi::Arm ? Abi::Aarch64 : Abi::X86_64;
    return view;
}

std::shared_ptr<const Decisions> Decisions::of(const profile::Profile &profile, const View &view)
{
    auto decisions = std::make_shared<Decisions>();
    auto filter = profile::compile(profile, view.target);
    if (!filter) {
        decisions->m_error = filter.error().message;
        return decisions;
    }
    const auto &all = syscallsOf(view.abi);
    decisions->m_answers.reserve(all.size());
    for (const auto *syscall : all) {
        decisions->m_answers.push_back(analysis::answered(profile, *filter, view.abi, *syscall));
        decisions->m_surface.add(*syscall, decisions->m_answers.back().standing);
    }
    decisions->m_filter = std::move(*filter);
    return decisions;
}

const std::vector<const syscalls::Syscall *> &syscallsOf(Abi abi)
{
    static const auto kByAbi = [] {
        std::array<std::vector<const syscalls::Syscall *>, kAllAbis.size()> lists;
        for (const Abi each : kAllAbis) {
            auto &list = lists[static_cast<std::size_t>(each)];
            for (const auto &syscall : syscalls::Catalogue::builtIn().all())
                if (syscall.existsOn(each))
                    list.push_back(&syscall);
            std::ranges::sort(list, {}, [each](const syscalls::Syscall *s) { return s->number(each); });
        }
        return lists;
    }();
    return kByAbi[static_cast<std::size_t>(abi)];
}

} // namespace whittle::app
