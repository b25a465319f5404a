// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/listtrust.h"

#include "app/link/tlslook.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

TrustFinding listFinding(const Error &error)
{
    switch (error.code) {
    case Error::Code::Unreachable:
    case Error::Code::Unavailable:
        return TrustFinding::Unreachable;
    case Error::Code::TimedOut:
        return TrustFinding::TimedOut;
    case Error::Code::Malformed:
        return TrustFinding::Malformed;
    default:
        break;
    }
    if (error.detail == "rollback"_L1)
        return TrustFinding::RolledBack;
    if (error.detail == "clock"_L1)
        return TrustFinding::ClockOff;
    return error.detail == "stale trust list"_L1 || error.detail == "revocation list"_L1 ? TrustFinding::Stale
                                                                                         : TrustFinding::Untrusted;
}

} // namespace

ListTrust::ListTrust(TrustWatch &watch, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_checks(clock)
{
    connect(&m_watch, &TrustWatch::looked, this, &ListTrust::put);
    // Looked at by the watch itself; the check here is for a person who asks.
    add(trustList());
    put();
}

void ListTrust::add(const TrustItem &item)
{
    m_checks.add(item, Duration::zero(), [this](const TrustItem &known, const TrustChecks::Answer &done) { check(known, done); });
}

void ListTrust::put()
{
    m_checks.put(trustList());
    QSet<TrustId> shown;
    for (const auto &list : m_watch.trust().revocations) {
        const TrustItem item = revocations(list);
        shown.insert(item.id);
        if (m_shown.contains(item.id))
            m_checks.put(item);
        else
            add(item);
    }
    const QSet<TrustId> gone = m_shown - shown; // of an authority that is trusted no more
    for (const TrustId &id : gone)
        m_checks.remove(id);
    m_shown = shown;
}

void ListTrust::check(const TrustItem &known, const TrustChecks::Answer &done)
{
    connect(
        &m_watch, &TrustWatch::looked, this,
        [this, known, done] {
            for (const auto &list : m_watch.trust().revocations) {
                if (const auto item = revocations(list); item.id == known.id)
                    done(item);
            }
            if (known.kind == TrustKind::TrustList)
                done(trustList());
        },
        Qt::SingleShotConnection);
    m_watch.look();
}

TrustItem ListTrust::trustList() const
{
    const TrustList &list = m_watch.trust().list;
    TrustItem item;
    item.id = TrustId(u"list/trust"_s);
    item.kind = TrustKind::TrustList;
    item.subject = list.signer;
    item.from = list.issued;
    item.until = list.nextUpdate;
    if (const QSslCertificate signer(list.signerCertificate, QSsl::Der); !signer.isNull())
        item.chain = {describe(signer)}; // with its own days left
    item.facts = {{TrustFact::Name::Serial, QString::number(list.serial)}, {TrustFact::Name::Issuer, list.signer}};
    finish(item);
    return item;
}

TrustItem ListTrust::revocations(const RevocationList &list) const
{
    TrustItem item;
    item.id = TrustId(u"list/revoked/"_s + QString::fromLatin1(list.authority.toHex().left(16)));
    item.kind = TrustKind::RevocationList;
    item.subject = list.issuerName;
    item.from = list.thisUpdate;
    item.until = list.nextUpdate;
    item.facts = {{TrustFact::Name::Serial, list.number},
                  {TrustFact::Name::Entries, QString::number(list.serials.size())},
                  {TrustFact::Name::Issuer, list.issuerName}};
    finish(item);
    return item;
}

void ListTrust::finish(TrustItem &item) const
{
    item.checked = m_watch.checked();
    item.nextCheck = m_watch.nextCheck();
    item.renewal = m_watch.nextCheck();
    item.canCheck = true;
    const auto &problem = m_watch.problem();
    setFinding(item, problem ? listFinding(*problem) : TrustFinding::Well, problem ? problem->detail : QString());
}

} // namespace stanforis
