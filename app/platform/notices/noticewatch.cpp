// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/notices/noticewatch.h"

#include "app/platform/notices/noticeservice.h"
#include "app/platform/state/wire.h"

namespace stanforis {

NoticeWatch::NoticeWatch(const NoticeService &service, const SubjectId &subject, Sink *sink)
    : m_service(service)
    , m_subject(subject)
    , m_outbound(sink)
{
    connect(&service, &NoticeService::noticed, this, &NoticeWatch::sendNotice);
}

Result<Done> NoticeWatch::begin()
{
    const auto standing = m_service.noticesFor(m_subject);
    if (!standing)
        return standing.error();
    for (const auto &notice : *standing)
        m_outbound.post(serializeMessage(notice));
    return Done{};
}

void NoticeWatch::sendNotice(const notices::v1::Notice &notice, const QString &audience)
{
    const bool isPersonal = audience.startsWith(QLatin1String("person:"));
    if (!isPersonal || audience == personalAudience(m_subject))
        m_outbound.post(serializeMessage(notice));
}

} // namespace stanforis
