#pragma once

#include "documents/policyreport.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <vector>

namespace whittle::app {

class AppArmorDocument;

/// One access that was recorded, and what the policy says of it; nullptr where it could not be asked.
struct AccessRow
{
    const apparmor::RecordedAccess *access = nullptr;
    const PolicyAnswer *answer = nullptr;
};

/// Every access of the recordings that are attached to a policy.
class AccessModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Done, By, Answer, Rule, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, DeniedRole }; // DeniedRole: true, false, or nothing where it is not known

    explicit AccessModel(const AppArmorDocument &document, QObject *parent = nullptr);

    [[nodiscard]] AccessRow row(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void follow();
    [[nodiscard]] static QString display(const AccessRow &row, int column);

    const AppArmorDocument &m_document;
    AccessesPtr m_accesses;
    std::vector<PolicyAnswer> m_answers;
};

/// The filter language of the accesses: words that all must fit, such as
///   /etc  is:denied  kind:file  did:write  by:nginx  -is:allowed
class AccessFilter
{
public:
    /// The error is a translated sentence that names the word.
    [[nodiscard]] static std::expected<AccessFilter, QString> parse(const QString &text);
    [[nodiscard]] bool accepts(const AccessRow &row) const;
    [[nodiscard]] static QStringList examples();

private:
    std::vector<std::function<bool(const AccessRow &)>> m_terms;
};

class AccessProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit AccessProxy(AccessModel &model, QObject *parent = nullptr);

    void setFilter(AccessFilter filter);
    [[nodiscard]] AccessRow rowAt(const QModelIndex &index) const { return m_model.row(mapToSource(index).row()); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    AccessModel &m_model;
    AccessFilter m_filter;
};

namespace words {

/// "read, write"
[[nodiscard]] QString permissions(std::uint32_t permissions);

} // namespace words

} // namespace whittle::app
