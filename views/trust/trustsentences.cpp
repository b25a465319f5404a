// SPDX-License-Identifier: GPL-3.0-or-later
// Whole sentences: what happened, what to do, and whether all is well. Names and short words are in trusttext.cpp.
#include "views/trust/trusttext.h"
#include "views/widgets/dates.h"
#include "views/widgets/words.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using Kind = TrustKind;
using Finding = TrustFinding;

QString TrustText::whatHappened(const TrustItem &item, Instant now)
{
    switch (findingAt(item, now)) {
    case Finding::Well:
        return {};
    case Finding::NotChecked:
        return tr("It has not been looked at yet.");
    case Finding::NotInUse:
        return item.kind == Kind::Card ? tr("No card is in a reader of this workstation.")
                                       : tr("Nothing needs it now, and nothing is wrong with it.");
    case Finding::Unreachable:
        return tr("Nothing answers where it should be.");
    case Finding::TimedOut:
        return tr("There was no answer in the time allowed.");
    case Finding::Untrusted:
        return item.chain.isEmpty() ? tr("A signature does not hold, or it was made by somebody who is not trusted.")
                                    : tr("The certificate does not lead to the authority that is trusted.");
    case Finding::Revoked:
        return tr("Whoever issued it has taken it back.");
    case Finding::NotYetValid:
        return tr("It begins to be valid in the future.");
    case Finding::Expired:
        if (item.kind == Kind::Session)
            return tr("It ended on %1.").arg(item.until ? Dates::when(*item.until, now) : QString());
        return tr("It was valid until %1.").arg(item.until ? Dates::when(*item.until, now) : QString());
    case Finding::EndsSoon:
        if (item.kind == Kind::Session)
            return tr("It ends at %1, as every session does.").arg(item.until ? Dates::clock(*item.until) : QString());
        return tr("It is valid until %1 and does not renew itself.").arg(item.until ? Dates::when(*item.until, now) : QString());
    case Finding::RenewalLate:
        return tr("It should have been renewed by now.");
    case Finding::Stale:
        return tr("What is known of it is older than it may be.");
    case Finding::RolledBack:
        return tr("An older state was shown than one that was seen before.");
    case Finding::Tampered:
        return tr("It is not what it was: something was changed, cut off or replaced.");
    case Finding::Missing:
        return tr("It is not where it should be.");
    case Finding::Malformed:
        return tr("What was found there can't be read.");
    case Finding::ClockOff:
        return tr("The clock of this workstation and that of the platform differ by more than two seconds.");
    case Finding::Unsafe:
        return item.kind == Kind::Keychain
                   ? tr("Your sign-in is kept in memory only, because the keychain of this system does not answer.")
               : item.kind == Kind::AuditLog
                   ? tr("Its key is kept in memory only, so each start begins a new log under a new name. What the platform "
                        "remembers of the logs before can't be held against them.")
                   : tr("It works, but with less protection than it should have.");
    case Finding::Blocked:
        return tr("Its PIN was entered wrong too often. Nobody can sign in or sign with it now.");
    case Finding::Renamed:
        return tr(
            "The platform keeps logs of the old name for another workstation: this one, as it was before it was enrolled "
            "anew, or a stranger. So a new log was begun. The old one is kept where it was, and the new one goes on from it.");
    }
    return {};
}

