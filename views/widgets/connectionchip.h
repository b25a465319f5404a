// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <chrono>
#include <optional>

namespace stanforis {

/// One connection as the top bar shows it.
struct ChipState
{
    QString name; ///< "Gateway", "gRPC", "WS"
    bool connected = false;
    std::optional<std::chrono::milliseconds> age; ///< since the last message; none: nothing came yet
    QString note;                                 ///< what else is to be said of it: values dropped; empty: nothing

    friend bool operator==(const ChipState &, const ChipState &) = default;
};

/// A connection with the age of its last message: a grey dot while it lives, a red cross when it is lost.
class ConnectionChip final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionChip(QWidget *parent = nullptr);

    void setState(const ChipState &state);
    [[nodiscard]] const ChipState &state() const { return m_state; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    ChipState m_state;
};

/// A short word in a 1 px line: "draft", "required by RX-17".
class Chip final : public QWidget
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace stanforis
