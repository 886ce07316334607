#pragma once

#include "base/line_diff.h"
#include "jobs/latestjob.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace whittle::app {

class AlignedText;

/// Two texts side by side, line by line, scrolled together. Aligning is done in the background; what stood there stays until then.
class AlignedTexts final : public QWidget
{
    Q_OBJECT

public:
    using TextPtr = std::shared_ptr<const std::string>;

    explicit AlignedTexts(QWidget *parent = nullptr);

    /// fileName: of what kind the texts are, for their colours. Texts that stand there already are left alone.
    void setTexts(TextPtr left, TextPtr right, const QString &fileName, Indentation indentation = Indentation::Counts);
    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }

    [[nodiscard]] AlignedText *left() { return m_left; }
    [[nodiscard]] AlignedText *right() { return m_right; }
    [[nodiscard]] const std::vector<AlignedLine> &lines() const { return m_lines; }
    /// Rows that are not the same.
    [[nodiscard]] int differingCount() const { return m_differing; }

    /// The next stretch of lines that differ.
    bool goToDifference(bool forward);
    /// The rows of the stretch that the cursor is in; nothing where it stands on what is the same.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> currentStretch() const;
    /// One side's text with the current stretch as the other has it.
    [[nodiscard]] std::optional<std::string> withCurrentStretch(bool toRight) const;

Q_SIGNALS:
    void aligned();
    void cursorMoved();

private:
    [[nodiscard]] int currentLine() const;

    AlignedText *m_left;
    AlignedText *m_right;
    TextPtr m_leftText;
    TextPtr m_rightText;
    QString m_fileName;
    Indentation m_indentation = Indentation::Counts;
    std::vector<AlignedLine> m_lines;
    int m_differing = 0;
    bool m_isFresh = true; // nobody has gone anywhere: the first line counts as a next one
    LatestJob<std::vector<AlignedLine>> m_job;
};

} // namespace whittle::app
