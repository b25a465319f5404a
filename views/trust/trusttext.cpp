// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/trusttext.h"

#include "views/widgets/dates.h"
#include "views/widgets/words.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

using Kind = TrustKind;
using Finding = TrustFinding;

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::GatewayCertificate:
        return TrustText::tr("Gateway certificate");
    case Kind::GrpcCertificate:
        return TrustText::tr("gRPC certificate");
    case Kind::WebSocketCertificate:
        return TrustText::tr("WebSocket certificate");
    case Kind::Authority:
        return TrustText::tr("Platform authority");
    case Kind::WorkstationCertificate:
        return TrustText::tr("Workstation certificate");
    case Kind::TrustList:
        return TrustText::tr("Trust list");
    case Kind::RevocationList:
        return TrustText::tr("Revocation list");
    case Kind::ReceiptKey:
        return TrustText::tr("Keys of receipts");
    case Kind::LedgerKey:
        return TrustText::tr("Key of the ledger");
    case Kind::TokenKeys:
        return TrustText::tr("Keys of tokens");
    case Kind::SigningKey:
        return TrustText::tr("My signing key");
    case Kind::Token:
        return TrustText::tr("Access token");
    case Kind::Session:
        return TrustText::tr("Session");
    case Kind::Checkpoint:
        return TrustText::tr("Ledger checkpoint");
    case Kind::Clock:
        return TrustText::tr("Clock");
    case Kind::Provider:
        return TrustText::tr("Identity provider");
    case Kind::Keychain:
        return TrustText::tr("Keychain");
    case Kind::AuditLog:
        return TrustText::tr("Audit log");
    case Kind::Stream:
        return TrustText::tr("Connection");
    case Kind::Card:
        return TrustText::tr("Card");
    }
    return {};
}

bool hasSeveral(Kind kind)
{
    return kind == Kind::Stream || kind == Kind::Token || kind == Kind::RevocationList || kind == Kind::Card;
}

/// The last part of an audience is what tells one from another: "https://HOST/api/sectors/energy" is "energy".
QString shortSubject(const TrustItem &item)
{
    if (item.kind != Kind::Token)
        return item.subject;
    const QString last = item.subject.section(u'/', -1);
    return last == "api"_L1 ? TrustText::tr("the platform") : last;
}

} // namespace

QString TrustText::title(const TrustItem &item)
{
    if (!hasSeveral(item.kind) || item.subject.isEmpty())
        return kindName(item.kind);
    return tr("%1, %2", "Connection, gRPC").arg(kindName(item.kind), shortSubject(item));
}

QString TrustText::meaning(TrustKind kind)
{
    switch (kind) {
    case Kind::GatewayCertificate:
    case Kind::GrpcCertificate:
    case Kind::WebSocketCertificate:
        return tr("By it the platform proves on each new connection that it is the platform.");
    case Kind::Authority:
        return tr("Every certificate of the platform has to lead to it; nothing else is believed.");
    case Kind::WorkstationCertificate:
        return tr("By it this workstation proves to the platform which one it is.");
    case Kind::TrustList:
        return tr("Says which authorities and keys are to be believed.");
    case Kind::RevocationList:
        return tr("Names the certificates that are no longer to be believed.");
    case Kind::ReceiptKey:
        return tr("Receipts are signed with them; without them none can be verified.");
    case Kind::LedgerKey:
        return tr("The ledger signs with it what it holds, so that nothing can be taken out later.");
    case Kind::TokenKeys:
        return tr("The identity provider signs with them who you are.");
    case Kind::SigningKey:
        return tr("What you sign here is signed with it, and with nothing else.");
    case Kind::Token:
        return tr("Lets this console call the platform in your name, for this part of it only.");
    case Kind::Session:
        return tr("Your sign-in: how long the platform lets you work before you prove again who you are.");
    case Kind::Checkpoint:
        return tr("The newest state of the ledger has to go on from the one seen before.");
    case Kind::Clock:
        return tr("Signatures and tokens hold for minutes; the clocks have to agree.");
    case Kind::Provider:
        return tr("Says who is signed in.");
    case Kind::Keychain:
        return tr("Keeps the sign-in of this workstation between two starts.");
    case Kind::AuditLog:
        return tr("What was done at this console, entry by entry, so that nothing can be changed later.");
    case Kind::Stream:
        return tr("Values, notices and answers come over it.");
    case Kind::Card:
        return tr("Holds keys that never leave it.");
    }
    return {};
}

