#pragma once

#include "models/syscallrow.h"

#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <vector>

namespace whittle::app {

/// The filter language of the syscall table: words that all must fit, such as
///   mount  risk>=high  differs:docker  seen:no  action:allow  proc:nginx  probe:GET  arg:*  rule:3  group:@mount  cap:SYS_ADMIN  since>=5.0  first<=1.5  -action:deny
/// proc=nginx is that very name, proc:nginx also a part of it; podman:open asks what Podman's default answers.
/// A plain word is looked for in name, number and description; "…" keeps blanks together; - in front turns a term round.
class SyscallFilter
{
public:
    /// The error is a translated sentence that names the word.
    [[nodiscard]] static std::expected<SyscallFilter, QString> parse(const QString &text);

    [[nodiscard]] bool accepts(const SyscallRow &row) const;
    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }

    /// The keys with an example each, for the help of the field.
    [[nodiscard]] static QStringList examples();

private:
    std::vector<std::function<bool(const SyscallRow &)>> m_terms;
};

} // namespace whittle::app
