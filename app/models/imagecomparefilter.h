#pragma once

#include "documents/imagecomparison.h"

#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <vector>

namespace whittle::app {

/// The filter language of two images' files: words that all must fit, such as
///   nginx  change:removed  what:mode  size>1M  type:link  -change:added
/// A plain word is looked for in the path; a size is that of the larger side; - in front turns a word round.
class ImageCompareFilter
{
public:
    /// The error is a translated sentence that names the word.
    [[nodiscard]] static std::expected<ImageCompareFilter, QString> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_texts.empty() && m_tests.empty(); }
    /// By id, whether a file fits. One sweep over all of them.
    [[nodiscard]] std::vector<bool> matches(const ImageComparison &comparison) const;
    [[nodiscard]] static QStringList examples();

private:
    struct Text
    {
        std::string lower;
        bool negated = false;
    };
    std::vector<Text> m_texts;
    std::vector<std::function<bool(const ImageComparison &, FileId)>> m_tests;
};

} // namespace whittle::app
