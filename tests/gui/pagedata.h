// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "tests/gui/pagesupport.h"

namespace stanforis::test {

/// A catalogue of seven sectors, for tests of pages that list them.
inline QList<SectorSummary> sectors()
{
    const auto make = [](const char *id, const char *name, const char *operatorName) {
        SectorSummary s;
        s.id = SectorId(QString::fromLatin1(id));
        s.name = QString::fromLatin1(name);
        s.icon = QString::fromLatin1(id);
        s.roles = {
            {RoleId(QStringLiteral("observer")), QStringLiteral("Viewer"), QStringLiteral("figures without any name")},
            {RoleId(QStringLiteral("operator")), QString::fromLatin1(operatorName),
             QStringLiteral("also does the daily work of the sector")},
            {RoleId(QStringLiteral("approver")), QStringLiteral("Approver"), QStringLiteral("also approves acts and access")},
            {RoleId(QStringLiteral("auditor")), QStringLiteral("Auditor"), QStringLiteral("reads every act and who did it")}};
        const RoleId observer(QStringLiteral("observer")), worker(QStringLiteral("operator")),
            approver(QStringLiteral("approver")), auditor(QStringLiteral("auditor"));
        s.actions = {{QStringLiteral("See figures"), {observer, worker, approver, auditor}, {}},
                     {QStringLiteral("Open one record by name"), {worker, approver}, {}},
                     {QStringLiteral("Read inspection reports"), {observer, worker, approver}, {}},
                     {QStringLiteral("Write and sign an inspection"), {worker}, {}},
                     {QStringLiteral("Order goods held back"), {worker, approver}, {worker}},
                     {QStringLiteral("Decide access requests"), {approver}, {}},
                     {QStringLiteral("Read every act and who did it"), {auditor}, {}},
                     {QStringLiteral("Export data"), {auditor}, {}}};
        s.legalBases = {QStringLiteral("Land and Food Act §22, inspection duty"),
                        QStringLiteral("Emergency Act §38, vital service")};
        s.longestDays = 90;
        s.approver = QStringLiteral("Ministry of ") + s.name;
        s.serviceCount = 9;
        return s;
    };
    return {make("health", "Health", "Physician"),       make("finance", "Finance", "Payments desk"),
            make("education", "Education", "Registrar"), make("agriculture", "Agriculture", "Inspector"),
            make("energy", "Energy", "Duty operator"),   make("transport", "Transport", "Traffic controller"),
            make("industry", "Industry", "Engineer")};
}

inline Subscription subscription(const char *id, const char *sector, const char *role, Subscription::State state, int fromDays,
                                 int toDays)
{
    Subscription s;
    s.id = SubscriptionId(QString::fromLatin1(id));
    s.sector = SectorId(QString::fromLatin1(sector));
    s.role = RoleId(QString::fromLatin1(role));
    s.state = state;
    s.purpose = QStringLiteral("Night shift in the control centre");
    s.legalBasis = QStringLiteral("Emergency Act §38, vital service");
    s.period = {noon() + std::chrono::days(fromDays), noon() + std::chrono::days(toDays)};
    s.requested = noon() + std::chrono::days(std::min(fromDays, 0)) - std::chrono::hours(2);
    s.requester = {SubjectId(QStringLiteral("p1")),
                   QStringLiteral("Kaur Lepik"),
                   QStringLiteral("Norvane Grid"),
                   QStringLiteral("high"),
                   noon() - std::chrono::minutes(34),
                   6,
                   0,
                   {}};
    return s;
}

inline QList<Subscription> mine(bool approver)
{
    using State = Subscription::State;
    return {subscription("s1", "energy", approver ? "approver" : "operator", State::Active, -60, 39),
            subscription("s2", "health", "operator", State::Active, -70, 150),
            subscription("s3", "finance", "auditor", State::Active, -70, 9),
            subscription("s4", "transport", "observer", State::Active, -40, 160),
            subscription("s5", "education", "observer", State::Active, -16, 76),
            subscription("s6", "agriculture", "operator", State::Requested, 0, 28),
            subscription("s7", "health", "auditor", State::Ended, -70, -50)};
}

} // namespace stanforis::test
