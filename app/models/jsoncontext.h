#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace whittle::app {

/// Where in a profile's text a place is, whether the text is valid or not: what a completion needs to know.
struct JsonContext
{
    enum class Where {
        Nowhere, // between values
        Key,     // in the name of a member
        String,  // in a string value
        Bare,    // in a number or another word without quotes, or where one may begin
    };
    Where where = Where::Nowhere;
    QString key;        // the member whose value it is; of an array's items the array's
    QStringList path;   // the members that enclose it, outermost first; items of arrays have the array's name
    int begin = 0;      // the word at the place, without quotes: characters [begin, end)
    int end = 0;
    QString prefix;     // of the word, up to the place
    std::vector<int> objects; // where the objects that enclose it begin, outermost first
};

[[nodiscard]] JsonContext contextAt(const QString &text, int position);

/// The character behind the bracket that closes the one at a place; the text's end where none does.
[[nodiscard]] int endOfBracket(const QString &text, int open);

/// The bracket that belongs to the one at a place, brackets in strings left out; -1 where there is none.
[[nodiscard]] int matchingBracket(const QString &text, int bracket);

} // namespace whittle::app
