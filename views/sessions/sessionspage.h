// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"
#include "views/shell/page.h"

class QVBoxLayout;

namespace stanforis {

class CatalogueStore;
class EmptyState;
class EndSessionSheet;
class InlineMessage;
class LoadingState;
class PermissionStore;
class PlaceHeader;
class SessionListStore;
class SessionTable;
class TimeContext;

/// For security officers: who is signed in where, live, with a way to lock or end a session. GUI thread.
class SessionsPage final : public Page
{
    Q_OBJECT

public:
    struct Stores
    {
        const SessionListStore &sessions;
        const CatalogueStore &catalogue;
        const PermissionStore &permissions;
        const TimeContext &time;
    };
    /// All must outlive the page.
    explicit SessionsPage(const Stores &stores, QWidget *parent = nullptr);

    /// How locking or ending that session went.
    void endFinished(const SessionRecord &session, SessionEnding::Kind kind, const Result<Done> &outcome);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;
    void setDisconnected(bool disconnected) override;

Q_SIGNALS:
    /// The list is to be read again.
    void readRequested();
    void endRequested(const QString &id, stanforis::SessionEnding::Kind kind, const QString &reason);

protected:
    void changeEvent(QEvent *event) override;

private:
    void openSheet(const QString &id, SessionEnding::Kind kind);
    void checkSheet();
    void arrange();

    Stores m_stores;
    PlaceHeader *m_header;
    InlineMessage *m_outcome;
    SessionTable *m_table;
    LoadingState *m_loading;
    EmptyState *m_refusal;
    EndSessionSheet *m_sheet;
    QVBoxLayout *m_column;
    bool m_disconnected = false;
};

} // namespace stanforis
