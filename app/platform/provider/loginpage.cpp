// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/loginpage.h"

#include "app/platform/provider/pinkeeper.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QUrl>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

/// The token file's colours of one theme as custom properties: surface.base becomes --surface-base.
QString customProperties(const QJsonObject &object, const QString &prefix)
{
    QString text;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString name = prefix + u'-' + entry.key();
        if (entry.value().isObject())
            text += customProperties(entry.value().toObject(), name);
        else if (const auto value = entry.value().toString(); value.startsWith(u'#'))
            text += name + u':' + value + u';';
    }
    return text;
}

QString themeProperties(const QJsonObject &colors)
{
    QString text;
    for (const auto &part : {u"surface"_s, u"text"_s, u"line"_s, u"accent"_s, u"mode"_s})
        text += customProperties(colors[part].toObject(), u"--"_s + part);
    return text + customProperties(colors["severity"_L1].toObject()["high"_L1].toObject(), u"--problem"_s);
}

QByteArray readResource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Chromium applies form-action to the redirect that follows a post as well; a source cannot name an IPv6 address.
QByteArray redirectSource(const QString &redirectUri)
{
    const QUrl url(redirectUri);
    return url.host() == "127.0.0.1"_L1 ? "http://127.0.0.1:" + QByteArray::number(url.port()) : QByteArray("http:");
}

QString choice(const Persona &persona, const SubjectId &chosen, const PinKeeper &pins)
{
    const bool blocked = pins.blockedStill(persona.subject) > std::chrono::seconds(0);
    return uR"(<label class="identity"><input type="radio" name="identity" value="%1" required%2>)"
           R"(<span class="who"><span class="name">%3</span><span class="duty">%4</span><span class="organisation">%5</span></span>)"
           R"(<span class="pin">%6</span></label>)"_s.arg(
               persona.subject.value.toHtmlEscaped(), persona.subject == chosen ? u" checked"_s : QString(),
               persona.name.toHtmlEscaped(), persona.duty.toHtmlEscaped(), persona.organisation.toHtmlEscaped(),
               blocked ? u"blocked for now"_s : u"training PIN <b>%1</b>"_s.arg(pins.pinOf(persona.subject)));
}

} // namespace

Result<LoginPage> LoginPage::load()
{
    const auto tokens = QJsonDocument::fromJson(readResource(u":/provider/tokens.json"_s))["color"_L1].toObject();
    const auto style = readResource(u":/provider/login.css"_s);
    if (tokens.isEmpty() || style.isEmpty())
        return Error{Error::Code::Internal, u"the sign-in page's style is missing from this program"_s};
    LoginPage page;
    page.m_style = u":root{color-scheme:light dark;%1}@media(prefers-color-scheme:dark){:root{%2}}"_s.arg(
                       themeProperties(tokens["light"_L1].toObject()), themeProperties(tokens["dark"_L1].toObject())) +
                   QString::fromUtf8(style);
    page.m_styleHash = QCryptographicHash::hash(page.m_style.toUtf8(), QCryptographicHash::Sha256).toBase64();
    return page;
}

HttpResponse LoginPage::form(const Form &form, const std::vector<Persona> &personas, const PinKeeper &pins) const
{
    QString choices;
    for (const auto &persona : personas)
        choices += choice(persona, form.chosen, pins);
    const auto problem = form.problem.isEmpty()
                             ? QString()
                             : uR"(<p class="problem" role="alert" id="problem">%1</p>)"_s.arg(form.problem.toHtmlEscaped());
    const auto content =
        uR"(<h1>Sign in</h1><p class="lead">The STANFORIS Console asks who you are. Choose an identity and enter its PIN.</p>)"
        R"(%1<form method="post" action="/id/authorize" autocomplete="off"><input type="hidden" name="handle" value="%2">)"
        R"(<fieldset><legend>Identity</legend>%3</fieldset><div class="row"><label for="pin">PIN, 4 digits</label>)"
        R"(<input id="pin" name="pin" type="password" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" required )"
        R"(title="four digits" autocomplete="off"%4></div><p class="note">There is no real card in the simulation, so each )"
        R"(identity shows its training PIN. Three wrong tries block an identity for five minutes.</p><div class="buttons">)"
        R"(<button type="submit" name="action" value="sign-in" class="primary">Sign in</button>)"
        R"(<button type="submit" name="action" value="cancel" formnovalidate>Cancel</button></div></form>)"_s.arg(
            problem, QString::fromLatin1(form.handle), choices,
            form.problem.isEmpty() ? QString() : u" aria-describedby=\"problem\" autofocus"_s);
    return page(u"Sign in"_s, content, "'self' " + redirectSource(form.redirectUri), form.problem.isEmpty() ? 200 : 403);
}

HttpResponse LoginPage::message(const QString &heading, const QString &sentence, int status) const
{
    return page(heading, u"<h1>%1</h1><p class=\"lead\">%2</p>"_s.arg(heading.toHtmlEscaped(), sentence.toHtmlEscaped()),
                "'none'", status);
}

HttpResponse LoginPage::page(const QString &title, const QString &content, const QByteArray &formAction, int status) const
{
    const auto html =
        uR"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%1 - Republic of Norvane</title>)"
        R"(<meta name="viewport" content="width=device-width, initial-scale=1"><style>%2</style></head><body>)"
        R"(<header><span class="mode">SIMULATION</span><span>Republic of Norvane</span></header><main>%3</main></body></html>)"_s
            .arg(title.toHtmlEscaped(), m_style, content);
    auto response = HttpResponse::text("text/html; charset=utf-8", html.toUtf8(), status);
    response.headers += {{"Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + m_styleHash + "'; form-action " +
                                                         formAction + "; frame-ancestors 'none'; base-uri 'none'"},
                         {"Referrer-Policy", "no-referrer"},
                         {"X-Frame-Options", "DENY"}};
    return response;
}

} // namespace stanforis
