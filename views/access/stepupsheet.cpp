// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/stepupsheet.h"

#include "views/access/browsercard.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

StepUpSheet::StepUpSheet(const Clock &clock, QWidget *host)
    : QObject(host)
    , m_sheet(new Sheet(host))
{
    m_sheet->setObjectName(u"step-up-sheet"_s);
    m_sheet->setTitle(tr("Prove that it is you"));
    auto *body = new QWidget(m_sheet);
    const Theme theme = Theme::of(host);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.space(4));
    m_reason = new TextLabel({}, TypeRole::Body, Tone::Primary, body);
    m_reason->setObjectName(u"step-up-reason"_s);
    m_reason->setWordWrap(true);
    m_kept =
        new TextLabel(tr("Nothing has been sent yet, and what you entered is kept. It goes on by itself when you have signed in; "
                         "if you cancel, nothing is changed."),
                      TypeRole::Body, Tone::Secondary, body);
    m_kept->setWordWrap(true);
    m_browser = new BrowserCard(clock, body);
    m_browser->setWaiting(true);
    m_browser->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // in a tall sheet its lines would drift apart
    layout->addWidget(m_reason);
    layout->addWidget(m_browser);
    layout->addWidget(m_kept);
    layout->addStretch();
    m_sheet->setBody(body);
    connect(m_browser, &BrowserCard::openAgainRequested, this, &StepUpSheet::openAgainRequested);
    connect(m_browser, &BrowserCard::copyLinkRequested, this, &StepUpSheet::copyLinkRequested);
    connect(m_browser, &BrowserCard::cancelRequested, this, &StepUpSheet::cancelRequested);
    connect(m_sheet, &Sheet::closed, this, &StepUpSheet::cancelRequested);
}

void StepUpSheet::open(const SignInDemand &demand)
{
    m_reason->setText(demand.reason.isEmpty() ? tr("The platform asks for a fresh sign-in before it does this.") : demand.reason);
    m_browser->setWaiting(true);
    m_sheet->open(m_browser->firstFocus());
}

void StepUpSheet::setEnds(Instant ends) { m_browser->setEnds(ends); }

void StepUpSheet::dismiss()
{
    m_browser->setWaiting(false);
    m_sheet->dismiss();
}

bool StepUpSheet::isOpen() const { return m_sheet->isOpen(); }

} // namespace stanforis
