// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <utility>

namespace stanforis {

/// Between Qt's texts and protobuf's. Protobuf strings are UTF-8 by definition.
[[nodiscard]] inline QString fromWire(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

[[nodiscard]] inline std::string toWire(const QString &text) { return text.toStdString(); }

[[nodiscard]] inline QByteArray bytesFromWire(const std::string &bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// A request as the method expects it, or Malformed.
template <class Message>
[[nodiscard]] Result<Message> parseMessage(const QByteArray &bytes)
{
    Message message;
    if (!message.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())))
        return Error{Error::Code::Malformed, QString::fromStdString(message.GetTypeName())};
    return message;
}

template <class Message>
[[nodiscard]] QByteArray serializeMessage(const Message &message)
{
    return bytesFromWire(message.SerializeAsString());
}

} // namespace stanforis
