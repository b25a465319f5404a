// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/redaction.h"

#include <QRegularExpression>

#include <algorithm>

namespace stanforis {

namespace {

struct Redaction
{
    QRegularExpression pattern;
    QString replacement;
};

Redaction rule(const char *pattern, const char *replacement)
{
    return {QRegularExpression(QString::fromLatin1(pattern), QRegularExpression::CaseInsensitiveOption),
            QString::fromLatin1(replacement)};
}

const QList<Redaction> &rules()
{
    static const QList<Redaction> all{
        rule("-----BEGIN ([A-Z ]+)-----[\\s\\S]*?(-----END \\1-----|\\z)", "[\\1]"),
        rule("\\beyJ[\\w-]*\\.[\\w-]*(\\.[\\w-]*)*", "[token]"),
        rule("\\b(Bearer|DPoP|Basic)\\s+[\\w.~+/=-]+", "\\1 [token]"),
        rule("(?<![A-Za-z])((?:access_|refresh_|id_|login_|bearer)?token|code|code_verifier|code_challenge|state|nonce|device_"
             "code|user_code|"
             "request_uri|client_secret|client_assertion|pin2?|puk|password|passphrase|passwd|secret|authorization|cookie|"
             "private_?key|proof|login_hint)([\"']?\\s*[=:]\\s*[\"']?)[^\\s&\"',;}]+",
             "\\1\\2[secret]"),
        rule("\\b(PNO|PAS|IDC|TIN)([A-Z]{2})-[\\w-]+", "\\1\\2-[code]"),
        rule("(?<![\\w+/-])[\\w+/-]{32,}={0,2}(?![\\w+/-])", "[masked]"),
    };
    return all;
}

} // namespace

QString redacted(const QString &text, const QStringList &known)
{
    static const Redaction mail = rule("[\\w.+-]+@[\\w-]+\\.[\\w.-]+", "[mail]");
    QString clean = text;
    clean.replace(mail.pattern, mail.replacement); // before names, which an address is made of
    QStringList longestFirst = known;
    std::ranges::sort(longestFirst, [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &personal : std::as_const(longestFirst)) {
        constexpr qsizetype tooShort = 3; // would take apart every other word
        if (personal.size() >= tooShort)
            clean.replace(personal, QStringLiteral("[person]"), Qt::CaseInsensitive);
    }
    for (const Redaction &one : rules())
        clean.replace(one.pattern, one.replacement);
    return clean;
}

} // namespace stanforis
