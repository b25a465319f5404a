// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/valuelabel.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString shown(const ValueState &state) { return state.value.isEmpty() ? u"–"_s : state.value; }

} // namespace

ValueLabel::ValueLabel(TypeRole role, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleValue(this, shown(m_state));
}

void ValueLabel::setState(const ValueState &state)
{
    if (state == m_state)
        return;
    const bool resized = state.value.size() != m_state.value.size() || state.unit != m_state.unit;
    m_state = state;
    QString spoken = shown(state);
    if (!state.unit.isEmpty())
        spoken += u' ' + state.unit;
    if (state.age)
        spoken += u", "_s + Words::old(*state.age);
    setAccessibleValue(this, spoken);
    if (resized)
        updateGeometry();
    update();
}

QSize ValueLabel::sizeHint() const
{
    const Theme theme = Theme::of(this);
    int width = QFontMetrics(theme.font(m_role)).horizontalAdvance(shown(m_state));
    if (!m_state.unit.isEmpty())
        width += theme.space(1) + QFontMetrics(theme.font(TypeRole::Label)).horizontalAdvance(m_state.unit);
    return {width + 1, theme.lineHeight(m_role)};
}

QSize ValueLabel::minimumSizeHint() const { return sizeHint(); }

void ValueLabel::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const bool old = m_state.age.has_value() || !isEnabled();
    const bool abnormal = m_state.severity != Severity::Normal && m_state.severity != Severity::Unknown;
    const QFont figureFont = theme.font(m_role);
    const QFontMetrics figures(figureFont);
    const int baseline = (height() - figures.height()) / 2 + figures.ascent();
    const int width = sizeHint().width();
    // Figure and unit stay one left-to-right group; only the group changes side.
    int x = layoutDirection() == Qt::RightToLeft ? this->width() - width : 0;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setFont(figureFont);
    painter.setPen(old ? theme.text().stale : abnormal ? theme.severity(m_state.severity).text : theme.text().primary);
    painter.drawText(x, baseline, shown(m_state));
    x += figures.horizontalAdvance(shown(m_state)) + theme.space(1);
    painter.setFont(theme.font(TypeRole::Label));
    painter.setPen(theme.text().tertiary);
    painter.drawText(x, baseline, m_state.unit);
}

void ValueLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        update();
    }
}

KpiTile::KpiTile(const QString &caption, QWidget *parent)
    : QWidget(parent)
    , m_caption(new TextLabel(caption, TypeRole::Label, Tone::Secondary, this))
    , m_age(new TextLabel({}, TypeRole::Caption, Tone::Tertiary, this))
    , m_value(new ValueLabel(TypeRole::Value, this))
    , m_row(new QHBoxLayout)
    , m_context(new TextLabel({}, TypeRole::Caption, Tone::Tertiary, this))
{
    const Theme theme = Theme::of(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(theme.space(2));
    top->addWidget(m_caption, 1);
    top->addWidget(m_age);
    m_row->setSpacing(theme.space(2));
    m_row->addWidget(m_value);
    m_row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(m_row);
    layout->addWidget(m_context);
    m_caption->setElided(Qt::ElideRight);
    m_context->setElided(Qt::ElideRight);
    m_value->setAccessibleName(caption);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void KpiTile::setCaption(const QString &caption)
{
    m_caption->setFullText(caption);
    m_value->setAccessibleName(caption);
}

void KpiTile::setState(const ValueState &state)
{
    m_value->setState(state);
    showAge();
}

void KpiTile::setContext(const QString &context)
{
    m_contextText = context;
    showAge();
}

void KpiTile::showAge()
{
    const auto &age = m_value->state().age;
    const QString old = age ? Words::old(*age) : QString();
    m_age->setText(m_contextText.isEmpty() ? QString() : old);
    m_context->setFullText(m_contextText.isEmpty() ? old : m_contextText);
}

void KpiTile::setTrailing(QWidget *widget) { m_row->addWidget(widget, 0, Qt::AlignVCenter); }

void KpiTile::setLoading(bool loading)
{
    m_loading = loading;
    QSizePolicy kept = m_value->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_value->setSizePolicy(kept);
    m_value->setVisible(!loading);
    update();
}

void KpiTile::paintEvent(QPaintEvent *)
{
    if (!m_loading)
        return;
    const Theme theme = Theme::of(this);
    QRect bar(m_value->x(), m_value->y() + theme.space(1), theme.space(10) + theme.space(6), theme.space(5));
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface().hover);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), bar), theme.radius(), theme.radius());
}

} // namespace stanforis
