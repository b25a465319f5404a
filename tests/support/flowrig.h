// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/browsersignin.h"
#include "tests/support/consolerig.h"

#include <QTcpSocket>

namespace stanforis::test {

/// The console's HTTPS, with an ear for what it pushes: who attacks a sign-in knows less than this.
class TappedHttp final : public HttpPort
{
public:
    explicit TappedHttp(HttpPort &real)
        : m_real(real)
    {}
    void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) override
    {
        if (request.url.path().endsWith(QLatin1String("/par")))
            pushed = QUrlQuery(QString::fromLatin1(request.body));
        m_real.send(context, request, [hide = hidden, reply = std::move(reply)](Result<HttpAnswer> answer) {
            if (answer && !hide.isEmpty())
                answer->body.replace(hide, "x_" + hide);
            reply(std::move(answer));
        });
    }
    [[nodiscard]] QString pushedValue(const QString &name) const { return pushed.queryItemValue(name, QUrl::FullyDecoded); }

    QUrlQuery pushed;
    QByteArray hidden; ///< a name in what is answered that the console must not find

private:
    HttpPort &m_real;
};

/// A browser in which nobody does anything.
class SilentBrowser final : public BrowserPort
{
public:
    bool open(const QUrl &url) override
    {
        opened.append(url);
        return true;
    }
    QList<QUrl> opened;
};

/// One sign-in of the console's own code at the real provider, up to the open browser.
struct FlowRig
{
    explicit FlowRig(ConsoleRig &console)
        : http(*console.http)
        , provider(http, console.reached->profile.issuer, console.reached->profile.clientId)
        , profile(console.reached->profile)
        , flow({profile, provider, clock}, browser)
    {
        QObject::connect(&flow, &SignInFlow::finished, &flow,
                         [this](const Result<SignedIn> &result) { outcomes.append(result); });
    }

    [[nodiscard]] bool start()
    {
        flow.start();
        return QTest::qWaitFor([this] { return !browser.opened.isEmpty(); }, 10'000);
    }
    [[nodiscard]] QUrl callback() const { return QUrl(http.pushedValue(QStringLiteral("redirect_uri"))); }
    [[nodiscard]] QByteArray host() const { return "Host: " + callback().authority().toLatin1() + "\r\n\r\n"; }
    /// Sends bytes to the listener as any process on this machine can; what came back.
    [[nodiscard]] QByteArray send(const QByteArray &bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(callback().host(), quint16(callback().port()));
        socket.write(bytes);
        QByteArray answer;
        (void)QTest::qWaitFor(
            [&] {
                answer += socket.readAll();
                return socket.state() == QAbstractSocket::UnconnectedState;
            },
            3000);
        return answer + socket.readAll();
    }
    /// A request for the callback with this state and issuer.
    [[nodiscard]] QByteArray answerWith(const QString &code, const QString &state, const QString &issuer) const
    {
        return "GET /oauth/callback?code=" + QUrl::toPercentEncoding(code) + "&state=" + QUrl::toPercentEncoding(state) +
               "&iss=" + QUrl::toPercentEncoding(issuer) + " HTTP/1.1\r\n" + host();
    }

    SystemClock clock;
    SilentBrowser browser;
    TappedHttp http;
    ProviderClient provider;
    const ConnectionProfile profile;
    BrowserSignIn flow;
    QList<Result<SignedIn>> outcomes;
};

} // namespace stanforis::test
