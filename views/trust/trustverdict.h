// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trust.h"
#include "views/widgets/panel.h"

#include <array>

class QLabel;

namespace stanforis {

class SeverityLabel;
class TextLabel;

/// One sentence that tells whether all is well; beneath it what is not, grouped by what is to be done, the worst first.
class TrustVerdict final : public Panel
{
    Q_OBJECT

public:
    explicit TrustVerdict(QWidget *parent = nullptr);

    void show(const QList<TrustItem> &items, Instant now);
    [[nodiscard]] QString sentence() const;

private:
    void dress();

    struct Line
    {
        QWidget *row;
        SeverityLabel *what;
        TextLabel *next;
    };
    QLabel *m_mark;
    TextLabel *m_sentence;
    Severity m_worst = Severity::Unknown;
    TextLabel *m_footing;
    std::array<Line, 3> m_lines{};
    TextLabel *m_more;
};

} // namespace stanforis
