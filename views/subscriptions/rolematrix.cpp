// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/rolematrix.h"

#include "views/widgets/followtheme.h"
#include "views/widgets/icons.h"
#include "views/widgets/rowtext.h"
#include "views/widgets/tableheader.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString words(SubscriptionRoleModel::Permission permission)
{
    switch (permission) {
    case SubscriptionRoleModel::Permission::Yes:
        return RoleMatrix::tr("yes");
    case SubscriptionRoleModel::Permission::WithSecondPerson:
        return RoleMatrix::tr("second person");
    case SubscriptionRoleModel::Permission::No:
        break;
    }
    return RoleMatrix::tr("no");
}

/// Gives a screen reader the words for what is painted as a tick.
class SpokenModel final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (index.column() > 0 && (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole))
            return words(SubscriptionRoleModel::Permission(index.data(SubscriptionRoleModel::permissionRole).toInt()));
        return QIdentityProxyModel::data(index, role);
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (section == 0 && role == Qt::TextAlignmentRole)
            return int(Qt::AlignLeading | Qt::AlignVCenter);
        if (section > 0 && role == Qt::ToolTipRole)
            return QIdentityProxyModel::headerData(section, orientation, Qt::DisplayRole);
        return QIdentityProxyModel::headerData(section, orientation, role);
    }
};

class TickDelegate final : public TableDelegate
{
public:
    TickDelegate(const int &marked, QObject *parent)
        : TableDelegate(Column::Text, parent)
        , m_marked(marked)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() == 0)
            return TableDelegate::paint(painter, option, index);
        const Theme theme = Theme::of(option.widget);
        painter->save();
        if (index.column() == m_marked)
            painter->fillRect(option.rect, theme.surface().selected);
        paintRow(painter, option, index);
        const auto permission = SubscriptionRoleModel::Permission(index.data(SubscriptionRoleModel::permissionRole).toInt());
        painter->setFont(theme.font(TypeRole::Label));
        painter->setPen(permission == SubscriptionRoleModel::Permission::No ? theme.text().tertiary : theme.text().secondary);
        if (permission == SubscriptionRoleModel::Permission::No) {
            painter->drawText(option.rect, Qt::AlignCenter, u"–"_s);
        } else {
            const bool second = permission == SubscriptionRoleModel::Permission::WithSecondPerson;
            const int icon = theme.metrics().severityMark + theme.space(1);
            const QString text = second ? words(permission) : QString();
            const int room = option.rect.width() - icon - 2 * theme.space(1);
            const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, room);
            const int width = icon + (second ? theme.space(1) + painter->fontMetrics().horizontalAdvance(shown) : 0);
            const QRect box(option.rect.left() + (option.rect.width() - width) / 2, option.rect.top(), width,
                            option.rect.height());
            painter->drawPixmap(
                QStyle::visualRect(option.direction, box, QRect(box.left(), box.center().y() - icon / 2, icon, icon)).topLeft(),
                Icons::pixmap(u"check"_s, painter->pen().color(), icon, painter->device()->devicePixelRatioF()));
            painter->drawText(QStyle::visualRect(option.direction, box, box.adjusted(icon + theme.space(1), 0, 0, 0)),
                              Qt::AlignVCenter, shown);
        }
        painter->restore();
    }

private:
    const int &m_marked;
};

} // namespace

RoleMatrix::RoleMatrix(QWidget *parent)
    : Panel(tr("What each role allows"), parent)
    , m_table(new QTableView(this))
    , m_note(new TextLabel(tr("Second person: somebody else must approve before it takes effect."), TypeRole::Label,
                           Tone::Tertiary, this))
{
    setEdgeToEdge(true);
    auto *spoken = new SpokenModel(this);
    spoken->setSourceModel(&m_model);
    m_table->setModel(spoken);
    styleTable(m_table);
    m_table->setItemDelegate(new TickDelegate(m_marked, m_table));
    m_table->setObjectName(u"role-matrix"_s);
    m_table->setAccessibleName(tr("What each role allows"));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setMinimumSectionSize(0);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignCenter);
    connect(m_table->horizontalHeader(), &QHeaderView::geometriesChanged, this, &RoleMatrix::updateGeometry);
    m_note->setElided(Qt::ElideRight);
    followTheme(this, [this](const Theme &theme) {
        const int vertical = theme.density() == Density::Compact ? theme.space(1) : theme.space(2);
        m_note->setContentsMargins(theme.metrics().panelPadding, vertical, theme.metrics().panelPadding, vertical);
    });
    m_table->viewport()->installEventFilter(this);
    body()->addWidget(m_table, 1);
    body()->addWidget(m_note);
}

void RoleMatrix::setSector(const SectorSummary &sector)
{
    m_model.setSector(sector);
    setTitle(tr("What each role in %1 allows").arg(sector.name));
    setSubtitle(tr("%n roles", nullptr, int(sector.roles.size())));
    updateGeometry();
    place();
}

void RoleMatrix::setRole(const RoleId &role)
{
    m_marked = m_model.columnOf(role);
    m_table->viewport()->update();
}

bool RoleMatrix::eventFilter(QObject *watched, QEvent *event)
{
    // The room of the columns is the table's own: the panel is given its size before the table is.
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        place();
    return Panel::eventFilter(watched, event);
}

QSize RoleMatrix::sizeOf(int rows) const
{
    const Metrics &metrics = Theme::of(this).metrics();
    return {1, metrics.panelHeader + m_table->horizontalHeader()->sizeHint().height() + rows * metrics.row +
                   m_note->sizeHint().height() + 4};
}

QSize RoleMatrix::sizeHint() const { return sizeOf(m_model.rowCount()); }

QSize RoleMatrix::minimumSizeHint() const { return sizeOf(std::min(3, m_model.rowCount())); }

void RoleMatrix::place()
{
    const int roles = m_model.columnCount() - 1;
    if (roles <= 0)
        return;
    const Theme theme = Theme::of(this);
    const QFontMetrics strong(theme.font(TypeRole::Strong)), label(theme.font(TypeRole::Label));
    const int room = m_table->viewport()->width();
    int actions = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        actions = std::max(actions, strong.horizontalAdvance(m_model.index(row, 0).data().toString()));
    actions = std::min(room / 2, actions + theme.metrics().panelPadding + theme.space(2));
    // Each role takes what its name and its longest answer need; what is left, or lacking, is shared evenly.
    const auto *header = qobject_cast<TableHeader *>(m_table->horizontalHeader());
    const int tick = theme.metrics().severityMark + 5 * theme.space(1);
    QList<int> needs;
    int sum = 0;
    for (int column = 1; column <= roles; ++column) {
        int needed = header ? header->wholeWidth(column) : 0;
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const int permission = m_model.index(row, column).data(SubscriptionRoleModel::permissionRole).toInt();
            if (SubscriptionRoleModel::Permission(permission) == SubscriptionRoleModel::Permission::WithSecondPerson)
                needed = std::max(needed, tick + label.horizontalAdvance(tr("second person")));
        }
        needs.append(needed);
        sum += needed;
    }
    const int over = (room - actions - sum) / roles;
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column <= roles; ++column) {
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        m_table->setColumnWidth(column, std::min(needs.at(column - 1) + over, room / 5));
    }
}

} // namespace stanforis
