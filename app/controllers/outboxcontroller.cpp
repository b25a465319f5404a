// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/outboxcontroller.h"

#include "models/ports/outboxport.h"
#include "models/ports/transactionport.h"
#include "models/stores/outboxstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

namespace stanforis {

namespace {

Q_LOGGING_CATEGORY(outboxLog, "stanforis.outbox", QtInfoMsg)

/// The platform has looked at it and said no; everything else may have another end when it is asked again.
bool isFinal(Error::Code code)
{
    return code == Error::Code::Invalid || code == Error::Code::PermissionDenied || code == Error::Code::NotFound ||
           code == Error::Code::Conflict;
}

} // namespace

OutboxController::OutboxController(const Ports &ports, const Stores &stores, const QString &platform, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_stores(stores)
    , m_platform(platform)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &OutboxController::sendNext);
    // Not more often: each time, a keychain that is locked may ask the person for its password.
    m_readAgain.setSingleShot(true);
    m_readAgain.setInterval(std::chrono::minutes(5));
    connect(&m_readAgain, &QTimer::timeout, this, &OutboxController::read);
}

OutboxController::~OutboxController() = default;

void OutboxController::start(const SubjectId &subject)
{
    m_running = true;
    if (m_subject != subject) {
        m_subject = subject;
        m_allRead = false;
        m_read.reset();
    }
    retryNow();
}

void OutboxController::read()
{
    if (m_read)
        return;
    m_readAgain.stop();
    m_read = std::make_unique<QObject>();
    m_ports.outbox.read(m_read.get(), m_platform, m_subject, [this](const Result<KeptWork> &kept) {
        m_read.release()->deleteLater(); // we are inside its reply
        takeKept(kept);
    });
}

void OutboxController::takeKept(const Result<KeptWork> &kept)
{
    const auto unread = kept ? kept->unread : std::optional(UnreadWork{0, kept.error()});
    m_allRead = !unread;
    if (unread) {
        qCWarning(outboxLog) << "what was kept cannot be read:" << unread->why.detail;
        m_readAgain.start();
    }
    m_stores.outbox.setUnread(unread);
    for (const UnsentWork &work : kept ? kept->works : QList<UnsentWork>()) {
        if (!m_stores.outbox.find(work.id))
            m_stores.outbox.put(work);
    }
    sendNext();
}

void OutboxController::pause()
{
    m_running = false;
    m_retry.stop();
    m_readAgain.stop();
    m_flight.reset();
}

void OutboxController::stop()
{
    pause();
    m_subject = {};
    m_read.reset();
    m_allRead = false;
    m_replies.clear();
    m_stores.outbox.replace({});
    m_stores.outbox.setUnread(std::nullopt);
}

void OutboxController::retryNow()
{
    m_pauses.reset();
    m_retry.stop();
    if (m_running && !m_allRead)
        read();
    sendNext();
}

void OutboxController::send(const UnsentWork &work, Reply<Transaction> reply)
{
    m_ports.outbox.put(this, work, [this, work, reply = std::move(reply)](const Result<Done> &kept) {
        if (!kept) {
            reply(kept.error());
            return;
        }
        if (work.subject != m_subject)
            return; // signed out meanwhile; it is sent after the next sign-in
        m_replies.insert(work.id, reply);
        supersede(work);
        m_stores.outbox.put(work);
        sendNext();
    });
}

void OutboxController::supersede(const UnsentWork &work)
{
    QList<TransactionId> failed;
    for (const UnsentWork &old : m_stores.outbox.all()) {
        if (old.state != UnsentWork::State::Waiting && old.sector == work.sector && old.service == work.service &&
            old.page == work.page && old.operation == work.operation && old.record == work.record)
            failed.append(old.id);
    }
    for (const TransactionId &id : failed)
        discard(id);
}

void OutboxController::discard(const TransactionId &id)
{
    const UnsentWork *found = m_stores.outbox.find(id);
    if (!found || found->state == UnsentWork::State::Waiting)
        return;
    const UnsentWork work = *found;
    m_ports.outbox.remove(this, work, [](const Result<Done> &removed) {
        if (!removed)
            qCWarning(outboxLog) << "a row of the outbox could not be removed:" << removed.error().detail;
    });
    m_stores.outbox.remove(id);
}

void OutboxController::sendNext()
{
    const UnsentWork *next = m_stores.outbox.next();
    if (!m_running || m_flight || !next || m_retry.isActive())
        return;
    m_flight = std::make_unique<QObject>();
    m_ports.transactions.submit(m_flight.get(), next->sector, next->jws, next->body,
                                [this, work = *next](const Result<Transaction> &outcome) {
                                    m_flight.release()->deleteLater(); // we are inside its reply
                                    conclude(work, outcome);
                                });
}

void OutboxController::conclude(const UnsentWork &work, const Result<Transaction> &outcome)
{
    if (!outcome && !isFinal(outcome.error().code)) {
        m_retry.start(m_pauses.next(QRandomGenerator::global()->generateDouble()));
        answer(work.id, outcome);
        return;
    }
    m_pauses.reset();
    if (!outcome) {
        refuse(work, outcome.error());
    } else {
        // Shown before it is off the disk: were this the last moment, it would be asked again and answered the same.
        m_stores.transactions.apply(*outcome);
        m_ports.outbox.remove(this, work, [](const Result<Done> &removed) {
            if (!removed)
                qCWarning(outboxLog) << "what was accepted could not be removed from the outbox:" << removed.error().detail;
        });
        m_stores.outbox.remove(work.id);
    }
    answer(work.id, outcome);
    sendNext();
}

void OutboxController::refuse(UnsentWork work, const Error &error)
{
    const bool late = m_stores.time.now() >= work.signBy;
    if (late && (error.code == Error::Code::Conflict || error.code == Error::Code::NotFound))
        work.state = UnsentWork::State::TooLate;
    else if (error.code == Error::Code::Conflict)
        work.state = UnsentWork::State::Overtaken;
    else
        work.state = UnsentWork::State::Refused;
    work.answer = error.detail;
    m_ports.outbox.put(this, work, [](const Result<Done> &) {}); // if it can't be noted, the platform says no again
    m_stores.outbox.put(work);
    if (error.code == Error::Code::PermissionDenied)
        Q_EMIT refusedByPolicy(work);
}

void OutboxController::answer(const TransactionId &id, const Result<Transaction> &outcome)
{
    if (const auto reply = m_replies.take(id))
        reply(outcome);
}

} // namespace stanforis
