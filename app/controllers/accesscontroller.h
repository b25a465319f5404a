// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/ports/sessionport.h"

#include <QObject>

namespace stanforis {

class NoticePort;
class SignInPage;
class LookUps;

/// Sign-in page ↔ session: what the person wants is asked of the session, how it goes is shown. Lives while one platform is
/// connected.
class AccessController final : public QObject
{
    Q_OBJECT
public:
    AccessController(SignInPage &page, SessionPort &session, NoticePort &notices, LookUps &lookUps, QObject *parent = nullptr);

private:
    void showState(SessionState state);

    SignInPage &m_page;
    SessionPort &m_session;
    SignInWay m_way = SignInWay::Browser; ///< of the last attempt
};

} // namespace stanforis
