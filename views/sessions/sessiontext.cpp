// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sessions/sessiontext.h"

#include "models/domain/textsafety.h"
#include "models/items/sessiontablemodel.h"
#include "views/widgets/dates.h"

namespace stanforis {

using Ending = SessionEnding::Kind;

QString SessionText::person(const SessionRecord &session)
{
    return withoutHidden(session.name.isEmpty() ? session.subject.value : session.name);
}

QString SessionText::place(const SessionRecord &session)
{
    return tr("%1 at %2", "person, workstation").arg(person(session), withoutHidden(workstationName(session.workstation)));
}

QString SessionText::seen(const SessionRecord &session, Instant now)
{
    const bool recent = now - session.lastSeen < std::chrono::minutes(1);
    return recent ? tr("just now") : tr("%1 ago").arg(Dates::until(now, session.lastSeen));
}

QString SessionText::whatWillHappen(const SessionRecord &session, Ending kind)
{
    return kind == Ending::Locked
               ? tr("The console of %1 is covered at once and receives nothing more. What was entered there is kept. Only the "
                    "same "
                    "person can go on, after signing in again.")
                     .arg(person(session))
               : tr("%1 is signed out at once. What was entered and not yet sent is lost; work that was signed stays in the "
                    "outbox of that workstation. Signing in again begins a new session.")
                     .arg(person(session));
}

QString SessionText::done(const SessionRecord &session, Ending kind)
{
    return kind == Ending::Locked ? tr("Locked: %1.").arg(place(session)) : tr("Ended: %1.").arg(place(session));
}

QString SessionText::afterwards(Ending kind)
{
    return kind == Ending::Locked ? tr("Its tokens are void and its streams are closed. The person was told who did it, and why.")
                                : tr("Its tokens are void and its streams are closed. It can't be taken up again.");
}

QString SessionText::actionName(Ending kind) { return kind == Ending::Locked ? tr("Lock session") : tr("End session"); }

} // namespace stanforis
