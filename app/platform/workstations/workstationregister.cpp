// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/workstations/workstationregister.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(workstationLog, "stanforis.platform.workstations", QtInfoMsg)

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView codeLetters = "ABCDEFGHJKMNPQRSTVWXYZ23456789"; // none that look like each other

QString randomText(int length, QByteArrayView letters)
{
    QString text;
    while (text.size() < length) {
        const auto byte = quint8(randomBytes(1)[0]);
        if (byte < 256 / letters.size() * letters.size()) // else some letters would come more often
            text += QLatin1Char(letters[byte % letters.size()]);
    }
    return text;
}

/// As it was made, whatever way a person wrote it.
QByteArray hashOfCode(QString code)
{
    code = code.toUpper().remove(u'-').remove(u' ');
    return QCryptographicHash::hash(code.toUtf8(), QCryptographicHash::Sha256);
}

Error unauthenticated(const QString &sentence) { return {Error::Code::Unauthenticated, sentence}; }

} // namespace

WorkstationRegister::WorkstationRegister(WorkstationStore &store, const WorkstationAuthority &authority,
                                         std::chrono::seconds life, const Clock &clock)
    : m_store(store)
    , m_authority(authority)
    , m_life(life)
    , m_clock(clock)
{
    m_store.removeExpired(m_clock.now());
}

Result<QString> WorkstationRegister::newCode()
{
    const auto text = randomText(16, codeLetters);
    if (const auto kept = m_store.setCode({hashOfCode(text), m_clock.now() + codeLife, {}, {}}); !kept)
        return kept.error();
    return u"%1-%2-%3-%4"_s.arg(text.mid(0, 4), text.mid(4, 4), text.mid(8, 4), text.mid(12, 4));
}

Result<WorkstationAuthority::Issued> WorkstationRegister::issue(const QByteArray &request, const QString &workstation) const
{
    return m_authority.issue(request, workstation, m_clock.now(), m_life);
}

Result<WorkstationAuthority::Issued> WorkstationRegister::enrol(const QString &code, const QByteArray &request)
{
    m_store.removeExpired(m_clock.now());
    const auto key = WorkstationAuthority::keyOf(request);
    if (!key)
        return key.error();
    auto known = m_store.code(hashOfCode(code));
    if (!known)
        return unauthenticated(u"This enrolment code is not one of this platform's."_s);
    if (known->expires <= m_clock.now())
        return Error{Error::Code::PermissionDenied, u"This enrolment code is too old. Ask for a new one."_s};
    if (!known->workstation.isEmpty() && known->keySha256 != *key)
        return Error{Error::Code::PermissionDenied, u"This enrolment code has been used. Ask for a new one."_s};
    if (known->workstation.isEmpty())
        known->workstation = m_authority.idOf(u"ws-"_s + randomText(10, "abcdefghjkmnpqrstvwxyz23456789"));
    known->keySha256 = *key;
    auto issued = issue(request, known->workstation);
    if (!issued)
        return issued;
    const WorkstationCertificate certificate{issued->sha256, issued->serial, known->workstation, issued->from, issued->until};
    if (const auto kept = m_store.enrol(*known, certificate); !kept)
        return kept.error();
    qCInfo(workstationLog).noquote() << "enrolled" << known->workstation;
    return issued;
}

Result<WorkstationAuthority::Issued> WorkstationRegister::renew(const Peer &peer, const QByteArray &request)
{
    auto issued = issue(request, peer.workstation);
    if (!issued)
        return issued;
    if (const auto kept = m_store.setCertificate({issued->sha256, issued->serial, peer.workstation, issued->from, issued->until});
        !kept)
        return kept.error();
    qCInfo(workstationLog).noquote() << "renewed" << peer.workstation;
    return issued;
}

Result<Done> WorkstationRegister::revoke(const QString &workstation)
{
    bool any = false;
    for (auto certificate : QHash(m_store.certificates())) {
        if (certificate.workstation != workstation)
            continue;
        any = true;
        if (certificate.revoked != Instant{})
            continue;
        certificate.revoked = m_clock.now();
        if (const auto kept = m_store.setCertificate(certificate); !kept)
            return kept;
    }
    if (!any)
        return Error{Error::Code::NotFound, u"There is no workstation %1 here."_s.arg(workstation)};
    qCInfo(workstationLog).noquote() << "revoked" << workstation;
    Q_EMIT revoked(workstation);
    return Done{};
}

std::vector<RevokedCertificate> WorkstationRegister::revokedCertificates() const
{
    std::vector<RevokedCertificate> revoked;
    for (const auto &certificate : m_store.certificates()) {
        if (certificate.revoked != Instant{})
            revoked.push_back({certificate.serial, certificate.revoked});
    }
    return revoked;
}

Result<Peer> WorkstationRegister::peerOf(const QByteArray &certificate)
{
    if (certificate.isEmpty())
        return Credentials().peer;
    const auto known = m_store.certificates().constFind(QCryptographicHash::hash(certificate, QCryptographicHash::Sha256));
    if (known == m_store.certificates().cend())
        return unauthenticated(u"The workstation's certificate is not one of this platform."_s);
    const WorkstationCertificate &found = *known;
    if (found.revoked != Instant{})
        return unauthenticated(u"This workstation's certificate was revoked."_s);
    if (found.until <= m_clock.now())
        return unauthenticated(u"The workstation's certificate has expired or was replaced."_s);
    Peer peer{found.workstation, toBase64Url(found.sha256), found.until};
    if (!found.used)
        noteUse(found);
    return peer;
}

void WorkstationRegister::noteUse(WorkstationCertificate certificate)
{
    certificate.used = true;
    bool kept = m_store.setCertificate(certificate).has_value();
    const auto end = m_clock.now() + grace;
    for (auto older : QHash(m_store.certificates())) {
        if (older.workstation != certificate.workstation || older.sha256 == certificate.sha256 || older.from > certificate.from)
            continue;
        older.until = std::min(older.until, end);
        kept = kept && m_store.setCertificate(older).has_value();
    }
    if (!kept)
        qCCritical(workstationLog) << "the use of a certificate could not be written";
}

} // namespace stanforis
