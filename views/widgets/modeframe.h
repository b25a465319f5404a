// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"
#include "views/widgets/theme.h"

#include <QDialog>
#include <QWidget>

class QVBoxLayout;

namespace stanforis {

/// What the mode banner says.
struct ModeState
{
    Mode mode = Mode::Live;
    QString sentence; ///< empty: the usual sentence of the mode
    QString platform; ///< shown on the far side: "Republic of Norvane · National platform · console 1.0.0"
};

/// Banner on top and frame on the other three edges of a window, so that the mode can't be mistaken
/// (experience, rule 4). Reserves the space through the layout of the window it is made for.
class ModeFrame final : public QWidget
{
    Q_OBJECT

public:
    /// \a window gets a layout with the banner; its content goes into contentLayout().
    explicit ModeFrame(QWidget *window);

    void setState(const ModeState &state);
    [[nodiscard]] const ModeState &state() const { return m_state; }
    [[nodiscard]] QVBoxLayout *contentLayout() const { return m_content; }
    /// The frame of a window, or null.
    [[nodiscard]] static ModeFrame *of(const QWidget *window);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void reserve();
    void paintBanner(QPainter &painter, const QRect &top, const ModeColors &colors) const;

    ModeState m_state;
    QVBoxLayout *m_content;
};

/// Base of every window of the console.
class FramedWindow : public QWidget
{
    Q_OBJECT

public:
    explicit FramedWindow(QWidget *parent = nullptr);

    void setMode(const ModeState &state);
    [[nodiscard]] const ModeState &mode() const { return m_frame->state(); }

protected:
    [[nodiscard]] QVBoxLayout *contentLayout() const { return m_frame->contentLayout(); }

private:
    ModeFrame *m_frame;
};

/// Base of every dialog; takes its mode from the window it belongs to.
class FramedDialog : public QDialog
{
    Q_OBJECT

public:
    explicit FramedDialog(const QString &title, QWidget *parent);

    [[nodiscard]] QVBoxLayout *contentLayout() const { return m_content; }
    [[nodiscard]] const ModeState &mode() const { return m_frame->state(); }

private:
    ModeFrame *m_frame;
    QVBoxLayout *m_content;
};

} // namespace stanforis
