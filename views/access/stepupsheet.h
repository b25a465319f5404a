// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/signin.h"

#include <QObject>

class QWidget;

namespace stanforis {

class BrowserCard;
class Sheet;
class TextLabel;

/// Over whatever is in view: the platform asks for a fresh sign-in before it does something. Says for what and why, and has what
/// can be done while the browser is open. The work behind it stays as it is.
class StepUpSheet final : public QObject
{
    Q_OBJECT

public:
    StepUpSheet(const Clock &clock, QWidget *host);

    void open(const SignInDemand &demand);
    /// When the wait for the browser ends by itself.
    void setEnds(Instant ends);
    void dismiss();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void openAgainRequested();
    void copyLinkRequested();
    void cancelRequested();

private:
    Sheet *m_sheet;
    TextLabel *m_reason;
    TextLabel *m_kept;
    BrowserCard *m_browser;
};

} // namespace stanforis
