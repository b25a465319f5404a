// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/errortext.h"

#include "models/domain/card.h"
#include "models/stores/auditstore.h"

namespace stanforis {

namespace {

bool isAuditBar(const Error &error) { return error.detail == QLatin1String(auditBarDetail); }

} // namespace

QString ErrorText::whatHappened(const Error &error)
{
    switch (error.code) {
    case Error::Code::Cancelled:
        return tr("It was stopped before it finished.");
    case Error::Code::Unreachable:
        return tr("The platform can't be reached.");
    case Error::Code::TimedOut:
        return tr("The platform did not answer in time.");
    case Error::Code::Untrusted:
        return tr("The platform could not prove who it is.");
    case Error::Code::Unauthenticated:
        return tr("Your sign-in is no longer accepted.");
    case Error::Code::StepUpNeeded:
        return error.detail.isEmpty() ? tr("This asks for a fresh sign-in.") : error.detail;
    case Error::Code::PermissionDenied:
        return error.detail == pinProblem ? tr("The PIN of your card is blocked. Nothing was signed.")
                                          : tr("Your role does not allow this.");
    case Error::Code::NotFound:
        return error.detail == cardProblem ? tr("Your card is not in the reader. Nothing was signed.")
                                           : tr("It is no longer there.");
    case Error::Code::Invalid:
        return error.detail.isEmpty() ? tr("The platform did not accept what was entered.")
                                      : tr("The platform did not accept what was entered: %1").arg(error.detail);
    case Error::Code::Conflict:
        return error.detail == cardProblem ? tr("Your card is busy with something else.")
                                           : tr("Somebody changed it in the meantime.");
    case Error::Code::Malformed:
        return tr("The answer could not be read.");
    case Error::Code::Storage:
        return isAuditBar(error) ? tr("Nothing is signed here now: the console's own audit log does not allow it.")
                                 : tr("A file on this workstation could not be read or written.");
    case Error::Code::Unavailable:
        return error.detail.startsWith(cardFault) ? tr("Your card did not sign.") : tr("The platform can't do this now.");
    case Error::Code::Internal:
        break;
    }
    return tr("Something failed that should not have.");
}

QString ErrorText::whatToDo(const Error &error)
{
    switch (error.code) {
    case Error::Code::Cancelled:
        return tr("Nothing was changed. Start again when you are ready.");
    case Error::Code::Unreachable:
        return tr("Check the network, then try again. What you entered is kept.");
    case Error::Code::TimedOut:
        return tr("Try again. What you entered is kept.");
    case Error::Code::Untrusted:
        return tr("Nothing was sent. Check the address, or ask who runs the platform for its fingerprint.");
    case Error::Code::Unauthenticated:
        return tr("Sign in again. What you entered is kept.");
    case Error::Code::StepUpNeeded:
        return tr("Nothing was changed. Do it again, and finish signing in when the browser opens.");
    case Error::Code::PermissionDenied:
        return error.detail == pinProblem ? tr("Only the office that issued the card can unblock it.")
                                          : tr("Nothing was changed. Ask for the role on the Subscriptions page.");
    case Error::Code::NotFound:
        return error.detail == cardProblem ? tr("Put the card that you signed in with into the reader, then sign again.")
                                           : tr("Go back and choose again.");
    case Error::Code::Invalid:
        return tr("Correct it and send again.");
    case Error::Code::Conflict:
        return error.detail == cardProblem ? tr("Finish that first, then sign again.")
                                           : tr("Look at it as it is now, then decide again.");
    case Error::Code::Malformed:
        return tr("Nothing was changed. Try again; if it stays, tell who runs the platform.");
    case Error::Code::Storage:
        return isAuditBar(error) ? tr("The strip above the page says why. What you entered is kept.")
                                 : tr("Check that there is room and that the folder may be written.");
    case Error::Code::Unavailable:
        return error.detail.startsWith(cardFault)
                   ? tr("Take it out, put it in again and try once more. What you entered is kept.")
                   : tr("Try again in a minute. What you entered is kept.");
    case Error::Code::Internal:
        break;
    }
    return tr("Try again; if it stays, tell who looks after this console.");
}

QString ErrorText::both(const Error &error)
{
    return tr("%1 %2", "what happened, what to do").arg(whatHappened(error), whatToDo(error));
}

} // namespace stanforis
