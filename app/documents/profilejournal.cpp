#include "documents/profilejournal.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr quint32 kMagic = 0x57484A32;    // "WHJ2"
constexpr quint32 kOldMagic = 0x57484A31; // "WHJ1": seccomp profiles alone

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
    stream << kMagic << journal.path << journal.suggestedName << journal.neverSaved << journal.isPolicy << bytesOf(journal.base) << static_cast<quint32>(journal.steps.size());
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
    if (magic != kMagic && magic != kOldMagic)
        return fail(ErrorCode::InvalidInput, "it is no saved document, or one of another version of Whittle");
    quint32 count = 0;
    stream >> journal.path >> journal.suggestedName >> journal.neverSaved;
    if (magic == kMagic)
        stream >> journal.isPolicy;
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
    quint32 endMagic = 0;
    stream >> endMagic;
    const auto steps = static_cast<qint32>(journal.steps.size());
    if (stream.status() != QDataStream::Ok || endMagic != magic || index < 0 || index > steps || clean < -1 || clean > steps)
        return broken();
    journal.index = index;
    journal.cleanIndex = clean;
    return journal;
}

} // namespace whittle::app
