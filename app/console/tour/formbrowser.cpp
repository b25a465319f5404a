// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/formbrowser.h"

#include <QHash>
#include <QNetworkReply>
#include <QRegularExpression>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QString unescaped(QString text)
{
    for (const auto &[entity, character] :
         {std::pair(u"&lt;"_s, u"<"_s), {u"&gt;"_s, u">"_s}, {u"&quot;"_s, u"\""_s}, {u"&#39;"_s, u"'"_s}, {u"&amp;"_s, u"&"_s}})
        text.replace(entity, character);
    return text;
}

QHash<QString, QString> attributesOf(const QString &tag)
{
    static const QRegularExpression pattern(u"([a-z-]+)=\"([^\"]*)\""_s);
    QHash<QString, QString> attributes;
    for (const auto &match : pattern.globalMatch(tag))
        attributes.insert(match.captured(1), unescaped(match.captured(2)));
    return attributes;
}

QString withoutTags(QString html)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    return unescaped(html.replace(tag, u" "_s)).simplified();
}

} // namespace

SignInForm SignInForm::read(const QString &html)
{
    static const QRegularExpression formTag(u"<form\\b([^>]*)>"_s);
    static const QRegularExpression inputTag(u"<input\\b([^>]*)>"_s);
    static const QRegularExpression label(u"<label\\b[^>]*>(.*?)</label>"_s, QRegularExpression::DotMatchesEverythingOption);
    SignInForm form;
    form.action = attributesOf(formTag.match(html).captured(1)).value(u"action"_s);
    for (const auto &match : inputTag.globalMatch(html)) {
        const auto attributes = attributesOf(match.captured(1));
        if (attributes.value(u"type"_s) == "hidden"_L1)
            form.hidden.append({attributes.value(u"name"_s), attributes.value(u"value"_s)});
    }
    for (const auto &match : label.globalMatch(html)) {
        const auto attributes = attributesOf(inputTag.match(match.captured(1)).captured(1));
        if (attributes.value(u"type"_s) == "radio"_L1)
            form.choices.append({attributes.value(u"name"_s), attributes.value(u"value"_s), withoutTags(match.captured(1))});
    }
    return form;
}

FormBrowser::FormBrowser(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_tls(tls)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

bool FormBrowser::open(const QUrl &url)
{
    m_sent = false;
    if (!m_person.isEmpty())
        get(url);
    return true;
}

QNetworkRequest FormBrowser::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setTransferTimeout(10'000);
    return request;
}

void FormBrowser::get(const QUrl &url)
{
    auto *reply = m_network.get(request(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] { follow(reply); });
}

void FormBrowser::follow(QNetworkReply *reply)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto html = QString::fromUtf8(reply->readAll());
    if (status >= 300 && status < 400)
        get(reply->url().resolved(QUrl::fromEncoded(reply->rawHeader("Location"))));
    else if (status == 200 && !m_sent && !SignInForm::read(html).choices.isEmpty())
        fill(reply->url(), html);
    else
        Q_EMIT finished(status, withoutTags(html));
}

void FormBrowser::fill(const QUrl &page, const QString &html)
{
    static const QRegularExpression shownPin(u"PIN ([0-9]{4})"_s);
    const auto form = SignInForm::read(html);
    auto fields = form.hidden;
    for (const auto &choice : form.choices) {
        if (choice.value != m_person && !choice.text.contains(m_person))
            continue;
        fields.append({choice.name, choice.value});
        fields.append({u"pin"_s, m_pin.isEmpty() ? shownPin.match(choice.text).captured(1) : m_pin});
        break;
    }
    fields.append({u"action"_s, m_cancelling ? u"cancel"_s : u"sign-in"_s});

    QByteArray body;
    for (const auto &[name, value] : fields)
        body += (body.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    m_sent = true;
    auto post = request(page.resolved(QUrl(form.action)));
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    auto *reply = m_network.post(post, body);
    connect(reply, &QNetworkReply::finished, this, [this, reply] { follow(reply); });
}

} // namespace stanforis
