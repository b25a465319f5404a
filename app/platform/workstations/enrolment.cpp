// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/workstations/enrolment.h"

#include <QJsonDocument>

namespace stanforis {

using namespace Qt::StringLiterals;

Enrolment::Enrolment(WorkstationRegister &workstations, QByteArray authorityPem, const Clock &clock)
    : m_workstations(workstations)
    , m_authorityPem(std::move(authorityPem))
    , m_clock(clock)
{}

Result<HttpResponse> Enrolment::handle(const HttpRequest &request)
{
    const bool enrolling = request.path == "/workstations/enrol"_L1;
    if (!enrolling && request.path != "/workstations/renew"_L1)
        return Error{Error::Code::NotFound, u"There is nothing at this address."_s};
    const auto document = QJsonDocument::fromJson(request.body);
    if (request.method != "POST" || request.contentType != "application/json" || !document.isObject())
        return Error{Error::Code::Invalid, u"Post a JSON object."_s};
    if (enrolling)
        return enrol(document.object());
    if (!request.peer)
        return request.peer.error();
    const auto issued = m_workstations.renew(*request.peer, document["csr"_L1].toString().toLatin1());
    if (!issued)
        return issued.error();
    return answer(*issued);
}

Result<HttpResponse> Enrolment::enrol(const QJsonObject &asked)
{
    const auto now = m_clock.now();
    while (!m_failures.empty() && m_failures.front() + window < now)
        m_failures.pop_front();
    if (m_failures.size() >= mostFailures)
        return Error{Error::Code::Unavailable, u"Too many enrolment codes were wrong. Try again in ten minutes."_s};
    const auto issued = m_workstations.enrol(asked["code"_L1].toString().left(64), asked["csr"_L1].toString().toLatin1());
    if (!issued) {
        if (issued.error().code == Error::Code::Unauthenticated)
            m_failures.push_back(now);
        return issued.error();
    }
    return answer(*issued);
}

HttpResponse Enrolment::answer(const WorkstationAuthority::Issued &issued) const
{
    return HttpResponse::json(
        {{u"certificate"_s, QString::fromLatin1(issued.pem)}, {u"authority"_s, QString::fromLatin1(m_authorityPem)}});
}

} // namespace stanforis
