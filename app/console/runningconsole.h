// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QLocalServer>
#include <QObject>

class QLocalSocket;

namespace stanforis {

/// One console of a person takes the links that others of theirs are started with, so that a stanforis:// link opens in the
/// window that is there already, and so that two consoles never use the same kept session. A local socket that only this person
/// may open carries one link of at most 2 KiB, or none, ended by a line feed, and answers `taken`. Nothing but showing the window
/// and opening a page can be asked for. GUI thread.
class RunningConsole final : public QObject
{
    Q_OBJECT
public:
    explicit RunningConsole(QObject *parent = nullptr);

    /// Becomes the one that takes links; false when another console is that already, or the socket cannot be made.
    bool listen(const QString &socketName = ownSocketName());

    /// Gives the link to the console that listens; without one that shows its window. False when there is none, or it does not
    /// answer within a second. Waits: for use before there is a window.
    [[nodiscard]] static bool handOver(const QString &link, const QString &socketName = ownSocketName());

    /// The same for every console of one person on one machine.
    [[nodiscard]] static QString ownSocketName();

Q_SIGNALS:
    void linkReceived(const QString &link); ///< it is a page: PageLink::parse() reads it
    void windowRequested();

private:
    void accept();
    void read(QLocalSocket *socket);

    QLocalServer m_server;
    QHash<QLocalSocket *, QByteArray> m_heard;
};

} // namespace stanforis
