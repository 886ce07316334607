#pragma once

#include "models/driftmodel.h"

#include <QSortFilterProxyModel>
#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <vector>

namespace whittle::app {

/// The filter language of what two recordings do differently: words that all must fit, such as
///   openssl  is:new  is:gone  kind:path  risk>=high  times>100  -kind:path
/// A plain word is looked for in what a row names and in how it was used; - in front turns a word round.
class DriftFilter
{
public:
    /// The error is a translated sentence that names the word.
    [[nodiscard]] static std::expected<DriftFilter, QString> parse(const QString &text);

    [[nodiscard]] bool accepts(const DriftRow &row) const;
    [[nodiscard]] static QStringList examples();

private:
    std::vector<std::function<bool(const DriftRow &)>> m_terms;
};

/// Shows what the filter accepts, and headings that have something below.
class DriftProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit DriftProxy(DriftModel &model, QObject *parent = nullptr);

    void setFilter(DriftFilter filter);
    [[nodiscard]] int shownCount() const;
    [[nodiscard]] const SyscallRow *syscallRow(const QModelIndex &index) const { return m_model.syscallRow(mapToSource(index)); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    DriftModel &m_model;
    DriftFilter m_filter;
};

} // namespace whittle::app
