// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/deviceendpoint.h"

#include "app/platform/guard/scopes.h"
#include "app/platform/provider/authorization.h"
#include "app/platform/provider/pinkeeper.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr auto handleLifetime = std::chrono::minutes(10);
constexpr qsizetype mostHandles = 1000;

HttpResponse refuseDevice(const QString &error, const QString &description, int status = 400)
{
    return HttpResponse::json({{u"error"_s, error}, {u"error_description"_s, description}}, status);
}

} // namespace

DeviceEndpoint::DeviceEndpoint(const ProviderSettings &settings, const std::vector<Persona> &personas, const LoginPage &page,
                               PinKeeper &pins, DeviceAuthorizations &devices, const Clock &clock)
    : m_settings(settings)
    , m_personas(personas)
    , m_page(page)
    , m_pins(pins)
    , m_devices(devices)
    , m_clock(clock)
{}

HttpResponse DeviceEndpoint::begin(const HttpRequest &request)
{
    const auto form = request.form();
    if (!form)
        return refuseDevice(u"invalid_request"_s, u"send application/x-www-form-urlencoded, each parameter once"_s);
    for (const auto &[name, value] : form->queryItems()) {
        if (!parameter(*form, name))
            return refuseDevice(u"invalid_request"_s, u"send application/x-www-form-urlencoded, each parameter once"_s);
    }
    if (parameter(*form, u"client_id"_s) != m_settings.clientId)
        return refuseDevice(u"invalid_client"_s, u"the client is not known here"_s, 401);
    const auto asked = parameter(*form, u"scope"_s)->split(u' ', Qt::SkipEmptyParts);
    if (!asked.contains(u"openid"_s))
        return refuseDevice(u"invalid_scope"_s, u"scope must contain openid"_s);
    if (asked.contains(actScope))
        return refuseDevice(u"invalid_scope"_s, u"a device that signs in by code may only look"_s);
    const auto begun =
        m_devices.begin(*parameter(*form, u"device_name"_s), *parameter(*form, u"device_place"_s), grantedScope(asked));
    const QString address = m_settings.issuer + u"/device"_s;
    return HttpResponse::json({{u"device_code"_s, QString::fromLatin1(begun.deviceCode)},
                               {u"user_code"_s, begun.userCode},
                               {u"verification_uri"_s, address},
                               {u"verification_uri_complete"_s, QString(address + u"?user_code="_s + begun.userCode)},
                               {u"expires_in"_s, qint64(m_devices.times().lifetime.count())},
                               {u"interval"_s, qint64(m_devices.times().interval.count())}});
}

HttpResponse DeviceEndpoint::page(const HttpRequest &request)
{
    const auto typed = parameter(request.query, u"user_code"_s).value_or(QString());
    return typed.isEmpty() ? m_page.codeForm({}) : look(typed);
}

HttpResponse DeviceEndpoint::look(const QString &typed)
{
    if (m_devices.tooManyWrong())
        return m_page.codeForm(
            u"Too many wrong codes came in during the last minute. Wait a minute, then enter the code again."_s);
    const auto device = m_devices.find(typed);
    if (!device) {
        return m_page.codeForm(
            u"No display waits with this code. Compare it with the display; when the display shows a new code, "
            "enter that one."_s);
    }
    return ask(*device, {}, {});
}

HttpResponse DeviceEndpoint::ask(const DeviceRequest &device, const SubjectId &chosen, const QString &problem)
{
    const auto now = m_clock.now();
    m_handles.removeIf([now](auto entry) { return entry.value().second < now; });
    if (m_handles.size() >= mostHandles)
        m_handles.clear();
    const auto handle = toBase64Url(randomBytes(32));
    m_handles.insert(handle, {device.userCode, now + handleLifetime});
    return m_page.deviceForm({handle, device, now - device.asked, chosen, problem}, m_personas, m_pins);
}

HttpResponse DeviceEndpoint::answer(const HttpRequest &request)
{
    const auto form = request.form().value_or(QUrlQuery());
    const auto handle = parameter(form, u"handle"_s).value_or(QString()).toLatin1();
    if (handle.isEmpty())
        return look(parameter(form, u"user_code"_s).value_or(QString()));
    const auto about = m_handles.take(handle);
    const auto device = about.second > m_clock.now() ? m_devices.find(about.first) : std::nullopt;
    if (!device) {
        return m_page.message(
            u"This page is too old"_s,
            u"The request was already answered, or its code has expired. Nothing has been changed. If the display "
            "still waits, enter the code that it shows now."_s,
            400);
    }
    if (parameter(form, u"action"_s) == u"deny"_s) {
        (void)m_devices.deny(device->userCode);
        return done(*device, false);
    }
    const SubjectId subject(parameter(form, u"identity"_s).value_or(QString()));
    const auto outcome = m_pins.attempt(subject, parameter(form, u"pin"_s).value_or(QString()));
    if (!outcome && outcome.error().code == Error::Code::NotFound)
        return ask(*device, {}, u"Choose an identity first."_s);
    if (!outcome) {
        return m_page.message(u"Signing in does not work now"_s,
                              u"The platform could not write to its folder, so nobody is let in. Nothing has been changed."_s,
                              500);
    }
    if (*outcome != PinKeeper::Outcome::Right)
        return ask(*device, subject, m_pins.problem(subject, *outcome));
    (void)m_devices.approve(device->userCode, subject);
    return done(*device, true);
}

HttpResponse DeviceEndpoint::done(const DeviceRequest &device, bool approved) const
{
    if (approved) {
        return m_page.message(
            u"The display is signed in"_s,
            u"%1 may show what you may see, and can change nothing. Sign it out on the display, or with Sign out "
            "everywhere in your console. This page can be closed."_s.arg(
                device.name.isEmpty() ? u"It"_s : QStringLiteral("“%1”").arg(device.name)),
            200);
    }
    return m_page.message(u"The display was turned away"_s,
                          u"It has not been signed in and shows nothing of the platform. This page can be closed."_s, 200);
}

} // namespace stanforis
