// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotnote.h"

#include <QObject>

class QPushButton;

namespace stanforis {

class FormField;
class Sheet;

/// A short note at a moment of the time axis: written, changed or taken away. GUI thread.
class NoteSheet final : public QObject
{
    Q_OBJECT

public:
    explicit NoteSheet(QWidget *host);

    /// A note without text is a new one. `moment` says in words when it is.
    void open(const PlotNote &note, const QString &moment);

Q_SIGNALS:
    /// Empty: the note is taken away.
    void noteWritten(stanforis::Instant time, const QString &text);

private:
    void save();

    Sheet *m_sheet;
    FormField *m_text;
    QPushButton *m_remove;
    Instant m_time;
};

} // namespace stanforis