QString TrustText::state(const TrustItem &item, Instant now)
{
    switch (findingAt(item, now)) {
    case Finding::Well:
        return tr("Well");
    case Finding::NotChecked:
        return item.checking ? tr("Being checked") : tr("Not checked yet");
    case Finding::NotInUse:
        return tr("Not in use");
    case Finding::Unreachable:
        return tr("Can't be reached");
    case Finding::TimedOut:
        return tr("No answer");
    case Finding::Untrusted:
        return tr("Not trusted");
    case Finding::Revoked:
        return tr("Revoked");
    case Finding::NotYetValid:
        return tr("Not valid yet");
    case Finding::Expired:
        return tr("Expired");
    case Finding::EndsSoon:
        return item.until ? tr("Ends in %1").arg(Dates::until(*item.until, now)) : tr("Ends soon");
    case Finding::RenewalLate:
        return tr("Renewal is late");
    case Finding::Stale:
        return tr("Out of date");
    case Finding::RolledBack:
        return tr("Older than before");
    case Finding::Tampered:
        return tr("Was changed");
    case Finding::Missing:
        return tr("Missing");
    case Finding::Malformed:
        return tr("Can't be read");
    case Finding::ClockOff:
        return tr("Clocks differ");
    case Finding::Unsafe:
        return tr("Weaker than usual");
    case Finding::Blocked:
        return tr("PIN blocked");
    case Finding::Renamed:
        return tr("Has a new name");
    }
    return {};
}

QString TrustText::checked(const TrustItem &item, Instant now)
{
    if (!item.checked)
        return {};
    const bool recent = now - *item.checked < std::chrono::minutes(1);
    return recent ? Dates::since(*item.checked, now) : tr("%1 ago").arg(Dates::until(now, *item.checked));
}

QString TrustText::nextCheck(const TrustItem &item, Instant now)
{
    if (item.checking)
        return tr("now");
    if (item.nextCheck)
        return *item.nextCheck <= now ? tr("now") : tr("in %1").arg(Dates::until(*item.nextCheck, now));
    if (item.renewal && *item.renewal > now)
        return tr("renews in %1").arg(Dates::until(*item.renewal, now));
    return item.checked ? tr("all the time") : QString();
}

QString TrustText::howChecked(const TrustItem &item)
{
    if (item.nextCheck)
        return tr("The console looks at it from time to time.");
    return item.canCheck ? tr("It tells by itself when something changes. It can be tested by hand as well.")
                         : tr("It tells by itself when something changes; there is nothing to test.");
}

QString TrustText::left(const TrustItem &item, Instant now)
{
    if (!item.until)
        return {};
    return *item.until <= now ? tr("over") : Dates::until(*item.until, now);
}

QString TrustText::factName(TrustFact::Name name)
{
    using Name = TrustFact::Name;
    switch (name) {
    case Name::Address:
        return tr("Address");
    case Name::Protocol:
        return tr("Protocol");
    case Name::Cipher:
        return tr("Cipher");
    case Name::Issuer:
        return tr("Issuer");
    case Name::Audience:
        return tr("For");
    case Name::KeyId:
        return tr("Key");
    case Name::Algorithm:
        return tr("Algorithm");
    case Name::Origin:
        return tr("Origin");
    case Name::Entries:
        return tr("Entries");
    case Name::Root:
        return tr("Root hash");
    case Name::Serial:
        return tr("Serial number");
    case Name::Offset:
        return tr("Platform ahead by");
    case Name::Uncertainty:
        return tr("Known to within");
    case Name::LastMessage:
        return tr("Last message");
    case Name::Messages:
        return tr("Messages");
    case Name::Dropped:
        return tr("Values dropped");
    case Name::Unreadable:
        return tr("Unreadable");
    case Name::Place:
        return tr("Kept in");
    case Name::Anchor:
        return tr("Believed because of");
    case Name::Answer:
        return tr("Answer");
    }
    return {};
}

QString TrustText::factValue(const TrustFact &fact)
{
    if (fact.name == TrustFact::Name::Anchor)
        return fact.value == "pinned"_L1 ? tr("the fingerprint in the address")
               : fact.value == "file"_L1 ? tr("a file on this workstation")
                                         : fact.value;
    bool number = false;
    const double value = fact.value.toLongLong(&number);
    return number && fact.name != TrustFact::Name::Serial ? Words::number(value) : fact.value;
}

} // namespace stanforis
