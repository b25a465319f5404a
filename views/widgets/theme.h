// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QMetaType>

#include <chrono>
#include <memory>
#include <optional>

class QWidget;

namespace stanforis {

enum class Variant { Light, Dark };

/// Desk is the normal working density, Compact the one for screens below 1600 px wide, Wall that of displays read from afar.
enum class Density { Desk, Compact, Wall };

/// The type scale. Body is the default font of the application; Code is the monospaced one. On walls Heading and Title are the
/// size of names, Value that of values and Display that of the clock; all others are the smallest size there is.
enum class TypeRole { Caption, Label, Body, Strong, Heading, Title, Value, Display, Code };

struct SurfaceColors
{
    QColor base, frame, panel, raised, hover, pressed, input, selected, sheet, scrim;
    qreal scrimOpacity = 0; ///< 0 … 1
};
struct TextColors
{
    QColor primary, secondary, tertiary, disabled, stale, inverse;
};
struct LineColors
{
    QColor subtle, normal, strong, control;
};
struct AccentColors
{
    QColor fill, fillHover, fillPressed, onFill, text, focus;
};
/// A mark is filled with mark and outlined with edge; words use text; a badge uses fill with onFill on it.
struct SeverityColors
{
    QColor mark, text, fill, onFill, tint, edge;
};
struct ModeColors
{
    QColor frame, banner, text;
};
struct PlotColors
{
    QColor background, grid, axis, label, band, bandLabel, gapHatch, cursor, single;
    QList<QColor> series;           ///< to be given out in order
    QList<QList<qreal>> seriesDash; ///< on/off lengths in pixels; an empty list is a solid line
};
struct MapColors
{
    QColor region, border;
};

/// Sizes that follow the density; logical pixels.
struct Metrics
{
    int row = 0, rowDetail = 0, tableHeader = 0, control = 0, controlSmall = 0, controlLarge = 0, panelHeader = 0;
    int panelPadding = 0, gutter = 0, pageMargin = 0, icon = 0, severityMark = 0, plotLabel = 0, target = 0;
    qreal plotLine = 0, plotLineSecondary = 0;
};
/// Sizes of the frame round every page; logical pixels, the same at every desk.
struct FrameMetrics
{
    int banner = 0, topBar = 0, rail = 0, railCollapsed = 0, alarmBar = 0, inspector = 0;
};
struct Strokes
{
    qreal hair = 0, icon = 0, focus = 0;
    int modeFrame = 0;
};
struct Durations
{
    std::chrono::milliseconds panel{}, sheet{};
};

/// Every colour, size, font and duration of the console, under the names of the token file. A cheap value:
/// copies share the parsed tokens. Widgets ask for it when they paint and never keep a colour of their own.
class Theme final
{
public:
    /// Parses the token file in the application resources. A missing token is fatal: the build is broken.
    [[nodiscard]] static Theme load(Variant variant, Density density, bool reducedMotion = false);
    /// Wall density whose smallest text is so many logical pixels high; all else grows with it. load() gives that of the
    /// pictures.
    [[nodiscard]] static Theme wall(Variant variant, int smallestFont, bool reducedMotion = false);
    /// The theme now in force for \a widget: what was set for it or the nearest widget round it, else that of the application;
    /// without a ThemeManager, dark at desk density. GUI thread only.
    [[nodiscard]] static Theme of(const QWidget *widget);
    /// Gives a widget and all that is in it a theme of their own, or that of the application again, and tells them so. Style
    /// sheets and fonts that come from them stay the application's: what is inside paints itself.
    static void setFor(QWidget *widget, const std::optional<Theme> &theme);

    Theme();
    [[nodiscard]] Variant variant() const;
    [[nodiscard]] Density density() const;
    [[nodiscard]] bool reducedMotion() const;

    [[nodiscard]] const SurfaceColors &surface() const;
    [[nodiscard]] const TextColors &text() const;
    [[nodiscard]] const LineColors &line() const;
    [[nodiscard]] const AccentColors &accent() const;
    /// Normal and Unknown have no hue: neutral mark and text, the panel as tint.
    [[nodiscard]] const SeverityColors &severity(Severity severity) const;
    [[nodiscard]] const ModeColors &mode(Mode mode) const;
    /// Colour of the border outside a widget of this quality; invalid (no border) for Good and Stale.
    [[nodiscard]] QColor quality(Quality quality) const;
    [[nodiscard]] const PlotColors &plot() const;
    [[nodiscard]] const MapColors &map() const;

    /// Pixel-sized font of the role, Plex first and then the fall-backs of this system.
    [[nodiscard]] QFont font(TypeRole role) const;
    /// Height of one line of the role in pixels.
    [[nodiscard]] int lineHeight(TypeRole role) const;
    /// Distance number \a step of the spacing scale, 0 … 10: 0 4 8 12 16 20 24 32 40 48 64.
    [[nodiscard]] int space(int step) const;
    [[nodiscard]] int radius() const;
    [[nodiscard]] const Metrics &metrics() const;
    [[nodiscard]] const FrameMetrics &frame() const;
    [[nodiscard]] const Strokes &stroke() const;
    /// Zero throughout when motion is reduced.
    [[nodiscard]] const Durations &motion() const;

    friend bool operator==(const Theme &left, const Theme &right) { return left.m_tokens == right.m_tokens; }

    struct Tokens;

private:
    explicit Theme(std::shared_ptr<const Tokens> tokens);
    [[nodiscard]] static Theme read(Variant variant, Density density, int smallestFont, bool reducedMotion);

    std::shared_ptr<const Tokens> m_tokens;
};

/// Contrast of two opaque colours, 1 … 21 (WCAG 2.2 §1.4.3).
[[nodiscard]] qreal contrastRatio(const QColor &first, const QColor &second);

} // namespace stanforis

Q_DECLARE_METATYPE(stanforis::Theme)
