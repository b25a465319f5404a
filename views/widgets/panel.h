// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QFrame>
#include <QMargins>

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace stanforis {

class TextLabel;

/// A box with a 1 px line and an optional header (title, subtitle, actions at the end). Inside a panel there
/// are no further boxes: space and separators do the rest.
class Panel : public QFrame
{
    Q_OBJECT

public:
    explicit Panel(QWidget *parent = nullptr);
    explicit Panel(const QString &title, QWidget *parent = nullptr);

    /// An empty title and subtitle hide the header.
    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    void setTitleRole(TypeRole role);
    /// Puts a widget at the end of the header, after those already there.
    void addAction(QWidget *widget);
    /// Puts a widget before the title, such as an icon.
    void addLeading(QWidget *widget);
    /// Where the content goes; has the inner margin of the density unless edge to edge.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// Replaces the inner margin of the density.
    void setBodyMargins(const QMargins &margins);
    /// Replaces the room between what is in the body, in pixels.
    void setBodySpacing(int spacing);
    /// Rows that reach the panel's edges: no inner margin, a line under the header.
    void setEdgeToEdge(bool edgeToEdge);
    /// Dashed line and no fill: the place of something that isn't granted.
    void setDashed(bool dashed);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QWidget *m_header;
    QHBoxLayout *m_headerLayout;
    TextLabel *m_title;
    TextLabel *m_subtitle;
    QVBoxLayout *m_body;
    int m_leading = 0;
    std::optional<QMargins> m_margins;
    std::optional<int> m_spacing;
    bool m_edgeToEdge = false;
    bool m_dashed = false;
    bool m_dressing = false;
};

/// A 1 px subtle line between rows.
[[nodiscard]] QWidget *makeSeparator(QWidget *parent = nullptr, Qt::Orientation orientation = Qt::Horizontal);

} // namespace stanforis
