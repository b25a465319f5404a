// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sessions/sessiontable.h"

#include "models/domain/textsafety.h"
#include "models/stores/sessionliststore.h"
#include "views/sessions/sessiontext.h"
#include "views/widgets/button.h"
#include "views/widgets/currentrow.h"
#include "views/widgets/dates.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QKeyEvent>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

using Ending = SessionEnding::Kind;

/// Words for times; names from outside with everything that is in them.
class WordedSessions final : public QIdentityProxyModel
{
public:
    WordedSessions(const SessionTableModel &sessions, const Instant &now, const bool &stale, QObject *parent)
        : QIdentityProxyModel(parent)
        , m_sessions(sessions)
        , m_now(now)
        , m_stale(stale)
    {}

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const SessionRecord *session = index.isValid() ? m_sessions.session(index.row()) : nullptr;
        if (!session)
            return {};
        if (role == StaleRole)
            return m_stale;
        if (role == Qt::ToolTipRole && index.column() == SessionTableModel::WorkstationColumn)
            return withoutHidden(session->workstation);
        if (role != Qt::DisplayRole)
            return QIdentityProxyModel::data(index, role);
        switch (index.column()) {
        case SessionTableModel::PersonColumn:
            return session->thisOne ? SessionText::tr("%1 (this session)").arg(SessionText::person(*session))
                                    : SessionText::person(*session);
        case SessionTableModel::SinceColumn:
            return Dates::when(session->signedIn, m_now);
        case SessionTableModel::SeenColumn:
            return SessionText::seen(*session, m_now);
        default: {
            const QString text = QIdentityProxyModel::data(index, role).toString();
            return text.isEmpty() ? u"–"_s : withoutHidden(text);
        }
        }
    }

private:
    const SessionTableModel &m_sessions;
    const Instant &m_now;
    const bool &m_stale;
};

/// Shares of the width, in the order of the columns.
constexpr std::array<int, SessionTableModel::ColumnCount> sessionShares{200, 230, 190, 150, 110, 220};

} // namespace

SessionTable::SessionTable(const SessionListStore &sessions, const CatalogueStore &catalogue, QWidget *parent)
    : Panel(parent)
    , m_sessions(sessions)
    , m_model(sessions, catalogue)
    , m_table(new QTableView(this))
{
    setEdgeToEdge(true);
    auto *words = new WordedSessions(m_model, m_now, m_disconnected, this);
    words->setSourceModel(&m_model);
    m_table->setObjectName(u"sessions-table"_s);
    m_table->setAccessibleName(tr("Live sessions"));
    styleTable(m_table);
    m_table->setModel(words);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setItemDelegate(new TableDelegate(TableDelegate::Column::Text, m_table));
    m_table->setItemDelegateForColumn(SessionTableModel::PersonColumn, new TableDelegate(TableDelegate::Column::Name, m_table));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    letCurrentFollowSelection(m_table);
    body()->addWidget(m_table, 1);
    body()->addWidget(makeFoot());

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        if (row.isValid())
            m_chosen = m_model.idAt(row.row());
        showChosen();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(words, signal, this, [this] { choose(m_chosen); });
    connect(words, &QAbstractItemModel::modelReset, this, [this] { choose(m_chosen); });
    showChosen();
}

QWidget *SessionTable::makeFoot()
{
    const Theme theme = Theme::of(this);
    auto *foot = new QWidget(this);
    m_sentence = new TextLabel({}, TypeRole::Strong, Tone::Primary, foot);
    m_detail = new TextLabel({}, TypeRole::Label, Tone::Tertiary, foot);
    m_sentence->setElided(Qt::ElideRight);
    m_detail->setElided(Qt::ElideRight);
    m_lock = makeButton(tr("Lock session"), ButtonKind::Normal, foot);
    m_lock->setObjectName(u"session-lock"_s);
    m_end = makeButton(tr("End session"), ButtonKind::Normal, foot);
    m_end->setObjectName(u"session-end"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_sentence);
    texts->addWidget(m_detail);
    auto *row = new QHBoxLayout;
    followTheme(foot, [row](const Theme &now) { // in line with the cells
        const int side = now.metrics().panelPadding;
        row->setContentsMargins(side, now.space(3), side, now.space(3));
    });
    row->setSpacing(theme.space(2));
    row->addLayout(texts, 1);
    row->addWidget(m_lock);
    row->addWidget(m_end);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSeparator(foot));
    layout->addLayout(row);
    connect(m_lock, &QPushButton::clicked, this, [this] { ask(Ending::Locked); });
    connect(m_end, &QPushButton::clicked, this, [this] { ask(Ending::Ended); });
    return foot;
}

void SessionTable::refresh(Instant now)
{
    m_now = now;
    m_table->viewport()->update();
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0) {
        const auto &all = m_sessions.sessions();
        const auto other = std::ranges::find(all, false, &SessionRecord::thisOne); // about one's own, nothing is done here
        choose(other == all.end() ? all.first().id : other->id);
    }
    showChosen();
}

void SessionTable::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    m_table->viewport()->update();
    showChosen();
}

void SessionTable::setActing(bool acts)
{
    m_acts = acts;
    showChosen();
}

bool SessionTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Delete) {
            ask(key == Qt::Key_Delete ? Ending::Ended : Ending::Locked);
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

void SessionTable::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    int total = 0;
    for (const int share : sessionShares)
        total += share;
    for (int column = 0; column + 1 < int(sessionShares.size()); ++column)
        m_table->setColumnWidth(column, width() * sessionShares.at(std::size_t(column)) / total);
}

const SessionRecord *SessionTable::chosen() const { return m_sessions.find(m_chosen); }

void SessionTable::ask(Ending kind)
{
    if ((kind == Ending::Locked ? m_lock : m_end)->isEnabled() && m_acts && chosen())
        Q_EMIT endAsked(m_chosen, kind);
}

void SessionTable::choose(const QString &id)
{
    const int row = m_model.rowOf(id);
    if (row >= 0)
        m_table->setCurrentIndex(m_table->model()->index(row, 0));
    showChosen();
}

void SessionTable::showChosen()
{
    const SessionRecord *session = chosen();
    m_lock->setVisible(m_acts);
    m_end->setVisible(m_acts);
    m_sentence->setFullText(session ? SessionText::place(*session) : tr("No session is chosen"));
    m_detail->setFullText(session ? tr("%1 · signed in %2 · last seen %3 · ends by itself in %4")
                                        .arg(withoutHidden(session->organisation), Dates::when(session->signedIn, m_now),
                                             SessionText::seen(*session, m_now), Dates::until(session->ends, m_now))
                                  : tr("Choose one to lock or end it."));
    const QString reason = !session           ? tr("Choose a session first")
                           : m_disconnected   ? tr("The connection is lost")
                           : session->thisOne ? tr("This is the session you are in; lock it or sign out at the top of the window")
                                              : QString();
    setDisabledReason(m_lock, reason);
    setDisabledReason(m_end, reason);
}

} // namespace stanforis
