// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/signinflow.h"

namespace stanforis {

class CardPort;

/// Signs in with the card in the reader, without a browser: the provider gives a challenge, the card proves its holder to the
/// provider's origin with it, and the token endpoint takes the proof (app/contracts/README.md, "By card").
///
/// Outcomes beside those of every way: NotFound (no card, or it was taken out), PermissionDenied (its PIN is blocked),
/// Unauthenticated (the provider does not accept the card), Unavailable (the provider takes no cards, or the card cannot do it).
class CardSignIn final : public SignInFlow
{
    Q_OBJECT
public:
    /// `card` is borrowed, must outlive the flow.
    CardSignIn(const Parts &parts, CardPort &card, QObject *parent = nullptr);
    ~CardSignIn() override;

protected:
    void proceed() override;

private:
    void prove(const QByteArray &nonce);

    CardPort &m_card;
};

} // namespace stanforis
