// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/segmentedcontrol.h"

#include "views/widgets/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace stanforis {

namespace {

class Segment final : public QAbstractButton
{
public:
    Segment(const QString &text, bool first, bool last, QWidget *parent)
        : QAbstractButton(parent)
        , m_first(first)
        , m_last(last)
    {
        setText(text);
        setCheckable(true);
        setAccessibleName(text);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const Theme theme = Theme::of(this);
        QFont font = theme.font(TypeRole::Body);
        font.setWeight(QFont::Medium);
        const int high = m_small ? theme.metrics().controlSmall : theme.metrics().control;
        return {QFontMetrics(font).horizontalAdvance(text()) + 2 * theme.space(m_small ? 2 : 3), high};
    }
    void setSmall(bool small)
    {
        m_small = small;
        updateGeometry();
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const bool left = mirrored ? m_last : m_first, right = mirrored ? m_first : m_last;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QRectF box = QRectF(rect()).adjusted(0.5, 0.5, right ? -0.5 : 0.5, -0.5);
        QPainterPath path;
        path.setFillRule(Qt::WindingFill);
        path.addRoundedRect(box, theme.radius(), theme.radius());
        if (!left)
            path.addRect(QRectF(box.left(), box.top(), theme.radius(), box.height()));
        if (!right)
            path.addRect(QRectF(box.right() - theme.radius(), box.top(), theme.radius(), box.height()));
        painter.setPen(QPen(isEnabled() ? theme.line().control : theme.line().normal, theme.stroke().hair));
        painter.setBrush(isChecked()                   ? theme.surface().selected
                         : isDown()                    ? theme.surface().pressed
                         : underMouse() && isEnabled() ? theme.surface().hover
                                                       : theme.surface().raised);
        painter.drawPath(path.simplified());
        QFont font = theme.font(TypeRole::Body);
        font.setWeight(QFont::Medium);
        painter.setFont(font);
        painter.setPen(!isEnabled() ? theme.text().disabled : isChecked() ? theme.text().primary : theme.text().secondary);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    bool m_first, m_last;
    bool m_small = false;
};

} // namespace

SegmentedControl::SegmentedControl(const QString &name, const QStringList &choices, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        auto *segment = new Segment(choices.at(i), i == 0, i == choices.size() - 1, this);
        m_group->addButton(segment, i);
        layout->addWidget(segment);
    }
    m_group->setExclusive(true);
    setCurrentIndex(0);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::choiceRequested);
}

void SegmentedControl::setSmall(bool small)
{
    const auto segments = m_group->buttons();
    for (QAbstractButton *segment : segments)
        static_cast<Segment *>(segment)->setSmall(small);
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (QAbstractButton *segment = m_group->button(index))
        segment->setChecked(true);
}

int SegmentedControl::currentIndex() const { return m_group->checkedId(); }

} // namespace stanforis
