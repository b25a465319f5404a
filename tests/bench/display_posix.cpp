// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/display.h"

#include "tests/bench/measure.h"

#include <QDeadlineTimer>
#include <QStandardPaths>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <thread>

#include <xcb/xcb.h>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

template <class T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

/// Sees windows come on a display without a window manager.
class WindowWatch
{
public:
    explicit WindowWatch(const QString &display)
        : m_connection(xcb_connect(display.toLatin1().constData(), nullptr))
    {
        if (xcb_connection_has_error(m_connection))
            return;
        const auto *screen = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data;
        const std::uint32_t events = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(m_connection, screen->root, XCB_CW_EVENT_MASK, &events);
        xcb_flush(m_connection);
    }
    ~WindowWatch() { xcb_disconnect(m_connection); }
    Q_DISABLE_COPY_MOVE(WindowWatch)

    [[nodiscard]] bool isThere() const { return xcb_connection_has_error(m_connection) == 0; }
    [[nodiscard]] bool wait(QProcess &program, int seconds)
    {
        const QDeadlineTimer limit(seconds * 1000LL);
        QList<xcb_window_t> shown;
        while (!limit.hasExpired() && isThere()) {
            while (xcb_generic_event_t *event = xcb_poll_for_event(m_connection)) {
                const Reply<xcb_generic_event_t> kept(event, &std::free);
                if ((event->response_type & 0x7f) == XCB_MAP_NOTIFY)
                    shown += reinterpret_cast<const xcb_map_notify_event_t *>(event)->window;
            }
            for (const xcb_window_t window : shown) {
                if (isPainted(window))
                    return true;
            }
            if (program.state() == QProcess::NotRunning)
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return false;
    }

private:
    [[nodiscard]] bool isPainted(xcb_window_t window) const
    {
        const Reply<xcb_get_geometry_reply_t> geometry(
            xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr), &std::free);
        if (!geometry || geometry->width < 300 || geometry->height < 200)
            return false;
        // A few lines of the window are enough to see that it is no longer all background.
        for (int line = 1; line < 16; ++line) {
            const auto y = static_cast<std::int16_t>(geometry->height * line / 16);
            const Reply<xcb_get_image_reply_t> image(
                xcb_get_image_reply(m_connection,
                                    xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window, 0, y, geometry->width, 1, ~0U),
                                    nullptr),
                &std::free);
            if (!image)
                return false;
            const auto *bytes = xcb_get_image_data(image.get());
            const int length = xcb_get_image_data_length(image.get());
            for (int i = 4; i + 4 <= length; i += 4) {
                if (std::memcmp(bytes, bytes + i, 3) != 0)
                    return true;
            }
        }
        return false;
    }

    xcb_connection_t *m_connection;
};

} // namespace

void endProcess(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(5'000)) {
        process.kill();
        process.waitForFinished();
    }
}

Display::~Display()
{
    if (m_server.state() != QProcess::NotRunning)
        endProcess(m_server);
}

Result<QString> Display::start()
{
    if (QStandardPaths::findExecutable(u"Xvfb"_s).isEmpty())
        return cannot(u"Xvfb is missing; run tests/bench/peers.sh"_s);
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(u"Xvfb"_s,
                   {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1920x1080x24"_s, u"-nolisten"_s, u"tcp"_s, u"-noreset"_s});
    const QDeadlineTimer limit(20'000);
    while (!m_server.canReadLine() && !limit.hasExpired() && m_server.state() != QProcess::NotRunning)
        m_server.waitForReadyRead(100);
    m_name = u':' + QString::fromLatin1(m_server.readLine()).trimmed();
    if (m_name.size() < 2)
        return cannot(u"Xvfb did not start"_s);
    return m_name;
}

QProcessEnvironment Display::environment() const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &other : {u"DBUS_SESSION_BUS_ADDRESS"_s, u"WAYLAND_DISPLAY"_s})
        environment.remove(other);
    for (const QString &folder : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        environment.insert(folder, m_home.path());
    environment.insert(u"DISPLAY"_s, m_name);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    return environment;
}

Result<double> Display::firstWindow(const QString &program, const QStringList &arguments)
{
    WindowWatch watch(m_name);
    if (!watch.isThere())
        return cannot(u"the display "_s + m_name + u" does not answer"_s);
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    const qint64 began = steadyMicroseconds();
    process.start(program, arguments);
    if (!process.waitForStarted())
        return cannot(program + u" does not start"_s);
    const bool seen = watch.wait(process, 30);
    const double passed = static_cast<double>(steadyMicroseconds() - began) / 1e3;
    endProcess(process);
    if (!seen)
        return cannot(program + u" showed no window within 30 s"_s);
    return passed;
}

} // namespace stanforis::bench
