// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/sessiontablemodel.h"
#include "models/ports/sessionsport.h"
#include "views/widgets/panel.h"

class QPushButton;
class QTableView;

namespace stanforis {

class TextLabel;

/// Live sessions, one row each; below them the chosen one and what can be done about it. Enter locks it, Delete ends it.
class SessionTable final : public Panel
{
    Q_OBJECT

public:
    /// The stores outlive the panel.
    SessionTable(const SessionListStore &sessions, const CatalogueStore &catalogue, QWidget *parent = nullptr);

    void refresh(Instant now);
    void setDisconnected(bool disconnected);
    /// False: nothing can be locked or ended from here.
    void setActing(bool acts);
    [[nodiscard]] QTableView *view() const { return m_table; }

Q_SIGNALS:
    void endAsked(const QString &id, stanforis::SessionEnding::Kind kind);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFoot();
    [[nodiscard]] const SessionRecord *chosen() const;
    void ask(SessionEnding::Kind kind);
    void choose(const QString &id);
    void showChosen();

    const SessionListStore &m_sessions;
    SessionTableModel m_model;
    QTableView *m_table;
    TextLabel *m_sentence = nullptr;
    TextLabel *m_detail = nullptr;
    QPushButton *m_lock = nullptr;
    QPushButton *m_end = nullptr;
    QString m_chosen; ///< kept over a change of the list
    Instant m_now{};
    bool m_disconnected = false;
    bool m_acts = false;
};

} // namespace stanforis
