// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/browserport.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>

class QNetworkReply;

namespace stanforis {

/// What a person would find on a sign-in page: a form with choices, hidden fields and a place to send it.
struct SignInForm
{
    struct Choice
    {
        QString name; ///< of the radio button
        QString value;
        QString text; ///< of its label, tags removed
    };
    QString action;
    QList<Choice> choices;
    QList<std::pair<QString, QString>> hidden;

    [[nodiscard]] static SignInForm read(const QString &html);
};

/// A browser without a screen, for the tour and the tests: opens the provider's real page with the platform's trust, chooses an
/// identity, types the PIN the simulation shows beside it, sends the form, and follows the way back to the console.
class FormBrowser final : public QObject, public BrowserPort
{
    Q_OBJECT
public:
    explicit FormBrowser(const QSslConfiguration &tls, QObject *parent = nullptr);

    /// Whose identity to choose: a word that occurs in its label or is its value. Empty: the page is opened and left alone.
    void setPerson(const QString &person) { m_person = person; }
    /// Empty: the training PIN on the page.
    void setPin(const QString &pin) { m_pin = pin; }
    /// Press Cancel instead.
    void setCancelling(bool cancelling) { m_cancelling = cancelling; }

    bool open(const QUrl &url) override;

Q_SIGNALS:
    /// The last page that came, as text: the console's own, or the provider's when it did not lead on.
    void finished(int status, const QString &page);

private:
    void follow(QNetworkReply *reply);
    void get(const QUrl &url);
    void fill(const QUrl &page, const QString &html);
    [[nodiscard]] QNetworkRequest request(const QUrl &url) const;

    QNetworkAccessManager m_network;
    const QSslConfiguration m_tls;
    QString m_person;
    QString m_pin;
    bool m_cancelling = false;
    bool m_sent = false;
};

} // namespace stanforis
