// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/workstationkey.h"
#include "models/ports/httpport.h"
#include "models/ports/workstationport.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace stanforis {

class KeychainPort;

/// Holds the key and the certificate of this workstation with one platform. The key lives in memory and, where there is a
/// keychain, there; never in a file. Renewed with a new key at half of its life, over a connection that the old one opens; a
/// network that is away is asked again. When the platform does not take the certificate any more, or it ran out, the workstation
/// has to be enrolled anew. GUI thread.
class WorkstationKeeper final : public WorkstationPort
{
    Q_OBJECT
public:
    /// `url` is the profile's enrolment_url; `name` what the keychain knows this platform by. `keychain` may be null.
    WorkstationKeeper(HttpPort &http, const QUrl &url, const QString &name, KeychainPort *keychain, const Clock &clock,
                      QObject *parent = nullptr);
    ~WorkstationKeeper() override;

    /// Looks into the keychain, then enrols with the code that came with the platform, if one did.
    void start(const QString &code = {});
    [[nodiscard]] const Workstation &workstation() const override { return m_workstation; }
    [[nodiscard]] const WorkstationCredential &credential() const { return m_credential; }
    void enrol(const QString &code) override;
    /// Now, whatever is left of its life.
    void renew();

Q_SIGNALS:
    /// Another one from now on, or none: connections made with the old one have to be made anew.
    void credentialChanged(const stanforis::WorkstationCredential &credential);

private:
    void ask(const QString &what, const QJsonObject &body, std::function<void(Result<HttpAnswer>)> reply);
    void readKept(const QString &code, int triesLeft);
    void take(const identity::WorkstationKey &key, const QByteArray &pem, const TrustCertificate &certificate);
    void store(QObject *context, QByteArray secret, std::function<void()> then);
    void use(const identity::WorkstationKey &key, const QByteArray &pem, const TrustCertificate &certificate, Instant renewal);
    [[nodiscard]] Instant halfOf(const TrustCertificate &certificate) const;
    void enrolmentEnded(const identity::WorkstationKey &key, const Result<HttpAnswer> &answer);
    void renewalEnded(const identity::WorkstationKey &key, const Result<HttpAnswer> &answer);
    void lose(const Error &why);
    void look();
    void setPhase(WorkstationPhase phase);

    HttpPort &m_http;
    const QUrl m_url;
    const QString m_name;
    KeychainPort *m_keychain;
    const Clock &m_clock;
    Workstation m_workstation;
    WorkstationCredential m_credential;
    std::unique_ptr<QObject> m_attempt;
    Duration m_offset{};   ///< platform's clock minus this one, as its last answer said
    Instant m_notBefore{}; ///< of the next attempt to renew
    QTimer m_tick;
    QTimer m_keepAgain; ///< the keychain did not take the credential
    std::chrono::seconds m_pause{};
};

} // namespace stanforis
