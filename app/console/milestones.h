// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stanforis {

class Workspace;

/// Says in the log when a person could first see what they wait for, for measuring from outside the process:
/// "sign-in painted", "signed in", "live sample painted". Category stanforis.console.milestones, level info, off by default.
class Milestones final : public QObject
{
    Q_OBJECT
public:
    explicit Milestones(Workspace &workspace);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void say(int milestone);

    Workspace &m_workspace;
    int m_reached = 0;
    bool m_sampleCame = false;
};

} // namespace stanforis
