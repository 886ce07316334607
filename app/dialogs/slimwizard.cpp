#include "dialogs/slimwizard.h"

#include "dialogs/slimpages.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QVBoxLayout>

namespace whittle::app {

SlimWizard::SlimWizard(const BuildChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent)
    : QWizard(parent), m_start(choices), m_image(new SlimImagePage(choices, dialogs, std::move(listImages), this)), m_run(new SlimRunPage(choices, this)), m_keep(new SlimKeepPage(choices, dialogs, this))
{
    setObjectName(QStringLiteral("slimWizard"));
    setWindowTitle(tr("Slim Image"));
    setWizardStyle(ModernStyle);
    setOption(NoBackButtonOnStartPage);
    setAcceptDrops(true);
    setPage(ImagePageId, m_image);
    setPage(RunPageId, m_run);
    setPage(KeepPageId, m_keep);
    setButtonText(FinishButton, tr("B&uild"));
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 104, fontMetrics().height() * 36);
}

SlimWizard::~SlimWizard() = default;

BuildChoices SlimWizard::choices() const
{
    BuildChoices choices = m_start;
    for (const SlimPage *page : std::initializer_list<const SlimPage *>{m_image, m_run, m_keep})
        page->store(choices);
    return choices;
}

void SlimWizard::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void SlimWizard::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_image->setArchive(event->mimeData()->urls().front().toLocalFile());
}

SlimPage::SlimPage(const QString &title, const QString &subTitle, QWidget *parent) : QWizardPage(parent)
{
    setTitle(title);
    setSubTitle(subTitle);
}

QLabel *SlimPage::addMessage(QLayout *layout)
{
    m_message = new QLabel(this);
    m_message->setObjectName(QStringLiteral("pageMessage"));
    m_message->setProperty("error", true);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->hide();
    layout->addWidget(m_message);
    return m_message;
}

bool SlimPage::validatePage()
{
    const QString text = problem();
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_message->setAccessibleName(text);
    return text.isEmpty();
}

} // namespace whittle::app
