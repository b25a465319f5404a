// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"
#include "views/widgets/theme.h"

#include <QString>
#include <QWidget>

#include <chrono>
#include <optional>

class QHBoxLayout;

namespace stanforis {

class TextLabel;

/// What one figure says. The view formats; see Words::number.
struct ValueState
{
    QString value; ///< empty is shown as "–"
    QString unit;
    Severity severity = Severity::Normal;         ///< abnormal figures take the severity's text colour
    std::optional<std::chrono::milliseconds> age; ///< set when the value is old: grey, with its age

    friend bool operator==(const ValueState &, const ValueState &) = default;
};

/// A large figure with its unit on the same baseline. Screen readers get the name set by the owner and the
/// figure, unit and age as value.
class ValueLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueLabel(TypeRole role = TypeRole::Value, QWidget *parent = nullptr);

    void setState(const ValueState &state);
    [[nodiscard]] const ValueState &state() const { return m_state; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    TypeRole m_role;
    ValueState m_state;
};

/// Caption above, figure, line of context below; room for a sparkline at the end. The age of an old
/// value stands in the line of context, or at the end of the caption's line when that is taken.
class KpiTile final : public QWidget
{
    Q_OBJECT

public:
    explicit KpiTile(const QString &caption, QWidget *parent = nullptr);

    void setCaption(const QString &caption);
    void setState(const ValueState &state);
    /// The line under the figure: normal range, target, trend in words.
    void setContext(const QString &context);
    /// Puts a widget (a sparkline) at the end of the figure's line.
    void setTrailing(QWidget *widget);
    /// Grey bar in the place of the figure.
    void setLoading(bool loading);
    [[nodiscard]] ValueLabel *valueLabel() const { return m_value; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_caption;
    TextLabel *m_age;
    ValueLabel *m_value;
    QHBoxLayout *m_row;
    TextLabel *m_context;
    QString m_contextText;
    bool m_loading = false;

    void showAge();
};

} // namespace stanforis
