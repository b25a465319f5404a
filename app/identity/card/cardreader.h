// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/card/pintries.h"
#include "models/ports/cardport.h"

#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace stanforis {

/// The card in the reader, through a PKCS #11 module that a thread of its own talks to. Looks once a second whether the card is
/// there. Three wrong PINs in a row end the tries here, also on a token that would take more: the fourth is not sent.
class CardReader final : public CardPort
{
    Q_OBJECT
public:
    /// `module`: the driver's path; empty: the first usual one that is installed. Nothing is loaded yet.
    explicit CardReader(const QString &module = {}, QObject *parent = nullptr);
    ~CardReader() override;

    /// Loads the module and begins to look, soon after.
    void start();

    CardFacts facts() const override { return m_facts; }
    void authenticate(QObject *context, const QString &origin, const QByteArray &nonce, Reply<QByteArray> reply) override;
    void enterPin(Secret pin) override;
    void cancel() override;
    CardFacts signingFacts() const override { return m_seen ? factsOf(card::Use::Signing) : m_facts; }
    Result<QByteArray> signingCertificate() const override;
    void sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply) override;

private:
    /// What is known of the card; made on the worker, never changed.
    struct Seen
    {
        QList<card::Token> tokens; ///< with one serial number; the first one stands for the card
        QList<card::Key> keys;

        [[nodiscard]] QString serial() const { return tokens.first().facts.serial; }
        [[nodiscard]] const card::Key *key(card::Use use) const;
    };
    /// A sign-in: asks for the PIN itself, as often as it is wrong.
    struct Work
    {
        QPointer<QObject> context;
        QMetaObject::Connection watch;
        QString origin;
        QByteArray nonce;
        Reply<QByteArray> reply;
    };
    /// A signature: one PIN, one answer.
    struct Signature
    {
        QPointer<QObject> context;
        Reply<QByteArray> reply;
    };

    [[nodiscard]] static std::optional<Seen> seenBy(card::Module &module, const std::optional<Seen> &before);
    void look();
    void take(const std::optional<Seen> &seen);
    [[nodiscard]] CardFacts factsOf(card::Use use) const;
    /// Why that key cannot be used now, and who asked hears it later; nothing: it can.
    [[nodiscard]] std::optional<Error> refusal(card::Use use) const;
    [[nodiscard]] static bool fits(const CardFacts &facts, const Secret &pin);
    void ask(PinRequest::Trouble trouble);
    void prove(Secret pin);
    /// On the worker, with the one PIN; what comes of it is told to done().
    void run(const card::Key &key, const QByteArray &bytes, Secret pin);
    void done(const card::Key &key, const Result<QByteArray> &signature);
    void provedBy(const card::Key &key, const Result<QByteArray> &signature);
    void finish(const Result<QByteArray> &outcome);

    const QString m_path;
    std::shared_ptr<card::Module> m_module; ///< the worker's, once it is there
    CardFacts m_facts;
    std::optional<Seen> m_seen; ///< nothing: no card
    card::PinTries m_tries;
    std::optional<Work> m_work;
    std::optional<Signature> m_signature; ///< while the card is at it
    bool m_looking = false;
    bool m_atWork = false; ///< the card has the PIN; also when nobody waits for it any more
    QTimer m_poll;
    QThreadPool m_worker;
};

} // namespace stanforis
