#include "views/filetext.h"

#include "documents/evidence.h"
#include "models/imagetreemodel.h"
#include "models/syscallrow.h"
#include "settings/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QLocale>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxProcesses = 20;
constexpr std::size_t kMaxReasons = 30;
constexpr std::size_t kMaxChildren = 8;

class Writer
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::FileInspector)

public:
    Writer(const ImageDocument &document, FileId id) : m_document(document), m_contents(document.contents()), m_node(document.tree().node(id)), m_id(id) {}

    QString write()
    {
        sizes();
        reasons();
        evidence();
        largest();
        facts();
        return m_html;
    }

private:
    static QString escaped(std::string_view text) { return words::fileName(text).toHtmlEscaped(); }
    static QString muted(const QString &html) { return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme::colors().muted.name(), html); }
    static QString code(const QString &html) { return QStringLiteral("<span style=\"font-family:'%1'\">%2</span>").arg(theme::fixedFont().family(), html); }
    static QString count(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

    void heading(const QString &text)
    {
        m_html += QStringLiteral("<p style=\"margin-top:14px;margin-bottom:3px;color:%1;font-weight:600\">%2</p>").arg(theme::colors().accent.name(), text.toHtmlEscaped());
    }
    void paragraph(const QString &html) { m_html += QStringLiteral("<p style=\"margin-top:2px;margin-bottom:4px\">%1</p>").arg(html); }

    void sizes()
    {
        if (!m_node.isDirectory()) {
            paragraph(tr("%1, %2").arg(words::fileType(m_node), words::size(m_node.size)));
        } else if (m_contents.isBuild()) {
            paragraph(tr("%1 of %2 stay").arg(words::size(m_document.keptSize(m_id)), words::size(m_node.treeSize)) + QStringLiteral("<br/>")
                + muted(tr("%1 of %Ln files", nullptr, static_cast<int>(m_node.treeFiles)).arg(count(m_document.keptFiles(m_id)))));
        } else {
            paragraph(tr("%1 in %Ln files", nullptr, static_cast<int>(m_node.treeFiles)).arg(words::size(m_node.treeSize)));
        }
        if (const auto target = m_document.tree().linkTarget(m_id); !target.empty())
            paragraph(tr("Points to %1").arg(code(escaped(target))));
    }

    void reasons()
    {
        if (!m_contents.isBuild())
            return;
        const auto *kept = m_contents.keptFile(m_id);
        if (!kept) {
            heading(tr("Why it was removed"));
            paragraph(m_contents.evidence.contains(m_id) ? tr("The run touched it, and a rule of yours took it out.")
                                                         : tr("The run did not touch it, nothing that stays needs it, and no rule keeps it."));
            return;
        }
        heading(tr("Why it stays"));
        m_html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"2\">");
        for (std::size_t i = 0; i < kept->reasons.size() && i < kMaxReasons; ++i) {
            const auto &reason = kept->reasons[i];
            m_html += QStringLiteral("<tr><td>%1%2</td></tr>").arg(words::reason(reason.kind).toHtmlEscaped(), reason.detail.empty() ? QString() : QStringLiteral("<br/>") + muted(escaped(reason.detail)));
        }
        m_html += QStringLiteral("</table>");
        if (kept->reasons.size() > kMaxReasons)
            paragraph(muted(tr("and %Ln more", nullptr, static_cast<int>(kept->reasons.size() - kMaxReasons))));
    }

    void evidence()
    {
        if (!m_contents.recording)
            return;
        const auto found = m_contents.evidence.find(m_id);
        if (found == m_contents.evidence.end())
            return;
        auto list = found->second;
        std::ranges::stable_sort(list, std::ranges::greater{}, [](const FileEvidence &evidence) { return evidence.use->count; });
        heading(tr("Who used it in the run"));
        m_html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"2\">");
        for (std::size_t i = 0; i < list.size() && i < kMaxProcesses; ++i) {
            const auto &[process, use] = list[i];
            QString what = operationsText(use->operations);
            if (use->successes == 0 && !use->errors.empty())
                what = tr("tried, %1").arg(words::errnoName(use->errors.begin()->first));
            m_html += QStringLiteral("<tr><td style=\"padding-right:10px\">%1<br/>%2</td><td style=\"padding-right:10px\">%3</td><td align=\"right\">%4</td></tr>")
                          .arg(processName(*m_contents.recording, *process).toHtmlEscaped(), muted(tr("pid %1").arg(process->pid)), what.toHtmlEscaped(), tr("%1×", "times").arg(count(use->count)));
        }
        m_html += QStringLiteral("</table>");
        if (list.size() > kMaxProcesses)
            paragraph(muted(tr("and %Ln more processes", nullptr, static_cast<int>(list.size() - kMaxProcesses))));
    }

    /// What makes a folder large.
    void largest()
    {
        if (m_node.childCount == 0)
            return;
        std::vector<FileId> children;
        for (FileId child = m_node.firstChild; child < m_node.firstChild + m_node.childCount; ++child)
            if (m_document.tree().node(child).treeSize > 0)
                children.push_back(child);
        if (children.empty())
            return;
        const auto bySize = [this](FileId child) { return m_document.tree().node(child).treeSize; };
        const auto shown = std::min(kMaxChildren, children.size());
        std::ranges::partial_sort(children, children.begin() + static_cast<std::ptrdiff_t>(shown), std::ranges::greater{}, bySize);
        heading(tr("Largest in it"));
        m_html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"2\">");
        for (std::size_t i = 0; i < shown; ++i)
            m_html += QStringLiteral("<tr><td style=\"padding-right:12px\">%1</td><td align=\"right\">%2</td></tr>").arg(code(escaped(m_document.tree().name(children[i]))), words::size(bySize(children[i])));
        m_html += QStringLiteral("</table>");
    }

    void facts()
    {
        const bool fromSlim = !m_contents.hasDetails && m_contents.slim && m_contents.keptFile(m_id);
        if (!m_contents.hasDetails && !fromSlim)
            return;
        heading(tr("In the archive"));
        paragraph(code(words::mode(m_node)) + QStringLiteral("  ") + tr("owner %1:%2").arg(m_node.uid).arg(m_node.gid));
        if (m_node.layer != FileNode::kNoLayer)
            paragraph(tr("From layer %1").arg(m_node.layer + 1));
    }

    const ImageDocument &m_document;
    const ImageContents &m_contents;
    const FileNode &m_node;
    FileId m_id;
    QString m_html;
};

} // namespace

QString fileHtml(const ImageDocument &document, FileId id)
{
    return Writer(document, id).write();
}

QString operationsText(std::uint32_t operations)
{
    namespace op = trace::path_operation;
    struct Words
    {
        Q_DECLARE_TR_FUNCTIONS(whittle::app::FileInspector)
    };
    const std::pair<std::uint32_t, QString> names[] = {{op::kExecute, Words::tr("executed")}, {op::kMap, Words::tr("mapped as code")}, {op::kRead, Words::tr("read")}, {op::kWrite, Words::tr("written")},
        {op::kCreate, Words::tr("created")}, {op::kList, Words::tr("listed")}, {op::kStat, Words::tr("looked at")}, {op::kDelete, Words::tr("deleted")}, {op::kRename, Words::tr("renamed")},
        {op::kLink, Words::tr("linked")}, {op::kChange, Words::tr("changed")}, {op::kChdir, Words::tr("entered")}, {op::kMount, Words::tr("mounted")}, {op::kConnect, Words::tr("connected to")}};
    QStringList list;
    for (const auto &[bit, name] : names)
        if ((operations & bit) != 0)
            list << name;
    return list.join(QStringLiteral(", "));
}

} // namespace whittle::app
