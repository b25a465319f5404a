// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/notice.h"
#include "models/ports/watch.h"

#include <QList>

namespace stanforis {

class NoticePort
{
public:
    virtual ~NoticePort() = default;
    virtual void publicNotices(QObject *context, Reply<QList<Notice>> reply) = 0;
    [[nodiscard]] virtual Watch watch(std::function<void(const Notice &)> receiver) = 0;
};

} // namespace stanforis
