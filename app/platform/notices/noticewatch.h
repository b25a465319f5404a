// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/state/outbound.h"
#include "stanforis/notices/v1/notices.pb.h"

namespace stanforis {

class NoticeService;

/// One person's stream of notices: those that stand first, then each new one.
class NoticeWatch final : public QObject
{
    Q_OBJECT
public:
    NoticeWatch(const NoticeService &service, const SubjectId &subject, Sink *sink);

    /// Sends those that stand.
    [[nodiscard]] Result<Done> begin();

private:
    void sendNotice(const notices::v1::Notice &notice, const QString &audience);

    const NoticeService &m_service;
    SubjectId m_subject;
    Outbound m_outbound;
};

} // namespace stanforis
