// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QWidget>

namespace stanforis {

class Theme;

/// What the header of a wall says; texts as they are shown.
struct WallHeadline
{
    QString place;
    QString screenful; ///< "1 of 2"; empty: there is one
    QString age;       ///< of the newest data
    bool isOld = false;
    QString note;    ///< when the next screenful comes, or from how far this is read
    QDateTime clock; ///< the platform's

    friend bool operator==(const WallHeadline &, const WallHeadline &) = default;
};

/// The line over the tiles of a wall: place, age of the data, clock; two lines where one does not hold them. GUI thread.
class WallHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit WallHeader(QWidget *parent = nullptr);

    void setHeadline(const WallHeadline &headline);
    [[nodiscard]] const WallHeadline &headline() const { return m_headline; }
    [[nodiscard]] int heightFor(int width) const;
    /// The least a wall needs, in heights of its smallest text.
    static constexpr int narrowest = 24;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool isOneLine(int width) const;
    [[nodiscard]] int paintClock(QPainter &painter, const Theme &theme, int end, const QRect &row) const;
    [[nodiscard]] int paintAge(QPainter &painter, const Theme &theme, int start, int room, const QRect &row) const;
    void paintPlace(QPainter &painter, const Theme &theme, int end, const QRect &row) const;
    [[nodiscard]] QFont ageFont(const Theme &theme) const;
    void write(QPainter &painter, int left, int width, const QRect &row, const QString &text) const;

    WallHeadline m_headline;
};

} // namespace stanforis
