#include "views/inspectortext.h"

#include "documents/profiledocument.h"
#include "models/rulewords.h"
#include "settings/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QLocale>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxProcesses = 12;
constexpr std::size_t kMaxValues = 12;

class Writer
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::Inspector)

public:
    Writer(const SyscallRow &row, const Evidence &evidence, const ProfileDocument *document) : m_row(row), m_syscall(*row.syscall), m_evidence(evidence), m_document(document) {}

    QString write()
    {
        about();
        rules();
        risk();
        cves();
        arguments();
        evidence();
        facts();
        return m_html;
    }

private:
    static QString escaped(const std::string &text) { return QString::fromStdString(text).toHtmlEscaped(); }
    static QString muted(const QString &html) { return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme::colors().muted.name(), html); }
    static QString code(const QString &html) { return QStringLiteral("<span style=\"font-family:'%1'\">%2</span>").arg(theme::fixedFont().family(), html); }
    static QString count(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

    static QString sentence(QString text)
    {
        if (text.isEmpty())
            return text;
        text[0] = text[0].toUpper();
        if (!text.endsWith(QLatin1Char('.')))
            text += QLatin1Char('.');
        return text;
    }

    void heading(const QString &text)
    {
        m_html += QStringLiteral("<p style=\"margin-top:16px;margin-bottom:3px;color:%1;font-weight:600\">%2</p>").arg(theme::colors().accent.name(), text.toHtmlEscaped());
    }

    void paragraph(const QString &html) { m_html += QStringLiteral("<p style=\"margin-top:2px;margin-bottom:4px\">%1</p>").arg(html); }

    void about()
    {
        paragraph(sentence(escaped(m_syscall.summary)));
    }

    void rules()
    {
        if (!m_document || !m_document->hasProfile())
            return;
        const auto &all = m_document->profile().rules;
        heading(tr("Rules"));
        for (const int place : m_row.rules) {
            if (static_cast<std::size_t>(place) >= all.size())
                continue;
            const auto &rule = all[static_cast<std::size_t>(place)];
            //: %1 is a number, %2 "Allow where domain = AF_INET"
            QString line = tr("Rule %1: %2").arg(place + 1).arg(words::rule(rule, m_syscall, m_row.abi)).toHtmlEscaped();
            if (const auto dropped = profile::whyDropped(rule, static_cast<std::size_t>(place), m_document->view().target); dropped && *dropped)
                //: %1 is a reason such as "CAP_SYS_ADMIN is not held"
                line += QStringLiteral("<br/>") + muted(tr("It does not count here: %1.").arg(words::dropReason(**dropped)).toHtmlEscaped());
            if (!rule.comment.empty())
                line += QStringLiteral("<br/>") + muted(escaped(rule.comment));
            paragraph(line);
        }
        if (m_row.rules.empty())
            paragraph(tr("No rule names it: it gets the default answer."));
    }

    void risk()
    {
        if (!m_syscall.riskReason.empty()) {
            heading(tr("Why it is %1 risk").arg(words::risk(m_syscall.risk)));
            paragraph(sentence(escaped(m_syscall.riskReason)));
        }
        if (!m_syscall.dockerReason.empty()) {
            heading(tr("Why Docker blocks it"));
            paragraph(sentence(escaped(m_syscall.dockerReason)));
        }
        if (!m_syscall.capabilities.empty()) {
            heading(tr("Capability"));
            QStringList names;
            for (const auto &name : m_syscall.capabilities)
                names << code(escaped(name));
            paragraph(tr("Gated by %1.").arg(names.join(QStringLiteral(", "))));
        }
    }

    void cves()
    {
        if (m_syscall.cves.empty())
            return;
        heading(tr("Known holes"));
        for (const auto &cve : m_syscall.cves)
            paragraph(QStringLiteral("<b>%1</b> %2<br/>%3").arg(escaped(cve.id), sentence(escaped(cve.note)), muted(tr("Source: %1").arg(escaped(cve.source)))));
    }

    void arguments()
    {
        if (m_syscall.arguments.empty())
            return;
        heading(tr("Arguments"));
        m_html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\" style=\"margin-bottom:8px\">");
        bool addresses = false;
        for (std::size_t i = 0; i < m_syscall.arguments.size(); ++i) {
            addresses |= m_syscall.arguments[i].isPointer();
            const auto &argument = m_syscall.arguments[i];
            QString note;
            if (argument.isPointer())
                note = muted(tr("address"));
            else if (const int bits = argument.bits(m_row.abi); bits < 64)
                note = muted(tr("%n bits", nullptr, bits));
            m_html += QStringLiteral("<tr><td style=\"padding-right:8px\">%1</td><td style=\"padding-right:8px\">%2</td><td>%3</td></tr>")
                          .arg(muted(QString::number(i)), code(escaped(argument.type + (argument.type.ends_with('*') ? "" : " ") + argument.name)), note);
        }
        m_html += QStringLiteral("</table>");
        if (addresses)
            paragraph(muted(tr("A filter sees addresses, never what is behind them.")));
    }

    QString valueList(const trace::ArgumentValues &values) const
    {
        const auto &catalogue = syscalls::Catalogue::builtIn();
        const auto *constants = values.index < m_syscall.arguments.size() ? catalogue.constants(m_syscall.arguments[values.index].constants) : nullptr;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> sorted(values.counts.begin(), values.counts.end());
        std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const auto &entry) { return entry.second; });
        QStringList list;
        for (std::size_t i = 0; i < sorted.size() && i < kMaxValues; ++i) {
            const auto [value, times] = sorted[i];
            const QString text = constants ? escaped(constants->format(value, m_row.abi)) : value > 9 ? QStringLiteral("0x%1").arg(value, 0, 16) : QString::number(value);
            list << code(text) + muted(QStringLiteral(" ×%1").arg(count(times)));
        }
        if (sorted.size() > kMaxValues || values.overflowed)
            list << muted(tr("and more"));
        return list.join(QStringLiteral(", "));
    }

    void evidence()
    {
        if (m_evidence.isEmpty())
            return;
        heading(tr("Evidence"));
        const auto *summary = m_row.evidence;
        if (!summary || summary->count == 0) {
            paragraph(tr("The attached recordings never saw it."));
        } else {
            const auto &uses = m_evidence.processesOf(m_row.abi, m_row.number);
            if (std::ranges::any_of(uses, hasTimes))
                paragraph(tr("Seen %1 times, first after %2 s.").arg(count(summary->count), seconds(summary->firstSeenNs)));
            else
                paragraph(tr("Seen %1 times.").arg(count(summary->count)));
            causes();
            for (std::size_t i = 0; i < uses.size() && i < kMaxProcesses; ++i)
                process(uses[i]);
            if (uses.size() > kMaxProcesses)
                paragraph(muted(tr("and %n more processes", nullptr, static_cast<int>(uses.size() - kMaxProcesses))));
        }
        if (summary)
            for (const auto &[action, times] : summary->denials)
                paragraph(tr("The recording's base profile answered it %1 times with %2.").arg(count(times), code(escaped(action))));
    }

    /// What was going on when it was first seen, in each recording.
    void causes()
    {
        QStringList sentences;
        for (const auto &cause : m_row.evidence->causes)
            if (const QString text = words::causeInWords(cause); !text.isEmpty() && !sentences.contains(text))
                sentences << text;
        for (const auto &text : sentences)
            paragraph(text.toHtmlEscaped());
    }

    /// A log may come without times.
    static bool hasTimes(const ProcessEvidence &use) { return use.recording->recording->durationNs != 0; }

    static QString seconds(std::int64_t ns) { return QLocale().toString(static_cast<double>(ns) / 1e9, 'f', 3); }

    void process(const ProcessEvidence &use)
    {
        QString line = QStringLiteral("<b>%1</b>").arg(processName(*use.recording->recording, *use.process).toHtmlEscaped());
        line += muted(QStringLiteral(" · ") + tr("pid %1").arg(use.process->pid));
        if (const auto program = programOf(*use.recording->recording, *use.process); !program.isEmpty())
            line += muted(QStringLiteral(" · ") + program.toHtmlEscaped());
        line += muted(QStringLiteral(" · ×") + count(use.use->count));
        if (hasTimes(use))
            line += muted(QStringLiteral(" · ") + tr("first after %1 s").arg(seconds(use.use->firstSeenNs)));
        if (const auto cause = words::cause(analysis::causeAt(*use.recording->recording, use.use->firstSeenNs)); !cause.isEmpty())
            line += muted(QStringLiteral(" (%1)").arg(cause.toHtmlEscaped()));
        if (m_evidence.recordings().size() > 1)
            line += muted(QStringLiteral(" · ") + use.recording->title().toHtmlEscaped());
        for (const auto &values : use.use->arguments) {
            const QString name = values.index < m_syscall.arguments.size() ? escaped(m_syscall.arguments[values.index].name) : tr("argument %1").arg(values.index);
            line += QStringLiteral("<br/>%1 = %2").arg(code(name), valueList(values));
        }
        if (!use.use->errors.empty()) {
            QStringList errors;
            for (const auto &[number, times] : use.use->errors)
                errors << code(words::errnoName(number)) + muted(QStringLiteral(" ×%1").arg(count(times)));
            line += QStringLiteral("<br/>") + tr("failed with %1").arg(errors.join(QStringLiteral(", ")));
        }
        paragraph(line);
    }

    void facts()
    {
        heading(tr("Facts"));
        m_html += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\" style=\"margin-bottom:8px\">");
        const auto fact = [this](const QString &name, const QString &html) {
            if (!html.isEmpty())
                m_html += QStringLiteral("<tr><td style=\"padding-right:10px;white-space:nowrap\">%1</td><td>%2</td></tr>").arg(muted(name.toHtmlEscaped()), html);
        };
        QStringList groups;
        for (const auto &group : m_syscall.groups)
            groups << escaped(group);
        fact(tr("Groups"), groups.join(QStringLiteral(", ")));
        QStringList numbers;
        for (const Abi abi : kAllAbis)
            if (m_syscall.existsOn(abi))
                numbers << QStringLiteral("%1 %2").arg(QLatin1StringView(abiName(abi).data(), static_cast<qsizetype>(abiName(abi).size())), muted(QString::number(m_syscall.number(abi))));
        fact(tr("Numbers"), numbers.join(QStringLiteral(", ")));
        if (!m_syscall.since.empty())
            fact(tr("Since"), tr("Linux %1").arg(escaped(m_syscall.since)));
        const auto siblings = syscalls::Catalogue::builtIn().siblings(m_syscall.name);
        QStringList names;
        for (const auto sibling : siblings)
            names << code(escaped(std::string(sibling)));
        fact(tr("Same job"), names.join(QStringLiteral(", ")));
        if (m_row.abi == Abi::X86_64 || m_row.abi == Abi::Aarch64) {
            const auto support = m_syscall.gvisor[m_row.abi == Abi::Aarch64 ? 1 : 0];
            fact(tr("gVisor"), words::gvisor(support) + (m_syscall.gvisorNote.empty() ? QString() : muted(QStringLiteral(" – ") + escaped(m_syscall.gvisorNote))));
        }
        m_html += QStringLiteral("</table>");
    }

    const SyscallRow &m_row;
    const syscalls::Syscall &m_syscall;
    const Evidence &m_evidence;
    const ProfileDocument *m_document;
    QString m_html;
};

} // namespace

QString inspectorHtml(const SyscallRow &row, const Evidence &evidence, const ProfileDocument *document)
{
    return Writer(row, evidence, document).write();
}

} // namespace whittle::app
