#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace whittle::formats {

/// A report as plain texts in order; how it looks and what must be escaped is the writer's matter.
struct ReportCell
{
    enum class Kind { Text, Code, Risk }; // Risk: "low" … "critical"
    std::string text;
    Kind kind = Kind::Text;
};

struct ReportHeading
{
    std::string text;
};

struct ReportParagraph
{
    std::string text;
};

struct ReportTable
{
    std::vector<std::string> head;
    std::vector<std::vector<ReportCell>> rows; // as long as the head
};

using ReportBlock = std::variant<ReportHeading, ReportParagraph, ReportTable>;

struct Report
{
    std::string title;
    std::vector<ReportBlock> blocks;
};

/// One page that needs nothing else and may load nothing: no script, no link, light and dark. Texts may hold anything.
[[nodiscard]] std::string writeHtml(const Report &report);
/// CommonMark with tables, as GitHub and GitLab show it. Texts may hold anything and make no markup, link or HTML.
[[nodiscard]] std::string writeMarkdown(const Report &report);

/// One line for an HTML text or a quoted attribute.
[[nodiscard]] std::string escapedForHtml(std::string_view text);
/// One line for Markdown, in a table too.
[[nodiscard]] std::string escapedForMarkdown(std::string_view text);

} // namespace whittle::formats
