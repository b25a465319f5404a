// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/cardsignin.h"

#include "models/ports/cardport.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the card signs: where this console itself goes, never what an answer says.
QString originOf(const QString &issuer)
{
    return QString::fromUtf8(
        QUrl(issuer).toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo));
}

} // namespace

CardSignIn::CardSignIn(const Parts &parts, CardPort &card, QObject *parent)
    : SignInFlow(parts, SignInWay::Card, parent)
    , m_card(card)
{}

CardSignIn::~CardSignIn() = default;

void CardSignIn::proceed()
{
    if (metadata().cardChallenge.isEmpty()) {
        fail({Error::Code::Unavailable, u"card_challenge_endpoint"_s});
        return;
    }
    provider().challengeCard(this, metadata().cardChallenge, [this](Result<QByteArray> nonce) {
        if (nonce)
            prove(*nonce);
        else
            fail(nonce.error());
    });
}

void CardSignIn::prove(const QByteArray &nonce)
{
    ask(metadata().cardChallenge);
    m_card.authenticate(this, originOf(profile().issuer), nonce, [this, nonce](Result<QByteArray> token) {
        if (!token) {
            fail(token.error());
            return;
        }
        provider().redeemCard(this, metadata().token, *token, nonce, scope(), profile().platformResource,
                              [this, nonce](Result<TokenAnswer> tokens) {
                                  if (tokens)
                                      accept(*tokens, nonce, scope());
                                  else
                                      fail(tokens.error());
                              });
    });
}

} // namespace stanforis
