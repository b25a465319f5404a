// SPDX-License-Identifier: GPL-3.0-or-later
// stanforis-bench LIST | NAME… [--json FILE] [--rounds N] [--peers FOLDER] [--quick]; see README.md beside this file.
#include "tests/bench/report.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace stanforis;
using namespace stanforis::bench;
using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    std::fputs((line + u'\n').toLocal8Bit().constData(), stdout);
    std::fflush(stdout);
}

int runPartNamed(const QStringList &arguments)
{
    for (const Part &part : parts()) {
        if (part.name == arguments.value(0))
            return part.run(arguments.mid(1));
    }
    return 2;
}

/// False: a row could not be measured, or a floor is missed.
bool measure(const Row &row, const Options &options, QJsonArray &results)
{
    const auto figures = row.run(options);
    if (!figures) {
        say(row.name + u": not measured. "_s + figures.error().detail);
        results.append(QJsonObject{{u"name"_s, row.name}, {u"not_measured"_s, figures.error().detail}});
        return false;
    }
    bool good = true;
    for (const Figure &figure : *figures) {
        say(lineOf(figure));
        QJsonObject object = jsonOf(figure);
        object.insert(u"row"_s, row.name);
        results.append(object);
        good &= !figure.floor || figure.reaches(*figure.floor);
    }
    return good;
}

} // namespace

int main(int count, char **values)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("QT_LOGGING_RULES"))
        qputenv("QT_LOGGING_RULES", "qt.qpa.*=false"); // it says that it cannot do what nobody needs here
    QApplication application(count, values);
    const ThemeManager theme(&application);
    if (application.arguments().value(1) == u"--part"_s)
        return runPartNamed(application.arguments().mid(2));

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the console against its peers."_s);
    parser.addPositionalArgument(u"names"_s, u"LIST, ALL, or the names of rows."_s);
    const QCommandLineOption json(u"json"_s, u"Write the figures to FILE."_s, u"FILE"_s);
    const QCommandLineOption rounds(u"rounds"_s, u"Rounds for each figure, 5 unless told."_s, u"N"_s, u"5"_s);
    const QCommandLineOption peers(u"peers"_s, u"What peers.sh has filled."_s, u"FOLDER"_s, QStringLiteral(STANFORIS_PEERS));
    const QCommandLineOption quick(u"quick"_s, u"A little of everything, to see that it runs; the figures mean nothing."_s);
    parser.addOptions({json, rounds, peers, quick});
    parser.addHelpOption();
    parser.process(application);

    Options options;
    options.peers = parser.value(peers);
    options.program = application.applicationFilePath();
    options.quick = parser.isSet(quick);
    options.rounds = options.quick ? 1 : std::max(1, parser.value(rounds).toInt());

    QStringList names = parser.positionalArguments();
    if (names.isEmpty() || names.contains(u"LIST"_s)) {
        for (const Row &row : rows())
            say(row.name.leftJustified(20) + row.summary);
        return 0;
    }
    QList<Row> chosen;
    for (const Row &row : rows()) {
        if (names.removeAll(row.name) > 0 || names.contains(u"ALL"_s))
            chosen += row;
    }
    names.removeAll(u"ALL"_s);
    if (!names.isEmpty()) {
        say(u"There is no row named "_s + names.join(u", "_s) + u". LIST names all."_s);
        return 2;
    }

    QJsonObject document = circumstances(options);
    QJsonArray results;
    bool good = true;
    say(u"name"_s.leftJustified(28) + u"ours"_s.rightJustified(16) + u"peer"_s.rightJustified(16) +
        u"ratio"_s.rightJustified(10) + u"n"_s.rightJustified(7));
    for (const Row &row : chosen)
        good &= measure(row, options, results);
    document.insert(u"results"_s, results);
    if (parser.isSet(json)) {
        QFile file(parser.value(json));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(document).toJson()) < 0) {
            say(u"The figures could not be written to "_s + parser.value(json));
            return 2;
        }
    }
    return good ? 0 : 1;
}
