#pragma once

#include "analysis/comparison.h"
#include "analysis/drift.h"
#include "documents/compareside.h"
#include "documents/decisions.h"
#include "documents/evidence.h"
#include "jobs/latestjob.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whittle::app {

/// What a comparison came to. Made off the GUI thread; shared and unchanging, so that rows may point into it.
struct CompareResult
{
    std::optional<analysis::Comparison> comparison; // nothing where a side would not load; error says which and why
    std::string error;
    std::shared_ptr<const Decisions> dockerDefault; // for the same view, for the filter's words about it
    // Of the recordings among the sides; shared by results that differ in nothing but the environment.
    std::shared_ptr<const Evidence> evidence;
    std::shared_ptr<const analysis::Drift> drift; // nullptr where the two sides are something else
    std::vector<std::shared_ptr<const profile::Profile>> profiles; // by side
    std::vector<std::shared_ptr<const std::string>> texts;
};

/// Two or three sides and what differs between them, kept up to date while the documents behind them change. Closing a document leaves its side
/// as it was last. Comparing is done in the background; what was compared last stands until then, unless it is of other sides.
class CompareDocument final : public QObject
{
    Q_OBJECT

public:
    CompareDocument(std::vector<CompareSide> sides, const View &view, QObject *parent = nullptr);

    [[nodiscard]] QString title() const;
    [[nodiscard]] const std::vector<CompareSide> &sides() const { return m_sides; }
    /// Index of the number of sides: a third one is added.
    void setSide(std::size_t index, const CompareSide &side);
    void removeThirdSide();
    void swapSides();
    /// Two recordings, so that what they did differently can be told.
    [[nodiscard]] bool areRecordings() const;

    [[nodiscard]] const View &view() const { return m_view; }
    void setView(const View &view);

    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }
    /// nullptr until the first one is there.
    [[nodiscard]] const std::shared_ptr<const CompareResult> &result() const { return m_result; }
    /// nullptr: not compared yet, or a side would not load.
    [[nodiscard]] const analysis::Comparison *comparison() const { return m_result && m_result->comparison ? &*m_result->comparison : nullptr; }
    [[nodiscard]] const analysis::Drift *drift() const { return m_result ? m_result->drift.get() : nullptr; }
    /// Why there is no comparison; empty where there is one or will be.
    [[nodiscard]] QString error() const { return m_result ? QString::fromStdString(m_result->error) : QString(); }

    /// Makes one side decide the syscalls as another does: one step on the undo stack of the document behind it. Nothing happens where it cannot be
    /// changed.
    void copyDecisions(const std::vector<std::string> &syscalls, std::size_t from, std::size_t to);
    /// Puts a text in place of a side's: one step on the undo stack of the document behind it.
    void replaceText(std::size_t side, const QString &step, std::string text);

    /// For a file. HTML or Markdown.
    [[nodiscard]] Result<std::string> report(bool html) const;

Q_SIGNALS:
    void sidesChanged();
    void comparisonChanged();
    void copied(const QString &step, whittle::app::ProfileDocument *into);

private:
    void follow();
    void changeSides();
    void update();

    std::vector<CompareSide> m_sides;
    View m_view;
    std::shared_ptr<const CompareResult> m_result;
    std::vector<QMetaObject::Connection> m_followed;
    LatestJob<std::shared_ptr<const CompareResult>> m_job;
};

} // namespace whittle::app
