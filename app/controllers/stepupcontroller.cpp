// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/stepupcontroller.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QWidget>

namespace stanforis {

StepUpController::StepUpController(SessionPort &session, const Clock &clock, QWidget *host, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_sheet(new StepUpSheet(clock, host))
{
    connect(&session, &SessionPort::stepUpBegan, m_sheet, [this](const SignInDemand &demand) {
        m_sheet->open(demand);
        m_sheet->setEnds(m_session.stepUpPrompt().ends);
    });
    connect(&session, &SessionPort::stepUpPrompted, m_sheet,
            [this](const SignInPrompt &prompt) { m_sheet->setEnds(prompt.ends); });
    connect(&session, &SessionPort::stepUpEnded, m_sheet, &StepUpSheet::dismiss);
    connect(m_sheet, &StepUpSheet::openAgainRequested, &session, &SessionPort::openStepUpAgain);
    connect(m_sheet, &StepUpSheet::cancelRequested, &session, &SessionPort::cancelStepUp);
    connect(m_sheet, &StepUpSheet::copyLinkRequested, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_session.stepUpPrompt().address.toEncoded())); });
}

StepUpController::~StepUpController() { delete m_sheet; }

} // namespace stanforis
