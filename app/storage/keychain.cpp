// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/keychain.h"

#include <QFileInfo>
#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto service = u"org.stanforis.Console"_s;

/// Without a session bus there is no keychain on Linux, and to ask for one could start a bus that nobody else is on.
bool isThere()
{
#ifdef Q_OS_LINUX
    const auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           (!runtime.isEmpty() && QFileInfo::exists(runtime + u"/bus"_s));
#else
    return true;
#endif
}

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Error::Code::NotFound, {}};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Error::Code::PermissionDenied, job.errorString()};
    default:
        return {Error::Code::Unavailable, job.errorString()};
    }
}

/// Starts the job, which deletes itself; `answer` hears of its end while `context` lives.
void start(QKeychain::Job *job, const QString &name, QObject *context, std::function<void(const QKeychain::Job *)> answer)
{
    if (!isThere()) {
        delete job;
        QTimer::singleShot(0, context, [answer = std::move(answer)] { answer(nullptr); });
        return;
    }
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [context = QPointer(context), answer = std::move(answer)](QKeychain::Job *ended) {
                         if (context)
                             answer(ended);
                     });
    job->start();
}

void answerDone(const Reply<Done> &reply, const QKeychain::Job *job)
{
    if (!job)
        reply(Error{Error::Code::Unavailable, u"there is no session bus"_s});
    else if (job->error() == QKeychain::NoError)
        reply(Done{});
    else
        reply(errorOf(*job));
}

} // namespace

void Keychain::store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setBinaryData(secret);
    start(job, name, context, [reply = std::move(reply)](const QKeychain::Job *ended) { answerDone(reply, ended); });
}

void Keychain::read(QObject *context, const QString &name, Reply<QByteArray> reply)
{
    start(new QKeychain::ReadPasswordJob(service), name, context, [reply = std::move(reply)](const QKeychain::Job *ended) {
        if (!ended)
            reply(Error{Error::Code::Unavailable, u"there is no session bus"_s});
        else if (ended->error() != QKeychain::NoError)
            reply(errorOf(*ended));
        else
            reply(static_cast<const QKeychain::ReadPasswordJob *>(ended)->binaryData());
    });
}

void Keychain::remove(QObject *context, const QString &name, Reply<Done> reply)
{
    start(new QKeychain::DeletePasswordJob(service), name, context, [reply = std::move(reply)](const QKeychain::Job *ended) {
        if (ended && ended->error() == QKeychain::EntryNotFound)
            reply(Done{});
        else
            answerDone(reply, ended);
    });
}

} // namespace stanforis
