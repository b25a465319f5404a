// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/authority/jose.h"
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/notices/noticeservice.h"
#include "app/platform/records/recordservice.h"
#include "app/platform/state/database.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/transactions/transactionservice.h"
#include "tests/support/platformfakes.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace stanforis::testing {

/// The sector services on the real catalogue, the real first records and a real database file.
class Services
{
public:
    HandClock clock;
    EcKey ledgerKey = EcKey::generate().value();
    NoteKey noteKey = NoteKey::generate(QStringLiteral("platform.test/ledger")).value();
    EcKey physicianKey = EcKey::generate().value();
    EcKey seniorKey = EcKey::generate().value();
    Caller physician = caller("eerik", "operator");
    Caller senior = caller("anneli", "approver");
    std::unique_ptr<Catalogue> catalogue;
    std::unique_ptr<Database> database;
    std::unique_ptr<SubscriptionService> subscriptions;
    std::unique_ptr<RecordService> records;
    std::unique_ptr<TransactionService> transactions;
    std::unique_ptr<NoticeService> notices;

    [[nodiscard]] static QString submitUri() { return QStringLiteral("https://platform.test/api/Submit"); }

    [[nodiscard]] static Caller caller(const char *subject, const char *role)
    {
        Caller made = callerNamed(subject, "health");
        made.roles = {RoleId{QString::fromLatin1(role)}};
        return made;
    }

    /// What went wrong, or nothing.
    [[nodiscard]] QString open(const QString &folder)
    {
        close();
        auto loaded = Catalogue::load();
        if (!loaded)
            return loaded.error().detail;
        catalogue = std::move(loaded.value());
        auto opened = Database::open(folder);
        if (!opened)
            return opened.error().detail;
        database = std::move(opened.value());
        subscriptions = std::make_unique<SubscriptionService>(*database, *catalogue, clock);
        records = std::make_unique<RecordService>(*database, *catalogue, *subscriptions, clock);
        const TransactionService::Parts parts{*database, *catalogue, *subscriptions, *records, clock};
        transactions = std::make_unique<TransactionService>(
            parts, TransactionService::Settings{{ledgerKey, noteKey},
                                                QStringLiteral("https://platform.test"),
                                                {QStringLiteral("https://platform.test/api")},
                                                submitUri()});
        notices = std::make_unique<NoticeService>(*database, *catalogue, *subscriptions, *transactions, clock);
        const auto held = [](const Caller &who, const char *role) {
            return Persona{who.subject,
                           who.name,
                           who.organisation,
                           {},
                           who.assurance,
                           {{SectorId{QStringLiteral("health")},
                             RoleId{QString::fromLatin1(role)},
                             QStringLiteral("Treatment of patients"),
                             {},
                             std::chrono::days{-1},
                             std::chrono::days{80}}}};
        };
        if (const auto done = subscriptions->start({held(physician, "operator"), held(senior, "approver")}); !done)
            return done.error().detail;
        if (const auto done = records->start(); !done)
            return done.error().detail;
        if (const auto done = transactions->start(); !done)
            return done.error().detail;
        const auto done = notices->start();
        return done ? QString() : done.error().detail;
    }

    void close()
    {
        notices.reset();
        transactions.reset();
        records.reset();
        subscriptions.reset();
        database.reset();
    }

    [[nodiscard]] qint64 seconds() const { return toMicroseconds(clock.now()) / 1'000'000; }

    [[nodiscard]] Result<transactions::v1::EnrolKeyResponse> enrol(const Caller &who, const EcKey &key, const char *jti)
    {
        transactions::v1::EnrolKeyRequest request;
        request.set_jwk(QJsonDocument(key.publicJwk()).toJson(QJsonDocument::Compact).toStdString());
        const QJsonObject claims{{QStringLiteral("sub"), who.subject.value},
                                 {QStringLiteral("jti"), QString::fromLatin1(jti)},
                                 {QStringLiteral("iat"), seconds()},
                                 {QStringLiteral("aud"), QStringLiteral("https://platform.test/api")}};
        const auto proof = Jws::signCompact(key, {{QStringLiteral("typ"), QStringLiteral("stanforis-key-proof+jwt")}},
                                            QJsonDocument(claims).toJson(QJsonDocument::Compact));
        request.set_proof(proof->toStdString());
        return transactions->enrolKey(who, request);
    }

    [[nodiscard]] records::v1::Record patient() const
    {
        const auto found = records->find({{SectorId{QStringLiteral("health")}, ServiceId{QStringLiteral("patient-registry")},
                                           PageId{QStringLiteral("medication")}},
                                          RecordId{QStringLiteral("4610312-0207")}});
        return found ? *found : records::v1::Record();
    }

