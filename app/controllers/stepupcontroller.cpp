// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/stepupcontroller.h"

#include "views/access/stepupsheet.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QWidget>

namespace stanforis {

StepUpController::StepUpController(SessionPort &session, const Clock &clock, QWidget *host, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_clock(clock)
    , m_host(host)
{
    connect(&session, &SessionPort::stepUpBegan, this, [this](const SignInDemand &demand) {
        sheet().open(demand);
        sheet().setEnds(m_session.stepUpPrompt().ends);
    });
    connect(&session, &SessionPort::stepUpPrompted, this, [this](const SignInPrompt &prompt) { sheet().setEnds(prompt.ends); });
    connect(&session, &SessionPort::stepUpEnded, this, [this] {
        if (m_sheet)
            m_sheet->dismiss();
    });
}

StepUpController::~StepUpController() { delete m_sheet; }

StepUpSheet &StepUpController::sheet()
{
    if (!m_sheet) {
        m_sheet = new StepUpSheet(m_clock, m_host);
        connect(m_sheet, &StepUpSheet::openAgainRequested, &m_session, &SessionPort::openStepUpAgain);
        connect(m_sheet, &StepUpSheet::cancelRequested, &m_session, &SessionPort::cancelStepUp);
        connect(m_sheet, &StepUpSheet::copyLinkRequested, this, [this] {
            QGuiApplication::clipboard()->setText(QString::fromUtf8(m_session.stepUpPrompt().address.toEncoded()));
        });
    }
    return *m_sheet;
}

} // namespace stanforis
