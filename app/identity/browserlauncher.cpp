// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/browserlauncher.h"

#include <QDesktopServices>
#include <QProcess>
#include <QUrl>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

QList<QStringList> browserCommands(const QString &variable, const QUrl &url)
{
    QList<QStringList> commands;
    const auto address = url.toString(QUrl::FullyEncoded);
    const auto entries = variable.split(u':', Qt::SkipEmptyParts);
    for (const auto &entry : entries) {
        auto command = QProcess::splitCommand(entry);
        if (command.isEmpty())
            continue;
        // No shell is asked, so nothing in the address can be taken for a command.
        if (entry.contains("%s"_L1))
            command.replaceInStrings(u"%s"_s, address);
        else
            command.append(address);
        commands.append(command);
    }
    return commands;
}

bool BrowserLauncher::open(const QUrl &url)
{
    const auto commands = browserCommands(qEnvironmentVariable("BROWSER"), url);
    for (const auto &command : commands) {
        if (QProcess::startDetached(command.first(), command.mid(1)))
            return true;
    }
    return QDesktopServices::openUrl(url);
}

} // namespace stanforis
