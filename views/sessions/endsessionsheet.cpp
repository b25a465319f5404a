// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sessions/endsessionsheet.h"

#include "models/domain/textsafety.h"
#include "views/sessions/sessiontext.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/factlist.h"
#include "views/widgets/field.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

using Ending = SessionEnding::Kind;

EndSessionSheet::EndSessionSheet(QWidget *host)
    : QObject(host)
    , m_sheet(new Sheet(host))
{
    m_sheet->setObjectName(u"end-session-sheet"_s);
    auto *body = new QWidget(m_sheet);
    const Theme theme = Theme::of(host);
    m_what = new TextLabel({}, TypeRole::Body, Tone::Primary, body);
    m_what->setObjectName(u"end-session-what"_s);
    m_what->setWordWrap(true);
    m_facts = new FactList(body);
    m_facts->setWrapped(true);
    m_reason = new FormField(tr("Reason"), nullptr, body);
    m_reason->lineEdit()->setObjectName(u"end-session-reason"_s);
    m_reason->lineEdit()->setMaxLength(longestReason);
    m_problem = new InlineMessage(body);
    m_problem->setObjectName(u"end-session-problem"_s);
    auto *layout = new QVBoxLayout(body);
    const int ring = theme.space(1); // Sheet leaves it to the body
    layout->setContentsMargins(ring, ring, ring, ring);
    layout->setSpacing(theme.space(4));
    layout->addWidget(m_what);
    layout->addWidget(m_facts);
    layout->addWidget(m_reason);
    layout->addWidget(m_problem);
    layout->addStretch();
    m_sheet->setBody(body);
    m_keep = makeButton(tr("Leave it"), ButtonKind::Normal, m_sheet);
    m_keep->setObjectName(u"end-session-keep"_s);
    m_confirm = makeButton({}, ButtonKind::Danger, m_sheet);
    m_confirm->setObjectName(u"end-session-confirm"_s);
    m_sheet->addFootWidget(m_keep);
    m_sheet->addFootWidget(m_confirm);
    connect(m_keep, &QPushButton::clicked, m_sheet, &Sheet::dismiss);
    connect(m_confirm, &QPushButton::clicked, this, &EndSessionSheet::confirm);
    connect(m_reason->lineEdit(), &QLineEdit::textChanged, this, &EndSessionSheet::check);
    connect(m_reason->lineEdit(), &QLineEdit::returnPressed, this, &EndSessionSheet::confirm);
}

void EndSessionSheet::open(const SessionRecord &session, Ending kind, bool own, Instant now)
{
    m_session = session.id;
    m_kind = kind;
    m_own = own;
    m_busy = false;
    m_blocked.clear();
    const QString action = SessionText::actionName(kind);
    m_sheet->setTitle(action);
    m_confirm->setText(action);
    m_confirm->setAccessibleName(action);
    m_what->setText(SessionText::whatWillHappen(session, kind));
    m_facts->setFacts({{tr("Person"), SessionText::person(session)},
                       {tr("Organisation"), withoutHidden(session.organisation)},
                       {tr("Workstation"), withoutHidden(session.workstation)},
                       {tr("Signed in"), Dates::when(session.signedIn, now)},
                       {tr("Last seen"), SessionText::seen(session, now)}});
    m_reason->lineEdit()->clear();
    m_reason->setRequired(!own);
    m_reason->setHelp(
        own ? tr("It is your own session; no reason is needed.")
            : tr("%1 to %2 characters; the person is shown it with your name.").arg(shortestReason).arg(longestReason));
    m_problem->hide();
    check();
    m_sheet->open(m_reason->lineEdit());
}

void EndSessionSheet::refuse(const QString &happened, const QString &toDo)
{
    m_busy = false;
    m_problem->setMessage(happened, toDo, {}, u"info"_s);
    m_problem->show();
    check();
}

void EndSessionSheet::setBlocked(const QString &reason)
{
    m_blocked = reason;
    check();
}

void EndSessionSheet::dismiss() { m_sheet->dismiss(); }

bool EndSessionSheet::isOpen() const { return m_sheet->isOpen(); }

void EndSessionSheet::check()
{
    const auto length = m_reason->lineEdit()->text().trimmed().size();
    setDisabledReason(m_confirm, !m_blocked.isEmpty() ? m_blocked
                                 : m_busy             ? tr("It is being done")
                                 : !m_own && length < shortestReason
                                     ? tr("Write the reason first, at least %1 characters").arg(shortestReason)
                                     : QString());
    m_sheet->setFootnote(!m_blocked.isEmpty()     ? m_blocked
                         : m_kind == Ending::Locked ? tr("The person can undo it by signing in again")
                                                  : tr("It can't be undone"));
}

void EndSessionSheet::confirm()
{
    if (!m_confirm->isEnabled() || m_busy)
        return;
    m_busy = true;
    m_problem->hide();
    check();
    Q_EMIT endRequested(m_session, m_kind, m_reason->lineEdit()->text().trimmed());
}

} // namespace stanforis
