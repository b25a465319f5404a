// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/plotseries.h"
#include "views/widgets/theme.h"

#include <QWidget>

class QAbstractItemModel;
class QStackedLayout;
class QTableView;

namespace stanforis {

/// A picture of data and the same data as a table, one keystroke (T) apart; base of every plot, chart, map and graph.
/// To assistive technology it is a chart whose description says what the picture says. GUI thread.
class ChartFace : public QWidget
{
    Q_OBJECT

public:
    explicit ChartFace(QWidget *parent = nullptr);

    [[nodiscard]] DataState dataState() const { return m_dataState; }
    /// Disconnected takes every hue away; the values stay.
    void setDataState(DataState state);
    [[nodiscard]] bool isTableShown() const { return m_tableShown; }
    void setTableShown(bool shown);
    /// The table face; made when it is first asked for.
    [[nodiscard]] QTableView *table();

    /// The sentence for assistive technology as of now.
    [[nodiscard]] virtual QString description() const { return accessibleDescription(); }
    /// Takes the newest data. Call it at most once per frame; a hidden face only remembers that it must.
    void refresh();

Q_SIGNALS:
    void tableShownChanged(bool shown);
    void dataStateChanged();
    /// The newest values, or what the legend says of them, have changed.
    void readoutChanged();

protected:
    /// `picture` becomes the first face and never takes the focus: keys come to this widget.
    void setPicture(QWidget *picture);
    [[nodiscard]] QWidget *picture() const { return m_picture; }
    /// Reads the data and repaints what changed. Only called while visible.
    virtual void takeData() = 0;
    /// The model of the table face, owned by the face.
    virtual QAbstractItemModel *tableModel() = 0;
    /// Colours, fonts or sizes have changed.
    virtual void applyTheme(const Theme &theme) = 0;
    /// A key that is not one of the face's own; true when used.
    virtual bool useKey(int key, Qt::KeyboardModifiers modifiers);
    /// Sentence for assistive technology; told only when it differs.
    void describe(const QString &summary);

    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QStackedLayout *m_faces = nullptr;
    QWidget *m_picture = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_outline = nullptr; ///< shows the keyboard's place over the picture
    DataState m_dataState = DataState::Live;
    bool m_tableShown = false;
    bool m_isStale = true;
    std::optional<Theme> m_theme; ///< as applied; one change of look comes in several events
};

} // namespace stanforis
