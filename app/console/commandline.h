// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QSize>
#include <QStringList>

#include <optional>

namespace stanforis {

/// What the console was asked on its command line.
struct CommandLine
{
    QString platform;          ///< --platform URL, may carry #sha256=…
    QString trustFile;         ///< --trust FILE, PEM
    QString enrolmentCodeFile; ///< --enrolment-code-file FILE, "-" for standard input: a secret has no place in arguments
    bool simulate = false;     ///< --simulate, and the default when no platform was named or remembered
    QString stateFolder;       ///< --state DIR for the bundled simulator
    QString cardModule;        ///< --card-module FILE, the driver for cards (PKCS #11)
    QString page;              ///< --page LINK, or a stanforis:// link as the only argument
    QString tourFolder;        ///< --tour DIR
    QList<QSize> tourSizes{{1366, 768}, {1920, 1080}};
    QString tourLanguage;    ///< --tour-language, "en" when empty
    QString tourTheme;       ///< --tour-theme: light, dark or both (default)
    bool noKeychain = false; ///< --no-keychain: secrets live in memory only, a start asks for a sign-in
    bool mirrored = false;   ///< everything from right to left, whatever the language
    bool help = false;
    bool version = false;

    /// A page, or nothing at all: that is for the console that runs already, if one does.
    [[nodiscard]] bool isForRunningConsole() const;

    /// Usage text, untranslated: it is printed before any translation is loaded.
    [[nodiscard]] static QString usage();
    /// Arguments without the program's name. An error's detail is the sentence to print.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace stanforis
