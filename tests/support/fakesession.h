// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/sessionport.h"

namespace stanforis::test {

/// A session that is as it is told to be; the test emits its signals.
class FakeSession final : public SessionPort
{
public:
    [[nodiscard]] SessionState state() const override { return now; }
    [[nodiscard]] SessionState beneath() const override { return under; }
    [[nodiscard]] const Identity *identity() const override { return person ? &*person : nullptr; }
    [[nodiscard]] Instant sessionEnds() const override { return ends; }
    [[nodiscard]] SignInPrompt signInPrompt() const override { return prompt; }
    [[nodiscard]] std::optional<SessionCover> cover() const override { return over; }
    [[nodiscard]] QList<SessionPass> passes() const override { return held; }
    [[nodiscard]] SecretPlace secretPlace() const override { return place; }
    [[nodiscard]] SignInPrompt stepUpPrompt() const override { return {}; }
    void setDisplayName(const DisplayName &) override {}
    void signIn(SignInWay) override {}
    void cancelSignIn() override {}
    void resume() override {}
    void lock(LockReason) override {}
    void openStepUpAgain() override {}
    void cancelStepUp() override {}
    void signOut() override {}
    void lockedByPlatform(const QString &) override {}
    void endedByPlatform(const QString &) override {}

    SessionState now = SessionState::Active;
    std::optional<SessionCover> over;
    std::optional<Identity> person;
    QList<SessionPass> held;
    SecretPlace place;
    Instant ends{};
    SessionState under = SessionState::Active;
    SignInPrompt prompt;
};

} // namespace stanforis::test
