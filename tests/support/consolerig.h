// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/tour/formbrowser.h"
#include "app/identity/session.h"
#include "app/identity/trustverifier.h"
#include "app/identity/workstationkeeper.h"
#include "app/link/httpclient.h"
#include "app/link/platformlink.h"
#include "app/link/trustwatch.h"
#include "tests/support/simulatorprocess.h"

#include <QTest>

namespace stanforis::test {

/// The console without its windows: everything between the stores and the platform, put together as the program does.
struct ConsoleRig
{
    SystemClock clock;
    TrustVerifier verifier;
    ProfileReader reader{TrustTools{verifier, nullptr, clock}};
    std::optional<Reached> reached;
    std::optional<Error> error;
    std::unique_ptr<TrustWatch> trust;
    std::unique_ptr<HttpClient> http;
    std::unique_ptr<WorkstationKeeper> workstation;
    std::unique_ptr<FormBrowser> browser;
    std::unique_ptr<Session> session;
    std::unique_ptr<PlatformLink> link;

    [[nodiscard]] static QString addressOf(const SimulatorProcess &simulator)
    {
        return simulator.address().toString() + QStringLiteral("#sha256=") + QString::fromLatin1(simulator.authoritySha256());
    }

    [[nodiscard]] bool read(const QString &address, const QString &trustFile = {})
    {
        const auto parsed = PlatformAddress::parse(address);
        if (!parsed)
            return false;
        bool answered = false;
        reached.reset();
        error.reset();
        reader.read(*parsed, trustFile, [&](Result<Reached> result) {
            answered = true;
            if (result)
                reached = *result;
            else
                error = result.error();
        });
        return QTest::qWaitFor([&answered] { return answered; }, 15'000) && reached;
    }

    /// Enrols this console as a workstation of its own, if a code is given.
    void build(const QString &code)
    {
        trust = std::make_unique<TrustWatch>(reached->platformTrust(), reached->profile, TrustTools{verifier, nullptr, clock});
        http = std::make_unique<HttpClient>(reached->anchor);
        http->setRevocations(trust->revocations());
        workstation = std::make_unique<WorkstationKeeper>(*http, QUrl(reached->profile.enrolmentUrl), reached->profile.address,
                                                          nullptr, clock);
        browser = std::make_unique<FormBrowser>(reached->anchor.tls());
        session = std::make_unique<Session>(reached->profile, *http, *browser, clock);
        session->setTrusted(trust->trust().list);
        link = std::make_unique<PlatformLink>(*reached, *trust, *http, session->tokens(), session->signer(), clock);
        QObject::connect(session.get(), &SessionPort::stateChanged, link.get(),
                         [this] { link->setSignedIn(session->isOccupied()); });
        QObject::connect(workstation.get(), &WorkstationKeeper::credentialChanged, link.get(),
                         [this](const WorkstationCredential &credential) {
                             http->setCredential(credential);
                             session->forgetAccessTokens();
                             link->setCredential(credential);
                         });
        QObject::connect(trust.get(), &TrustWatch::groundsChanged, link.get(), [this](const TrustAnchor &anchor) {
            http->setAnchor(anchor);
            link->connectAnew(anchor, workstation->credential());
        });
        link->setCredential({});
        workstation->start(code);
        if (!code.isEmpty())
            (void)QTest::qWaitFor([this] { return isEnrolled(); }, 10'000);
    }
    [[nodiscard]] bool isEnrolled() const { return workstation->workstation().phase == WorkstationPhase::Enrolled; }

    [[nodiscard]] bool signIn(const QString &person)
    {
        browser->setPerson(person);
        session->signIn(SignInWay::Browser);
        return QTest::qWaitFor([this] { return session->state() == SessionState::Active; }, 10'000);
    }

    ~ConsoleRig()
    {
        link.reset();
        session.reset();
        workstation.reset();
    }
};

/// Waits for the reply of one call.
template <class T, class Call>
Result<T> await(Call call, int milliseconds = 10'000)
{
    std::optional<Result<T>> outcome;
    QObject context;
    call(&context, [&outcome](Result<T> result) { outcome = std::move(result); });
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, milliseconds))
        return Error{Error::Code::TimedOut, QStringLiteral("no reply")};
    return *outcome;
}

} // namespace stanforis::test
