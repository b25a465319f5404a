// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sessions/sessionspage.h"

#include "models/stores/permissionstore.h"
#include "models/stores/sessionliststore.h"
#include "models/telemetry/timecontext.h"
#include "views/sector/placeheader.h"
#include "views/sessions/endsessionsheet.h"
#include "views/sessions/sessiontable.h"
#include "views/sessions/sessiontext.h"
#include "views/widgets/errortext.h"
#include "views/widgets/placeholders.h"

#include <QEvent>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

SessionsPage::SessionsPage(const Stores &stores, QWidget *parent)
    : Page(parent)
    , m_stores(stores)
    , m_header(new PlaceHeader(this))
    , m_outcome(new InlineMessage(this))
    , m_table(new SessionTable(stores.sessions, stores.catalogue, this))
    , m_loading(new LoadingState(6, this))
    , m_refusal(new EmptyState({}, {}, tr("Try again"), this))
    , m_sheet(new EndSessionSheet(this))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"sessions-page"_s);
    m_header->setPlace(u"person"_s, title());
    m_header->hideState();
    m_outcome->setObjectName(u"session-outcome"_s);
    m_outcome->hide();
    m_refusal->button()->setObjectName(u"sessions-retry"_s);
    m_column->addWidget(m_header);
    m_column->addWidget(m_outcome);
    m_column->addWidget(m_table, 1);
    m_column->addWidget(m_loading, 1);
    m_column->addWidget(m_refusal, 1);
    m_loading->start(tr("Reading who is signed in"));

    connect(m_refusal, &EmptyState::actionRequested, this, &SessionsPage::readRequested);
    connect(m_loading, &LoadingState::cancelRequested, this, [this] { Q_EMIT linkRequested({.level = PageLink::Level::Entry}); });
    connect(m_table, &SessionTable::endAsked, this, &SessionsPage::openSheet);
    connect(m_sheet, &EndSessionSheet::endRequested, this, &SessionsPage::endRequested);
    connect(&stores.sessions, &SessionListStore::changed, this, &SessionsPage::refresh);
    connect(&stores.permissions, &PermissionStore::changed, this, &SessionsPage::refresh);
    arrange();
    refresh();
}

QString SessionsPage::title() const { return tr("Sessions"); }

QList<KeyHelp> SessionsPage::keys() const
{
    return {{tr("Up, Down"), tr("Choose a session")},
            {tr("Enter"), tr("Lock the chosen session, with a reason")},
            {tr("Delete"), tr("End the chosen session, with a reason")},
            {tr("Esc"), tr("Leave it as it is")}};
}

QWidget *SessionsPage::firstFocus() { return m_table->view(); }

void SessionsPage::refresh()
{
    const SessionListStore &store = m_stores.sessions;
    const bool refused = !store.isKnown() && store.failure();
    m_table->setVisible(store.isKnown());
    m_refusal->setVisible(refused);
    m_loading->setVisible(!store.isKnown() && !refused);
    if (store.isKnown() || refused)
        m_loading->stop();
    else if (!m_loading->isWaiting())
        m_loading->start(tr("Reading who is signed in"));
    if (refused && store.failure()->code == Error::Code::PermissionDenied)
        m_refusal->setWords(tr("Sessions are for security officers"),
                            tr("You do not hold that role on this platform any more. Nothing is shown here."));
    else if (refused)
        m_refusal->setWords(ErrorText::whatHappened(*store.failure()), ErrorText::whatToDo(*store.failure()));

    QSet<SubjectId> people;
    QSet<QString> workstations;
    for (const SessionRecord &session : store.sessions()) {
        people.insert(session.subject);
        workstations.insert(session.workstation);
    }
    QStringList facts;
    if (store.isKnown())
        facts = {tr("%n session(s)", nullptr, int(store.sessions().size())), tr("%n person(s)", nullptr, int(people.size())),
                 tr("%n workstation(s)", nullptr, int(workstations.size()))};
    if (m_disconnected)
        facts.append(tr("the connection is lost; this is what was last known"));
    m_header->setFacts(facts);
    m_table->setActing(m_stores.permissions.allows({Action::EndSession}));
    m_table->refresh(m_stores.time.now());
    checkSheet();
}

void SessionsPage::openSheet(const QString &id, SessionEnding::Kind kind)
{
    const SessionRecord *session = m_stores.sessions.find(id);
    if (!session || m_sheet->isOpen())
        return;
    const auto &all = m_stores.sessions.sessions();
    const auto mine = std::ranges::find_if(all, &SessionRecord::thisOne);
    m_outcome->hide();
    m_sheet->open(*session, kind, mine != all.end() && mine->subject == session->subject, m_stores.time.now());
    checkSheet();
}

void SessionsPage::checkSheet()
{
    if (!m_sheet->isOpen())
        return;
    m_sheet->setBlocked(!m_stores.sessions.find(m_sheet->session()) ? tr("This session is over; nothing has to be done")
                        : m_disconnected                            ? tr("The connection is lost; what you entered is kept")
                                                                    : QString());
}

void SessionsPage::endFinished(const SessionRecord &session, SessionEnding::Kind kind, const Result<Done> &outcome)
{
    if (!outcome) {
        m_sheet->refuse(ErrorText::whatHappened(outcome.error()), ErrorText::whatToDo(outcome.error()));
        return;
    }
    if (m_sheet->session() == session.id)
        m_sheet->dismiss();
    m_outcome->setMessage(SessionText::done(session, kind), SessionText::afterwards(kind), {}, u"check"_s);
    m_outcome->show();
}

void SessionsPage::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    m_table->setDisconnected(disconnected);
    refresh();
}

void SessionsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void SessionsPage::arrange()
{
    const Theme theme = Theme::of(this);
    const int margin = theme.metrics().pageMargin;
    m_column->setContentsMargins(margin, margin, margin, margin);
    m_column->setSpacing(theme.metrics().gutter);
}

} // namespace stanforis