    /// A form for the patient as they are now.
    [[nodiscard]] transactions::v1::PrepareRequest form(const char *operation) const
    {
        transactions::v1::PrepareRequest request;
        request.set_sector_id("health");
        request.set_service_id("patient-registry");
        request.set_page_id("medication");
        request.set_operation_id(operation);
        const auto record = patient();
        request.set_record_id(record.id());
        request.set_etag(record.etag());
        auto &values = *request.mutable_values();
        values["medicine"] = "B01AF02-5";
        if (std::string_view(operation) == "prescribe") {
            for (const auto &[field, value] : {std::pair{"dose", "5"},
                                               {"frequency", "2"},
                                               {"start", "2026-11-22"},
                                               {"days", "28"},
                                               {"reason-code", "I48.0"},
                                               {"quantity", "56"},
                                               {"repeats", "2"},
                                               {"note", ""}})
                values[field] = value;
        } else {
            values["last-day"] = "2026-11-30";
            values["cause"] = "Bleeding";
        }
        return request;
    }

    /// The payload a console makes of both. Written by Qt's JSON here (sorted, compact, ASCII): not by the code under test.
    [[nodiscard]] QJsonObject intent(const transactions::v1::PrepareRequest &request, const transactions::v1::Prepared &prepared,
                                     const Caller &who) const
    {
        QJsonObject parameters;
        for (const auto &[field, value] : request.values()) {
            if (!value.empty())
                parameters.insert(fromWire(field), fromWire(value));
        }
        const QByteArray hash = QCryptographicHash::hash(bytesFromWire(prepared.body()), QCryptographicHash::Sha256).toHex();
        QJsonObject intent{{QStringLiteral("act"), fromWire(request.operation_id())},
                           {QStringLiteral("body_sha256"), QString::fromLatin1(hash)},
                           {QStringLiteral("body_type"), fromWire(prepared.body_type())},
                           {QStringLiteral("etag"), fromWire(request.etag())},
                           {QStringLiteral("exp"), qint64(prepared.nonce_expires_us() / 1'000'000)},
                           {QStringLiteral("iat"), seconds()},
                           {QStringLiteral("need"), prepared.second_person() ? 2 : 1},
                           {QStringLiteral("nonce"), fromWire(prepared.nonce())},
                           {QStringLiteral("page"), fromWire(request.page_id())},
                           {QStringLiteral("params"), parameters},
                           {QStringLiteral("reason"), QStringLiteral("New atrial fibrillation")},
                           {QStringLiteral("record"), fromWire(request.record_id())},
                           {QStringLiteral("sector"), fromWire(request.sector_id())},
                           {QStringLiteral("service"), fromWire(request.service_id())},
                           {QStringLiteral("sid"), fromWire(prepared.session_id())},
                           {QStringLiteral("sub"), who.subject.value},
                           {QStringLiteral("txid"), fromWire(prepared.transaction_id())},
                           {QStringLiteral("v"), 1},
                           {QStringLiteral("ws"), fromWire(prepared.workstation_id())}};
        if (prepared.second_person())
            intent.insert(QStringLiteral("due"), qint64(prepared.expires_us() / 1'000'000));
        return intent;
    }

    [[nodiscard]] QJsonObject header(const std::string &nonce) const
    {
        return {{QStringLiteral("typ"), QStringLiteral("stanforis-tx+jws")},
                {QStringLiteral("cty"), QStringLiteral("application/stanforis-tx+json")},
                {QStringLiteral("htm"), QStringLiteral("POST")},
                {QStringLiteral("htu"), submitUri()},
                {QStringLiteral("iat"), seconds()},
                {QStringLiteral("nonce"), fromWire(nonce)}};
    }
    [[nodiscard]] QJsonObject header(const transactions::v1::Prepared &prepared) const { return header(prepared.nonce()); }

    [[nodiscard]] Result<transactions::v1::Approval> beginApproval(const Caller &who, const std::string &transaction)
    {
        transactions::v1::BeginApprovalRequest request;
        request.set_sector_id("health");
        request.set_transaction_id(transaction);
        return transactions->beginApproval(who, request);
    }
    /// Adds the second signature, with a nonce of its own if the platform gives one.
    [[nodiscard]] bool countersign(Jws &jws, const Caller &who, const EcKey &key, const std::string &transaction)
    {
        const auto approval = beginApproval(who, transaction);
        return jws.addSignature(key, header(approval ? approval->nonce() : std::string("none"))).has_value() && approval;
    }

    [[nodiscard]] Jws sign(const QJsonObject &payload, const EcKey &key, const QJsonObject &protectedHeader) const
    {
        Jws jws;
        jws.payload = QJsonDocument(payload).toJson(QJsonDocument::Compact);
        static_cast<void>(jws.addSignature(key, protectedHeader));
        return jws;
    }

    [[nodiscard]] Result<transactions::v1::Outcome> submit(const Caller &who, const Jws &jws, const std::string &body)
    {
        transactions::v1::SubmitRequest request;
        request.set_sector_id("health");
        request.set_jws(jws.toGeneral().toStdString());
        request.set_body(body);
        return transactions->submit(who, request);
    }
};

} // namespace stanforis::testing
