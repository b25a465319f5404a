// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/signinflow.h"

namespace stanforis {

/// The sign-in of a wall display: it shows a code, and a person lets it in from another device (RFC 8628). What it gets may look
/// and not act. Asks as often as the provider allows, less often when told so or when the network does not answer.
class DeviceSignIn final : public SignInFlow
{
    Q_OBJECT
public:
    DeviceSignIn(const Parts &parts, DisplayName display, QObject *parent = nullptr);

private:
    void proceed() override;
    void take(const DeviceGrant &grant);
    void poll();
    void polled(const Result<TokenAnswer> &answer);

    const DisplayName m_display;
    QByteArray m_deviceCode;
    std::chrono::milliseconds m_interval{};
    QTimer m_next;
};

} // namespace stanforis
