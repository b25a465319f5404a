// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/commandpalette.h"

#include "views/widgets/icons.h"
#include "views/widgets/searchfield.h"
#include "views/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int boxWidth = 560;
constexpr int commandHeight = 36;
constexpr int commandsShown = 9;
enum EntryRole { Target = Qt::UserRole, Subtitle, IconName };

class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {boxWidth, commandHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(option.direction, option.rect, part); };
        const QRect row = option.rect;
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, theme.surface().selected);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, theme.surface().hover);
        const int icon = 16, lead = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter;
        const int end = int(QStyle::visualAlignment(option.direction, Qt::AlignRight)) | Qt::AlignVCenter;
        const QRect sign(row.left() + theme.space(3), row.center().y() - icon / 2, icon, icon);
        painter->drawPixmap(mirrored(sign).topLeft(), Icons::pixmap(index.data(IconName).toString(), theme.text().secondary, icon,
                                                                    option.widget->devicePixelRatioF()));
        const QRect words = row.adjusted(theme.space(3) + icon + theme.space(3), 0, -theme.space(3), 0);
        painter->setFont(theme.font(TypeRole::Label));
        painter->setPen(theme.text().tertiary);
        const QString about =
            painter->fontMetrics().elidedText(index.data(Subtitle).toString(), Qt::ElideRight, words.width() / 2);
        painter->drawText(mirrored(words), end, about);
        const int room = words.width() - painter->fontMetrics().horizontalAdvance(about) - theme.space(3);
        painter->setFont(theme.font(TypeRole::Body));
        painter->setPen(theme.text().primary);
        painter->drawText(mirrored(words), lead,
                          painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room));
        painter->restore();
    }
};

bool matches(const PaletteEntry &entry, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return entry.title.contains(word, Qt::CaseInsensitive) || entry.subtitle.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QWidget(window)
    , m_field(new SearchField(tr("Go to page, sector, service"), this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Go to"));
    m_field->setObjectName(u"paletteField"_s);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Places and actions"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        m_list->setCurrentItem(item);
        choose();
    });
    hide();
}

void CommandPalette::setEntries(const QList<PaletteEntry> &entries)
{
    m_entries = entries;
    if (isVisible())
        filter(m_field->text());
}

void CommandPalette::open()
{
    if (!isVisible())
        m_returnTo = QApplication::focusWidget();
    m_field->clear();
    filter({});
    setGeometry(parentWidget()->rect());
    raise();
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    hide();
    if (m_returnTo)
        m_returnTo->setFocus(Qt::OtherFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        place();
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int rows = m_list->count();
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            m_list->setCurrentRow(rows ? (m_list->currentRow() + 1) % rows : -1);
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow(rows ? (m_list->currentRow() - 1 + rows) % rows : -1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        case Qt::Key_Escape:
            dismiss();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const QRect box =
        m_field->geometry().united(m_list->geometry()).adjusted(-theme.space(2), -theme.space(2), theme.space(2), theme.space(2));
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
    painter.setBrush(theme.surface().sheet);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    if (m_list->count() == 0) {
        painter.setFont(theme.font(TypeRole::Body));
        painter.setPen(theme.text().secondary);
        painter.drawText(m_list->geometry(), Qt::AlignCenter, tr("Nothing here has that name"));
    }
}

void CommandPalette::mousePressEvent(QMouseEvent *) { dismiss(); }

bool CommandPalette::focusNextPrevChild(bool)
{
    return true; // the field keeps the focus; arrows move in the list
}

void CommandPalette::filter(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    for (const PaletteEntry &entry : std::as_const(m_entries)) {
        if (!matches(entry, words))
            continue;
        auto *item = new QListWidgetItem(entry.title, m_list);
        item->setData(Target, entry.target);
        item->setData(Subtitle, entry.subtitle);
        item->setData(IconName, entry.icon);
    }
    m_list->setCurrentRow(m_list->count() ? 0 : -1);
    place();
}

void CommandPalette::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const QString target = item->data(Target).toString();
    dismiss();
    Q_EMIT chosen(target);
}

void CommandPalette::place()
{
    const Theme theme = Theme::of(this);
    const int width = std::min(boxWidth, this->width() - 2 * theme.space(8));
    const int top = theme.frame().banner + theme.space(2) + theme.space(2);
    m_field->setGeometry((this->width() - width) / 2, top, width, theme.metrics().control);
    const int rows = std::clamp(m_list->count(), 1, commandsShown);
    m_list->setGeometry(m_field->x(), m_field->geometry().bottom() + 1 + theme.space(2), width, rows * commandHeight);
    update();
}

} // namespace stanforis
