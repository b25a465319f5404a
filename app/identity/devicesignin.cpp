// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/devicesignin.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestInterval = 1min;

} // namespace

DeviceSignIn::DeviceSignIn(const Parts &parts, DisplayName display, QObject *parent)
    : SignInFlow(parts, SignInWay::DeviceCode, parent)
    , m_display(std::move(display))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &DeviceSignIn::poll);
    // Whoever stops waiting stops asking.
    connect(this, &SignInFlow::finished, &m_next, &QTimer::stop);
}

void DeviceSignIn::proceed()
{
    if (metadata().device.isEmpty()) {
        fail({Error::Code::NotFound, u"device_authorization_endpoint"_s});
        return;
    }
    provider().askForCode(this, metadata().device, viewing, m_display.name, m_display.place, [this](Result<DeviceGrant> grant) {
        if (grant)
            take(*grant);
        else
            fail(grant.error());
    });
}

void DeviceSignIn::take(const DeviceGrant &grant)
{
    m_deviceCode = grant.deviceCode;
    m_interval = std::chrono::ceil<std::chrono::milliseconds>(grant.interval);
    // A little longer than the code is good, so that the provider's word comes first.
    waitFor(std::chrono::ceil<std::chrono::milliseconds>(grant.life) + m_interval);
    ask(grant.address, grant.userCode, grant.codeAddress);
    m_next.start(m_interval);
}

void DeviceSignIn::poll()
{
    provider().poll(this, metadata().token, m_deviceCode, profile().platformResource,
                    [this](const Result<TokenAnswer> &answer) { polled(answer); });
}

/// RFC 8628 §3.5.
void DeviceSignIn::polled(const Result<TokenAnswer> &answer)
{
    if (answer) {
        accept(*answer, {}, viewing);
        return;
    }
    const auto &error = answer.error();
    if (error.code == Error::Code::Invalid && error.detail == "slow_down"_L1)
        m_interval += 5s;
    else if (error.code == Error::Code::Unreachable || error.code == Error::Code::Unavailable ||
             (error.code == Error::Code::TimedOut && error.detail.isEmpty()))
        m_interval = std::min(m_interval * 2, std::max(longestInterval, m_interval));
    else if (error.code != Error::Code::Invalid || error.detail != "authorization_pending"_L1) {
        fail(error);
        return;
    }
    m_next.start(m_interval);
}

} // namespace stanforis
