// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QHash>
#include <QLabel>

namespace stanforis {

enum class Tone { Primary, Secondary, Tertiary, Stale, Accent };

/// A label of the type scale in one of the text levels; follows theme and density. Plain text only, so that
/// nothing that came from outside is taken for markup.
class TextLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(const QString &text, TypeRole role = TypeRole::Body, Tone tone = Tone::Primary, QWidget *parent = nullptr);

    void setRole(TypeRole role);
    void setTone(Tone tone);
    /// Shortens the text at its end (or in the middle, for ids) when there is no room; the tool tip has all of it.
    void setElided(Qt::TextElideMode mode);
    void setFullText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Measured once for each width: layouts ask many times, and Qt lays the text out anew each time.
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void dress();
    void elide();

    TypeRole m_role;
    QString m_fullText;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    bool m_dressing = false;
    mutable QString m_measured; ///< the text that has these heights
    mutable QHash<int, int> m_heights;
};

} // namespace stanforis
