// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/application.h"
#include "app/console/commandline.h"
#include "app/console/hardening.h"
#include "app/console/logring.h"
#include "app/console/runningconsole.h"
#include "app/console/tour/tourrun.h"
#include "app/process/endrequest.h"

#include <QApplication>
#include <QTextStream>
#include <QTranslator>

using namespace stanforis;

namespace {

constexpr int wrongUsage = 2;

void nameApplication()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Stanforis"));
    QCoreApplication::setOrganizationDomain(QStringLiteral("stanforis.org"));
    QCoreApplication::setApplicationName(QStringLiteral("Stanforis Console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STANFORIS_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.stanforis.Console"));
}

} // namespace

int main(int argc, char *argv[])
{
    if (!keepMemoryPrivate())
        qWarning("This system does not let the console keep its memory out of core files.");
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Result<CommandLine> line = CommandLine::parse(arguments);
    if (!line) {
        QTextStream(stderr) << line.error().detail << '\n';
        return wrongUsage;
    }
    if (line->help || line->version) {
        QTextStream(stdout) << (line->help ? CommandLine::usage() : QStringLiteral("stanforis-console " STANFORIS_VERSION "\n"));
        return 0;
    }

    nameApplication();
    if (line->isForRunningConsole() && RunningConsole::handOver(line->page))
        return 0;
    const LogRing log;
    int ownName = 1; // all options are ours: Qt would take "--platform URL" for the name of a window system
    QApplication application(ownName, argv);
    QTranslator translator;
    // English too: it holds the plurals, which the source text does not.
    if (translator.load(QLocale(), QStringLiteral("stanforis"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        translator.load(QStringLiteral(":/i18n/stanforis_en")))
        QCoreApplication::installTranslator(&translator);
    if (line->mirrored)
        QApplication::setLayoutDirection(Qt::RightToLeft);

    if (!line->tourFolder.isEmpty()) {
        TourRun run(application, *line, log);
        return run.exec();
    }
    Application console(application, *line, log);
    const EndRequest end;
    QObject::connect(&end, &EndRequest::requested, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    console.start();
    return QApplication::exec();
}
