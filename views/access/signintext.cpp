// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/signintext.h"

#include "views/widgets/errortext.h"

namespace stanforis {

namespace {

SignInText::Sentences ofCode(const Error &error)
{
    switch (error.code) {
    case Error::Code::TimedOut:
        return {SignInText::tr("The code has expired."),
                SignInText::tr("Nobody confirmed it in time. No session was opened; a new code can be shown at once.")};
    case Error::Code::PermissionDenied:
        return {SignInText::tr("The sign-in of this screen was denied."),
                SignInText::tr("Whoever looked at the code turned it away. No session was opened and nothing was kept.")};
    case Error::Code::NotFound:
        return {SignInText::tr("This platform has no sign-in by code."),
                SignInText::tr("Nothing was sent. Use the browser instead.")};
    default:
        return {};
    }
}

} // namespace

SignInText::Sentences SignInText::attempt(const Error &error, SignInWay way)
{
    if (const auto sentences = way == SignInWay::DeviceCode ? ofCode(error) : Sentences(); !sentences.happened.isEmpty())
        return sentences;
    if (error.code == Error::Code::PermissionDenied && error.detail == QLatin1String("unmet_authentication_requirements")) {
        return {tr("The way you signed in is not strong enough here."),
                tr("No session was opened and nothing was kept. Sign in with an identity of a higher assurance level.")};
    }
    if (error.code == Error::Code::Conflict) {
        return {
            tr("Somebody else signed in."),
            tr("The work here belongs to another person; it was kept, and the new sign-in was not used. Sign out first to change "
               "the person.")};
    }
    const QString nothing = tr("No session was opened and nothing was kept. Start again when you are ready.");
    switch (error.code) {
    case Error::Code::Cancelled:
        return {tr("Sign-in was cancelled."), nothing};
    case Error::Code::TimedOut:
        return {tr("The browser did not come back in time."),
                tr("The tab may have been closed. No session was opened and nothing was kept.")};
    case Error::Code::PermissionDenied:
        return {tr("The sign-in was refused in the browser."), nothing};
    case Error::Code::Unauthenticated:
        return {tr("The platform did not accept the sign-in."), nothing};
    case Error::Code::Malformed:
    case Error::Code::Untrusted:
        return {tr("The answer from the browser did not belong to this sign-in."),
                tr("It was not used, and no session was opened. Close the tab and start again.")};
    case Error::Code::Storage:
    case Error::Code::NotFound:
        return {tr("No browser could be opened."),
                tr("Nothing was sent. Choose Open browser, then Copy link, and paste it into a browser yourself.")};
    case Error::Code::Unreachable:
        return {tr("The connection was lost before sign-in finished."), nothing};
    default:
        return {ErrorText::whatHappened(error), nothing};
    }
}

SignInText::Sentences SignInText::card(const Error &error)
{
    switch (error.code) {
    case Error::Code::NotFound:
        return {tr("The card was taken out before sign-in finished."),
                tr("No session was opened and nothing was kept. Put it back and start again.")};
    case Error::Code::PermissionDenied:
        return {tr("The PIN of this card is blocked."),
                tr("No session was opened. The office that issued the card can unblock it. The browser still works.")};
    case Error::Code::Unauthenticated:
        return {tr("The platform did not accept this card."), tr("No session was opened. Its certificate may have ended or been "
                                                                 "revoked, or the sign-in took more than two minutes. "
                                                                 "Start again, or use the browser.")};
    case Error::Code::TimedOut:
        return {tr("The PIN was not entered in time."),
                tr("No session was opened and nothing was kept. Start again when you are ready.")};
    case Error::Code::Untrusted:
    case Error::Code::Malformed:
        return {tr("The platform's answer did not belong to this sign-in."), tr("It was not used, and no session was opened.")};
    case Error::Code::Unavailable:
        return error.detail == QLatin1String("card_challenge_endpoint")
                   ? Sentences{tr("This platform takes no cards."), tr("Nothing was sent. Use the browser.")}
                   : Sentences{tr("The card could not do it."),
                               tr("No session was opened and nothing was kept. Take the card out, put it back and start again.")};
    default:
        return attempt(error, SignInWay::Card);
    }
}

/// What was found in what the platform signs about itself.
std::optional<SignInText::Sentences> SignInText::distrust(const QString &detail, const QString &where)
{
    if (detail == QLatin1String("revoked"))
        return Sentences{tr("The certificate of %1 was revoked.", "an address").arg(where),
                         tr("Nothing was sent, and nothing can be until it has another one. Tell whoever runs it.")};
    if (detail == QLatin1String("rollback"))
        return Sentences{tr("%1 shows an older trust list than this console has seen before.", "an address").arg(where),
                         tr("Nothing was sent. Somebody may be playing an old one back. Ask whoever runs the platform.")};
    if (detail == QLatin1String("clock"))
        return Sentences{
            tr("The clock of this workstation and that of %1 do not agree.", "an address").arg(where),
            tr("Nothing was sent, because nothing signed can be judged without the time. Set the clock, then try again.")};
    if (detail == QLatin1String("stale trust list"))
        return Sentences{tr("The trust list of %1 is out of date.", "an address").arg(where),
                         tr("Nothing was sent. Try again later; if it stays so, tell whoever runs the platform.")};
    if (detail.startsWith(QLatin1String("revocation list")))
        return Sentences{
            tr("Whether the certificate of %1 was revoked can't be told.", "an address").arg(where),
            tr("Nothing was sent: its list of revoked certificates is missing, out of date, or not signed by its authority. "
               "Try again later; if it stays so, tell whoever runs the platform.")};
    if (detail.startsWith(QLatin1String("trust list")))
        return Sentences{tr("The trust list of %1 is not signed by the authority it is known by.", "an address").arg(where),
                         tr("Nothing was sent. Somebody may stand in between. Ask whoever runs the platform.")};
    return std::nullopt;
}

SignInText::Sentences SignInText::platform(const Error &error, const QString &address)
{
    if (error.code == Error::Code::Invalid &&
        (error.detail == QLatin1String("address") || error.detail == QLatin1String("fingerprint"))) {
        return {tr("This is not the address of a platform."), // nobody was asked yet
                tr("Nothing was sent. Write it as https:// and a name, with #sha256= and the fingerprint if it has its own "
                   "authority.")};
    }
    const QString where = address.isEmpty() ? tr("The platform") : address;
    switch (error.code) {
    case Error::Code::Unreachable:
        return {tr("%1 can't be reached.", "an address").arg(where),
                tr("Nothing was sent. Check the network and the address, then try again.")};
    case Error::Code::TimedOut:
        return {tr("%1 did not answer in time.", "an address").arg(where),
                tr("Nothing was sent. Try again, or choose another platform.")};
    case Error::Code::Untrusted:
        if (const auto known = distrust(error.detail, where))
            return *known;
        return {tr("%1 could not prove who it is.", "an address").arg(where),
                tr("Nothing was sent. Somebody may stand in between, or the fingerprint in the address is another platform's. "
                   "Ask who runs it for the right address.")};
    case Error::Code::Malformed:
    case Error::Code::NotFound:
    case Error::Code::Invalid:
        return {tr("%1 answers, but not as a platform does.", "an address").arg(where),
                tr("Nothing was sent. Check that the address is right, or choose another platform.")};
    default:
        return {ErrorText::whatHappened(error), ErrorText::whatToDo(error)};
    }
}

QString SignInText::enrolment(const Error &error)
{
    switch (error.code) {
    case Error::Code::Unauthenticated:
        return tr("The platform does not know this code. Check each letter, or ask for a new code.");
    case Error::Code::PermissionDenied:
        return tr("This code was used already or is too old. Ask for a new code.");
    case Error::Code::Unavailable:
        return tr("The platform takes no codes now, because too many were wrong or it is busy. Try again in ten minutes.");
    case Error::Code::Unreachable:
    case Error::Code::TimedOut:
        return tr("The platform can't be reached. The code is still good; try again.");
    case Error::Code::Untrusted:
        return tr("The platform could not prove who it is. Nothing was sent.");
    case Error::Code::Malformed:
        return tr("The platform's answer was no certificate for this workstation; it was not used. Ask for a new code.");
    default:
        return ErrorText::whatHappened(error);
    }
}

SignInText::Sentences SignInText::simulator(const Error &error)
{
    switch (error.code) {
    case Error::Code::Cancelled:
        return {tr("The simulator was stopped."), tr("Nothing was kept. Start it again when you are ready.")};
    case Error::Code::NotFound:
        return {tr("The simulator is not installed beside this console."),
                tr("Install it, or choose a platform by its address.")};
    case Error::Code::Storage:
        return {tr("The simulator can't write its folder."),
                tr("Check that there is room and that the folder may be written, then try again.")};
    case Error::Code::TimedOut:
        return {tr("The simulator did not start in time."), tr("It was stopped. Try again.")};
    default:
        return {tr("The simulator did not start."), tr("Nothing was kept. Try again.")};
    }
}

} // namespace stanforis
