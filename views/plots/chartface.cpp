// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/chartface.h"

#include "views/plots/chartaccessible.h"
#include "views/widgets/theme.h"

#include <QAbstractItemModel>
#include <QAccessible>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QTableView>

namespace stanforis {
namespace {

/// Ring inside the face; it lies over the picture, so that the picture need not be drawn again.
class FocusOutline final : public QWidget
{
public:
    explicit FocusOutline(QWidget *parent)
        : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme theme = Theme::of(this);
        const qreal inset = theme.stroke().focus / 2;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme.radius(), theme.radius());
    }
};

} // namespace

ChartFace::ChartFace(QWidget *parent)
    : QWidget(parent)
    , m_faces(new QStackedLayout(this))
    , m_outline(new FocusOutline(this))
{
    installChartAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    m_faces->setContentsMargins(0, 0, 0, 0);
}

void ChartFace::setPicture(QWidget *picture)
{
    m_picture = picture;
    picture->setFocusPolicy(Qt::NoFocus);
    m_faces->addWidget(picture);
}

void ChartFace::setDataState(DataState state)
{
    if (m_dataState == state) {
        return;
    }
    m_dataState = state;
    Q_EMIT dataStateChanged();
    refresh();
}

QTableView *ChartFace::table()
{
    if (m_table == nullptr) {
        m_table = new QTableView(this);
        m_table->setObjectName(objectName() + QStringLiteral(".table"));
        m_table->setModel(tableModel());
        m_table->setAccessibleName(tr("%1, as a table").arg(accessibleName()));
        m_table->setShowGrid(false);
        m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
        m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        m_table->setTabKeyNavigation(false);
        m_table->verticalHeader()->hide();
        m_table->verticalHeader()->setDefaultSectionSize(Theme::of(this).metrics().row);
        m_table->horizontalHeader()->setHighlightSections(false);
        m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        m_table->installEventFilter(this);
        m_faces->addWidget(m_table);
    }
    return m_table;
}

void ChartFace::setTableShown(bool shown)
{
    if (m_tableShown == shown) {
        return;
    }
    m_tableShown = shown;
    const bool hadFocus = hasFocus() || (m_table != nullptr && m_table->hasFocus());
    m_faces->setCurrentWidget(shown ? static_cast<QWidget *>(table()) : m_picture);
    setFocusProxy(shown ? m_table : nullptr);
    if (hadFocus) {
        setFocus(Qt::OtherFocusReason);
    }
    refresh();
    Q_EMIT tableShownChanged(shown);
}

void ChartFace::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale) {
        return;
    }
    takeData();
}

void ChartFace::describe(const QString &summary)
{
    if (summary == accessibleDescription()) {
        return;
    }
    setAccessibleDescription(summary);
}

bool ChartFace::useKey(int /*key*/, Qt::KeyboardModifiers /*modifiers*/) { return false; }

void ChartFace::keyPressEvent(QKeyEvent *event)
{
    const auto held = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_T && held == Qt::NoModifier) {
        setTableShown(!m_tableShown);
    } else if (m_tableShown || !useKey(event->key(), held)) {
        QWidget::keyPressEvent(event);
    }
}

bool ChartFace::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        auto *const key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_T && key->modifiers() == Qt::NoModifier) {
            setTableShown(false);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChartFace::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool isLook = event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange;
    if (isLook && m_theme && m_picture != nullptr && *m_theme != Theme::of(this)) {
        m_theme = Theme::of(this);
        applyTheme(*m_theme);
        refresh();
    }
}

void ChartFace::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_theme) {
        m_theme = Theme::of(this);
        applyTheme(*m_theme);
    }
    if (m_isStale) {
        refresh();
    }
}

void ChartFace::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const auto reason = event->reason();
    const bool byKeyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    m_outline->setVisible(byKeyboard);
    m_outline->raise();
    if (m_picture != nullptr) {
        m_picture->update();
    }
}

void ChartFace::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_outline->hide();
    if (m_picture != nullptr) {
        m_picture->update();
    }
}

void ChartFace::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_outline->setGeometry(rect());
}

} // namespace stanforis
