// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/loginpage.h"

#include "app/platform/provider/loginparts.h"

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
    const bool again = !form.holder.value.isEmpty();
    const auto content =
        uR"(<h1>%1</h1><p class="lead">%2</p>%3<form method="post" action="/id/authorize" autocomplete="off">)"
        R"(<input type="hidden" name="handle" value="%4">%5<div class="buttons">)"
        R"(<button type="submit" name="action" value="sign-in" class="primary">Sign in</button>)"
        R"(<button type="submit" name="action" value="cancel" formnovalidate>Cancel</button></div></form>)"_s.arg(
            again ? u"Prove that it is you"_s : u"Sign in"_s,
            again ? u"Something sensitive is about to be done in your session. Enter your PIN again to allow it."_s
                  : u"The STANFORIS Console asks who you are. Choose an identity and enter its PIN."_s,
            loginparts::problem(form.problem), QString::fromLatin1(form.handle),
            loginparts::identities(personas, form.holder, form.chosen, pins, !form.problem.isEmpty()));
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
