// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/auditwitnessing.h"

#include <QLoggingCategory>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(auditLogging, "stanforis.audit")

} // namespace

AuditWitnessing::AuditWitnessing(AuditLog &log, WitnessPort &witness, const QString &platform, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_witness(witness)
    , m_platform(platform)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(10s);
    connect(&m_retry, &QTimer::timeout, this, [this] { m_compared ? push() : compare(); });
    connect(&log, &AuditLog::sealed, this, &AuditWitnessing::push);
    connect(&log, &AuditLog::ready, this, &AuditWitnessing::compare);
    setCompared(false);
    if (log.isReady())
        compare();
}

AuditWitnessing::~AuditWitnessing() { m_log.setAwaitsPlatform(false); }

/// A log that was put back looks whole until the platform has said what it remembers.
void AuditWitnessing::setCompared(bool compared)
{
    m_compared = compared;
    m_log.setAwaitsPlatform(!compared);
}

void AuditWitnessing::setSignedIn(bool signedIn)
{
    m_signedIn = signedIn;
    if (signedIn && !m_compared && m_retry.isActive()) { // it was asked before this workstation was let in
        m_retry.stop();
        compare();
    }
    push();
}

void AuditWitnessing::later()
{
    if (!m_retry.isActive())
        m_retry.start();
}

void AuditWitnessing::compare()
{
    setCompared(false);
    m_witness.keySet(this, [this](const Result<QByteArray> &keys) {
        if (!keys) {
            later();
            return;
        }
        m_cosigners.clear();
        for (const auto &verifier : identity::noteVerifiers(*keys)) {
            if (verifier.kind == identity::NoteVerifier::Kind::Cosignature)
                m_cosigners.append(verifier);
        }
        if (!m_cosigners.isEmpty())
            compareNewest();
        else
            m_log.setAwaitsPlatform(false); // this platform is no witness
    });
}

/// Of all logs that this workstation ever had: one that is not here any more is found by it.
void AuditWitnessing::compareNewest()
{
    m_witness.cosigned(this, {}, m_log.workstation(), [this](const Result<CosignedNote> &cosigned) {
        if (!cosigned) {
            later();
            return;
        }
        if (const auto seen = read(*cosigned))
            m_log.hold(seen->checkpoint, seen->when);
        compareThisOne();
    });
}

void AuditWitnessing::compareThisOne()
{
    m_witness.cosigned(this, m_log.origin(), {}, [this](const Result<CosignedNote> &cosigned) {
        if (!cosigned) {
            later();
            return;
        }
        const auto seen = read(*cosigned);
        m_known = seen ? seen->checkpoint.size : 0;
        if (seen && m_log.hold(seen->checkpoint, seen->when))
            m_log.setCosigned(seen->checkpoint, seen->when, cosigned->note, m_platform);
        setCompared(true);
        push();
    });
}

std::optional<AuditWitnessing::Seen> AuditWitnessing::read(const CosignedNote &cosigned) const
{
    if (cosigned.note.isEmpty())
        return std::nullopt;
    const auto note = identity::readNote(cosigned.note);
    const auto key = identity::NoteVerifier::fromText(cosigned.key);
    const auto checkpoint = note ? identity::checkpointOf(*note) : Error{Error::Code::Malformed, {}};
    if (checkpoint && key && key->name == checkpoint->origin && key->hasSigned(*note)) {
        for (const auto &cosigner : m_cosigners) {
            if (const auto when = cosigner.signedAt(*note))
                return Seen{*checkpoint, *when};
        }
    }
    qCWarning(auditLogging, "The platform's memory of an audit log is not signed as it should be and was left out.");
    return std::nullopt;
}

void AuditWitnessing::push()
{
    if (!m_compared || m_busy || !m_signedIn || m_log.sealedSize() <= m_known || m_log.store().audit().finding)
        return;
    const auto wish = m_log.wish(m_known);
    if (!wish)
        return;
    m_busy = true;
    m_witness.cosign(this, *wish, [this](const Result<CosignedNote> &cosigned) { takeCosigned(cosigned); });
}

void AuditWitnessing::takeCosigned(const Result<CosignedNote> &cosigned)
{
    m_busy = false;
    if (!cosigned) {
        // Either it knows more than was asked for before, or two histories: what it has kept decides.
        if (cosigned.error().code == Error::Code::Conflict)
            setCompared(false);
        if (cosigned.error().code == Error::Code::PermissionDenied) { // the name is another workstation's
            m_log.rename();
            if (!m_compared)
                return; // the new log is compared, and shown after that
        }
        later();
        return;
    }
    const auto seen = read(*cosigned);
    if (!seen)
        return;
    m_known = seen->checkpoint.size;
    m_log.setCosigned(seen->checkpoint, seen->when, cosigned->note, m_platform);
    push();
}

} // namespace stanforis
