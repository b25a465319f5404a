// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/cardcommand.h"

#include "app/platform/authority/identityauthority.h"
#include "app/platform/provider/persona.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestRequest = 64 * 1024;

Result<QByteArray> certify(const IdentityAuthority &authority, const SubjectId &subject, const QString &use, Instant now)
{
    const auto personas = loadPersonas(u":/simulator/personas.json"_s);
    if (!personas)
        return personas.error();
    const auto person = std::ranges::find_if(*personas, [&](const Persona &each) { return each.subject == subject; });
    if (person == personas->end())
        return Error{Error::Code::NotFound, u"There is no persona “%1”."_s.arg(subject.value)};
    if (use != "authentication"_L1 && use != "signing"_L1)
        return Error{Error::Code::Invalid, u"The use of a card's key is authentication or signing, not “%1”."_s.arg(use)};
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"Standard input cannot be read."_s};
    return authority.certify(input.read(largestRequest), subject, person->name,
                             use == "signing"_L1 ? CardUse::Signing : CardUse::Authentication, now);
}

Result<QByteArray> execute(const QString &command, const QStringList &arguments)
{
    const bool certifies = command == "certify-card"_L1;
    if (arguments.size() != (certifies ? 4 : 3) || arguments[0] != "--state"_L1) {
        return Error{Error::Code::Invalid, certifies ? u"Use: certify-card --state DIR SUBJECT authentication|signing < REQUEST"_s
                                                     : u"Use: revoke-card --state DIR SERIAL"_s};
    }
    const SystemClock clock;
    const auto authority = IdentityAuthority::open(QDir(arguments[1]).filePath(u"cards"_s), clock.now());
    if (!authority)
        return authority.error();
    if (certifies)
        return certify(*authority, SubjectId(arguments[2]), arguments[3], clock.now());
    const auto revoked = authority->revoke(arguments[2].toLatin1().toLower());
    return revoked ? Result<QByteArray>(QByteArray()) : revoked.error();
}

} // namespace

std::optional<CardCommand> CardCommand::read(const QStringList &arguments)
{
    if (arguments.size() < 2 || (arguments[1] != "certify-card"_L1 && arguments[1] != "revoke-card"_L1))
        return std::nullopt;
    CardCommand command;
    command.m_command = arguments[1];
    command.m_arguments = arguments.mid(2);
    return command;
}

int CardCommand::run() const
{
    const auto outcome = execute(m_command, m_arguments);
    const auto text = outcome ? *outcome : QByteArray("stanforis-simulator: " + outcome.error().detail.toUtf8() + '\n');
    std::fwrite(text.constData(), 1, std::size_t(text.size()), outcome ? stdout : stderr);
    return outcome ? 0 : outcome.error().code == Error::Code::Invalid ? 2 : 1;
}

} // namespace stanforis
