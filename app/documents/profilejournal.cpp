#include "documents/profilejournal.h"

#include "commands/changestate.h"
#include "documents/profiledocument.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr quint32 kMagic = 0x57484A31; // "WHJ1"

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string read(QDataStream &stream)
{
    QByteArray bytes;
    stream >> bytes;
    return bytes.toStdString();
}

} // namespace

QByteArray toBytes(const ProfileJournal &journal)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << kMagic << journal.path << journal.suggestedName << journal.neverSaved << bytesOf(journal.base) << static_cast<quint32>(journal.steps.size());
    std::string_view before = journal.base;
    for (const auto &step : journal.steps) {
        const std::string_view text = step.text;
        const auto shorter = std::min(before.size(), text.size());
        const auto begin = static_cast<std::size_t>(std::ranges::mismatch(before.substr(0, shorter), text.substr(0, shorter)).in1 - before.begin());
        std::size_t end = 0;
        while (end < shorter - begin && before[before.size() - 1 - end] == text[text.size() - 1 - end])
            ++end;
        stream << step.name << static_cast<quint64>(begin) << static_cast<quint64>(end) << bytesOf(text.substr(begin, text.size() - begin - end));
        before = text;
    }
    stream << static_cast<qint32>(journal.index) << static_cast<qint32>(journal.cleanIndex) << bytesOf(journal.savedText) << kMagic;
    return bytes;
}

Result<ProfileJournal> journalOf(const QByteArray &bytes)
{
    const auto broken = [] { return fail(ErrorCode::InvalidInput, "the saved document is not whole"); };
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_8);
    ProfileJournal journal;
    quint32 magic = 0;
    stream >> magic;
    if (magic != kMagic)
        return fail(ErrorCode::InvalidInput, "it is no saved document, or one of another version of Whittle");
    quint32 count = 0;
    stream >> journal.path >> journal.suggestedName >> journal.neverSaved;
    journal.base = read(stream);
    stream >> count;
    if (stream.status() != QDataStream::Ok || count > kMaxJournalSteps)
        return broken();
    std::size_t total = journal.base.size();
    std::string_view before = journal.base;
    journal.steps.reserve(count);
    for (quint32 i = 0; i < count; ++i) {
        ProfileJournal::Step step;
        quint64 begin = 0;
        quint64 end = 0;
        stream >> step.name >> begin >> end;
        const auto middle = read(stream);
        if (stream.status() != QDataStream::Ok || begin > before.size() || end > before.size() - begin)
            return broken();
        step.text = std::string(before.substr(0, begin)) + middle + std::string(before.substr(before.size() - end));
        total += step.text.size();
        if (total > kMaxJournalBytes)
            return broken();
        journal.steps.push_back(std::move(step));
        before = journal.steps.back().text;
    }
    qint32 index = 0;
    qint32 clean = 0;
    stream >> index >> clean;
    journal.savedText = read(stream);
    stream >> magic;
    const auto steps = static_cast<qint32>(journal.steps.size());
    if (stream.status() != QDataStream::Ok || magic != kMagic || index < 0 || index > steps || clean < -1 || clean > steps)
        return broken();
    journal.index = index;
    journal.cleanIndex = clean;
    return journal;
}

ProfileJournal ProfileDocument::journal() const
{
    ProfileJournal journal{m_path, m_suggestedName, m_neverSaved, {}, {}, 0, -1, {}};
    const auto step = [this](int i) { return dynamic_cast<const ChangeState *>(m_undoStack.command(i)); };
    // The newest steps that fit; those that could be done again count as well.
    int first = m_undoStack.count();
    std::size_t bytes = m_state->text.size();
    while (first > 0 && m_undoStack.count() - first < kMaxJournalSteps && step(first - 1) && (bytes += step(first - 1)->before()->text.size()) < kMaxJournalBytes / 2)
        --first;
    if (m_undoStack.index() < first)
        first = m_undoStack.count(); // so far undone that only the text can be kept
    const bool whole = first < m_undoStack.count();
    journal.base = whole ? step(first)->before()->text : m_state->text;
    for (int i = first; i < m_undoStack.count(); ++i)
        journal.steps.push_back({step(i)->text(), step(i)->after()->text});
    journal.index = whole ? m_undoStack.index() - first : 0;
    const int clean = m_undoStack.cleanIndex();
    if (whole && clean >= first)
        journal.cleanIndex = clean - first;
    else if (!whole && m_undoStack.isClean())
        journal.cleanIndex = 0;
    if (journal.cleanIndex < 0)
        journal.savedText = m_savedState->text;
    return journal;
}

std::unique_ptr<ProfileDocument> ProfileDocument::fromJournal(const ProfileJournal &journal)
{
    auto document = std::make_unique<ProfileDocument>(journal.base, journal.path);
    auto &stack = document->m_undoStack;
    const auto saved = [&](const StatePtr &state) {
        document->m_savedState = state;
        document->m_diskText = state->text;
    };
    if (journal.cleanIndex != 0)
        stack.resetClean();
    for (int i = 0; i < static_cast<int>(journal.steps.size()); ++i) {
        const auto &step = journal.steps[static_cast<std::size_t>(i)];
        // Steps of typing are closed: they do not grow together.
        stack.push(new ChangeState(*document, document->m_state, makeState(step.text, document->m_state->document), step.name));
        if (journal.cleanIndex == i + 1) {
            stack.setClean();
            saved(document->m_state);
        }
    }
    if (journal.cleanIndex < 0) {
        stack.resetClean();
        saved(makeState(journal.savedText, nullptr));
    }
    stack.setIndex(journal.index);
    document->m_suggestedName = journal.suggestedName;
    document->m_neverSaved = journal.neverSaved;
    document->recomputeReferences();
    document->updateNow();
    return document;
}

} // namespace whittle::app
