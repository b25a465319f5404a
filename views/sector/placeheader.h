// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace stanforis {

class SeverityLabel;
class TextLabel;

/// The 40 px line over a page: icon, name, how it is, one line of facts; the time control goes to its end. GUI thread.
class PlaceHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceHeader(QWidget *parent = nullptr);

    void setPlace(const QString &icon, const QString &name);
    /// An empty text shows the severity's own word.
    void setState(Severity severity, const QString &text);
    /// A place without health.
    void hideState();
    /// Joined by " · "; what does not fit is left to the tool tip.
    void setFacts(const QStringList &facts);
    void addAction(QWidget *widget);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QString m_iconName;
    QLabel *m_icon;
    TextLabel *m_name;
    SeverityLabel *m_state;
    TextLabel *m_facts;
    QHBoxLayout *m_layout;
};

} // namespace stanforis
