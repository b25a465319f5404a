// SPDX-License-Identifier: GPL-3.0-or-later
// stanforis-verify --trust KEYS FILE…: says in words whether files are what a platform signed. Reads files only; no network.
#include "app/verify/verdict.h"

#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <cstdio>
#include <vector>

namespace {

using namespace Qt::StringLiterals;

enum Exit { AllGenuine = 0, NotGenuine = 1, Unusable = 2 };

constexpr qint64 largest = 16 * 1024 * 1024; // bytes; a receipt with its body has a few kilobytes
constexpr qint64 largestLog = qint64(1) << 30;

stanforis::Result<QByteArray> contentOf(const QString &path)
{
    using stanforis::Error;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::NotFound, file.errorString()};
    QByteArray content = file.read(largest + 1); // not what size() says: devices have none and no end
    if (content.size() > largest && stanforis::beginsAuditLog(content.left(64)))
        content += file.read(largestLog + 1 - content.size());
    if (file.error() != QFile::NoError)
        return Error{Error::Code::Storage, file.errorString()};
    if (content.size() > largestLog || (content.size() > largest && !stanforis::beginsAuditLog(content.left(64))))
        return Error{Error::Code::Malformed, QCoreApplication::translate("main", "it is too large for what this program checks")};
    return content;
}

void complain(const QString &sentence) { std::fprintf(stderr, "%s\n", qUtf8Printable(sentence)); }

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"stanforis-verify"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STANFORIS_VERSION));
    QTextStream out(stdout);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Checks receipts, audit logs of consoles, checkpoints of a ledger or an audit log, and proofs that a newer "
                "checkpoint goes on from an older one, offline. Exit status 0: all are genuine, 1: one is not, 2: nothing was "
                "checked."));
    const QCommandLineOption trust(
        u"trust"_s,
        QCoreApplication::translate("main",
                                    "The platform's keys (JWKS), as served at the receipt_jwks_uri of its connection profile."),
        u"FILE"_s);
    const QCommandLineOption asJson(
        u"json"_s, QCoreApplication::translate("main", "Print an array of {file, genuine, sentence} instead of lines."));
    parser.addOptions({trust, asJson});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        u"FILE"_s, QCoreApplication::translate("main", "What to check, older checkpoints before newer ones."), u"FILE…"_s);
    parser.process(application);
    if (!parser.isSet(trust) || parser.positionalArguments().isEmpty()) {
        complain(QCoreApplication::translate("main",
                                             "Give the platform's keys with --trust FILE, and the files to check. See --help."));
        return Unusable;
    }
    const auto keys = contentOf(parser.value(trust));
    if (!keys || QJsonDocument::fromJson(*keys).object().value("keys"_L1).toArray().isEmpty()) {
        complain(QCoreApplication::translate("main", "%1 has no keys to trust: %2")
                     .arg(parser.value(trust),
                          keys ? QCoreApplication::translate("main", "it is no JSON key set (JWKS)") : keys.error().detail));
        return Unusable;
    }

    stanforis::Verifier verifier(*keys);
    const auto files = parser.positionalArguments();
    std::vector<stanforis::Result<QByteArray>> contents;
    for (const QString &path : files) {
        contents.push_back(contentOf(path));
        if (contents.back())
            verifier.announce(path, *contents.back());
    }
    bool all = true;
    QJsonArray report;
    for (std::size_t i = 0; i < contents.size(); ++i) {
        const auto &content = contents[i];
        const QString &path = files[static_cast<qsizetype>(i)];
        const auto verdict =
            content
                ? verifier.look(*content)
                : stanforis::Verdict{false, QCoreApplication::translate("main", "not checked: %1").arg(content.error().detail)};
        all = all && verdict.genuine;
        if (parser.isSet(asJson))
            report.append(QJsonObject{{u"file"_s, path}, {u"genuine"_s, verdict.genuine}, {u"sentence"_s, verdict.sentence}});
        else
            out << path << ": " << verdict.sentence << Qt::endl;
    }
    if (parser.isSet(asJson))
        out << QJsonDocument(report).toJson(QJsonDocument::Indented) << Qt::flush;
    return all ? AllGenuine : NotGenuine;
}
