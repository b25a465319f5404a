// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QObject>

#include <optional>

namespace stanforis {

/// The one time cursor that all plots of a page share, and a mark that differences are taken from. GUI thread; owned by the page.
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

Q_SIGNALS:
    void cursorMoved();
    void markMoved();

private:
    std::optional<Instant> m_cursor;
    std::optional<Instant> m_mark;
};

} // namespace stanforis
