// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/sessionport.h"

#include <QPointer>

class QWidget;

namespace stanforis {

class StepUpSheet;

/// Session → sheet: shows that a fresh sign-in is asked for, and takes what the person does about it back. Lives while one
/// platform is connected.
class StepUpController final : public QObject
{
    Q_OBJECT
public:
    /// The sheet covers `host`, which must not go before this.
    StepUpController(SessionPort &session, const Clock &clock, QWidget *host, QObject *parent = nullptr);
    ~StepUpController() override;

private:
    StepUpSheet &sheet();

    SessionPort &m_session;
    const Clock &m_clock;
    QWidget *m_host;
    QPointer<StepUpSheet> m_sheet; ///< none until it is asked for
};

} // namespace stanforis
