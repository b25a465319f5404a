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

namespace {

using namespace Qt::StringLiterals;

enum Exit { AllGenuine = 0, NotGenuine = 1, Unusable = 2 };

constexpr qint64 largest = 16 * 1024 * 1024; // bytes; a receipt with its body has a few kilobytes

stanforis::Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return stanforis::Error{stanforis::Error::Code::NotFound, file.errorString()};
    if (file.size() > largest)
        return stanforis::Error{stanforis::Error::Code::Malformed,
                                QCoreApplication::translate("main", "it is larger than 16 MiB")};
    return file.readAll();
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
        "main", "Checks receipts, checkpoints of a ledger, and proofs that a newer checkpoint goes on from an "
                "older one, offline. Exit status 0: all are genuine, 1: one is not, 2: nothing was checked."));
    const QCommandLineOption trust(
        u"trust"_s,
        QCoreApplication::translate("main",
                                    "The platform's keys (JWKS), as served at the receipt_jwks_uri of its connection profile."),
        u"FILE"_s);
    parser.addOption(trust);
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
    bool all = true;
    const auto files = parser.positionalArguments();
    for (const QString &path : files) {
        const auto content = contentOf(path);
        const auto verdict =
            content
                ? verifier.look(*content)
                : stanforis::Verdict{false, QCoreApplication::translate("main", "not checked: %1").arg(content.error().detail)};
        all = all && verdict.genuine;
        out << path << ": " << verdict.sentence << Qt::endl;
    }
    return all ? AllGenuine : NotGenuine;
}
