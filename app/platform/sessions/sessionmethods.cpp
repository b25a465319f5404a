// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/sessions/sessionmethods.h"

#include "app/platform/provider/sessionkeeper.h"
#include "app/platform/sessions/sessionlistwatch.h"
#include "app/platform/sessions/sessionservice.h"
#include "app/platform/sessions/sessionwatch.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

using namespace sessions::v1;

void addSessionMethods(Methods &methods, SessionService &service)
{
    methods.insert("/stanforis.sessions.v1.Sessions/List",
                   unaryMethod<ListRequest, ListResponse>(
                       Audience::Platform, [&service](const Caller *caller, const ListRequest &) -> Result<ListResponse> {
                           return service.list(*caller);
                       }));
    methods.insert("/stanforis.sessions.v1.Sessions/WatchList",
                   streamMethod<ListRequest, ListResponse>(
                       Audience::Platform,
                       [&service](const Caller *caller, const ListRequest &, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                           return std::unique_ptr<QObject>(std::make_unique<SessionListWatch>(service, *caller, sink));
                       }));
    methods.insert("/stanforis.sessions.v1.Sessions/End",
                   unaryMethod<EndRequest, EndResponse>(
                       Audience::Platform, [&service](const Caller *caller, const EndRequest &request) -> Result<EndResponse> {
                           return service.end(*caller, request);
                       }));
    methods.insert("/stanforis.sessions.v1.Sessions/EndMine",
                   unaryMethod<EndMineRequest, EndResponse>(
                       Audience::Platform, [&service](const Caller *caller, const EndMineRequest &) -> Result<EndResponse> {
                           return service.endMine(*caller);
                       }));
    methods.insert("/stanforis.sessions.v1.Sessions/Watch",
                   streamMethod<WatchRequest, SessionEvent>(
                       Audience::Platform,
                       [&service](const Caller *caller, const WatchRequest &, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                           return std::unique_ptr<QObject>(
                               std::make_unique<SessionWatch>(service.sessions(), caller->session, sink));
                       }));
}

} // namespace stanforis
