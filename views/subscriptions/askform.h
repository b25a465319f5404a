// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/subscription.h"
#include "views/widgets/panel.h"

#include <QDate>
#include <QHash>
#include <QPointer>

class QButtonGroup;
class QComboBox;
class QDateEdit;
class QPlainTextEdit;
class QPushButton;

namespace stanforis {

class FormField;
class InlineMessage;
class TimeContext;

/// Asking for a role in one sector. What was entered is kept for each sector until it was sent, as long as the window lives.
class AskForm final : public Panel
{
    Q_OBJECT

public:
    explicit AskForm(const TimeContext &time, QWidget *parent = nullptr);

    /// Tab comes from there to the first role.
    void setPrecededBy(QWidget *before) { m_before = before; }

    void setSector(const SectorSummary &sector);
    /// Chooses a role; empty or unknown: the one of the draft, else the least powerful.
    void setRole(const RoleId &role);
    [[nodiscard]] RoleId role() const;
    /// Why nothing can be sent now; empty: it can.
    void setBlocked(const QString &reason);
    void setBusy(bool busy);
    /// Sent: the draft is forgotten.
    void accept(const QString &happened, const QString &next);
    /// Not sent: what was entered is kept.
    void refuse(const QString &happened, const QString &next);
    /// What accept() said is no longer so.
    void forgetOutcome();
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void roleChosen(const stanforis::RoleId &role);
    void requestRequested(const stanforis::SubscriptionRequest &request);

private:
    struct Entered
    {
        RoleId role;
        QString purpose;
        QString legalBasis;
        QDate from;
        QDate to;
    };
    void build();
    void dress(const Theme &theme);
    void orderTabs();
    void buildRoles(const RoleId &chosen);
    void keep();
    void fill(const Entered &draft);
    void check();
    void send();
    [[nodiscard]] Entered entered() const;
    /// The first thing that is still wrong, as a reason for the button; empty: may be sent.
    [[nodiscard]] QString problem() const;

    const TimeContext &m_time;
    SectorSummary m_sector;
    QHash<SectorId, Entered> m_drafts;
    QString m_blocked;
    bool m_busy = false;
    bool m_showing = false;
    bool m_tried = false;

    QWidget *m_roles;
    QButtonGroup *m_group;
    QPlainTextEdit *m_purpose;
    QComboBox *m_basis;
    QDateEdit *m_from;
    QDateEdit *m_to;
    FormField *m_purposeField;
    FormField *m_basisField;
    FormField *m_fromField;
    FormField *m_toField;
    QPushButton *m_send;
    QPointer<QWidget> m_before;
    InlineMessage *m_message;
};

} // namespace stanforis
