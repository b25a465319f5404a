// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/sectortile.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "views/plots/sparkline.h"
#include "views/widgets/accessiblevalue.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/valuelabel.h"
#include "views/widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int linePoints = 120;
constexpr std::array severities{Severity::Critical, Severity::High, Severity::Medium, Severity::Low};

int countOf(const SeverityCounts &counts, Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return counts.critical;
    case Severity::High:
        return counts.high;
    case Severity::Medium:
        return counts.medium;
    case Severity::Low:
        return counts.low;
    default:
        return 0;
    }
}

} // namespace

/// Label over figure, narrower than a KPI of a strip.
class SectorTile::Figure final : public QWidget
{
public:
    explicit Figure(QWidget *parent)
        : QWidget(parent)
        , m_label(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
        , m_value(new ValueLabel(TypeRole::Title, this))
    {
        m_label->setElided(Qt::ElideRight);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(m_label);
        layout->addWidget(m_value);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }

    void show(const QString &label, const ValueState &state)
    {
        m_label->setFullText(label);
        m_value->setAccessibleName(label);
        m_value->setState(state);
    }

private:
    TextLabel *m_label;
    ValueLabel *m_value;
};

SectorTile::SectorTile(const SectorId &sector, const EntryStores &stores, QWidget *parent)
    : Panel(parent)
    , m_sector(sector)
    , m_stores(stores)
    , m_icon(new IconLabel(sector.value, Tone::Primary, this))
    , m_name(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_state(new SeverityLabel(this))
    , m_caption(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_line(new Sparkline(this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"sector-tile-"_s + sector.value);
    setFocusPolicy(Qt::StrongFocus);
    setAccessiblePress(this);
    setCursor(Qt::PointingHandCursor);
    m_caption->setElided(Qt::ElideRight);
    m_name->setElided(Qt::ElideRight);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);

    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(3));
    head->addWidget(m_icon);
    head->addWidget(m_name, 1);
    head->addWidget(m_state);
    auto *figures = new QHBoxLayout;
    for (Figure *&figure : m_figures) {
        if (&figure != &m_figures.front())
            figures->addWidget(makeSeparator(this, Qt::Vertical));
        figure = new Figure(this);
        figures->addWidget(figure, 1);
    }
    body()->addLayout(head);
    body()->addWidget(m_caption);
    body()->addWidget(m_line, 1);
    body()->addLayout(figures);
    body()->addWidget(makeSeparator(this));
    body()->addWidget(makeFoot());
    followTheme(this, [this, figures](const Theme &now) {
        const bool compact = now.density() == Density::Compact;
        m_line->setMinimumHeight(compact ? now.space(4) : now.space(7));
        figures->setSpacing(compact ? now.space(2) : now.space(3));
        setBodySpacing(compact ? 0 : now.space(1));
    });
}

QWidget *SectorTile::makeFoot()
{
    const Theme theme = Theme::of(this);
    auto *foot = new QWidget(this);
    m_abnormal = new TextLabel({}, TypeRole::Label, Tone::Tertiary, foot);
    m_abnormal->setElided(Qt::ElideRight);
    m_role = new TextLabel({}, TypeRole::Label, Tone::Tertiary, foot);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.space(3));
    for (SeverityLabel *&count : m_counts) {
        count = new SeverityLabel(foot);
        layout->addWidget(count);
    }
    layout->addWidget(m_abnormal, 1);
    layout->addWidget(m_role);
    return foot;
}

void SectorTile::refresh(bool disconnected)
{
    const SectorSummary *summary = m_stores.catalogue.summary(m_sector);
    m_name->setFullText(summary ? summary->name : m_sector.value);
    if (summary)
        m_icon->setIcon(summary->icon);
    QStringList roles;
    for (const RoleId &role : m_stores.subscriptions.rolesIn(m_sector))
        roles << (summary ? summary->roleName(role) : role.value);
    m_role->setText(roles.join(tr(", ", "between roles")));
    showState(disconnected);
    showMeasures(disconnected);
}

