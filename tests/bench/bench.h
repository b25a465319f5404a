// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace stanforis::bench {

/// Which of two figures is the better one.
enum class Better { Lower, Higher };

/// One compared figure. `ours` and `peer` are medians over `n` rounds in which both were measured in turn. The ratio is how many
/// times better ours is; a figure without a peer is held against its limits directly; so is one that says so.
struct Figure
{
    QString name; ///< "frame-1080p", "latency-p99"
    QString unit; ///< of ours and peer
    double ours = 0;
    std::optional<double> peer;
    int n = 0;
    Better better = Better::Lower;
    /// What must be reached, and what is aimed at: of the ratio when there is a peer, else of `ours`. None: told only.
    std::optional<double> floor;
    std::optional<double> aim;
    bool limitsOurs = false; ///< the limits are of `ours` although there is a peer
    QString note;            ///< what limits it, what was compared; one line

    [[nodiscard]] double ratio() const;
    [[nodiscard]] bool reaches(double limit) const;
};

/// What a row is given.
struct Options
{
    QString peers;   ///< folder that peers.sh has filled
    QString program; ///< this program, for parts in a process of their own
    int rounds = 5;
    bool quick = false; ///< a small amount of everything, to see that it runs; the figures mean nothing
};

/// A row of the table of figures. Its measurements come one by one as they are ready. An error is a sentence: what is missing or
/// went wrong, and what to do.
struct Row
{
    QString name;    ///< as on the command line
    QString summary; ///< one line
    std::function<Result<QList<Figure>>(const Options &)> run;
};

/// All rows in the order of the table.
[[nodiscard]] QList<Row> rows();

/// Something that is measured in a process of its own so that nothing else is counted: `stanforis-bench --part NAME ARGUMENTS`.
/// It talks through its standard output. Returns the exit code.
struct Part
{
    QString name;
    std::function<int(const QStringList &arguments)> run;
};
[[nodiscard]] QList<Part> parts();

/// A row that cannot be measured here, in a sentence.
[[nodiscard]] Error cannot(const QString &sentence);

} // namespace stanforis::bench
