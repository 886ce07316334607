#pragma once

#include "documents/imagedocument.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace whittle::app {

/// The inspector of a file of an image: what it is, whether it stays and why, who used it in the run.
class FileInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit FileInspector(QWidget *parent = nullptr);

    /// nullptr: nothing is open.
    void setDocument(ImageDocument *document);
    void showFile(FileId id);

Q_SIGNALS:
    void keepRequested();
    void removeRequested();
    void forgetRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();

    QPointer<ImageDocument> m_document;
    FileId m_file = kNoFile;
    QStackedWidget *m_stack;
    QLabel *m_placeholder;
    QLabel *m_name;
    QLabel *m_path;
    QLabel *m_stateIcon;
    QLabel *m_state;
    QPushButton *m_keep;
    QPushButton *m_remove;
    QPushButton *m_forget;
    QTextBrowser *m_text;
};

} // namespace whittle::app
