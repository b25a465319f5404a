// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/state/offer.h"
#include "app/platform/state/wire.h"

#include <map>
#include <vector>

namespace stanforis::testing {

/// A clock that stands until it is moved.
class HandClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = fromMicroseconds(1'795'000'000'000'000); // 18 Nov 2026
};

/// A sector "energy" and whatever pages a test puts in.
class SmallOffer final : public Offer
{
public:
    SmallOffer()
    {
        energy.set_id("energy");
        energy.set_name("Energy");
        for (const char *role : {"observer", "operator", "approver", "admin"}) {
            auto *added = energy.add_roles();
            added->set_id(role);
            added->set_name(role);
        }
        energy.add_legal_bases("Energy Act §40");
        energy.set_longest_days(90);
        energy.set_approver("Ministry of Energy");
    }
    [[nodiscard]] const catalogue::v1::SectorSummary *sectorSummary(const SectorId &sector) const override
    {
        return sector.value == QLatin1String("energy") ? &energy : nullptr;
    }
    [[nodiscard]] const catalogue::v1::ServicePage *servicePage(const SectorId &, const ServiceId &service,
                                                                const PageId &page) const override
    {
        for (const auto &candidate : pages) {
            if (fromWire(candidate.service_id()) == service.value && fromWire(candidate.id()) == page.value)
                return &candidate;
        }
        return nullptr;
    }
    catalogue::v1::SectorSummary energy;
    std::vector<catalogue::v1::ServicePage> pages;
};

/// Keeps what it is given; does not take anything while `full`.
class KeepingSink final : public Sink
{
    Q_OBJECT
public:
    bool send(const QByteArray &message) override
    {
        if (full)
            return false;
        messages.append(message);
        return true;
    }
    void finish(const Error &error) override { ends.push_back(error); }

    template <class Message>
    [[nodiscard]] Message at(qsizetype index) const
    {
        return *parseMessage<Message>(messages.at(index));
    }

    bool full = false;
    QList<QByteArray> messages;
    std::vector<Error> ends;
};

[[nodiscard]] inline Caller callerNamed(const char *subject, const char *sector = nullptr)
{
    Caller caller;
    caller.subject = SubjectId{QString::fromLatin1(subject)};
    caller.name = QString::fromLatin1(subject).toUpper();
    caller.organisation = QStringLiteral("Norvane Grid");
    caller.assurance = QStringLiteral("high");
    caller.session = QStringLiteral("session of ") + caller.subject.value;
    if (sector)
        caller.sector = SectorId{QString::fromLatin1(sector)};
    return caller;
}

} // namespace stanforis::testing
