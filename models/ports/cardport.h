// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/core/secret.h"
#include "models/domain/card.h"

#include <QByteArray>
#include <QObject>

namespace stanforis {

/// The card in the reader. It never signs bytes of the caller's choice with the authentication key, and keeps no PIN. GUI thread;
/// everything that touches the card happens elsewhere.
class CardPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual CardFacts facts() const = 0;

    /// Proves the holder to `origin`, for a challenge of it: a token of Web eID's form. Asks for the PIN by pinWanted(), as often
    /// as it is wrong. Ends when `context` goes. Cancelled; NotFound: no card, or it was taken out; PermissionDenied: the PIN is
    /// blocked; Conflict: the card is at work already; Unavailable: the card cannot do it.
    virtual void authenticate(QObject *context, const QString &origin, const QByteArray &nonce, Reply<QByteArray> reply) = 0;
    virtual void enterPin(Secret pin) = 0;
    virtual void cancel() = 0;

    /// The same card, with the PIN of its signing key. Unreadable: it has none.
    [[nodiscard]] virtual CardFacts signingFacts() const = 0;
    /// Of the signing key, in DER. NotFound: no card, or none with such a key.
    [[nodiscard]] virtual Result<QByteArray> signingCertificate() const = 0;
    /// `r` and `s` of the signing key over `bytes`, by the algorithm of its curve. The PIN is for this one signature and wiped;
    /// on a reader with keys of its own it is empty. Invalid: it is wrong, or of a wrong length (pinLengthProblem); NotFound: no
    /// card, or it was taken out; PermissionDenied: the PIN is blocked; Conflict and Unavailable as above. The reply comes later.
    virtual void sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply) = 0;

Q_SIGNALS:
    void factsChanged(const CardFacts &facts);
    /// The card that was in the reader is out, or another one is in.
    void removed();
    void pinWanted(const PinRequest &request);
    /// The PIN is with the card, or on the reader's keys: nothing to enter meanwhile.
    void cardAtWork();
    /// No PIN is wanted any more, for whatever reason.
    void pinSettled();
};

} // namespace stanforis
