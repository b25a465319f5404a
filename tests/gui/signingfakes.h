// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/ports/cardport.h"
#include "models/ports/catalogueport.h"
#include "models/ports/outboxport.h"
#include "models/ports/recordport.h"
#include "models/ports/transactionport.h"
#include "models/ports/witnessport.h"

#include <QTimer>

namespace stanforis::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

template <class T>
void later(QObject *context, Reply<T> reply, Result<T> result)
{
    QTimer::singleShot(0, context, [reply = std::move(reply), result = std::move(result)] { reply(result); });
}

inline const SectorId sectorId{u"energy"_s};
inline const ServiceId serviceId{u"grid-balancing"_s};
inline const PageId pageId{u"reserve-call"_s};

inline ServicePageDefinition definition()
{
    ServicePageDefinition page;
    page.id = pageId;
    page.sector = sectorId;
    page.service = serviceId;
    page.name = u"Reserve call"_s;
    page.recordNoun = u"plant"_s;
    page.columns = {{u"plant"_s, u"Plant"_s, {}, false}};
    Operation call;
    call.id = u"call"_s;
    call.name = u"Call reserve"_s;
    call.fields = {{u"power"_s, u"Power"_s, Field::Type::Integer, u"MW"_s, true, 5, 400}};
    call.roles = {RoleId(u"operator"_s)};
    page.operations = {call};
    return page;
}

inline Record plant()
{
    Record record;
    record.id = RecordId(u"plant-1"_s);
    record.title = u"Hydro Taal 2"_s;
    record.etag = u"1"_s;
    record.values = {{u"plant"_s, record.title}};
    return record;
}

/// A card whose PIN is right when it is 4938, and that counts how often it was asked.
class FakeCard final : public CardPort
{
public:
    CardFacts about;

    [[nodiscard]] CardFacts facts() const override { return about; }
    [[nodiscard]] CardFacts signingFacts() const override { return about; }
    [[nodiscard]] Result<QByteArray> signingCertificate() const override { return Error{}; }
    void authenticate(QObject *, const QString &, const QByteArray &, Reply<QByteArray>) override {}
    void enterPin(Secret) override {}
    void cancel() override {}
    void sign(QObject *, const QByteArray &, Secret, Reply<QByteArray>) override {}
};

/// The platform and the signer, for one piece of work.
class FakeWork final : public TransactionPort, public RecordPort, public CataloguePort, public OutboxPort, public WitnessPort
{
public:
    explicit FakeWork(const Clock &clock)
        : m_clock(clock)
    {}
    QList<QByteArray> pins; ///< that came with sign()
    CardFacts *card = nullptr;
    Result<Done> allowed = Done{}; ///< by the audit log
    QStringList asked;             ///< what reached the platform

    void prepare(QObject *context, const Draft &draft, Reply<Prepared> reply) override
    {
        m_draft = draft;
        asked.append(u"prepare"_s);
        later<Prepared>(context, std::move(reply), Prepared{});
    }
    Result<Intent> compose(const Draft &draft, const Prepared &) const override
    {
        Intent intent;
        intent.id = TransactionId(u"01JD8QZ4Y8M3T6V7K2N5P9R1SC"_s);
        intent.sector = draft.sector;
        intent.service = draft.service;
        intent.page = draft.page;
        intent.operation = draft.operation;
        intent.record = draft.record;
        intent.values = draft.values;
        intent.body = "{}";
        intent.bodyType = u"application/json"_s;
        intent.controlCode = u"7419"_s;
        intent.expires = m_clock.now() + 118s;
        intent.signBy = intent.expires;
        intent.signaturesNeeded = 1;
        return intent;
    }
    Result<Intent> intentOf(const Transaction &) const override { return Intent(); }
    void beginApproval(QObject *, const SectorId &, const TransactionId &, Reply<Approval>) override
    {
        asked.append(u"begin approval"_s);
    }
    Result<Done> mayBeSigned(const Intent &) override { return allowed; }
    bool asksForPin() const override { return true; }
    void sign(QObject *context, const Intent &, const QByteArray &, Secret pin, Reply<QByteArray> reply) override
    {
        pins.append(QByteArray(pin.data(), qsizetype(pin.size())));
        if (pins.last() == "4938") {
            later<QByteArray>(context, std::move(reply), QByteArray("jws"));
            return;
        }
        const bool blocked = card->pin == CardFacts::Pin::LastTry;
        card->pin = blocked                                 ? CardFacts::Pin::Blocked
                    : card->pin == CardFacts::Pin::FewTries ? CardFacts::Pin::LastTry
                                                            : CardFacts::Pin::FewTries;
        later<QByteArray>(context, std::move(reply),
                          Error{blocked ? Error::Code::PermissionDenied : Error::Code::Invalid, pinProblem});
    }
    void submit(QObject *context, const SectorId &, const QByteArray &, const QByteArray &, Reply<Transaction> reply) override
    {
        Transaction transaction;
        transaction.id = TransactionId(u"01JD8QZ4Y8M3T6V7K2N5P9R1SC"_s);
        transaction.state = Transaction::State::Written;
        transaction.sector = sectorId;
        transaction.service = serviceId;
        transaction.page = pageId;
        transaction.operation = u"call"_s;
        transaction.title = u"Call reserve, Hydro Taal 2"_s;
        transaction.mine = true;
        later<Transaction>(context, std::move(reply), transaction);
    }
    void decline(QObject *, const SectorId &, const TransactionId &, const QString &, Reply<Transaction>) override
    {
        asked.append(u"decline"_s);
    }
    Watch watch(const SectorId &, std::function<void(const Transaction &)>) override { return {}; }
    void verify(QObject *, const Receipt &, Reply<ReceiptFacts>) override {}

    void list(QObject *, const SectorId &, const ServiceId &, const PageId &, const QString &, Reply<RecordList>) override {}
    void get(QObject *, const SectorId &, const ServiceId &, const PageId &, const RecordId &, Reply<Record>) override {}
    void sectors(QObject *, Reply<QList<SectorSummary>>) override {}
    void sector(QObject *, const SectorId &, Reply<Sector>) override {}
    void page(QObject *, const SectorId &, const ServiceId &, const PageId &, Reply<ServicePageDefinition>) override {}
    void put(QObject *context, const UnsentWork &, Reply<Done> reply) override { later<Done>(context, std::move(reply), Done{}); }
    void remove(QObject *context, const UnsentWork &, Reply<Done> reply) override
    {
        later<Done>(context, std::move(reply), Done{});
    }
    void read(QObject *context, const QString &, const SubjectId &, Reply<KeptWork> reply) override
    {
        later<KeptWork>(context, std::move(reply), KeptWork());
    }
    void cosign(QObject *, const CosignWish &, Reply<CosignedNote>) override {}
    void cosigned(QObject *, const QString &, const QString &, Reply<CosignedNote>) override {}
    void ledgerHead(QObject *, qint64, Reply<LedgerHead>) override {}
    void seal(QObject *, const Receipt &, Reply<QByteArray>) override { asked.append(u"seal"_s); }
    void keySet(QObject *, Reply<QByteArray>) override {}

private:
    const Clock &m_clock;
    Draft m_draft;
};

} // namespace stanforis::test
