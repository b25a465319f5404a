// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workstation.h"

#include <QList>
#include <QWidget>

namespace stanforis {

class ConnectionStore;
class TextLabel;

/// Which platform a person is about to enter and how it proved itself: one row a fact, the proof beneath in small print.
class PlatformFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformFacts(const ConnectionStore &connection, QWidget *parent = nullptr);

    /// Of the platform that is being tried, until its profile is known.
    void setAddress(const QString &address);
    /// Told in a row of its own once it is enrolled.
    void setWorkstation(const Workstation &workstation);
    void refresh();

private:
    class Row;
    void showTrust();

    const ConnectionStore &m_connection;
    QString m_address;
    TextLabel *m_lead;
    TextLabel *m_name;
    TextLabel *m_mode;
    Row *m_identity;
    Row *m_encrypted;
    Row *m_clock;
    Row *m_where;
    Row *m_workstationRow;
    Workstation m_workstation;
};

} // namespace stanforis
