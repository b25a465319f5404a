// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/card/cardmodule.h"
#include "models/ports/cardport.h"

#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

namespace stanforis {

/// The card in the reader, through a PKCS #11 module that a thread of its own talks to. Looks once a second whether the card is
/// there. Three wrong PINs in a row end the tries here, also on a token that would take more: the fourth is not sent.
class CardReader final : public CardPort
{
    Q_OBJECT
public:
    static constexpr int mostTries = 3;

    /// `module`: the driver's path; empty: the first usual one that is installed. Nothing is loaded yet.
    explicit CardReader(const QString &module = {}, QObject *parent = nullptr);
    ~CardReader() override;

    /// Loads the module and begins to look, soon after.
    void start();

    CardFacts facts() const override { return m_facts; }
    void authenticate(QObject *context, const QString &origin, const QByteArray &nonce, Reply<QByteArray> reply) override;
    void enterPin(Secret pin) override;
    void cancel() override;

private:
    /// What is known of the card beside its facts; made on the worker, never changed.
    struct Seen
    {
        CardFacts facts;
        card::Token token;
        QList<card::Certificate> certificates;
    };
    struct Work
    {
        QPointer<QObject> context;
        QMetaObject::Connection watch;
        QString origin;
        QByteArray nonce;
        Reply<QByteArray> reply;
    };

    void look();
    void take(const std::optional<Seen> &seen);
    void ask(PinRequest::Trouble trouble);
    void sign(Secret pin);
    void signedBy(const card::Certificate &certificate, const Result<QByteArray> &signature);
    void wrong();
    void finish(const Result<QByteArray> &outcome);
    [[nodiscard]] const card::Certificate *authentication() const;

    const QString m_path;
    std::shared_ptr<card::Module> m_module; ///< the worker's, once it is there
    CardFacts m_facts;
    std::optional<Seen> m_seen;
    QHash<QString, int> m_wrong; ///< wrong PINs in a row, for each card's serial number
    std::optional<Work> m_work;
    bool m_looking = false;
    bool m_atWork = false; ///< the card has the PIN; also when nobody waits for it any more
    QTimer m_poll;
    QThreadPool m_worker;
};

} // namespace stanforis
