// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/trustanchor.h"
#include "models/core/clock.h"
#include "models/domain/connection.h"
#include "models/ports/httpport.h"
#include "models/ports/trustmemoryport.h"
#include "models/ports/trustverifierport.h"

#include <QObject>

namespace stanforis {

/// What a platform's trust list says, with the revocation lists of the authorities in it.
struct PlatformTrust
{
    TrustAnchor anchor; ///< the authorities for servers: from now on these, not the one the list's signer leads to
    TrustAnchor root;   ///< what the signer of this list and of every later one leads to
    TrustList list;
    QList<RevocationList> revocations; ///< one for each authority of servers
};

/// With what a platform's trust is read and judged. Borrowed. `memory` may be null: then a rollback is not noticed.
struct TrustTools
{
    const TrustVerifierPort &verifier;
    TrustMemoryPort *memory;
    const Clock &clock;
};

/// Fetches the trust list and the revocation lists and lets only what holds through: signatures, times, a serial no lower than
/// before. Deletes itself when it has answered or `context` goes. GUI thread.
///
/// Untrusted, with what it is: "trust list: …", "rollback", "stale trust list", "revocation list…", "clock" (this workstation's
/// clock is too far from what was signed just now). Unavailable: the platform does not serve one of them. What HttpPort says.
class TrustReader final : public QObject
{
    Q_OBJECT
public:
    TrustReader(QObject *context, HttpPort &http, const TrustTools &tools, const ConnectionProfile &profile,
                const TrustAnchor &anchor, Reply<PlatformTrust> reply);

private:
    void fetch(const QString &url, int largest, void (TrustReader::*next)(const QByteArray &));
    void takeList(const QByteArray &jws);
    void takeRevocations(const QByteArray &der);
    void fetchNext();
    void answer(Result<PlatformTrust> result);
    /// What the memory knows this platform by.
    [[nodiscard]] QString name() const;

    HttpPort &m_http;
    const TrustTools m_tools;
    const ConnectionProfile m_profile;
    const TrustAnchor m_anchor;
    Reply<PlatformTrust> m_reply;
    TrustList m_list;
    QList<RevocationList> m_revocations;
    bool m_clockOff = false; ///< this workstation's clock and the platform's do not agree
};

} // namespace stanforis