QString TrustText::whatToDo(const TrustItem &item, Instant now)
{
    switch (findingAt(item, now)) {
    case Finding::Well:
    case Finding::NotInUse:
    case Finding::NotChecked:
        return {};
    case Finding::Unreachable:
    case Finding::TimedOut:
        return tr("Check the network. The console tries again by itself; what you entered is kept.");
    case Finding::Untrusted:
        return tr("Sign nothing and enter nothing. Tell who runs the platform, and read the fingerprint below to them.");
    case Finding::Revoked:
        return item.kind == Kind::WorkstationCertificate
                   ? tr("This workstation has to be enrolled again; ask who runs the platform for a code.")
                   : tr("Sign nothing and enter nothing until who runs the platform has replaced it.");
    case Finding::NotYetValid:
        return tr("Look at the clock of this workstation first; if it is right, tell who runs the platform.");
    case Finding::Expired:
    case Finding::EndsSoon:
        return item.kind == Kind::Session ? tr("Finish what is open, then sign in again. What you entered is kept.")
               : item.kind == Kind::Token ? tr("Sign in again.")
               : item.kind == Kind::Card || item.kind == Kind::SigningKey ? tr("Ask whoever issued the card for a new one.")
               : item.kind == Kind::WorkstationCertificate
                   ? tr("Ask who runs the platform for a code to enrol this workstation again.")
                   : tr("Tell who runs the platform; it has to be replaced there.");
    case Finding::RenewalLate:
        return tr("Check the network, then test it. When it ends you sign in again; what you entered is kept.");
    case Finding::Stale:
        return tr("Test it now. If it stays, tell who runs the platform.");
    case Finding::RolledBack:
    case Finding::Tampered:
        return tr("Sign nothing. Save the diagnostics and give them to whoever is responsible for security.");
    case Finding::Missing:
    case Finding::Malformed:
        return item.kind == Kind::Keychain ? tr("Unlock or start the keychain of this system; until then sign in at each start.")
               : item.kind == Kind::SigningKey ? tr("Put your card into the reader; without it nothing can be signed.")
               : item.kind == Kind::Card
                   ? tr("Take the card out and put it in again. If it stays, tell who looks after this workstation.")
                   : tr("Test it again. If it stays, tell who runs the platform.");
    case Finding::ClockOff:
        return tr("Set the clock of this workstation, or let it follow a time server.");
    case Finding::Unsafe:
        return item.kind == Kind::Keychain ? tr("Unlock or start the keychain of this system; until then sign in at each start.")
               : item.kind == Kind::AuditLog
                   ? tr("Unlock or start the keychain of this system, then start the console again. No entry is lost.")
                   : tr("Tell who looks after this workstation.");
    case Finding::Blocked:
        return tr("Unblock it with its PUK in the card's own program, or ask whoever issued it.");
    case Finding::Renamed:
        return tr("If this workstation was enrolled anew, there is nothing to do. If not, save the diagnostics and give them to "
                  "whoever is responsible for security.");
    }
    return {};
}

QString TrustText::verdict(const TrustSummary &summary)
{
    if (summary.items == 0)
        return tr("Nothing has been checked yet.");
    switch (summary.worst) {
    case Severity::Normal:
        return tr("All is well: everything that trust rests on was checked and holds.");
    case Severity::Unknown:
        return tr("All is well so far; %n check(s) are not finished.", nullptr, summary.unknown);
    case Severity::Low:
        return tr("All is well now; %n thing(s) will need somebody soon.", nullptr, summary.atWorst);
    case Severity::Medium:
        return tr("%n thing(s) can't be relied on now.", nullptr, summary.atWorst);
    case Severity::High:
        return tr("%n thing(s) do not hold.", nullptr, summary.atWorst);
    case Severity::Critical:
        break;
    }
    return tr("Sign nothing now: %n thing(s) can't be trusted.", nullptr, summary.atWorst);
}

QString TrustText::footing(const TrustSummary &summary, Instant now)
{
    // What is not needed now is neither well nor unwell, and is not to look as if something were missing.
    const int idle = summary.items - summary.well - summary.unknown - summary.abnormal;
    QString count =
        tr("%1 of %2 well", "7 of 9 well").arg(Words::number(summary.well), Words::number(summary.items - idle));
    if (idle > 0)
        count = tr("%1 · %2 not in use", "7 of 9 well · 2 not in use").arg(count, Words::number(idle));
    if (!summary.oldest)
        return count;
    return tr("%1 · every one looked at since %2").arg(count, Dates::when(*summary.oldest, now));
}

QString TrustText::list(const QStringList &titles)
{
    constexpr qsizetype named = 2;
    if (titles.size() <= named + 1)
        return titles.join(tr(", "));
    return tr("%1 and %n more", nullptr, int(titles.size() - named)).arg(titles.first(named).join(tr(", ")));
}

} // namespace stanforis
