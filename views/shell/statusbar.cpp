// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/statusbar.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/connectionchip.h"
#include "views/widgets/panel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

#include <numeric>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr std::array worstFirst{Severity::Critical, Severity::High, Severity::Medium, Severity::Low};
constexpr int countWidth = 44;

} // namespace

StatusBar::StatusBar(QWidget *parent)
    : QWidget(parent)
    , m_counts(new CountsBar(this))
    , m_condition(new ConditionButton(this))
    , m_stream(new Chip({}, this))
{
    const Theme theme = Theme::of(this);
    setFixedHeight(theme.frame().alarmBar);
    setAccessibleName(tr("State of all services"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.space(4), 1, theme.space(4), 0);
    layout->setSpacing(theme.space(3));
    layout->addWidget(m_counts);
    layout->addWidget(makeSeparator(this, Qt::Vertical));
    layout->addWidget(m_condition, 1);
    layout->addWidget(m_stream);
    m_stream->setObjectName(u"stream-loss"_s);
    m_stream->setToolTip(tr("Values are dropped when this workstation does not keep up; they come back from history. What cannot "
                            "be read is left out. Since the platform was entered."));
    m_stream->hide();
    connect(m_condition, &QAbstractButton::clicked, this, [this] {
        if (!m_condition->link().isEmpty())
            Q_EMIT navigateRequested(m_condition->link());
    });
}

void StatusBar::setSummary(const StatusSummary &summary)
{
    m_counts->setSummary(summary);
    m_condition->setSummary(summary);
    m_stream->setVisible(!summary.stream.isEmpty());
    if (!summary.stream.isEmpty())
        m_stream->setText(summary.stream);
}

void StatusBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface().frame);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line().normal);
}

CountsBar::CountsBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setAccessibleValue(this, {});
    setAccessibleName(tr("Abnormal services"));
}

void CountsBar::setSummary(const StatusSummary &summary)
{
    const bool resized = summary.asOf.has_value() != m_summary.asOf.has_value();
    m_summary = summary;
    QStringList spoken;
    for (const Severity severity : worstFirst)
        spoken.append(severityWord(severity) + u' ' + QString::number(summary.counts[std::size_t(severity)]));
    setAccessibleValue(this, spoken.join(u", "_s));
    setToolTip(tr("Services by severity: %1").arg(spoken.join(u", "_s)));
    if (resized)
        updateGeometry();
    update();
}

QSize CountsBar::sizeHint() const
{
    const Theme theme = Theme::of(this);
    int width = int(worstFirst.size()) * countWidth;
    if (m_summary.asOf)
        width += QFontMetrics(theme.font(TypeRole::Label)).horizontalAdvance(tr("as of %1").arg(u"00:00:00"_s)) + theme.space(2);
    return {width, theme.lineHeight(TypeRole::Body)};
}

void CountsBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int mark = theme.metrics().severityMark;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    int x = 0;
    for (const Severity severity : worstFirst) {
        const int count = m_summary.counts[std::size_t(severity)];
        const QRect box = mirrored({x, (height() - mark) / 2, mark, mark});
        if (count > 0)
            paintSeverityMark(painter, box, severity, false, theme);
        else
            paintZeroMark(painter, box, severity, theme);
        painter.setFont(theme.font(count > 0 ? TypeRole::Strong : TypeRole::Body));
        painter.setPen(count > 0 ? theme.severity(severity).text : theme.text().tertiary);
        painter.drawText(mirrored({x + mark + theme.space(1), 0, countWidth - mark - theme.space(1), height()}), lead,
                         QString::number(count));
        x += countWidth;
    }
    if (m_summary.asOf) {
        painter.setFont(theme.font(TypeRole::Label));
        painter.setPen(theme.text().tertiary);
        painter.drawText(mirrored({x, 0, width() - x, height()}), lead,
                         tr("as of %1").arg(m_summary.asOf->toString(u"HH:mm:ss"_s)));
    }
}

ConditionButton::ConditionButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"newestCondition"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setProperty("focusInside", true);
    setSummary({});
}

QString ConditionButton::link() const { return m_summary.newest ? m_summary.newest->link : QString(); }

QString ConditionButton::tail() const
{
    const QString since = tr("for %1").arg(Words::age(m_summary.newest->age));
    QString detail = m_summary.newest->detail;
    if (detail.endsWith(u'.'))
        detail.chop(1); // a sentence goes on here
    return detail.isEmpty() ? since : QString(detail + u", "_s + since);
}

void ConditionButton::setSummary(const StatusSummary &summary)
{
    m_summary = summary;
    const bool opens = summary.newest && !summary.newest->link.isEmpty();
    setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleName(!summary.instead.isEmpty() ? summary.instead
                      : summary.newest
                          ? tr("Newest: %1, %2, %3").arg(severityWord(summary.newest->severity), summary.newest->title, tail())
                          : tr("No abnormal services in your sectors"));
    update();
}

QSize ConditionButton::sizeHint() const { return {0, Theme::of(this).metrics().control}; }

void ConditionButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    if (!m_summary.instead.isEmpty()) {
        painter.setFont(theme.font(TypeRole::Body));
        painter.setPen(theme.text().secondary);
        painter.drawText(rect(), lead, m_summary.instead);
        return;
    }
    if (!m_summary.newest) {
        painter.setFont(theme.font(TypeRole::Body));
        painter.setPen(theme.text().secondary);
        const bool any = std::accumulate(m_summary.counts.begin() + 1, m_summary.counts.begin() + 5, 0) > 0;
        if (!any && !m_summary.asOf)
            painter.drawText(rect(), lead, tr("No abnormal services in your sectors"));
        return;
    }
    const int mark = theme.metrics().severityMark;
    paintSeverityMark(painter, mirrored({0, (height() - mark) / 2, mark, mark}), m_summary.newest->severity, false, theme);
    int x = mark + theme.space(2);
    painter.setFont(theme.font(TypeRole::Strong));
    painter.setPen(theme.text().primary);
    const int titleWidth = std::min(painter.fontMetrics().horizontalAdvance(m_summary.newest->title) + 1, width() - x);
    painter.drawText(mirrored({x, 0, titleWidth, height()}), lead,
                     painter.fontMetrics().elidedText(m_summary.newest->title, Qt::ElideRight, titleWidth));
    x += titleWidth + theme.space(2);
    painter.setFont(theme.font(TypeRole::Body));
    painter.setPen(theme.text().secondary);
    if (x < width())
        painter.drawText(mirrored({x, 0, width() - x, height()}), lead,
                         painter.fontMetrics().elidedText(tail(), Qt::ElideRight, width() - x));
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace stanforis
