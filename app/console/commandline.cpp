// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/commandline.h"

#include "models/domain/link.h"

#include <algorithm>
#include <functional>

namespace stanforis {

namespace {

struct Flag
{
    QLatin1String name;
    QLatin1String argument; // empty: takes none
    QLatin1String help;
    std::function<std::optional<QString>(CommandLine &, const QString &)> apply; // returns what is wrong
};

std::optional<QString> readSizes(CommandLine &line, const QString &text)
{
    line.tourSizes.clear();
    for (const QString &part : text.split(u',')) {
        const QStringList sides = part.split(u'x');
        const QSize size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
        if (size.width() < 800 || size.height() < 600 || size.width() > 8192 || size.height() > 8192)
            return QStringLiteral(
                       "--tour-size takes sizes such as 1366x768,1920x1080, each from 800x600 to 8192x8192; \"%1\" is not one.")
                .arg(part);
        line.tourSizes.append(size);
    }
    return std::nullopt;
}

const QList<Flag> &flags()
{
    const auto set = [](QString CommandLine::*member) {
        return [member](CommandLine &line, const QString &value) -> std::optional<QString> {
            line.*member = value;
            return std::nullopt;
        };
    };
    const auto raise = [](bool CommandLine::*member) {
        return [member](CommandLine &line, const QString &) -> std::optional<QString> {
            line.*member = true;
            return std::nullopt;
        };
    };
    static const QList<Flag> all{
        {QLatin1String("--platform"), QLatin1String("URL"),
         QLatin1String("connect to this platform: https://HOST[:PORT], with #sha256=HEX to name its own authority"),
         set(&CommandLine::platform)},
        {QLatin1String("--trust"), QLatin1String("FILE"), QLatin1String("PEM file with the platform's own authority"),
         set(&CommandLine::trustFile)},
        {QLatin1String("--enrolment-code-file"), QLatin1String("FILE"),
         QLatin1String("read the one-time code that enrols this workstation from this file, - for standard input"),
         set(&CommandLine::enrolmentCodeFile)},
        {QLatin1String("--simulate"),
         {},
         QLatin1String("start the bundled simulator and connect to it"),
         raise(&CommandLine::simulate)},
        {QLatin1String("--state"), QLatin1String("DIR"), QLatin1String("folder in which the bundled simulator keeps its state"),
         set(&CommandLine::stateFolder)},
        {QLatin1String("--no-keychain"),
         {},
         QLatin1String("keep secrets in memory only; the next start asks to sign in again"),
         raise(&CommandLine::noKeychain)},
        {QLatin1String("--card-module"), QLatin1String("FILE"),
         QLatin1String("driver for cards (PKCS #11) in a folder of the system; without it OpenSC's, where it is installed"),
         set(&CommandLine::cardModule)},
        {QLatin1String("--page"), QLatin1String("LINK"), QLatin1String("open a page, for example stanforis://sector/energy"),
         set(&CommandLine::page)},
        {QLatin1String("--tour"), QLatin1String("DIR"),
         QLatin1String("walk through every page by itself and leave pictures and tour.json in DIR"),
         set(&CommandLine::tourFolder)},
        {QLatin1String("--tour-size"), QLatin1String("WxH,…"), QLatin1String("window sizes of the tour"), readSizes},
        {QLatin1String("--tour-language"), QLatin1String("CODE"),
         QLatin1String("language of the tour; en_XA is the pseudo-language"), set(&CommandLine::tourLanguage)},
        {QLatin1String("--tour-theme"), QLatin1String("NAME"), QLatin1String("theme of the tour: light, dark or both"),
         [](CommandLine &line, const QString &value) -> std::optional<QString> {
             if (!QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("both")}.contains(value))
                 return QStringLiteral("--tour-theme takes light, dark or both, not \"%1\".").arg(value);
             line.tourTheme = value;
             return std::nullopt;
         }},
        {QLatin1String("--right-to-left"),
         {},
         QLatin1String("lay everything out from right to left, as in Arabic"),
         raise(&CommandLine::mirrored)},
        {QLatin1String("--help"), {}, QLatin1String("print this and end"), raise(&CommandLine::help)},
        {QLatin1String("--version"), {}, QLatin1String("print the version and end"), raise(&CommandLine::version)},
    };
    return all;
}

std::optional<QString> contradiction(const CommandLine &line)
{
    if (line.simulate && !line.platform.isEmpty())
        return QStringLiteral("--simulate and --platform name two platforms. Leave one of them out.");
    if (!line.tourFolder.isEmpty() && !line.platform.isEmpty())
        return QStringLiteral("The tour walks through the bundled simulator only. Leave --platform out.");
    if (!line.trustFile.isEmpty() && line.platform.isEmpty())
        return QStringLiteral("--trust says whom to believe about a platform. Name the platform with --platform URL.");
    if (!line.enrolmentCodeFile.isEmpty() && line.platform.isEmpty())
        return QStringLiteral("--enrolment-code-file is for a platform. Name the platform with --platform URL.");
    if (!line.page.isEmpty() && !PageLink::parse(line.page))
        return QStringLiteral("\"%1\" is not a page. Pages look like stanforis://entry or stanforis://sector/energy.")
            .arg(line.page);
    return std::nullopt;
}

} // namespace

QString CommandLine::usage()
{
    QString text = QStringLiteral("Usage: stanforis-console [options] [stanforis://…]\n\n");
    for (const Flag &flag : flags()) {
        const QString left = flag.argument.isEmpty() ? QString(flag.name) : QString(flag.name + QLatin1Char(' ') + flag.argument);
        text += QStringLiteral("  %1 %2\n").arg(left, -22).arg(flag.help);
    }
    return text +
           QStringLiteral(
               "\nWithout options the console connects to the platform it was last connected to, or starts the simulator.\n");
}

bool CommandLine::isForRunningConsole() const
{
    const bool plain = platform.isEmpty() && !simulate && stateFolder.isEmpty() && tourFolder.isEmpty() && !mirrored;
    return plain && (!page.isEmpty() || !noKeychain);
}

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    const auto wrong = [](const QString &sentence) { return Error{Error::Code::Invalid, sentence}; };
    CommandLine line;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument.startsWith(QLatin1String("stanforis://")) && line.page.isEmpty()) {
            line.page = argument;
            continue;
        }
        const QString name = argument.section(u'=', 0, 0);
        const auto flag = std::ranges::find_if(flags(), [&](const Flag &f) { return name == f.name; });
        if (flag == flags().end())
            return wrong(QStringLiteral("\"%1\" is not an option of this program. --help lists them.").arg(argument.left(100)));
        QString value;
        if (!flag->argument.isEmpty()) {
            if (name.size() < argument.size())
                value = argument.mid(name.size() + 1);
            else if (i + 1 < arguments.size())
                value = arguments[++i];
            if (value.isEmpty())
                return wrong(QStringLiteral("%1 needs a value: %1 %2.").arg(flag->name, flag->argument));
        }
        if (const auto problem = flag->apply(line, value))
            return wrong(*problem);
    }
    if (const auto problem = contradiction(line))
        return wrong(*problem);
    return line;
}

} // namespace stanforis
