// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/canonicaljson.h"
#include "app/identity/intentsigner.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using identity::CanonicalJson;

namespace {

Error wrong(QLatin1StringView member) { return {Error::Code::Malformed, QString(member)}; }

} // namespace

QString controlCode(const QByteArray &payload)
{
    const auto digest = identity::sha256(identity::sha256(payload));
    const uint code = (static_cast<uint>(static_cast<uchar>(digest[30])) << 8) | static_cast<uchar>(digest[31]);
    return QString::number(code % 10000).rightJustified(4, u'0');
}

Result<Intent> intentFrom(const QByteArray &payload, const QByteArray &body, const QString &bodyType)
{
    const auto read = CanonicalJson::read(payload);
    if (!read)
        return read.error();
    const auto *members = read->object();
    const bool hasDue = members && members->contains("due"_L1);
    if (!members || members->size() != (hasDue ? 20 : 19))
        return wrong("payload"_L1);

    Intent intent;
    QString type;
    QString session;
    const std::pair<QLatin1StringView, QString *> texts[] = {
        {"txid"_L1, &intent.id.value},
        {"sector"_L1, &intent.sector.value},
        {"service"_L1, &intent.service.value},
        {"page"_L1, &intent.page.value},
        {"act"_L1, &intent.operation},
        {"record"_L1, &intent.record.value},
        {"reason"_L1, &intent.reason},
        {"body_sha256"_L1, &intent.bodySha256},
        {"sub"_L1, &intent.signer.value},
        {"body_type"_L1, &type},
        {"etag"_L1, &intent.etag},
        {"nonce"_L1, &intent.nonce},
        {"sid"_L1, &session},
        {"ws"_L1, &intent.workstation},
    };
    for (const auto &[name, target] : texts) {
        const auto member = members->value(name);
        if (!members->contains(name) || !member.text())
            return wrong(name);
        *target = *member.text();
    }
    qint64 version = 0;
    qint64 issued = 0;
    qint64 expires = 0;
    qint64 needed = 0;
    qint64 due = 0;
    const std::pair<QLatin1StringView, qint64 *> numbers[] = {
        {"v"_L1, &version}, {"iat"_L1, &issued}, {"exp"_L1, &expires}, {"need"_L1, &needed}, {"due"_L1, &due}};
    for (const auto &[name, target] : numbers) {
        const auto member = members->value(name);
        if (target == &due && !hasDue)
            continue;
        if (!member.number())
            return wrong(name);
        *target = *member.number();
    }
    const auto params = members->value("params"_L1);
    if (!params.object() || version != 1 || needed < 1 || needed > 2)
        return wrong("params"_L1);
    if (hasDue && (needed != 2 || due < expires))
        return wrong("due"_L1);
    for (auto it = params.object()->begin(); it != params.object()->end(); ++it) {
        if (!it->text())
            return wrong("params"_L1);
        intent.values.insert(it.key(), *it->text());
    }
    if (type != bodyType || intent.bodySha256 != QString::fromLatin1(identity::sha256(body).toHex()))
        return wrong("body_sha256"_L1);

    intent.payload = payload;
    intent.body = body;
    intent.bodyType = bodyType;
    intent.controlCode = controlCode(payload);
    intent.signBy = Instant{std::chrono::seconds(expires)};
    // Those that waited before there was a `due` had it as their `exp`.
    intent.expires = hasDue ? Instant{std::chrono::seconds(due)} : intent.signBy;
    intent.signaturesNeeded = static_cast<int>(needed);
    return intent;
}

Result<Intent> IntentSigner::compose(const Draft &draft, const Prepared &prepared) const
{
    if (m_subject.value.isEmpty())
        return Error{Error::Code::Unauthenticated, {}};
    CanonicalJson::Object params;
    for (auto it = draft.values.begin(); it != draft.values.end(); ++it)
        params.insert(it.key(), it.value());
    const auto wholeSeconds = [](Instant time) {
        return qint64(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
    };
    CanonicalJson::Object members{
        {u"act"_s, draft.operation},
        {u"body_sha256"_s, QString::fromLatin1(identity::sha256(prepared.body).toHex())},
        {u"body_type"_s, prepared.bodyType},
        {u"etag"_s, draft.etag},
        {u"exp"_s, wholeSeconds(prepared.nonceExpires)},
        {u"iat"_s, seconds()},
        {u"need"_s, qint64(prepared.secondPerson ? 2 : 1)},
        {u"nonce"_s, prepared.nonce},
        {u"page"_s, draft.page.value},
        {u"params"_s, params},
        {u"reason"_s, draft.reason},
        {u"record"_s, draft.record.value},
        {u"sector"_s, draft.sector.value},
        {u"service"_s, draft.service.value},
        {u"sid"_s, prepared.session},
        {u"sub"_s, m_subject.value},
        {u"txid"_s, prepared.id.value},
        {u"v"_s, qint64(1)},
        {u"ws"_s, prepared.workstation},
    };
    if (prepared.secondPerson)
        members.insert(u"due"_s, wholeSeconds(prepared.expires));
    const auto payload = CanonicalJson(members).write();
    if (!payload)
        return payload.error();
    // Read back, so that what a person is shown comes from the very bytes that are signed.
    return intentFrom(*payload, prepared.body, prepared.bodyType);
}

} // namespace stanforis
