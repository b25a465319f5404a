// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/textsafety.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string>

namespace stanforis {

[[nodiscard]] inline QString text(const std::string &bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

[[nodiscard]] inline QByteArray raw(const std::string &bytes) { return {bytes.data(), static_cast<qsizetype>(bytes.size())}; }

/// What somebody wrote and others only read: a title or a name may not hide characters or turn the direction of reading, wherever
/// it is shown (UTR #36 §3). Values and bodies stay as they came, because they are signed; confirm sheets write them out
/// themselves.
[[nodiscard]] inline QString shown(const std::string &bytes) { return withoutHidden(text(bytes)); }

template <class Repeated>
[[nodiscard]] QStringList texts(const Repeated &repeated)
{
    QStringList list;
    for (const auto &entry : repeated)
        list.append(text(entry));
    return list;
}

template <class Id, class Repeated>
[[nodiscard]] QList<Id> ids(const Repeated &repeated)
{
    QList<Id> list;
    for (const auto &entry : repeated)
        list.append(Id(text(entry)));
    return list;
}

template <class Out, class Repeated, class Convert>
[[nodiscard]] QList<Out> listOf(const Repeated &repeated, Convert convert)
{
    QList<Out> list;
    list.reserve(repeated.size());
    for (const auto &entry : repeated)
        list.append(convert(entry));
    return list;
}

template <class Repeated>
[[nodiscard]] QStringList shownAll(const Repeated &repeated)
{
    return listOf<QString>(repeated, shown);
}

/// Parses one message, or says Malformed with the message's name.
template <class Message>
[[nodiscard]] Result<Message> parse(const QByteArray &bytes)
{
    Message message;
    if (!message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())))
        return Error{Error::Code::Malformed, text(message.GetTypeName())};
    return message;
}

template <class Message>
[[nodiscard]] QByteArray bytesOf(const Message &message)
{
    return raw(message.SerializeAsString());
}

} // namespace stanforis
