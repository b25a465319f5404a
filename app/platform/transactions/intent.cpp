// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/intent.h"

#include "app/platform/state/wire.h"

#include <QCryptographicHash>

namespace stanforis {

using namespace Qt::StringLiterals;

QString sha256Hex(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Result<QByteArray> expectedIntent(const IntentFacts &facts)
{
    CanonicalValue::Object parameters;
    for (auto value = facts.values.begin(); value != facts.values.end(); ++value)
        parameters.emplace(value.key(), value.value());
    const auto &[request, prepared] = std::tie(facts.request, facts.prepared);
    CanonicalValue::Object intent{
        {u"act"_s, fromWire(request.operation_id())},
        {u"body_sha256"_s, sha256Hex(bytesFromWire(prepared.body()))},
        {u"body_type"_s, fromWire(prepared.body_type())},
        {u"etag"_s, fromWire(request.etag())},
        {u"exp"_s, qint64(prepared.nonce_expires_us() / 1'000'000)},
        {u"need"_s, qint64(prepared.second_person() ? 2 : 1)},
        {u"nonce"_s, fromWire(prepared.nonce())},
        {u"page"_s, fromWire(request.page_id())},
        {u"params"_s, std::move(parameters)},
        {u"record"_s, fromWire(request.record_id())},
        {u"sector"_s, fromWire(request.sector_id())},
        {u"service"_s, fromWire(request.service_id())},
        {u"sid"_s, fromWire(prepared.session_id())},
        {u"sub"_s, facts.subject},
        {u"txid"_s, fromWire(prepared.transaction_id())},
        {u"v"_s, qint64(1)},
        {u"ws"_s, fromWire(prepared.workstation_id())},
    };
    if (prepared.second_person())
        intent.emplace(u"due"_s, qint64(prepared.expires_us() / 1'000'000));
    return writeCanonical(std::move(intent));
}

QString workstationOf(const QByteArray &expected)
{
    const auto intent = readCanonical(expected);
    const auto *members = intent ? intent->object() : nullptr;
    const auto found = members ? members->find(u"ws"_s) : CanonicalValue::Object::const_iterator();
    return members && found != members->end() && found->second.text() ? *found->second.text() : QString();
}

Result<IntentAdditions> matchIntent(const CanonicalValue::Object &payload, const QByteArray &expected)
{
    const auto differs = [](const QString &member) {
        return Error{Error::Code::Invalid, u"What was signed is not what was handed out: "_s + member + u"."_s};
    };
    CanonicalValue::Object rest = payload;
    const auto iat = rest.extract(u"iat"_s);
    const auto reason = rest.extract(u"reason"_s);
    if (iat.empty() || !iat.mapped().number())
        return differs(u"iat"_s);
    if (reason.empty() || !reason.mapped().text())
        return differs(u"reason"_s);
    const auto wanted = readCanonical(expected);
    if (!wanted || !wanted->object())
        return Error{Error::Code::Storage, u"the intent that was handed out cannot be read"_s};
    // A field left empty says the same as one left out.
    if (auto *parameters = std::get_if<CanonicalValue::Object>(&rest[u"params"_s].value))
        std::erase_if(*parameters,
                      [](const auto &parameter) { return parameter.second.text() && parameter.second.text()->isEmpty(); });
    for (const auto &[name, value] : *wanted->object()) {
        const auto found = rest.find(name);
        if (found == rest.end() || !(found->second == value))
            return differs(name);
    }
    if (rest.size() != wanted->object()->size())
        return differs(u"a member that does not belong there"_s);
    return IntentAdditions{Instant{std::chrono::seconds(*iat.mapped().number())}, *reason.mapped().text()};
}

} // namespace stanforis
