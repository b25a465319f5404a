// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace stanforis {

/// A text as a QR symbol (ISO/IEC 18004, level M), always black on white with a quiet zone of four modules whatever the theme, in
/// whole pixels of the screen, so that a camera finds its edges. The text is its accessible value.
class QrSymbol final : public QWidget
{
    Q_OBJECT

public:
    explicit QrSymbol(QWidget *parent = nullptr);

    /// Empty, or too long for a symbol: nothing is drawn.
    void setContent(const QString &content);
    [[nodiscard]] const QString &content() const { return m_content; }
    /// One pixel a module, without the quiet zone; null when there is none.
    [[nodiscard]] const QImage &modules() const { return m_modules; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_content;
    QImage m_modules;
};

} // namespace stanforis