void SectorTile::showState(bool disconnected)
{
    const SeverityCounts counts = m_stores.health.counts(m_sector);
    const bool unknown = disconnected || m_stores.health.isStale();
    if (!unknown)
        m_worst = counts.worst();
    m_state->setSeverity(unknown ? Severity::Unknown : m_worst);
    m_state->setEmphasised(counts.total() > 0 && !unknown);
    const int total = unknown ? 0 : counts.total();
    m_state->setText(total == 0 ? QString() : total == 1 ? tr("1 service abnormal") : tr("%n services abnormal", nullptr, total));
    for (size_t i = 0; i < severities.size(); ++i) {
        const int count = unknown ? 0 : countOf(counts, severities.at(i));
        m_counts.at(i)->setVisible(count > 0);
        m_counts.at(i)->setSeverity(severities.at(i));
        m_counts.at(i)->setText(QString::number(count));
    }
    const auto abnormal = m_stores.health.abnormal(m_sector);
    m_abnormal->setFullText(unknown              ? lastKnown()
                            : abnormal.isEmpty() ? tr("All services normal")
                                                 : abnormal.first().health.condition);
    setAccessibleName(tr("%1, %2", "sector, state").arg(m_name->accessibleName(), m_state->text()));
    setAccessibleDescription(tr("Your role: %1. Enter opens the sector.").arg(m_role->text()));
}

QString SectorTile::lastKnown() const
{
    const Sector *sector = m_stores.catalogue.sector(m_sector);
    const auto sample =
        sector && !sector->tileSeries.isEmpty() ? m_stores.series.lastSample(sector->tileSeries.first()) : std::nullopt;
    if (!sample)
        return tr("Nothing fresh is known");
    return tr("Values are %1", "38 s old")
        .arg(Words::old(std::chrono::duration_cast<std::chrono::milliseconds>(m_stores.time.now() - sample->time)));
}

void SectorTile::showMeasures(bool disconnected)
{
    const Sector *sector = m_stores.catalogue.sector(m_sector);
    const QList<SeriesKey> keys = sector ? sector->tileSeries : QList<SeriesKey>();
    for (size_t i = 0; i < m_figures.size(); ++i) {
        const Measure *measure = qsizetype(i) < keys.size() ? sector->measure(keys.at(qsizetype(i))) : nullptr;
        ValueState state;
        if (measure) {
            state.unit = measure->unit;
            if (const auto sample = m_stores.series.lastSample(measure->key)) {
                state.value = Words::number(sample->value, measure->decimals);
                if (disconnected)
                    state.age = std::chrono::duration_cast<std::chrono::milliseconds>(m_stores.time.now() - sample->time);
                else if (measure->limit && measure->limit->exceededBy(sample->value))
                    state.severity = measure->limit->severity;
            }
        }
        m_figures.at(i)->show(measure ? measure->name : QString(), state);
    }
    const Measure *first = keys.isEmpty() ? nullptr : sector->measure(keys.first());
    const TimeRange range = m_stores.time.range();
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(range.length()).count();
    m_caption->setFullText(first ? tr("%1, %2 min").arg(first->name).arg(minutes) : tr("Reading what this sector measures"));
    if (!first)
        return m_line->setData({});
    SparklineData course = SparklineData::from(m_stores.series, first->key, range, linePoints);
    if (first->normalLow && first->normalHigh)
        course.band = NormalBand{*first->normalLow, *first->normalHigh};
    if (first->limit) {
        course.limit =
            PlotLimit{first->limit->value, first->limit->severity,
                      first->limit->side == Limit::Side::Above ? LimitSide::Above : LimitSide::Below, first->limit->label};
    }
    course.state = disconnected ? DataState::Disconnected : DataState::Live;
    m_line->setData(course);
}

void SectorTile::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    if (!hasFocus())
        return;
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.radius(), theme.radius());
}

void SectorTile::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT opened(m_sector);
}

void SectorTile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT opened(m_sector);
    else
        Panel::keyPressEvent(event);
}

void SectorTile::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    update();
}

void SectorTile::focusOutEvent(QFocusEvent *event)
{
    Panel::focusOutEvent(event);
    update();
}

} // namespace stanforis
