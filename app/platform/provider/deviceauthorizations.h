// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace stanforis {

/// A display that asked for a sign-in by code, as it described itself.
struct DeviceRequest
{
    QString userCode; ///< "BCDF-GHJK"
    QString name;     ///< what the display calls itself; may be empty
    QString place;    ///< where it says it is; may be empty
    QString scope;    ///< what it will get
    Instant asked;
};

/// Sign-ins by code that wait for a person (RFC 8628). In memory: a restart makes the displays ask again. Main thread.
class DeviceAuthorizations
{
public:
    /// How long a code is good, and how often a device may ask.
    struct Times
    {
        std::chrono::seconds lifetime{600};
        std::chrono::seconds interval{5};
    };
    struct Begun
    {
        QByteArray deviceCode;
        QString userCode;
    };
    enum class State { Pending, TooSoon, Approved, Denied, Gone };
    struct Poll
    {
        State state = State::Gone;
        SubjectId subject = SubjectId(); ///< Approved: who did
        QString scope = {};
    };

    DeviceAuthorizations(Times times, const Clock &clock);

    [[nodiscard]] const Times &times() const { return m_times; }
    [[nodiscard]] Begun begin(const QString &name, const QString &place, const QString &scope);
    /// RFC 8628 §3.5. TooSoon makes the interval five seconds longer. Approved, Denied and Gone are told once and then forgotten.
    [[nodiscard]] Poll poll(const QByteArray &deviceCode);

    /// Null: no such code, or too late. Spaces, dashes and case do not matter.
    [[nodiscard]] std::optional<DeviceRequest> find(const QString &typed);
    /// After this many wrong codes in a minute nobody may try for the rest of it (RFC 8628 §5.1).
    [[nodiscard]] bool tooManyWrong();
    /// False: it is gone, or was decided already.
    bool approve(const QString &userCode, const SubjectId &subject);
    bool deny(const QString &userCode);

    /// What a display says of itself, fit to be shown: one line, at most 80 characters, no control or direction characters.
    [[nodiscard]] static QString fitToShow(const QString &text);

private:
    struct Entry
    {
        DeviceRequest request;
        State state = State::Pending;
        SubjectId subject = SubjectId();
        Instant expires;
        Instant nextPoll;
        std::chrono::seconds interval;
    };
    [[nodiscard]] Entry *pending(const QString &userCode);
    void forgetOld();

    const Times m_times;
    const Clock &m_clock;
    QHash<QByteArray, Entry> m_entries; ///< by device code
    int m_wrong = 0;
    Instant m_wrongSince{};
};

} // namespace stanforis
