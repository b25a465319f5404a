// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/httpmessage.h"
#include "app/platform/provider/deviceauthorizations.h"
#include "app/platform/provider/loginpage.h"
#include "app/platform/provider/tokenissuer.h"

namespace stanforis {

class PinKeeper;

/// The sign-in by code for wall displays: where a display asks for a code, and the page on which a person looks at what asked,
/// and lets it in or not (RFC 8628 §3.1, §3.3). The token endpoint does the rest. What a display gets may read and not act.
/// Main thread.
class DeviceEndpoint
{
public:
    DeviceEndpoint(const ProviderSettings &settings, const std::vector<Persona> &personas, const LoginPage &page, PinKeeper &pins,
                   DeviceAuthorizations &devices, const Clock &clock);

    [[nodiscard]] HttpResponse begin(const HttpRequest &request);
    [[nodiscard]] HttpResponse page(const HttpRequest &request);
    [[nodiscard]] HttpResponse answer(const HttpRequest &request);

private:
    [[nodiscard]] HttpResponse look(const QString &typed);
    [[nodiscard]] HttpResponse ask(const DeviceRequest &device, const SubjectId &chosen, const QString &problem);
    [[nodiscard]] HttpResponse done(const DeviceRequest &device, bool approved) const;

    const ProviderSettings &m_settings;
    const std::vector<Persona> &m_personas;
    const LoginPage &m_page;
    PinKeeper &m_pins;
    DeviceAuthorizations &m_devices;
    const Clock &m_clock;
    QHash<QByteArray, std::pair<QString, Instant>> m_handles; ///< of the forms given out, to the user code each is about
};

} // namespace stanforis
