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
    print(stdout, QJsonDocument(QJsonObject{{u"platform"_s, (*platform)->address()},
                                            {u"authority_sha256"_s, QString::fromLatin1((*platform)->authoritySha256())}})
                      .toJson(QJsonDocument::Compact));
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
