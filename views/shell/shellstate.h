// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QDateTime>
#include <QString>
#include <QUrl>

#include <array>
#include <chrono>
#include <optional>

namespace stanforis {

/// One place in the rail.
struct RailItem
{
    QString link; ///< stanforis://…; also what marks it as the current place
    QString title;
    QString icon;                      ///< name of an icon
    QString group;                     ///< heading above the first item of a group; empty for none
    Severity worst = Severity::Normal; ///< worst condition behind it; Normal shows no mark
    int abnormal = 0;                  ///< how many services are abnormal
    bool acknowledged = false;         ///< nobody is waited for behind it

    friend bool operator==(const RailItem &, const RailItem &) = default;
};

/// Who is at the console.
struct IdentitySummary
{
    QString name;
    QString role;      ///< role now in use, empty outside a sector
    QString assurance; ///< in words: "high", "substantial"
    std::optional<std::chrono::seconds> sessionLeft;
    QString state; ///< in words, when it is not the usual one: "Locked", "Read only"
    bool covered = false;

    friend bool operator==(const IdentitySummary &, const IdentitySummary &) = default;
};

/// What the bar at the bottom says about all sectors of the person.
struct StatusSummary
{
    struct Condition
    {
        Severity severity = Severity::Low;
        QString title;  ///< "Energy · Metering Data Hub"
        QString detail; ///< "response p95 above 500 ms"
        QString link;
        std::chrono::milliseconds age{};
        friend bool operator==(const Condition &, const Condition &) = default;
    };

    std::array<int, 6> counts{};     ///< services by Severity
    std::optional<Condition> newest; ///< newest abnormal condition
    std::optional<QDateTime> asOf;   ///< set while the connection is lost
    QString stream;                  ///< "1,204 values dropped"; empty: every value that came was read and kept
    QString instead;                 ///< said in place of the newest condition: while work is covered, or nothing is known yet

    friend bool operator==(const StatusSummary &, const StatusSummary &) = default;
};

/// What the card over covered work says.
struct LockState
{
    bool shown = false;
    QString title;   ///< "Locked", "Session ended"
    QString since;   ///< "since 14:19 UTC+2"
    QString reason;  ///< a sentence
    QString name;    ///< of the person whose work it is
    QString detail;  ///< "Duty operator · session ends in 35 min"
    QString problem; ///< how the last attempt to sign in again ended; empty: none, or it is still going on
    bool waiting = false;
    bool hasLink = false;  ///< while waiting: the browser can be opened again, or its link copied
    bool display = false;  ///< a wall display: a code on it is confirmed on another device, and it goes on looking only
    QString code = {};     ///< while one is waited for
    QUrl codeAddress = {}; ///< of the page with the code in it, for a camera

    friend bool operator==(const LockState &, const LockState &) = default;
};

/// The strip shown while the connection is lost.
struct BannerState
{
    bool shown = false;
    QDateTime since;                                 ///< platform time of the last message
    QString happened;                                ///< empty: the connection was lost
    QString kept;                                    ///< empty: the usual sentence about last values
    std::optional<std::chrono::seconds> nextAttempt; ///< none: an attempt is under way

    friend bool operator==(const BannerState &, const BannerState &) = default;
};

/// One line of the command palette.
struct PaletteEntry
{
    QString title;
    QString subtitle;
    QString icon;
    QString target; ///< stanforis://… or the id of an action
};

/// One line of the F1 help.
struct ShortcutHelp
{
    QString keys; ///< "Ctrl+K"
    QString does;
};

/// A language that can be chosen; the title is in the language itself.
struct LanguageItem
{
    QString code;
    QString title;
};

} // namespace stanforis
