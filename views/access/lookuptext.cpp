// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/lookuptext.h"

#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

using Verdict = LookUpText::Words;

Verdict receipt(const Result<LookUpFacts> &found)
{
    if (!found) {
        switch (found.error().code) {
        case Error::Code::Malformed:
            return {LookUpText::tr("This is not a receipt"),
                    LookUpText::tr("It can't be read as one. Open the file that was saved, or paste all of it."), true};
        case Error::Code::Invalid:
        case Error::Code::Untrusted:
            if (found.error().detail == "person"_L1)
                return {
                    LookUpText::tr("Not genuine"),
                    LookUpText::tr("The platform signed it, but a person's own signature in it does not hold. Keep the file and "
                                   "give it to whoever is responsible for security."),
                    true};
            return {LookUpText::tr("Not genuine"),
                    LookUpText::tr("It was changed after it was signed, or this platform did not sign it."), true};
        default:
            return {LookUpText::tr("Not checked"), ErrorText::both(found.error()), true};
        }
    }
    const auto &facts = std::get<ReceiptFacts>(*found);
    QStringList more{
        LookUpText::tr("Written %1, entry %2 of the ledger")
            .arg(LookUpText::tr("%1 at %2", "day, time of day").arg(Dates::day(facts.time), Dates::clock(facts.time)),
                 Words::number(double(facts.ledgerIndex)))};
    if (!facts.subjects.isEmpty())
        more << (facts.subjects.size() == 1 ? LookUpText::tr("signed by one person")
                                            : LookUpText::tr("signed by %n persons", nullptr, int(facts.subjects.size())));
    more << (facts.personsProved
                 ? LookUpText::tr("each person's own signature holds")
                 : LookUpText::tr("the person's signature could not be checked offline: the receipt is too old to hold the key"));
    return {LookUpText::tr("Genuine: this platform signed it"), more.join(LookUpText::tr(", ")), false};
}

Verdict identifierRefusal(const Error &error)
{
    switch (error.code) {
    case Error::Code::Invalid:
        return {LookUpText::tr("Identifiers of this kind can't be looked up here"),
                LookUpText::tr("Known here are did:web and did:key with P-256 or Ed25519."), true};
    case Error::Code::NotFound:
        return {LookUpText::tr("Nobody has this identifier"),
                LookUpText::tr("There is no document at its address. Check that all of it was copied."), true};
    case Error::Code::Malformed:
        return {LookUpText::tr("This identifier does not hold"),
                error.detail == "id"_L1
                    ? LookUpText::tr("The document at its address is somebody else's. Don't rely on it.")
                    : LookUpText::tr("It, or the document at its address, can't be read. Check that all of it was copied."),
                true};
    case Error::Code::Untrusted:
        return {LookUpText::tr("Its address is not trusted"),
                LookUpText::tr("The server there could not prove who it is to this platform's authority. Don't rely on it."),
                true};
    default:
        return {LookUpText::tr("Not looked up"), ErrorText::both(error), true};
    }
}

} // namespace

LookUpText::Words LookUpText::of(const LookUpAnswer &answer)
{
    switch (answer.what) {
    case LookUp::Receipt:
        return receipt(answer.found);
    case LookUp::Credential:
        return answer.found ? credential(std::get<CredentialFacts>(*answer.found)) : credentialRefusal(answer.found.error());
    case LookUp::Identifier:
        return answer.found ? identifier(std::get<DidDocument>(*answer.found)) : identifierRefusal(answer.found.error());
    case LookUp::Unknown:
        break;
    }
    return {tr("Not recognised"),
            tr("Paste all of a receipt, a credential, or an identifier that begins with did:, or open the file."), true};
}

LookUpText::Words LookUpText::credential(const CredentialFacts &facts)
{
    const QString what = facts.role.value.isEmpty()
                             ? tr("Genuine and valid")
                             : tr("Genuine and valid: %1 in %2", "role, sector").arg(facts.role.value, facts.sector.value);
    QStringList more{tr("Held by %1").arg(facts.subject), tr("until %1").arg(Dates::day(facts.until)), tr("not revoked")};
    if (!facts.grantedBy.isEmpty())
        more.insert(1, tr("granted by %1").arg(facts.grantedBy));
    return {what, more.join(tr(", ")), false};
}

LookUpText::Words LookUpText::credentialRefusal(const Error &error)
{
    if (error.code == Error::Code::Malformed)
        return {tr("This is not a credential"), tr("It can't be read as one. Open the file, or paste all of it."), true};
    if (error.code != Error::Code::Untrusted)
        return {tr("Not checked"), ErrorText::both(error), true};
    if (error.detail == "revoked"_L1)
        return {tr("Revoked"), tr("It was genuine, and its issuer has taken it back. Ask its holder for a new one."), true};
    if (error.detail == "expired"_L1)
        return {tr("Expired"), tr("It was genuine, and its time is over. Ask its holder for a new one."), true};
    if (error.detail == "not yet valid"_L1)
        return {tr("Not valid yet"), tr("It is genuine, and its time has not begun. Check it again then."), true};
    if (error.detail == "issuer"_L1)
        return {tr("Issued by somebody else"),
                tr("Believed here are credentials of this platform only. Check it where it was issued."), true};
    if (error.detail == "status"_L1)
        return {tr("Whether it was revoked can't be said"),
                tr("The issuer's list does not hold. Don't rely on it; check again later, or tell who runs the platform."), true};
    if (error.detail == "subject"_L1)
        return {tr("Somebody else's"), tr("It is not about this person. Don't rely on it."), true};
    if (error.detail == "signature"_L1 || error.detail == "key"_L1)
        return {tr("Not genuine"), tr("It was changed after it was signed, or its issuer did not sign it. Don't rely on it."),
                true};
    return {tr("Not trusted"), tr("Its issuer could not prove who it is. Don't rely on it."), true};
}

LookUpText::Words LookUpText::identifier(const DidDocument &document)
{
    const auto signing = std::ranges::count_if(document.keys, [](const DidKey &key) { return key.asserts; });
    const QString what = signing == 0 ? tr("Known, with no key that may sign now")
                                      : tr("Known, with %n key(s) that may sign", nullptr, int(signing));
    const QString where = document.where.isEmpty() ? tr("It is the key itself; nothing was asked of anybody.")
                                                   : tr("Read from %1").arg(document.where);
    return {what, where, false};
}

} // namespace stanforis
