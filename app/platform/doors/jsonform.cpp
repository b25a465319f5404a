// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/doors/jsonform.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <memory>

namespace stanforis {

namespace pb = google::protobuf;

namespace {

std::unique_ptr<pb::Message> newMessage(const QByteArray &type)
{
    const auto *descriptor = pb::DescriptorPool::generated_pool()->FindMessageTypeByName(type.toStdString());
    if (!descriptor)
        return nullptr;
    return std::unique_ptr<pb::Message>(pb::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
}

Error notAvailable()
{
    return {Error::Code::Invalid, QStringLiteral("This method has no JSON form; use application/x-protobuf.")};
}

} // namespace

Result<QByteArray> jsonToMessage(const QByteArray &type, const QByteArray &json)
{
    const auto message = newMessage(type);
    if (!message)
        return notAvailable();
    const auto status = pb::util::JsonStringToMessage(pb::StringPiece(json.constData(), std::size_t(json.size())), message.get());
    if (!status.ok())
        return Error{Error::Code::Malformed, QString::fromStdString(std::string(status.message()))};
    return QByteArray::fromStdString(message->SerializeAsString());
}

Result<QByteArray> messageToJson(const QByteArray &type, const QByteArray &message)
{
    const auto parsed = newMessage(type);
    if (!parsed)
        return notAvailable();
    std::string json;
    if (!parsed->ParseFromArray(message.constData(), int(message.size())) || !pb::util::MessageToJsonString(*parsed, &json).ok())
        return Error{Error::Code::Internal, QStringLiteral("The answer could not be written as JSON.")};
    return QByteArray::fromStdString(json);
}

} // namespace stanforis
