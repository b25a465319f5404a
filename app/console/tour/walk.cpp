// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/walk.h"

#include "app/console/tour/person.h"
#include "views/shell/shellpresenter.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using Level = PageLink::Level;

namespace {

const SectorId energy{u"energy"_s};
const ServiceId gridBalancing{u"grid-balancing"_s};
const PageId reserveCall{u"reserve-call"_s};

SeriesKey firstKpi(const Person &person)
{
    const Sector *sector = person.stores().catalogue.sector(energy);
    return sector && !sector->kpis.isEmpty() ? sector->kpis.first().key : SeriesKey();
}

SeriesKey firstMeasure(const Person &person)
{
    const Microservice *service = person.stores().catalogue.service(gridBalancing);
    return service && !service->measures.isEmpty() ? service->measures.first().key : SeriesKey();
}

QList<TourStep> signIn(const Person &person, const char *page, const char *entry)
{
    return {
        step(
            person, page, [person] { return person.sees(u"sign-in-open-browser"_s); },
            [person] { return person.click(u"sign-in-open-browser"_s); }),
        step(person, entry,
             [person] {
                 return person.isAt(Level::Entry) && !person.stores().catalogue.sectors().isEmpty() &&
                        person.stores().subscriptions.isKnown();
             }),
    };
}

QList<TourStep> askForAccess(const Person &person)
{
    return {
        input_(
            person, "ask-tile", [person] { return person.sees(u"ask-for-energy"_s); },
            [person] { return person.click(u"ask-for-energy"_s); }),
        input_(
            person, "ask-role", [person] { return person.sees(u"ask-role-operator"_s); },
            [person] { return person.click(u"ask-role-operator"_s); }),
        input_(
            person, "ask-purpose", [person] { return person.sees(u"ask-purpose"_s); },
            [person] { return person.type(u"ask-purpose"_s, u"Night shift in the grid control room, 22 November"_s); }),
        step(
            person, "subscriptions-ask", [person] { return person.sees(u"ask-send"_s); },
            [person] { return person.click(u"ask-send"_s); }),
        step(person, "subscriptions-waiting", [person] { return person.stores().subscriptions.current(energy) != nullptr; }),
    };
}

QList<TourStep> approveAccess(const Person &person)
{
    return {
        input_(
            person, "approver-subscriptions", [person] { return person.sees(u"stanforis://subscriptions"_s); },
            [person] { return person.click(u"stanforis://subscriptions"_s); }),
        step(
            person, "approver-inbox",
            [person] { return person.sees(u"inbox-approve"_s) && !person.stores().subscriptions.inbox().isEmpty(); },
            [person] { return person.click(u"inbox-approve"_s); }),
        input_(
            person, "approver-decided", [person] { return person.stores().subscriptions.inbox().isEmpty(); },
            [] { return true; }),
    };
}

QList<TourStep> watchSector(const Person &person)
{
    return {
        step(
            person, "subscriptions-active",
            [person] { return person.sees(u"stanforis://sector/energy"_s) && person.stores().catalogue.sector(energy); },
            [person] { return person.click(u"stanforis://entry"_s); }),
        step(
            person, "entry-with-sector",
            [person] {
                return person.isAt(Level::Entry) && person.isLive(person.stores().catalogue.sector(energy)->tileSeries.value(0));
            },
            [person] { return person.click(u"stanforis://sector/energy"_s); }),
        step(
            person, "sector",
            [person] {
                return person.isAt(Level::Sector) && person.isLive(firstKpi(person)) && person.hasRows(u"services-table"_s);
            },
            [person] { return person.open(u"services-table"_s, u"Grid Balancing"_s); }),
        step(
            person, "microservice",
            [person] {
                return person.isAt(Level::Service) && person.isLive(firstMeasure(person)) && person.hasRows(u"log-table"_s);
            },
            [person] { return person.click(u"page-reserve-call"_s); }),
    };
}

QList<TourStep> work(const Person &person)
{
    return {
        input_(
            person, "record-list", [person] { return person.isAt(Level::Page) && person.hasRows(u"record-list"_s); },
            [person] {
                QAbstractItemView *list = person.view(u"record-list"_s);
                return input::doubleClick(list, list->model()->index(0, 0));
            }),
        step(
            person, "service-page", [person] { return person.sees(u"operation-call"_s); },
            [person] { return person.click(u"operation-call"_s); }),
        input_(
            person, "form-power", [person] { return person.sees(u"field-power"_s); },
            [person] { return person.type(u"field-power"_s, u"60"_s) && person.choose(u"field-product"_s, 1); }),
        input_(
            person, "form-duration", [person] { return person.sees(u"field-duration"_s); },
            [person] {
                return person.type(u"field-duration"_s, u"45"_s) &&
                       person.type(u"field-reason"_s, u"Reserve is below the required level"_s);
            }),
        step(
            person, "service-form", [person] { return person.sees(u"operation-review"_s); },
            [person] { return person.click(u"operation-review"_s); }),
        step(
            person, "confirm", [person] { return person.sees(u"confirm-sign"_s); },
            [person] { return person.click(u"confirm-sign"_s); }),
        step(person, "waiting-for-second-person", [person] { return !person.stores().transactions.mine().isEmpty(); }),
    };
}

QList<TourStep> approveWork(const Person &person)
{
    return {
        input_(
            person, "approver-entry", [person] { return person.sees(u"stanforis://entry"_s); },
            [person] { return person.click(u"stanforis://entry"_s); }),
        step(
            person, "approver-waiting",
            [person] {
                return person.isAt(Level::Entry) && !person.stores().transactions.waitingForMe().isEmpty() &&
                       person.sees(u"waiting-review-"_s + person.stores().transactions.waitingForMe().first().id.value);
            },
            [person] {
                return person.click(u"waiting-review-"_s + person.stores().transactions.waitingForMe().first().id.value);
            }),
        input_(
            person, "approver-open",
            [person] {
                return person.isAt(Level::Page) && !person.stores().transactions.waitingForMe().isEmpty() &&
                       person.sees(u"waiting-"_s + person.stores().transactions.waitingForMe().first().id.value);
            },
            [person] { return person.click(u"waiting-"_s + person.stores().transactions.waitingForMe().first().id.value); }),
        step(
            person, "approver-confirm", [person] { return person.sees(u"confirm-sign"_s); },
            [person] { return person.click(u"confirm-sign"_s); }),
    };
}

QList<TourStep> receipt(const Person &person)
{
    return {
        step(
            person, "receipt", [person] { return person.sees(u"receipt-verify"_s); },
            [person] { return person.click(u"receipt-verify"_s); }),
        step(person, "receipt-verified", [person] { return person.sees(u"receipt-verified"_s); }),
        step(
            person, "signed-work", [person] { return person.isAt(Level::Page); },
            [person] {
                input::press(person.window()->focusWidget() ? person.window()->focusWidget() : person.window(), Qt::Key_Escape);
                return true;
            }),
    };
}

QList<TourStep> lookAtTrust(const Person &person)
{
    return {
        input_(
            person, "trust-place", [person] { return person.sees(u"stanforis://trust"_s); },
            [person] { return person.click(u"stanforis://trust"_s); }),
        input_(
            person, "trust-test",
            [person] {
                return person.isAt(Level::Trust) && person.hasRows(u"trust-table"_s) && person.sees(u"trust-test-all"_s);
            },
            [person] { return person.click(u"trust-test-all"_s); }),
        step(person, "trust",
             [person] {
                 const TrustSummary summary = person.stores().trust.summary(person.stores().time.now());
                 // Low: without a keychain, as here, the audit log's key is new at each start, and the page says so.
                 return summary.unknown == 0 && summary.worst <= Severity::Low && summary.well > 0;
             }),
    };
}

/// The officer locks the session of somebody else, who sees why and goes on after signing in again.
QList<TourStep> lockSession(const Person &officer, const Person &other)
{
    const auto rowOfOther = [officer] {
        const QAbstractItemView *table = officer.view(u"sessions-table"_s);
        if (!table)
            return QModelIndex();
        return table->model()
            ->match(table->model()->index(0, 0), Qt::DisplayRole, u"Kaur Lepik"_s, 1, Qt::MatchContains)
            .value(0);
    };
    return {
        input_(
            officer, "officer-place", [officer] { return officer.sees(u"stanforis://sessions"_s); },
            [officer] { return officer.click(u"stanforis://sessions"_s); }),
        step(
            officer, "officer-sessions",
            [officer, rowOfOther] { return officer.isAt(Level::Sessions) && rowOfOther().isValid(); },
            [officer, rowOfOther] { return input::doubleClick(officer.view(u"sessions-table"_s), rowOfOther()); }),
        input_(
            officer, "officer-lock", [officer] { return officer.sees(u"session-lock"_s); },
            [officer] { return officer.click(u"session-lock"_s); }),
        input_(
            officer, "officer-reason", [officer] { return officer.sees(u"end-session-reason"_s); },
            [officer] { return officer.type(u"end-session-reason"_s, u"Workstation left unattended, seen on the camera"_s); }),
        step(
            officer, "officer-confirm", [officer] { return officer.sees(u"end-session-confirm"_s); },
            [officer] { return officer.click(u"end-session-confirm"_s); }),
        step(officer, "officer-locked", [officer] { return officer.sees(u"session-outcome"_s); }),
        step(
            other, "locked-by-officer", [other] { return other.sees(u"lock-unlock"_s); },
            [other] { return other.click(u"lock-unlock"_s); }),
        input_(
            other, "unlocked", [other] { return !other.find(u"lock-unlock"_s) && other.sees(u"paletteOpener"_s); },
            [] { return true; }),
    };
}

QList<TourStep> signOut(const Person &person)
{
    return {
        input_(
            person, "palette", [person] { return person.sees(u"paletteOpener"_s); },
            [person] { return person.click(u"paletteOpener"_s); }),
        step(
            person, "command-palette", [person] { return person.sees(u"paletteField"_s); },
            [person] { return person.type(u"paletteField"_s, ShellPresenter::tr("Sign out")); }),
        input_(
            person, "sign-out", [person] { return person.sees(u"paletteField"_s); },
            [person] {
                input::press(person.find(u"paletteField"_s), Qt::Key_Return);
                return true;
            }),
        step(person, "signed-out", [person] { return person.isAt(Level::SignIn); }),
    };
}

} // namespace

QList<TourStep> walk(Workspace &requester, Workspace &approver, Workspace &officer)
{
    const Person kaur(requester);
    const Person triin(approver);
    const Person helmi(officer);
    return signIn(kaur, "sign-in", "entry-without-sector") + askForAccess(kaur) +
           signIn(triin, "approver-sign-in", "approver-entry") + approveAccess(triin) + watchSector(kaur) + work(kaur) +
           approveWork(triin) + receipt(kaur) + lookAtTrust(kaur) + signIn(helmi, "officer-sign-in", "officer-entry") +
           lockSession(helmi, kaur) + signOut(kaur);
}

} // namespace stanforis
