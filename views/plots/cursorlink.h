// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QObject>

#include <optional>

namespace stanforis {

/// The one time cursor that all plots of a page share. GUI thread; owned by the page.
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

Q_SIGNALS:
    void cursorMoved();

private:
    std::optional<Instant> m_cursor;
};

} // namespace stanforis
