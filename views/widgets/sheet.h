// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace stanforis {

class TextLabel;

/// A task over the end of a page: 640 px wide, a scrim over the rest. Esc closes, Tab stays inside, and the
/// focus goes back where it was. Lives as a child of its host and is hidden until opened.
class Sheet final : public QWidget
{
    Q_OBJECT

public:
    /// Covers \a host and follows its size.
    explicit Sheet(QWidget *host);

    void setTitle(const QString &title);
    /// Takes the widget as the content, in place of the one before it.
    void setBody(QWidget *body);
    /// Under the title: steps, for example.
    void setHeaderExtra(QWidget *widget);
    /// A sentence at the start of the foot.
    void setFootnote(const QString &sentence);
    /// Adds a button at the end of the foot; the primary one goes last.
    void addFootWidget(QWidget *widget);
    /// Shows the sheet and gives \a firstFocus (or the first control of the body) the focus.
    void open(QWidget *firstFocus = nullptr);
    /// Hides it and gives the focus back; closed() follows.
    void dismiss();
    [[nodiscard]] bool isOpen() const { return m_open; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Esc, the close button or the scrim. Nothing is lost by it unless the owner says so first.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void place(int offset);

    QWidget *m_panel;
    TextLabel *m_title;
    QVBoxLayout *m_header;
    QVBoxLayout *m_body;
    QWidget *m_foot;
    QHBoxLayout *m_footLayout;
    TextLabel *m_footnote;
    QPointer<QWidget> m_content;
    QPointer<QWidget> m_returnTo;
    bool m_open = false;
};

} // namespace stanforis
