#pragma once

#include "analysis/comparison.h"
#include "analysis/drift.h"
#include "documents/decisions.h"
#include "documents/evidence.h"
#include "documents/profiledocument.h" // of a signal

#include <QObject>
#include <QPointer>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whittle::app {

/// One side of a comparison: a profile that is open in a tab and can be changed there, a built-in one, or a recording, which stands for what it
/// used.
struct CompareSide
{
    QString key; // path, name of a built-in profile, or title of a document without a file
    QString title;
    QPointer<ProfileDocument> document;
    OpenRecording recording;
    std::shared_ptr<const profile::Profile> profile; // as last seen
    std::string text;                                // of the profile

    [[nodiscard]] static std::optional<CompareSide> ofBuiltIn(const QString &name);
    [[nodiscard]] static CompareSide ofProfile(ProfileDocument &document);
    [[nodiscard]] static CompareSide ofRecording(const OpenRecording &recording);

    [[nodiscard]] bool isRecording() const { return recording.recording != nullptr; }
    /// An open document with a text that can be changed.
    [[nodiscard]] bool isEditable() const;
};

/// Two or three sides and what differs between them, kept up to date while the documents behind them change. Closing a document leaves its side
/// as it was last.
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

    [[nodiscard]] const View &view() const { return m_view; }
    void setView(const View &view);

    /// nullptr where a side would not load; error() says which and why.
    [[nodiscard]] const std::shared_ptr<const analysis::Comparison> &comparison() const { return m_comparison; }
    [[nodiscard]] const QString &error() const { return m_error; }
    /// Docker's default for the same view, for the filter's words about it.
    [[nodiscard]] const Decisions &dockerDefault() const { return *m_dockerDefault; }
    /// Of the recordings among the sides.
    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }
    /// What two recordings do differently; nothing where the two sides are something else.
    [[nodiscard]] const std::optional<analysis::Drift> &drift() const { return m_drift; }

    /// Makes one side decide the syscalls as another does: one step on the undo stack of the document behind it. Nothing happens where it cannot be
    /// changed.
    void copyDecisions(const std::vector<std::string> &syscalls, std::size_t from, std::size_t to);

    /// For a file. HTML or Markdown.
    [[nodiscard]] Result<std::string> report(bool html) const;

Q_SIGNALS:
    void sidesChanged();
    void comparisonChanged();
    void copied(const QString &step, whittle::app::ProfileDocument *into);

private:
    void follow();
    void update();

    std::vector<CompareSide> m_sides;
    View m_view;
    std::shared_ptr<const analysis::Comparison> m_comparison;
    QString m_error;
    std::shared_ptr<const Decisions> m_dockerDefault;
    Evidence m_evidence;
    std::optional<analysis::Drift> m_drift;
    std::vector<QMetaObject::Connection> m_followed;
};

} // namespace whittle::app
