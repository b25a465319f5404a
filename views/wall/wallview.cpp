// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wall/wallview.h"

#include "models/telemetry/timecontext.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotpanel.h"
#include "views/wall/wallfoot.h"
#include "views/wall/wallheader.h"
#include "views/wall/walltile.h"
#include "views/widgets/dates.h"
#include "views/widgets/modeframe.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr std::chrono::seconds dwell{20};
constexpr std::chrono::seconds telling{5};
constexpr int smallestType = 11;    // look.md, "Type"
constexpr int leastWallHeight = 20; // heights of the smallest text: banner, header, one tile, foot

QString metres(ViewingDistance distance)
{
    const int millimetres = distance.millimetres();
    return WallView::tr("%1\u00A0m").arg(QLocale().toString(millimetres / 1000.0, 'f', millimetres % 1000 ? 1 : 0));
}

} // namespace

WallView::WallView(QWidget *parent)
    : QWidget(parent)
    , m_header(new WallHeader(this))
    , m_foot(new WallFoot(this))
    , m_pitch(pixelPitch(0, 0))
{
    setObjectName(u"wall-view"_s);
    setAccessibleName(tr("Plots on the whole screen"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusInside", true);
    m_turning.setInterval(dwell);
    m_telling.setInterval(telling);
    m_telling.setSingleShot(true);
    connect(&m_turning, &QTimer::timeout, this, [this] { turn(1); });
    connect(&m_telling, &QTimer::timeout, this, &WallView::showHeadline);
}

WallView::~WallView() = default;

void WallView::setPlots(const QList<PlotPanel *> &plots)
{
    if (std::ranges::equal(m_tiles, plots, {}, &WallTile::panel))
        return;
    qDeleteAll(std::exchange(m_tiles, {}));
    for (PlotPanel *panel : plots)
        m_tiles.append(new WallTile(panel, this));
    m_screenful = 0;
    arrange();
}

void WallView::setPlace(const QString &name)
{
    m_place = name;
    showHeadline();
}

void WallView::setClock(const QDateTime &platformTime)
{
    m_clock = platformTime;
    showHeadline();
}

void WallView::setSummary(const StatusSummary &summary) { m_foot->setSummary(summary); }

void WallView::setPitch(double pitch)
{
    m_pitch = pitch;
    dress();
}

void WallView::setDistance(ViewingDistance distance)
{
    m_distance = distance;
    dress();
}

void WallView::choose(ViewingDistance distance)
{
    m_telling.start();
    const bool isOther = distance != m_distance;
    setDistance(distance);
    if (isOther)
        Q_EMIT distanceChosen(distance);
}

/// No larger than that one tile with all that is round it finds room.
int WallView::largestFont() const
{
    const QSize all = window()->size();
    return std::max(smallestType, std::min(all.width() / WallHeader::narrowest, all.height() / leastWallHeight));
}

void WallView::dress()
{
    if (m_isDressing || !isVisible())
        return;
    const QScopedValueRollback dressing(m_isDressing, true);
    const Theme application = Theme::of(nullptr);
    m_font = std::clamp(smallestFont(m_distance, m_pitch), smallestType, largestFont());
    const Theme theme = Theme::wall(application.variant(), m_font, application.reducedMotion());
    Theme::setFor(this, theme);
    if (ModeFrame *frame = ModeFrame::of(this))
        Theme::setFor(frame, theme);
    arrange();
}

void WallView::arrange()
{
    if (!isVisible())
        return;
    const Theme theme = Theme::of(this);
    const int head = m_header->heightFor(width()), foot = theme.frame().alarmBar;
    m_header->setGeometry(0, 0, width(), head);
    m_foot->setGeometry(0, height() - foot, width(), foot);
    const int margin = theme.metrics().gutter;
    const QRect room(theme.metrics().pageMargin, head + margin, width() - 2 * theme.metrics().pageMargin,
                     height() - head - foot - 2 * margin);
    m_grids = wallGrids(int(m_tiles.size()), room.size(), WallTile::smallest(theme), theme.metrics().gutter);
    m_screenful = std::clamp(m_screenful, 0, std::max(0, int(m_grids.size()) - 1));
    int tile = 0;
    for (const WallGrid &grid : std::as_const(m_grids)) {
        for (int at = 0; at < grid.tiles; ++at) {
            QRect place = grid.place(at, room, theme.metrics().gutter);
            if (layoutDirection() == Qt::RightToLeft)
                place.moveLeft(width() - place.right() - 1);
            m_tiles.at(tile++)->setGeometry(place);
        }
    }
    if (m_grids.size() > 1)
        m_turning.start();
    else
        m_turning.stop();
    showScreenful();
}

void WallView::showScreenful()
{
    int tile = 0;
    for (int screenful = 0; screenful < m_grids.size(); ++screenful) {
        for (int at = 0; at < m_grids.at(screenful).tiles; ++at)
            m_tiles.at(tile++)->setVisible(screenful == m_screenful);
    }
    refresh();
}

void WallView::turn(int screenfuls)
{
    const int count = int(m_grids.size());
    if (count < 2)
        return;
    m_screenful = ((m_screenful + screenfuls) % count + count) % count;
    m_turning.start();
    showScreenful();
}

void WallView::refresh()
{
    if (!isVisible())
        return;
    for (WallTile *tile : std::as_const(m_tiles)) {
        if (tile->isVisible())
            tile->refresh();
    }
    showHeadline();
}

void WallView::follow()
{
    if (!isVisible())
        return;
    for (WallTile *tile : std::as_const(m_tiles))
        tile->follow();
}

QString WallView::ageWords(bool *isOld) const
{
    *isOld = false;
    std::optional<Instant> newest;
    const TimeContext *time = nullptr;
    bool isLost = false;
    for (const WallTile *tile : std::as_const(m_tiles)) {
        if (!tile->panel() || !tile->panel()->time())
            continue;
        time = time && !time->isLive() ? time : tile->panel()->time();
        isLost = isLost || tile->plot()->dataState() == DataState::Disconnected;
        if (const auto last = tile->newest(); last && (!newest || *last > *newest))
            newest = *last;
    }
    if (!time)
        return {};
    if (!time->isLive()) {
        *isOld = true;
        return tr("Past, until %1").arg(Dates::when(time->range().to, time->now()));
    }
    if (!newest) {
        *isOld = true;
        return tr("No data yet");
    }
    const Duration age = std::max(time->now() - *newest, Duration::zero());
    const QString words = Words::age(std::chrono::duration_cast<std::chrono::milliseconds>(age));
    *isOld = isLost || age > WallTile::oldFrom;
    return isLost   ? tr("Connection lost, data %1 old").arg(words)
           : *isOld ? tr("No data for %1").arg(words)
                    : tr("Data %1 old").arg(words);
}

QString WallView::noteWords() const
{
    const ViewingDistance readable = farthestFor(m_font, m_pitch);
    if (readable.millimetres() < m_distance.millimetres())
        return tr("Read from up to %1").arg(metres(readable));
    if (m_telling.isActive())
        return tr("Read from %1").arg(metres(m_distance));
    if (!m_turning.isActive())
        return {};
    return tr("Next in %1\u00A0s").arg(std::chrono::ceil<std::chrono::seconds>(m_turning.remainingTimeAsDuration()).count());
}

void WallView::showHeadline()
{
    if (!isVisible())
        return;
    WallHeadline line{.place = m_place, .note = noteWords(), .clock = m_clock};
    if (m_grids.size() > 1)
        line.screenful = tr("%1 of %2").arg(m_screenful + 1).arg(m_grids.size());
    line.age = ageWords(&line.isOld);
    m_header->setHeadline(line);
}

QList<KeyHelp> WallView::keys()
{
    return {{tr("Esc"), tr("Back to the page")},
            {tr("Left, Right"), tr("Turn to the other plots")},
            {tr("+, -"), tr("Read from farther away, from nearer")}};
}

void WallView::paintEvent(QPaintEvent *) { QPainter(this).fillRect(rect(), Theme::of(this).surface().base); }

void WallView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    dress();
}

void WallView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    dress();
}

void WallView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_turning.stop();
    m_telling.stop();
    if (ModeFrame *frame = ModeFrame::of(this))
        Theme::setFor(frame, std::nullopt);
}

void WallView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        dress();
}

bool WallView::focusNextPrevChild(bool) { return false; }

void WallView::keyPressEvent(QKeyEvent *event)
{
    const int onwards = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Escape:
        return Q_EMIT leaveRequested();
    case Qt::Key_Left:
        return turn(-onwards);
    case Qt::Key_Right:
        return turn(onwards);
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key, without Shift
        return choose(m_distance.farther());
    case Qt::Key_Minus:
        return choose(m_distance.nearer());
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace stanforis
