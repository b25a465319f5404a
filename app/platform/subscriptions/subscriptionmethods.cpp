// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/subscriptions/subscriptionmethods.h"

#include "app/platform/state/handlers.h"
#include "app/platform/subscriptions/subscriptionservice.h"
#include "app/platform/subscriptions/subscriptionwatch.h"

namespace stanforis {

using namespace subscriptions::v1;

void addSubscriptionMethods(Methods &methods, SubscriptionService &service)
{
    const QByteArray prefix = "/stanforis.subscriptions.v1.Subscriptions/";
    methods.insert(prefix + "List",
                   unaryMethod<ListRequest, ListResponse>(
                       Audience::Platform, [&service](const Caller *caller, const ListRequest &) -> Result<ListResponse> {
                           return service.list(caller->subject);
                       }));
    methods.insert(prefix + "Request", unaryMethod<RequestRequest, Subscription>(
                                           Audience::Platform, [&service](const Caller *caller, const RequestRequest &asked) {
                                               return service.request(*caller, asked);
                                           }));
    methods.insert(prefix + "Decide", unaryMethod<DecideRequest, Subscription>(
                                          Audience::Platform, [&service](const Caller *caller, const DecideRequest &decision) {
                                              return service.decide(*caller, decision);
                                          }));
    methods.insert(prefix + "Withdraw", unaryMethod<WithdrawRequest, Subscription>(
                                            Audience::Platform, [&service](const Caller *caller, const WithdrawRequest &asked) {
                                                return service.withdraw(*caller, fromWire(asked.id()));
                                            }));
    methods.insert(prefix + "Renew", unaryMethod<RenewRequest, Subscription>(
                                         Audience::Platform, [&service](const Caller *caller, const RenewRequest &asked) {
                                             return service.renew(*caller, asked);
                                         }));
    methods.insert(prefix + "Watch",
                   streamMethod<WatchRequest, Event>(
                       Audience::Platform,
                       [&service](const Caller *caller, const WatchRequest &, Sink *sink) -> Result<std::unique_ptr<QObject>> {
                           return std::unique_ptr<QObject>(std::make_unique<SubscriptionWatch>(service, caller->subject, sink));
                       }));
}

} // namespace stanforis
