#pragma once

#include "documents/imagecomparedocument.h"
#include "models/imagecomparemodel.h"
#include "views/documentpage.h"

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace whittle::app {

class AlignedTexts;
class FilterBar;
class ImageCompareTrees;
class MessageBar;
class SideChooser;

/// The tab of a comparison of two images: their trees side by side, their settings, and the texts of a file that differs.
class ImageComparePage final : public DocumentPage
{
    Q_OBJECT

public:
    enum Tab { Files, Settings, Text };
    static constexpr auto kFile = "file";
    static constexpr auto kFolder = "folder";

    explicit ImageComparePage(ImageSide left, ImageSide right, QWidget *parent = nullptr);
    ~ImageComparePage() override;

    [[nodiscard]] QString title() const override { return m_document->title(); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("compare"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("compare"); }
    bool focusFilter() override;

    [[nodiscard]] ImageCompareDocument &document() { return *m_document; }
    [[nodiscard]] const ImageCompareDocument &document() const { return *m_document; }
    /// Something that is shown is still being made.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] ImageCompareModel &model() { return m_model; }
    [[nodiscard]] ImageCompareTrees *trees() { return m_trees; }
    [[nodiscard]] AlignedTexts *texts() { return m_texts; }
    [[nodiscard]] SideChooser *chooser() { return m_chooser; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    [[nodiscard]] FilterBar *filterBar() { return m_filter; }
    [[nodiscard]] int currentTab() const;
    void showTab(int tab);
    bool goToDifference(bool forward);

    /// The text of the current file on a side, for another program; nothing where it is not there or no text.
    [[nodiscard]] std::shared_ptr<const std::string> textOfSide(std::size_t side) const { return side == 0 ? m_shown.left : m_shown.right; }
    [[nodiscard]] QString textName() const { return m_textName; }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Texts
    {
        std::shared_ptr<const std::string> left;
        std::shared_ptr<const std::string> right;
        QString problem;
    };

    QWidget *makeFiles();
    QWidget *makeSettings();
    QWidget *makeTexts();
    void update();
    void updateSummary();
    void updateSettings();
    void applyFilter();
    void updateCount();
    void readTexts();

    std::unique_ptr<ImageCompareDocument> m_document;
    ImageCompareModel m_model;
    SideChooser *m_chooser;
    QLabel *m_summary;
    MessageBar *m_message;
    MessageBar *m_state;
    QTabWidget *m_tabs;
    FilterBar *m_filter;
    ImageCompareTrees *m_trees;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_settingsTitle = nullptr;
    QTableView *m_settings = nullptr;
    QLabel *m_textTitle = nullptr;
    QStackedWidget *m_textStack = nullptr;
    QLabel *m_textEmpty = nullptr;
    AlignedTexts *m_texts;
    Texts m_shown;
    QString m_textName;
    FileId m_textOf = kNoFile;
    LatestJob<Texts> m_textJob;
};

} // namespace whittle::app
