// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/cardcommand.h"
#include "app/simulator/options.h"
#include "app/simulator/platform.h"
#include "app/simulator/shutdown.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace {

using namespace Qt::StringLiterals;
using namespace stanforis;

constexpr int cannotStart = 1;
constexpr int wrongUse = 2;

void print(std::FILE *stream, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

void print(const QJsonObject &object) { print(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact)); }

/// The commands that --help lists.
QJsonObject answerTo(Platform &platform, const QString &command)
{
    constexpr auto revoke = "revoke "_L1;
    Error failed{Error::Code::Invalid, u"Commands are: code; revoke WORKSTATION; revoke server."_s};
    if (command == "code"_L1) {
        if (const auto code = platform.newEnrolmentCode())
            return {{u"enrolment_code"_s, *code}};
        else
            failed = code.error();
    } else if (command.startsWith(revoke)) {
        const auto workstation = command.mid(revoke.size()).trimmed();
        if (const auto done = workstation == "server"_L1 ? platform.revokeServer() : platform.revokeWorkstation(workstation))
            return {{u"revoked"_s, workstation}};
        else
            failed = done.error();
    }
    return {{u"error"_s, failed.detail}};
}

int serve(const Options &options)
{
    const SystemClock clock;
    Shutdown shutdown(options.child);
    QObject::connect(&shutdown, &Shutdown::requested, QCoreApplication::instance(), &QCoreApplication::quit,
                     Qt::QueuedConnection);
    const auto platform = Platform::start(options, clock);
    if (!platform) {
        print(stderr, "stanforis-simulator: " + platform.error().detail.toUtf8());
        return cannotStart;
    }
    const auto code = (*platform)->newEnrolmentCode();
    if (!code) {
        print(stderr, "stanforis-simulator: " + code.error().detail.toUtf8());
        return cannotStart;
    }
    print({{u"platform"_s, (*platform)->address()},
           {u"authority_sha256"_s, QString::fromLatin1((*platform)->authoritySha256())},
           {u"enrolment_code"_s, *code}});
    QObject::connect(&shutdown, &Shutdown::lineRead, QCoreApplication::instance(),
                     [&platform](const QByteArray &line) { print(answerTo(**platform, QString::fromUtf8(line))); });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"stanforis-simulator"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STANFORIS_VERSION));
    if (const auto command = CardCommand::read(QCoreApplication::arguments()))
        return command->run();
    const auto options = Options::read(QCoreApplication::arguments());
    if (!options) {
        print(stderr, "stanforis-simulator: " + options.error().detail.toUtf8());
        return wrongUse;
    }
    if (options->help || options->version) {
        print(stdout, options->help ? Options::usage().trimmed().toUtf8() : QByteArray("stanforis-simulator " STANFORIS_VERSION));
        return 0;
    }
    return serve(*options);
}
