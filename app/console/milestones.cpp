// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/milestones.h"

#include "app/console/workspace.h"
#include "views/shell/mainwindow.h"

#include <QEvent>
#include <QLoggingCategory>

namespace stanforis {

Q_LOGGING_CATEGORY(milestones, "stanforis.console.milestones", QtWarningMsg)

namespace {
enum Milestone { Nothing, SignInPainted, PastSignIn, SamplePainted };
}

Milestones::Milestones(Workspace &workspace)
    : QObject(&workspace)
    , m_workspace(workspace)
{
    if (!milestones().isInfoEnabled())
        return;
    workspace.window()->installEventFilter(this);
    connect(&workspace.stores().series, &SeriesStore::appended, this, [this] { m_sampleCame = true; });
    connect(&workspace.navigator(), &Navigator::moved, this, [this](const PageLink &link) {
        if (link.level != PageLink::Level::SignIn)
            say(PastSignIn);
    });
}

bool Milestones::eventFilter(QObject *watched, QEvent *event)
{
    // The window's own update request: everything below it is painted when it has been handled.
    if (event->type() == QEvent::UpdateRequest || event->type() == QEvent::Paint) {
        if (m_reached == Nothing && m_workspace.stores().connection.profile())
            QMetaObject::invokeMethod(
                this, [this] { say(SignInPainted); }, Qt::QueuedConnection);
        else if (m_reached == PastSignIn && m_sampleCame)
            QMetaObject::invokeMethod(
                this, [this] { say(SamplePainted); }, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Milestones::say(int milestone)
{
    if (milestone <= m_reached)
        return;
    m_reached = milestone;
    static constexpr const char *words[] = {"", "sign-in painted", "signed in", "live sample painted"};
    qCInfo(milestones) << words[milestone];
}

} // namespace stanforis
