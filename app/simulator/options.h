// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QStringList>

#include <chrono>

namespace stanforis {

/// What the command line asked for.
struct Options
{
    QString stateFolder; ///< empty: a temporary one that is removed at the end
    quint16 port = 0;    ///< HTTPS and WebSocket; 0: any free one
    quint16 grpcPort = 0;
    int loadSeries = 0; ///< 0: the nation's own series
    int loadHertz = 1;
    std::chrono::hours past{1}; ///< history of a nation that never ran
    std::chrono::seconds tokenLifetime{300};
    std::chrono::seconds codeLifetime{600};                           ///< of the code a display shows
    std::chrono::seconds freshFor{600};                               ///< a sign-in, for what is sensitive
    std::chrono::seconds certificateLifetime{std::chrono::hours(24)}; ///< of workstations
    std::chrono::seconds listLifetime{std::chrono::hours(1)};         ///< of revocation lists
    bool child = false;                                               ///< end when standard input closes
    bool version = false;
    bool help = false;

    /// Invalid: one sentence about the first thing that is wrong. The first argument is the program's name.
    [[nodiscard]] static Result<Options> read(const QStringList &arguments);
    [[nodiscard]] static QString usage();
};

} // namespace stanforis
