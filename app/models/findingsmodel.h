#pragma once

#include "profile/check.h"

#include <QAbstractTableModel>

#include <vector>

namespace whittle::app {

class AppArmorDocument;
class EditedFile;
class ProfileDocument;

/// What is wrong with a profile or an AppArmor policy: where its text is not valid the errors of the text, else the findings of the check.
class FindingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Severity, Message, Place, ColumnCount };
    struct Item
    {
        int severity = 0; // profile::Severity
        bool isTextError = false;
        QString message;
        QString detail;
        QString path;    // JSON path
        QString place;   // as shown
        QString syscall;
        int line = 0;    // 0: none
        int column = 0;
        profile::Finding finding; // of a profile, where it is no error of the text
    };

    explicit FindingsModel(QObject *parent = nullptr);

    void setDocument(EditedFile *document);
    [[nodiscard]] const Item &item(int row) const { return m_items[static_cast<std::size_t>(row)]; }
    /// How many are of that severity or worse.
    [[nodiscard]] int countFrom(profile::Severity severity) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rebuild();
    void addProfile(const ProfileDocument &document);
    void addPolicy(const AppArmorDocument &document);

    EditedFile *m_document = nullptr;
    std::vector<Item> m_items;
};

} // namespace whittle::app
