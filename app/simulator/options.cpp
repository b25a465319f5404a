// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/options.h"

#include <QRegularExpression>

#include <optional>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> wholeNumber(const QString &text, int lowest, int highest)
{
    bool good = false;
    const int number = text.toInt(&good);
    return good && number >= lowest && number <= highest ? std::optional(number) : std::nullopt;
}

Error wrong(const QString &sentence) { return {Error::Code::Invalid, sentence}; }

Result<Done> readLoad(Options &options, const QString &text)
{
    static const QRegularExpression pattern(u"\\A([0-9]{1,5})x([0-9]{1,2})\\z"_s);
    const auto match = pattern.match(text);
    const auto series = wholeNumber(match.captured(1), 1, 10'000);
    const auto hertz = wholeNumber(match.captured(2), 1, 10);
    if (!series || !hertz)
        return wrong(u"--load wants SERIESxHZ, for example 10000x10, which is also the most; it got “%1”."_s.arg(text));
    options.loadSeries = *series;
    options.loadHertz = *hertz;
    return Done{};
}

/// Null: it is no option that wants seconds.
std::chrono::seconds *timeOf(Options &options, const QString &name)
{
    if (name == "--token-lifetime"_L1)
        return &options.tokenLifetime;
    if (name == "--code-lifetime"_L1)
        return &options.codeLifetime;
    return name == "--fresh-for"_L1 ? &options.freshFor : nullptr;
}

Result<Done> readValue(Options &options, const QString &name, const QString &value)
{
    constexpr int highestPort = 65535;
    if (name == "--state"_L1) {
        options.stateFolder = value;
        return Done{};
    }
    if (name == "--load"_L1)
        return readLoad(options, value);
    if (name == "--past"_L1) {
        const auto hours = wholeNumber(value, 0, 48);
        if (!hours)
            return wrong(u"--past wants hours from 0 to 48; it got “%1”."_s.arg(value));
        options.past = std::chrono::hours(*hours);
        return Done{};
    }
    if (auto *time = timeOf(options, name)) {
        const auto seconds = wholeNumber(value, 1, 3600);
        if (!seconds)
            return wrong(u"%1 wants seconds from 1 to 3600; it got “%2”."_s.arg(name, value));
        *time = std::chrono::seconds(*seconds);
        return Done{};
    }
    if (name == "--certificate-lifetime"_L1) {
        const auto seconds = wholeNumber(value, 2, 86'400);
        if (!seconds)
            return wrong(u"--certificate-lifetime wants seconds from 2 to 86400; it got “%1”."_s.arg(value));
        options.certificateLifetime = std::chrono::seconds(*seconds);
        return Done{};
    }
    if (name == "--revocation-list-lifetime"_L1) {
        const auto seconds = wholeNumber(value, 2, 86'400);
        if (!seconds)
            return wrong(u"--revocation-list-lifetime wants seconds from 2 to 86400; it got “%1”."_s.arg(value));
        options.listLifetime = std::chrono::seconds(*seconds);
        return Done{};
    }
    const auto port = wholeNumber(value, 0, highestPort);
    if (!port)
        return wrong(u"%1 wants a port from 0 to 65535; it got “%2”."_s.arg(name, value));
    (name == "--port"_L1 ? options.port : options.grpcPort) = quint16(*port);
    return Done{};
}

} // namespace

Result<Options> Options::read(const QStringList &arguments)
{
    static const QStringList withValue{u"--state"_s,
                                       u"--port"_s,
                                       u"--grpc-port"_s,
                                       u"--load"_s,
                                       u"--past"_s,
                                       u"--token-lifetime"_s,
                                       u"--code-lifetime"_s,
                                       u"--fresh-for"_s,
                                       u"--certificate-lifetime"_s,
                                       u"--revocation-list-lifetime"_s};
    Options options;
    for (qsizetype index = 1; index < arguments.size(); ++index) {
        const auto &argument = arguments[index];
        const auto equals = argument.indexOf(u'=');
        const auto name = equals > 0 ? argument.left(equals) : argument;
        if (withValue.contains(name)) {
            if (equals < 0 && index + 1 >= arguments.size())
                return wrong(u"%1 wants a value; --help shows them all."_s.arg(name));
            const auto value = equals > 0 ? argument.mid(equals + 1) : arguments[++index];
            if (value.isEmpty())
                return wrong(u"%1 wants a value; --help shows them all."_s.arg(name));
            if (const auto done = readValue(options, name, value); !done)
                return done.error();
        } else if (argument == "--child"_L1) {
            options.child = true;
        } else if (argument == "--version"_L1) {
            options.version = true;
        } else if (argument == "--help"_L1 || argument == "-h"_L1) {
            options.help = true;
        } else {
            return wrong(u"“%1” is not an option of this program; --help shows them all."_s.arg(argument));
        }
    }
    return options;
}

QString Options::usage()
{
    return uR"(stanforis-simulator: a national platform on this machine, with a simulated nation behind it.

  --state DIR               keep certificates, sessions, subscriptions and transactions in DIR
                            (without it everything is gone at the end)
  --port N                  port for HTTPS and WebSocket on 127.0.0.1; 0, the default, takes a free one
  --grpc-port N             port for gRPC, the same way
  --load SERIESxHZ          begin with so many more series and so many samples a second of each; at most
                            10000x10; trainers can change it later
  --past HOURS              history a nation begins with that never ran, instead of 1; each hour takes half a second
                            at the first start, and 6 MB
  --token-lifetime SECONDS  training aid: access tokens live this long instead of 300
  --code-lifetime SECONDS   training aid: the code a display shows is good this long instead of 600
  --fresh-for SECONDS       training aid: sensitive work asks for a sign-in this recent instead of 600
  --certificate-lifetime SECONDS
                            training aid: certificates of workstations live this long instead of a day
  --revocation-list-lifetime SECONDS
                            training aid: lists of revoked certificates are good this long instead of an hour
  --child                   end when standard input is closed
  --version, --help

  certify-card --state DIR SUBJECT authentication|signing
                            a certificate for the card of that persona: request (PKCS#10, PEM) on standard
                            input, certificate on standard output; the simulator may be running
  revoke-card --state DIR SERIAL
                            that certificate (serial number in hexadecimal) is refused from now on

The first line on standard output is JSON: the platform's address, the SHA-256 of its certificate authority, and a code
that enrols one workstation within 15 minutes. Open the console with
  stanforis-console --platform 'ADDRESS#sha256=HASH'
and give it the code when it asks. While the platform runs it takes commands on standard input, one a line, and answers
each with a line of JSON:
  code                      a new enrolment code
  revoke WORKSTATION        take the certificate of this workstation back (spiffe://…)
  revoke server             take the platform's own back, for a drill: consoles turn away; the next start makes another
)"_s;
}

} // namespace stanforis
