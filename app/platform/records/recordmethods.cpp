// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/records/recordmethods.h"

#include "app/platform/records/recordservice.h"
#include "app/platform/state/handlers.h"

namespace stanforis {

using namespace records::v1;

void addRecordMethods(Methods &methods, RecordService &service)
{
    methods.insert(
        "/stanforis.records.v1.Records/List",
        unaryMethod<ListRequest, ListResponse>(Audience::Sector, [&service](const Caller *caller, const ListRequest &request) {
            return service.list(*caller, request);
        }));
    methods.insert("/stanforis.records.v1.Records/Get",
                   unaryMethod<GetRequest, records::v1::Record>(
                       Audience::Sector,
                       [&service](const Caller *caller, const GetRequest &request) { return service.get(*caller, request); }));
}

} // namespace stanforis
