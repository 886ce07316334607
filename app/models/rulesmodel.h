#pragma once

#include "analysis/rule_effects.h"
#include "profile/profile.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace whittle::app {

class ProfileDocument;

/// The rules of a profile as the file has them, one a row, and what becomes of each in the document's environment. Rows can be dragged.
class RulesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Names, Count, Answer, Arguments, When, Effect, Comment, ColumnCount };
    /// IconRole: the name of an icon. ChangedRole: the file has no such rule yet. IdleRole: it changes nothing here.
    enum Role { IconRole = Qt::UserRole, ChangedRole, IdleRole };

    explicit RulesModel(ProfileDocument &document, QObject *parent = nullptr);

    /// What each rule does, in the order of the rules; none where that cannot be known, because the profile does not load.
    void setEffects(std::vector<analysis::RuleEffect> effects);
    [[nodiscard]] const analysis::RuleEffect *effect(int row) const;
    [[nodiscard]] const profile::Rule &rule(int row) const { return m_rules[static_cast<std::size_t>(row)]; }
    /// The first rule that names it; -1: none does.
    [[nodiscard]] int rowNaming(const QString &syscall) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

Q_SIGNALS:
    /// Rows were dropped and stand from there on now.
    void moved(int first, int count);

private:
    void takeRules();
    void findChanges();
    [[nodiscard]] QString display(int row, int column) const;
    [[nodiscard]] QString toolTip(int row, int column) const;

    ProfileDocument &m_document;
    std::vector<profile::Rule> m_rules;
    std::vector<bool> m_changed;
    std::vector<analysis::RuleEffect> m_effects; // as many as rules, or none
    bool m_isKnown = false;                      // the effects are those of these rules
};

namespace words {

/// "allows 312", "changes nothing: the default says the same", "does not count: CAP_SYS_ADMIN is not held".
[[nodiscard]] QString ruleEffect(const analysis::RuleEffect &effect);
/// "newly allowed", "looser" …
[[nodiscard]] QString change(profile::Change change);

} // namespace words
} // namespace whittle::app
