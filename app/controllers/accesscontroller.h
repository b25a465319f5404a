// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/ports/sessionport.h"
#include "models/ports/workstationport.h"

#include <QObject>

namespace stanforis {

class NoticePort;
class SignInPage;
class LookUps;

/// Sign-in page ↔ workstation and session: what the person wants is asked of the session, how it goes is shown. Lives while one
/// platform is connected.
class AccessController final : public QObject
{
    Q_OBJECT
public:
    struct Ports
    {
        SessionPort &session;
        WorkstationPort &workstation;
        NoticePort &notices;
        LookUps &lookUps;
    };
    AccessController(SignInPage &page, const Ports &ports, QObject *parent = nullptr);

private:
    void showState(SessionState state);
    void showWorkstation();

    SignInPage &m_page;
    const Ports m_ports;
    bool m_noticesAsked = false;
    SignInWay m_way = SignInWay::Browser; ///< of the last attempt
};

} // namespace stanforis
