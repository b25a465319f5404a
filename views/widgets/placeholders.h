// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QWidget>

class QPushButton;
class QTimer;

namespace stanforis {

class TextLabel;

/// What would be here, why it is not, and one button.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    /// Without \a action there is no button.
    explicit EmptyState(const QString &what, const QString &why, const QString &action = {}, QWidget *parent = nullptr);

    void setWords(const QString &what, const QString &why);
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void actionRequested();

private:
    TextLabel *m_what;
    TextLabel *m_why;
    QPushButton *m_button = nullptr;
};

/// Waiting in place: nothing for 100 ms, then grey bars where the rows will be, after 2 s a progress line,
/// what is being done, and Cancel.
class LoadingState final : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingState(int rows = 3, QWidget *parent = nullptr);

    /// Begins to wait; \a doing says what is being done ("Reading services").
    void start(const QString &doing);
    void stop();
    /// Part done, 0 … 1; less than 0 when it isn't known.
    void setProgress(double part);
    [[nodiscard]] bool isWaiting() const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void place();

    int m_rows;
    double m_part = -1;
    QString m_doing;
    QElapsedTimer m_since;
    QTimer *m_timer;
    TextLabel *m_words;
    QPushButton *m_cancel;
};

/// One sentence what happened, one what was kept, one button.
class InlineMessage final : public QWidget
{
    Q_OBJECT

public:
    explicit InlineMessage(QWidget *parent = nullptr);

    /// \a icon is the name of an icon; an empty \a action leaves the button out.
    void setMessage(const QString &happened, const QString &kept, const QString &action = {}, const QString &icon = {});
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    TextLabel *m_happened;
    TextLabel *m_kept;
    QPushButton *m_button;
};

} // namespace stanforis
