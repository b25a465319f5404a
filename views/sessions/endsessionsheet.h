// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"

#include <QObject>

class QPushButton;
class QWidget;

namespace stanforis {

class FactList;
class FormField;
class InlineMessage;
class Sheet;
class TextLabel;

/// Before somebody's session is locked or ended: whose it is, what will happen, and the reason that the person will be shown. Own
/// sessions need no reason.
class EndSessionSheet final : public QObject
{
    Q_OBJECT

public:
    static constexpr int shortestReason = 10;
    static constexpr int longestReason = 400;

    explicit EndSessionSheet(QWidget *host);

    /// `own`: the session is one of the person who asks.
    void open(const SessionRecord &session, SessionEnding::Kind kind, bool own, Instant now);
    /// It was not done; what was written stays.
    void refuse(const QString &happened, const QString &toDo);
    /// Why it can't be done at the moment; empty: it can.
    void setBlocked(const QString &reason);
    void dismiss();
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] const QString &session() const { return m_session; }

Q_SIGNALS:
    void endRequested(const QString &id, stanforis::SessionEnding::Kind kind, const QString &reason);

private:
    void check();
    void confirm();

    Sheet *m_sheet;
    TextLabel *m_what;
    FactList *m_facts;
    FormField *m_reason;
    InlineMessage *m_problem;
    QPushButton *m_keep;
    QPushButton *m_confirm;
    QString m_session;
    SessionEnding::Kind m_kind = SessionEnding::Kind::Locked;
    QString m_blocked;
    bool m_own = false;
    bool m_busy = false;
};

} // namespace stanforis
