// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/notices/noticemethods.h"

#include "app/platform/notices/noticeservice.h"
#include "app/platform/notices/noticewatch.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

using namespace notices::v1;

void addNoticeMethods(Methods &methods, NoticeService &service)
{
    methods.insert("/stanforis.notices.v1.Notices/ListPublic",
                   unaryMethod<ListPublicRequest, ListPublicResponse>(
                       Audience::Public, [&service](const Caller *, const ListPublicRequest &) -> Result<ListPublicResponse> {
                           const auto list = service.publicNotices();
                           if (!list)
                               return list.error();
                           ListPublicResponse response;
                           for (const auto &notice : *list)
                               *response.add_notices() = notice;
                           return response;
                       }));
    methods.insert("/stanforis.notices.v1.Notices/Watch",
                   streamMethod<WatchRequest, notices::v1::Notice>(
                       Audience::Platform,
                       [&service](const Caller *caller, const WatchRequest &, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                           auto watch = std::make_unique<NoticeWatch>(service, caller->subject, sink);
                           if (auto begun = watch->begin(); !begun)
                               return begun.error();
                           return std::unique_ptr<QObject>(std::move(watch));
                       }));
}

} // namespace stanforis
