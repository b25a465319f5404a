// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QPointer>
#include <QRect>
#include <QWidget>

#include <vector>

class QPainter;

namespace stanforis {

class Theme;

/// Paints the border of a quality just outside \a box: minor solid, major double, invalid dash-dot,
/// disconnected dotted (2 px dots on whole panels). Good and Stale have none.
void paintQualityBorder(QPainter &painter, const QRect &box, Quality quality, bool wholePanel, const Theme &theme);

/// Lies over a page and paints quality borders outside its widgets, so that nothing moves when the quality
/// changes. Widgets need 8 free pixels between them. Takes no input.
class QualityOverlay final : public QWidget
{
    Q_OBJECT

public:
    /// Covers \a page and follows its size.
    explicit QualityOverlay(QWidget *page);

    /// \a widget is a descendant of the page; a word for the quality becomes its accessible description.
    void setQuality(QWidget *widget, Quality quality, bool wholePanel = false);
    void clear();

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QPointer<QWidget> widget;
        Quality quality;
        bool wholePanel;
    };
    std::vector<Entry> m_entries;
};

} // namespace stanforis
