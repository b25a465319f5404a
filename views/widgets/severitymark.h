// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QPixmap>
#include <QRectF>
#include <QWidget>

class QPainter;

namespace stanforis {

class Theme;

/// The one painter of severity marks: shape and colour together, filled while a person is waited for, hollow
/// once acknowledged. Normal is a grey ring, Unknown three dashes. \a box is square, any size.
void paintSeverityMark(QPainter &painter, const QRectF &box, Severity severity, bool acknowledged, const Theme &theme);
/// The shape of a severity that nothing has now: hollow in the colour of controls. For counts of zero.
void paintZeroMark(QPainter &painter, const QRectF &box, Severity severity, const Theme &theme);
/// The word beside the mark.
[[nodiscard]] QString severityWord(Severity severity);
/// The mark as a pixmap, for menus and lists that take one.
[[nodiscard]] QPixmap severityPixmap(Severity severity, bool acknowledged, const QWidget *widget);

/// A mark with its word, or with a text of the caller's. Its accessible value is "severity, acknowledged".
class SeverityLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit SeverityLabel(QWidget *parent = nullptr);

    void setSeverity(Severity severity, bool acknowledged = false);
    /// Replaces the severity's own word; an empty text brings the word back.
    void setText(const QString &text);
    /// Semibold text, as in tiles and headers.
    void setEmphasised(bool emphasised);
    [[nodiscard]] Severity severity() const { return m_severity; }
    [[nodiscard]] QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont textFont() const;
    void describe();

    Severity m_severity = Severity::Normal;
    bool m_acknowledged = false;
    bool m_emphasised = false;
    QString m_text;
};

} // namespace stanforis
