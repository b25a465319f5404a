// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotfigures.h"

#include "views/plots/numbertext.h"
#include "views/plots/plotmetrics.h"
#include "views/plots/plottext.h"
#include "views/plots/seriesfigures.h"
#include "views/plots/timeplot.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPaintEvent>
#include <QPainter>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr Duration readAgain = 1s;
constexpr Duration readAgainInShort = 250ms; ///< of a few seconds in view; nobody reads faster
constexpr Duration shortRange = 5s;

} // namespace

/// One series. The columns are as wide in all rows, so that they stand under each other.
class PlotFigures::Row final : public QAbstractButton
{
public:
    explicit Row(QWidget *parent)
        : QAbstractButton(parent)
    {
        setAttribute(Qt::WA_OpaquePaintEvent); // a figure that changes does not make the panel paint itself
    }

    void show(const PlotSeries &series, const QColor &color, const QList<qreal> &dash,
              const std::optional<SeriesFigures> &figures)
    {
        const auto value = [&](double figure) { return plottext::number(figure, series.decimals); };
        const QString none = u"–"_s;
        const std::array<QString, 4> values{
            figures ? value(figures->last) : none, figures ? value(figures->minimum) : none,
            figures ? value(figures->maximum) : none,
            figures ? QString((figures->isMeanExact ? QString() : u"≈\u2009"_s) + value(figures->mean)) : none};
        const bool sameLook = m_color == color && m_dash == dash && m_name == series.label && m_unit == series.unit &&
                              m_hidden == series.hidden && isChecked() == !series.hidden;
        if (sameLook && values == m_values)
            return;
        for (std::size_t at = 0; at < values.size(); ++at) {
            if (values[at] != m_values[at])
                update(m_places[at]);
        }
        if (!sameLook)
            update();
        m_color = color;
        m_dash = dash;
        m_name = series.label;
        m_hidden = series.hidden;
        m_values = values;
        m_unit = series.unit;
        m_valueWidth.reset();
        m_unitWidth.reset();
        QString said = series.label;
        for (size_t at = 0; at < m_values.size(); ++at)
            said += u", "_s % m_words[at] % u' ' % m_values[at];
        said += u' ' % series.unit;
        setAccessibleName(said);
        setCheckable(true);
        setChecked(!series.hidden);
    }
    /// Another look: measured and painted anew.
    void forget()
    {
        m_valueWidth.reset();
        m_unitWidth.reset();
        m_wordWidths.reset();
        m_words = names();
        update();
    }
    [[nodiscard]] static std::array<QString, 4> names()
    {
        return {PlotFigures::tr("last"), PlotFigures::tr("min"), PlotFigures::tr("max"), PlotFigures::tr("mean")};
    }
    [[nodiscard]] qreal valueWidth() const
    {
        if (!m_valueWidth) {
            const NumberText &numbers = NumberText::of(Theme::of(this).font(TypeRole::Caption));
            qreal widest = 0;
            for (const QString &value : m_values)
                widest = std::max(widest, numbers.width(value));
            m_valueWidth = std::ceil(widest);
        }
        return *m_valueWidth;
    }
    [[nodiscard]] qreal unitWidth() const
    {
        if (!m_unitWidth)
            m_unitWidth = std::ceil(QFontMetricsF(Theme::of(this).font(TypeRole::Caption)).horizontalAdvance(m_unit));
        return *m_unitWidth;
    }
    [[nodiscard]] qreal wordWidth(std::size_t at) const
    {
        if (!m_wordWidths) {
            const QFontMetricsF measure(Theme::of(this).font(TypeRole::Caption));
            m_wordWidths.emplace();
            for (std::size_t each = 0; each < m_words.size(); ++each)
                (*m_wordWidths)[each] = std::ceil(measure.horizontalAdvance(m_words[each]));
        }
        return (*m_wordWidths)[at];
    }
    void setWidths(qreal value, qreal unit)
    {
        if (std::exchange(m_widths, {value, unit}) != m_widths)
            update();
    }
    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        return {theme.space(10), theme.lineHeight(TypeRole::Caption) + theme.space(1)};
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        const QRegion &damage = event->region();
        const Theme theme = Theme::of(this);
        const PlotMetrics metrics = PlotMetrics::of(theme);
        QPainter painter(this);
        painter.setLayoutDirection(Qt::LeftToRight); // placed by hand, as the plot above it is
        painter.fillRect(event->rect(), underMouse() && !hasFocus() ? theme.surface().hover : theme.surface().panel);
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent().focus, theme.stroke().hair));
            painter.drawRect(rect().adjusted(0, 0, -1, -1));
        }
        const QFont font = theme.font(TypeRole::Caption);
        const NumberText &numbers = NumberText::of(font);
        painter.setFont(font);
        const qreal middle = std::round(height() / 2.0);
        // Under the title and the value of the header.
        const qreal left = theme.metrics().panelPadding - mapTo(parentWidget()->parentWidget(), QPoint()).x();
        QPen pen(m_hidden ? theme.line().strong : m_color, metrics.legendDashHeight, Qt::SolidLine, Qt::FlatCap);
        if (!m_dash.isEmpty()) {
            QList<qreal> pattern; // QPen counts in pen widths
            for (const qreal length : m_dash)
                pattern.append(length / metrics.legendDashHeight);
            pen.setDashPattern(pattern);
        }
        painter.setPen(pen);
        painter.drawLine(QPointF(left, middle), QPointF(left + metrics.legendDash, middle));
        // From the end: unit, then the figures, each with its word before it; the name has what is left.
        const qreal gap = theme.space(2);
        qreal right = width() - theme.metrics().panelPadding;
        const QColor quiet = m_hidden ? theme.text().disabled : theme.text().tertiary;
        const auto put = [&](const QString &text, qreal wide, const QColor &color, Qt::Alignment where) {
            const QRectF place(right - wide, 0, wide, height());
            const QRect pixels = place.toAlignedRect();
            if (damage.intersects(pixels)) {
                painter.setPen(color);
                numbers.paint(painter, place, where, text);
            }
            right -= wide;
            return pixels;
        };
        const auto [valueWidth, unitWidth] = m_widths;
        put(m_unit, unitWidth, quiet, Qt::AlignLeft);
        right -= gap / 2;
        const qreal name = left + metrics.legendDash + gap;
        for (size_t at = m_values.size(); at-- > 0;) {
            const qreal word = wordWidth(at);
            if (right - valueWidth - word - gap < name)
                break;
            m_places[at] =
                put(m_values[at], valueWidth, m_hidden ? theme.text().disabled : theme.text().secondary, Qt::AlignRight);
            right -= gap / 2;
            put(m_words[at], word, quiet, Qt::AlignRight);
            right -= gap * 1.5;
        }
        if (!damage.intersects(QRectF(name, 0, right - name, height()).toAlignedRect()))
            return;
        painter.setPen(m_hidden ? theme.text().disabled : theme.text().secondary);
        QFont struck = font;
        struck.setStrikeOut(m_hidden);
        painter.setFont(struck);
        painter.drawText(QRectF(name, 0, std::max<qreal>(0, right - name), height()), int(Qt::AlignLeft | Qt::AlignVCenter),
                         QFontMetricsF(font).elidedText(m_name, Qt::ElideRight, std::max<qreal>(0, right - name)));
    }

