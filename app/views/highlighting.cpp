#include "views/highlighting.h"

#include "settings/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

namespace whittle::app {
namespace {

KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository repository;
    return repository;
}

} // namespace

std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> makeHighlighter(QTextDocument *document)
{
    auto highlighter = std::make_unique<KSyntaxHighlighting::SyntaxHighlighter>(document);
    highlighter->setDefinition(repository().definitionForName(QStringLiteral("JSON")));
    return highlighter;
}

void updateHighlighting(KSyntaxHighlighting::SyntaxHighlighter &highlighter)
{
    highlighter.setTheme(repository().defaultTheme(theme::colors().dark ? KSyntaxHighlighting::Repository::DarkTheme : KSyntaxHighlighting::Repository::LightTheme));
    highlighter.rehighlight();
}

void setLanguageNamed(KSyntaxHighlighting::SyntaxHighlighter &highlighter, const QString &name)
{
    const auto definition = name.isEmpty() ? KSyntaxHighlighting::Definition() : repository().definitionForName(name);
    if (definition != highlighter.definition())
        highlighter.setDefinition(definition);
}

void setLanguageOf(KSyntaxHighlighting::SyntaxHighlighter &highlighter, const QString &fileName)
{
    const auto definition = fileName.isEmpty() ? KSyntaxHighlighting::Definition() : repository().definitionForFileName(fileName);
    if (definition != highlighter.definition())
        highlighter.setDefinition(definition);
}

} // namespace whittle::app
