// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/focusring.h"

#include "views/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>

namespace stanforis {

namespace {

bool isField(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return line->property("kind").toString() != QLatin1StringView("bare");
    return qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget) ||
           qobject_cast<const QPlainTextEdit *>(widget);
}

class Ring final : public QWidget
{
public:
    Ring(bool outline, QWidget *parent)
        : QWidget(parent)
        , m_outline(outline)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
        setObjectName(QStringLiteral("focusRing"));
    }

    /// How far the ring reaches outside its target, in pixels.
    static int reach(bool outline, const Theme &theme) { return outline ? 1 : 2 * int(theme.stroke().focus); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        const qreal width = m_outline ? 2 : theme.stroke().focus;
        const qreal radius = theme.radius() + (m_outline ? 0 : theme.stroke().focus);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent().focus, width));
        const qreal inset = width / 2;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius, radius);
    }

private:
    bool m_outline;
};

} // namespace

FocusRing::FocusRing(QApplication *application)
    : QObject(application)
{
    connect(application, &QApplication::focusChanged, this, &FocusRing::follow);
}

void FocusRing::follow(QWidget *, QWidget *current)
{
    watch(false);
    delete m_ring;
    m_target = nullptr;
    const bool outline = isField(current);
    const bool byMouse = QGuiApplication::mouseButtons() != Qt::NoButton;
    if (!current || !(outline || (qobject_cast<QAbstractButton *>(current) && !byMouse)))
        return;
    if (current->property("focusInside").toBool())
        return;
    m_target = current;

    // The nearest ancestor with room for the ring, so that it scrolls along and is not cut.
    const int reach = Ring::reach(outline, Theme::of(current));
    QWidget *host = current->parentWidget();
    while (host && !host->isWindow() && !qobject_cast<QAbstractScrollArea *>(host->parentWidget())) {
        const QRect ring(current->mapTo(host, QPoint(0, 0)), current->size());
        if (host->rect().contains(ring.adjusted(-reach, -reach, reach, reach)))
            break;
        host = host->parentWidget();
    }
    if (!host)
        return;
    m_ring = new Ring(outline, host);
    watch(true);
    place();
}

/// The target and what lies between it and the ring's parent: when one of them moves, so does the ring.
void FocusRing::watch(bool on)
{
    for (QWidget *part = m_target; part && m_ring && part != m_ring->parentWidget(); part = part->parentWidget()) {
        if (on)
            part->installEventFilter(this);
        else
            part->removeEventFilter(this);
    }
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::EnabledChange:
        place();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::place()
{
    if (!m_ring || !m_target)
        return;
    const int reach = Ring::reach(isField(m_target), Theme::of(m_target));
    const QRect target(m_target->mapTo(m_ring->parentWidget(), QPoint(0, 0)), m_target->size());
    m_ring->setGeometry(target.adjusted(-reach, -reach, reach, reach));
    m_ring->raise();
    m_ring->setVisible(m_target->isVisible() && m_target->isEnabled());
}

} // namespace stanforis