private:
    QColor m_color;
    QList<qreal> m_dash;
    QString m_name;
    QString m_unit;
    std::array<QString, 4> m_words = names();
    std::array<QString, 4> m_values;
    std::array<QRect, 4> m_places; ///< of the values that were painted
    bool m_hidden = false;
    mutable std::optional<qreal> m_valueWidth;
    mutable std::optional<qreal> m_unitWidth;
    mutable std::optional<std::array<qreal, 4>> m_wordWidths;
    std::pair<qreal, qreal> m_widths; ///< of values and units in all rows
};

PlotFigures::PlotFigures(TimePlot *plot, QWidget *parent)
    : QWidget(parent)
    , m_plot(plot)
{
    setLayoutDirection(Qt::LeftToRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    connect(plot, &Plot::readoutChanged, this, &PlotFigures::follow);
    follow();
}

int PlotFigures::neededHeight() const
{
    const Theme theme = Theme::of(this);
    return int(m_plot->series().size()) * (theme.lineHeight(TypeRole::Caption) + theme.space(1));
}

void PlotFigures::follow()
{
    while (m_rows.size() > m_plot->series().size())
        delete m_rows.takeLast();
    while (m_rows.size() < m_plot->series().size()) {
        auto *row = new Row(this);
        const int index = int(m_rows.size());
        row->setObjectName(u"plot-figures-%1"_s.arg(index));
        row->setToolTip(tr("Hide or show; with Ctrl show no other"));
        connect(row, &QAbstractButton::clicked, this, [this, index] {
            if (QGuiApplication::keyboardModifiers() & Qt::ControlModifier)
                Q_EMIT onlyRequested(index);
            else
                Q_EMIT toggleRequested(index);
            measure(); // the button has turned itself; the plot decides
        });
        layout()->addWidget(row);
        m_rows.append(row);
    }
    const bool anew = std::any_of(m_rows.cbegin(), m_rows.cend(), [this](const Row *row) {
        return row->isChecked() == m_plot->series().at(m_rows.indexOf(row)).hidden;
    });
    if (anew)
        measure();
    refresh();
}

void PlotFigures::refresh()
{
    const TimeRange range = m_plot->range();
    const Duration pause = range.length() < shortRange ? readAgainInShort : readAgain;
    const bool movedOn = range.length() == m_read.length() && range.from >= m_read.from && range.from - m_read.from < pause;
    // In a range that stands still only what history brings makes a difference.
    const bool filled = range == m_read && revision() != m_revision;
    if (isVisible() && (!movedOn || filled))
        measure();
}

quint64 PlotFigures::revision() const
{
    quint64 sum = 0;
    for (const PlotSeries &one : m_plot->series())
        sum += m_plot->view().pastRevision(one.key);
    return sum;
}

void PlotFigures::measure()
{
    m_read = m_plot->range();
    m_revision = revision();
    qreal value = 0;
    qreal unit = 0;
    for (int index = 0; index < m_rows.size(); ++index) {
        const PlotSeries &one = m_plot->series().at(index);
        m_rows.at(index)->show(one, m_plot->seriesColor(index), m_plot->seriesDash(index),
                               figuresOf(m_plot->view(), one.key, m_read));
        value = std::max(value, m_rows.at(index)->valueWidth());
        unit = std::max(unit, m_rows.at(index)->unitWidth());
    }
    for (Row *row : std::as_const(m_rows))
        row->setWidths(value, unit);
}

void PlotFigures::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange ||
        event->type() == QEvent::LanguageChange) {
        for (Row *row : std::as_const(m_rows))
            row->forget();
        measure();
    }
}

} // namespace stanforis
