#pragma once

#include "documents/imagedocument.h"

#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <string>
#include <vector>

namespace whittle::app {

/// The filter language of an image's files: words that all must fit, such as
///   nginx  is:kept  is:removed  is:observed  is:changed  size>1M  why:library  layer:3  by:nginx  type:link  in:/usr/lib  -is:kept
/// A plain word is looked for in the path; "…" keeps blanks together; - in front turns a word round.
class FileFilter
{
public:
    /// The error is a translated sentence that names the word.
    [[nodiscard]] static std::expected<FileFilter, QString> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_texts.empty() && m_folders.empty() && m_tests.empty(); }
    /// By id, whether a file fits. One sweep over all of them.
    [[nodiscard]] std::vector<bool> matches(const ImageDocument &document) const;

    [[nodiscard]] static QStringList examples();

private:
    struct Text
    {
        std::string lower; // of ASCII
        bool negated = false;
    };
    struct Test
    {
        std::function<bool(const ImageDocument &, FileId)> fits;
        bool negated = false;
    };
    struct Folder
    {
        std::string path; // as in image::Entry
        bool negated = false;
    };
    std::vector<Text> m_texts;
    std::vector<Folder> m_folders;
    std::vector<Test> m_tests;
};

} // namespace whittle::app
