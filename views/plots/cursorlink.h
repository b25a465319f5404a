// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "views/plots/plotnote.h"

#include <QList>
#include <QObject>

#include <optional>

namespace stanforis {

/// The one time cursor that all plots of a page share, a mark that differences are taken from, and the notes on the time axis.
/// GUI thread; owned by the page.
class CursorLink final : public QObject
{
    Q_OBJECT

public:
    explicit CursorLink(QObject *parent = nullptr)
        : QObject(parent)
    {}

    [[nodiscard]] std::optional<Instant> cursor() const { return m_cursor; }
    void setCursor(std::optional<Instant> cursor)
    {
        if (m_cursor != cursor) {
            m_cursor = cursor;
            Q_EMIT cursorMoved();
        }
    }
    [[nodiscard]] std::optional<Instant> mark() const { return m_mark; }
    void setMark(std::optional<Instant> mark)
    {
        if (m_mark != mark) {
            m_mark = mark;
            Q_EMIT markMoved();
        }
    }

    /// Ascending.
    [[nodiscard]] const QList<PlotNote> &notes() const { return m_notes; }
    void setNotes(const QList<PlotNote> &notes)
    {
        if (m_notes != notes) {
            m_notes = notes;
            Q_EMIT notesChanged();
        }
    }

Q_SIGNALS:
    void cursorMoved();
    void markMoved();
    void notesChanged();

private:
    std::optional<Instant> m_cursor;
    std::optional<Instant> m_mark;
    QList<PlotNote> m_notes;
};

} // namespace stanforis
