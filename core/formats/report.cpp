#include "formats/report.h"

#include "base/printable.h"

#include <algorithm>
#include <format>

namespace whittle::formats {

namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --text: #1a2028; --back: #ffffff; --muted: #56606e; --border: #d3d9e0; --head: #f3f5f7;
  --low: #1d5aa8; --medium: #825400; --high: #b33510; --critical: #8a1750; }
@media (prefers-color-scheme: dark) { :root { --text: #e3e7ec; --back: #171a1f; --muted: #a2acb8; --border: #383f49; --head: #1f2329;
  --low: #7fb8ff; --medium: #f0bc52; --high: #ff926b; --critical: #ff8ac0; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 70em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; overflow-wrap: anywhere; } h2 { font-size: 1.15em; margin-top: 2em; overflow-wrap: anywhere; }
p { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 4px 10px; border-bottom: 1px solid var(--border); overflow-wrap: anywhere; }
th { background: var(--head); color: var(--muted); font-weight: 600; }
code { font: 0.92em ui-monospace, monospace; }
.low { color: var(--low); } .medium { color: var(--medium); } .high { color: var(--high); font-weight: 600; } .critical { color: var(--critical); font-weight: 600; }
@media print { body { max-width: none; } }
)";

bool isRiskName(std::string_view text)
{
    return text == "low" || text == "medium" || text == "high" || text == "critical";
}

std::string htmlCell(const ReportCell &cell)
{
    const std::string text = escapedForHtml(cell.text);
    if (cell.kind == ReportCell::Kind::Code)
        return std::format("<td><code>{}</code></td>", text);
    // A class is made of known words alone.
    if (cell.kind == ReportCell::Kind::Risk && isRiskName(cell.text))
        return std::format("<td class=\"{0}\">{0}</td>", text);
    return std::format("<td>{}</td>", text);
}

void writeHtmlBlock(const ReportBlock &block, std::string &out)
{
    if (const auto *heading = std::get_if<ReportHeading>(&block)) {
        out += std::format("<h2>{}</h2>\n", escapedForHtml(heading->text));
    } else if (const auto *paragraph = std::get_if<ReportParagraph>(&block)) {
        out += std::format("<p>{}</p>\n", escapedForHtml(paragraph->text));
    } else if (const auto *table = std::get_if<ReportTable>(&block)) {
        out += "<table>\n<thead><tr>";
        for (const std::string &name : table->head)
            out += std::format("<th scope=\"col\">{}</th>", escapedForHtml(name));
        out += "</tr></thead>\n<tbody>\n";
        for (const auto &row : table->rows) {
            out += "<tr>";
            for (const ReportCell &cell : row)
                out += htmlCell(cell);
            out += "</tr>\n";
        }
        out += "</tbody>\n</table>\n";
    }
}

bool isAsciiWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Names and paths of these characters alone may stand in a code span as they are.
bool isPlainWord(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return isAsciiWord(c) || std::string_view("_/.-+:@=").contains(c); });
}

// GitHub makes a link of "www." wherever it stands.
bool endsWithWww(std::string_view text)
{
    constexpr std::size_t kSize = 3;
    return text.size() >= kSize && std::ranges::all_of(text.substr(text.size() - kSize), [](char c) { return c == 'w' || c == 'W'; });
}

std::string markdownCell(const ReportCell &cell)
{
    if (cell.kind == ReportCell::Kind::Code && isPlainWord(cell.text))
        return std::format("`{}`", cell.text);
    if (cell.kind == ReportCell::Kind::Risk && (cell.text == "high" || cell.text == "critical"))
        return std::format("**{}**", cell.text);
    return escapedForMarkdown(cell.text);
}

void writeMarkdownBlock(const ReportBlock &block, std::string &out)
{
    if (const auto *heading = std::get_if<ReportHeading>(&block)) {
        out += std::format("## {}\n\n", escapedForMarkdown(heading->text));
    } else if (const auto *paragraph = std::get_if<ReportParagraph>(&block)) {
        out += std::format("{}\n\n", escapedForMarkdown(paragraph->text));
    } else if (const auto *table = std::get_if<ReportTable>(&block)) {
        for (const std::string &name : table->head)
            out += std::format("| {} ", escapedForMarkdown(name));
        out += "|\n";
        for (std::size_t i = 0; i < table->head.size(); ++i)
            out += "| --- ";
        out += "|\n";
        for (const auto &row : table->rows) {
            for (const ReportCell &cell : row)
                out += std::format("| {} ", markdownCell(cell));
            out += "|\n";
        }
        out += "\n";
    }
}

} // namespace

std::string escapedForHtml(std::string_view text)
{
    std::string result;
    for (const char c : printable(text)) {
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += c;
        }
    }
    return result;
}

std::string escapedForMarkdown(std::string_view text)
{
    // What can begin emphasis, code, a link, HTML, an entity, a table cell, a mention or mathematics.
    constexpr std::string_view kSpecial = "\\`*{}[]<>#|~&@$";
    const std::string line = printable(text);
    const auto isWordAt = [&line](std::size_t at) { return at < line.size() && isAsciiWord(line[at]); };
    std::string result;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        // A line that begins with blanks may be code.
        if (c == ' ' && result.empty())
            continue;
        const bool startsBlock = result.empty() && (c == '-' || c == '+' || c == '=');
        const bool endsNumber = (c == '.' || c == ')') && std::ranges::all_of(result, [](char d) { return d >= '0' && d <= '9'; });
        // "snake_case" is no emphasis; "http://…" becomes a link by itself, ":smile:" a picture.
        const bool emphasises = c == '_' && !(i > 0 && isWordAt(i - 1) && isWordAt(i + 1));
        const bool joins = c == ':' && i + 1 < line.size() && line[i + 1] != ' ';
        if (kSpecial.contains(c) || startsBlock || endsNumber || emphasises || joins || (c == '.' && endsWithWww(result)))
            result += '\\';
        result += c;
    }
    return result;
}

std::string writeHtml(const Report &report)
{
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width\">\n";
    out += std::format("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n", escapedForHtml(report.title), kStyle, escapedForHtml(report.title));
    for (const ReportBlock &block : report.blocks)
        writeHtmlBlock(block, out);
    out += "</body>\n</html>\n";
    return out;
}

std::string writeMarkdown(const Report &report)
{
    std::string out = std::format("# {}\n\n", escapedForMarkdown(report.title));
    for (const ReportBlock &block : report.blocks)
        writeMarkdownBlock(block, out);
    if (out.ends_with("\n\n"))
        out.pop_back();
    return out;
}

} // namespace whittle::formats
