// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/viewingdistance.h"
#include "views/shell/page.h"
#include "views/shell/shellstate.h"
#include "views/wall/wallgrid.h"

#include <QDateTime>
#include <QTimer>
#include <QWidget>

#include <chrono>

namespace stanforis {

class PlotPanel;
class WallFoot;
class WallHeader;
class WallTile;

/// The plots of a page as they are read from afar: as many tiles as can be read, the rest on further screenfuls that come by
/// themselves. Its type follows from the viewing distance and the pitch of the screen; where the screen is too small for it, the
/// header says from how far it can be read. Keys: Left and Right turn the screenful, + and - change the distance, Escape leaves.
/// While it is hidden it takes no data and paints nothing. GUI thread.
class WallView final : public QWidget
{
    Q_OBJECT

public:
    explicit WallView(QWidget *parent = nullptr);
    ~WallView() override;

    /// Those that are to be seen, in their order; a panel that goes takes its tile's data with it.
    void setPlots(const QList<PlotPanel *> &plots);
    void setPlace(const QString &name);
    void setClock(const QDateTime &platformTime);
    void setSummary(const StatusSummary &summary);
    /// Millimetres from pixel to pixel, logical ones.
    void setPitch(double pitch);
    void setDistance(ViewingDistance distance);
    [[nodiscard]] ViewingDistance distance() const { return m_distance; }

    /// Words, figures and ages; plots too.
    void refresh();
    /// Plots only.
    void follow();
    void turn(int screenfuls);
    /// How long a screenful stays, if there are several; 20 s at first.
    void setDwell(std::chrono::milliseconds dwell) { m_turning.setInterval(dwell); }
    [[nodiscard]] int screenful() const { return m_screenful; }
    [[nodiscard]] const QList<WallGrid> &screenfuls() const { return m_grids; }
    [[nodiscard]] static QList<KeyHelp> keys();

Q_SIGNALS:
    void leaveRequested();
    /// The person has set another one.
    void distanceChosen(stanforis::ViewingDistance distance);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    /// There is nothing to go to but this.
    bool focusNextPrevChild(bool next) override;

private:
    void dress();
    void arrange();
    void showScreenful();
    void choose(ViewingDistance distance);
    void showHeadline();
    [[nodiscard]] int largestFont() const;
    [[nodiscard]] QString ageWords(bool *isOld) const;
    [[nodiscard]] QString noteWords() const;

    WallHeader *m_header;
    WallFoot *m_foot;
    QList<WallTile *> m_tiles;
    QList<WallGrid> m_grids;
    int m_screenful = 0;
    QString m_place;
    QDateTime m_clock;
    ViewingDistance m_distance;
    double m_pitch;
    int m_font = 0;   ///< smallest, as it is shown
    QTimer m_turning; ///< runs while there are several screenfuls
    QTimer m_telling; ///< runs while the distance is told
    bool m_isDressing = false;
};

} // namespace stanforis
