// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QList>
#include <QRect>
#include <QWidget>

class QPushButton;

namespace stanforis {

class InitialsBox;
class QrSymbol;
class TextLabel;

/// In place of a page whose work is covered: the outlines of its panels, and a card that says why, whose work it is, and how to
/// go on. It shows no data. Sign-out asks once more, because drafts go with it.
class LockScreen final : public QWidget
{
    Q_OBJECT

public:
    explicit LockScreen(QWidget *parent = nullptr);

    void setState(const LockState &state);
    /// A card that somebody could sign in with is in the reader.
    void setCardReady(bool ready);
    /// Where the panels of a page of that size were; they follow the size of the window.
    void setOutlines(const QList<QRect> &outlines, QSize page);
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    /// Also to open the browser again.
    void unlockRequested();
    void unlockByCardRequested();
    /// A wall display: show a code that is confirmed on another device; also a new one.
    void unlockByCodeRequested();
    void cancelRequested();
    void copyLinkRequested();
    void signOutRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QWidget *makeCard();
    void askToLeave(bool ask);
    void dress();
    void dressCode();

    LockState m_state;
    bool m_cardReady = false;
    QList<QRect> m_outlines;
    QSize m_outlined; ///< the size they belong to
    TextLabel *m_title = nullptr;
    TextLabel *m_since = nullptr;
    InitialsBox *m_initials = nullptr;
    TextLabel *m_name = nullptr;
    TextLabel *m_detail = nullptr;
    TextLabel *m_reason = nullptr;
    TextLabel *m_problem = nullptr;
    TextLabel *m_kept = nullptr;
    QPushButton *m_unlock = nullptr;
    QPushButton *m_byCard = nullptr;
    QPushButton *m_byCode = nullptr;
    QWidget *m_codeBox = nullptr;
    TextLabel *m_code = nullptr;
    QrSymbol *m_symbol = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_leave = nullptr;
    QWidget *m_leaving = nullptr;
    QPushButton *m_stay = nullptr;
};

} // namespace stanforis
