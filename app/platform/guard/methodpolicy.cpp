// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/guard/methodpolicy.h"

#include "app/platform/state/wire.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

bool needsSecondPerson(const Offer &offer, const QByteArray &bytes)
{
    transactions::v1::PrepareRequest request;
    if (!request.ParseFromArray(bytes.constData(), int(bytes.size())))
        return false; // the handler says so
    const auto *page = offer.servicePage(SectorId(fromWire(request.sector_id())), ServiceId(fromWire(request.service_id())),
                                         PageId(fromWire(request.page_id())));
    return page && std::any_of(page->operations().begin(), page->operations().end(), [&](const auto &operation) {
               return operation.id() == request.operation_id() && operation.second_person();
           });
}

/// A second signature approves what somebody else has signed.
bool approves(const QByteArray &bytes)
{
    transactions::v1::SubmitRequest request;
    return request.ParseFromArray(bytes.constData(), int(bytes.size())) &&
           QJsonDocument::fromJson(QByteArray::fromStdString(request.jws())).object()["signatures"_L1].toArray().size() > 1;
}

} // namespace

bool onlyReads(const QByteArray &path)
{
    // A display that may only look keeps an audit log as well: to witness it changes nothing but what is remembered of that log.
    if (path == "/stanforis.audit.v1.Witness/Cosign")
        return true;
    const auto name = path.mid(path.lastIndexOf('/') + 1);
    static const std::array<QByteArrayView, 7> verbs{"List", "Get", "Watch", "Subscribe", "History", "Search", "Inspect"};
    return std::any_of(verbs.begin(), verbs.end(), [&name](auto verb) { return name.startsWith(verb); });
}

void applyMethodPolicy(Methods &methods, const Offer &offer, std::chrono::seconds freshFor)
{
    for (auto entry = methods.begin(); entry != methods.end(); ++entry)
        entry->acts = !onlyReads(entry.key());

    const auto sensitive = [&](const QByteArray &path, const QString &what, std::function<bool(const QByteArray &)> applies) {
        const auto found = methods.find(path);
        if (found == methods.end())
            return;
        found->freshness = [freshness = Freshness{freshFor, what},
                            applies = std::move(applies)](const QByteArray &request) -> std::optional<Freshness> {
            return applies(request) ? std::optional(freshness) : std::nullopt;
        };
    };
    const auto always = [](const QByteArray &) { return true; };
    sensitive("/stanforis.subscriptions.v1.Subscriptions/Decide", u"Deciding on a subscription"_s, always);
    sensitive("/stanforis.sessions.v1.Sessions/End", u"Ending or locking somebody's session"_s, always);
    sensitive("/stanforis.transactions.v1.Transactions/Prepare", u"Work that a second person has to approve"_s,
              [&offer](const QByteArray &request) { return needsSecondPerson(offer, request); });
    sensitive("/stanforis.transactions.v1.Transactions/BeginApproval", u"Approving somebody's work"_s, always);
    sensitive("/stanforis.transactions.v1.Transactions/Submit", u"Approving somebody's work"_s, approves);
}

Error stepUpNeeded(const Freshness &freshness)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(freshness.maxAge).count();
    const auto within = freshness.maxAge < std::chrono::minutes(1) ? u"%1 seconds"_s.arg(freshness.maxAge.count())
                        : minutes == 1                             ? u"minute"_s
                                                                   : u"%1 minutes"_s.arg(minutes);
    const auto message =
        u"%1 asks that you have proved who you are within the last %2. Sign in again, then it can be done."_s.arg(freshness.what,
                                                                                                                  within);
    const auto challenge =
        u"Bearer error=\"insufficient_user_authentication\", acr_values=\"high substantial\", max_age=\"%1\""_s.arg(
            freshness.maxAge.count());
    const QJsonObject detail{{u"message"_s, message}, {u"challenge"_s, challenge}};
    return {Error::Code::StepUpNeeded, QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact))};
}

} // namespace stanforis
