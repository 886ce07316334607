#include "models/jsoncontext.h"

#include <algorithm>

namespace whittle::app {
namespace {

/// Past the string that begins at the quote; a string without an end stops at the line's.
int endOfString(const QString &text, int quote)
{
    int i = quote + 1;
    while (i < text.size() && text[i] != QLatin1Char('"') && text[i] != QLatin1Char('\n'))
        i += text[i] == QLatin1Char('\\') ? 2 : 1;
    return std::min(i, static_cast<int>(text.size()));
}

bool isBare(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('-') || c == QLatin1Char('.') || c == QLatin1Char('+');
}

struct Frame
{
    bool object = false;
    int begin = 0;
    QString name; // the member that holds it
    QString key;  // the last one read in it
    bool wantsValue = false; // behind a colon
};

QString plainText(const QString &text, int begin, int end)
{
    return text.mid(begin, end - begin);
}

} // namespace

JsonContext contextAt(const QString &text, int position)
{
    std::vector<Frame> frames;
    JsonContext context;
    const auto finish = [&](JsonContext::Where where, int begin, int end) {
        context.where = where;
        context.begin = begin;
        context.end = end;
        context.prefix = plainText(text, begin, position);
        for (const auto &frame : frames) {
            // An object in an array is known by the array's name, once.
            if (!frame.name.isEmpty() && (context.path.isEmpty() || context.path.constLast() != frame.name))
                context.path << frame.name;
            if (frame.object)
                context.objects.push_back(frame.begin);
        }
        if (!frames.empty())
            context.key = frames.back().object ? frames.back().key : frames.back().name;
        if (where == JsonContext::Where::Key)
            context.key.clear();
        return context;
    };
    const auto valueName = [&] { return frames.empty() ? QString() : frames.back().object ? frames.back().key : frames.back().name; };
    int i = 0;
    while (i < position && i < text.size()) {
        const QChar c = text[i];
        if (c == QLatin1Char('"')) {
            const int end = endOfString(text, i);
            const bool isKey = !frames.empty() && frames.back().object && !frames.back().wantsValue;
            if (position > i && position <= end)
                return finish(isKey ? JsonContext::Where::Key : JsonContext::Where::String, i + 1, end);
            if (isKey)
                frames.back().key = plainText(text, i + 1, end);
            i = end + 1;
        } else if (c == QLatin1Char('{') || c == QLatin1Char('[')) {
            Frame frame;
            frame.object = c == QLatin1Char('{');
            frame.begin = i;
            frame.name = valueName();
            frames.push_back(std::move(frame));
            ++i;
        } else if (c == QLatin1Char('}') || c == QLatin1Char(']')) {
            if (!frames.empty())
                frames.pop_back();
            ++i;
        } else if (c == QLatin1Char(':') || c == QLatin1Char(',')) {
            if (!frames.empty())
                frames.back().wantsValue = c == QLatin1Char(':');
            ++i;
        } else if (isBare(c)) {
            int end = i;
            while (end < text.size() && isBare(text[end]))
                ++end;
            if (position <= end)
                return finish(JsonContext::Where::Bare, i, end);
            i = end;
        } else {
            ++i;
        }
    }
    const bool mayBegin = !frames.empty() && (frames.back().wantsValue || !frames.back().object);
    return finish(mayBegin ? JsonContext::Where::Bare : JsonContext::Where::Nowhere, position, position);
}

int endOfBracket(const QString &text, int open)
{
    int depth = 0;
    for (int i = open; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == QLatin1Char('"'))
            i = endOfString(text, i);
        else if (c == QLatin1Char('{') || c == QLatin1Char('['))
            ++depth;
        else if ((c == QLatin1Char('}') || c == QLatin1Char(']')) && --depth == 0)
            return i + 1;
    }
    return static_cast<int>(text.size());
}

int matchingBracket(const QString &text, int bracket)
{
    std::vector<int> open;
    for (int i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == QLatin1Char('"')) {
            i = endOfString(text, i);
        } else if (c == QLatin1Char('{') || c == QLatin1Char('[')) {
            open.push_back(i);
        } else if (c == QLatin1Char('}') || c == QLatin1Char(']')) {
            const bool fits = !open.empty() && text[open.back()] == (c == QLatin1Char('}') ? QLatin1Char('{') : QLatin1Char('['));
            if (fits && (open.back() == bracket || i == bracket))
                return open.back() == bracket ? i : open.back();
            if (i == bracket)
                return -1;
            if (!open.empty())
                open.pop_back();
        }
    }
    return -1;
}

} // namespace whittle::app
