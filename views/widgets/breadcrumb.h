// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QHBoxLayout;

namespace stanforis {

/// One place on the way; an empty link is text only.
struct Crumb
{
    QString title;
    QString link; ///< stanforis://…

    friend bool operator==(const Crumb &, const Crumb &) = default;
};

/// The way to this page. All but the last place are buttons.
class Breadcrumb final : public QWidget
{
    Q_OBJECT

public:
    explicit Breadcrumb(QWidget *parent = nullptr);

    /// The same again changes nothing: who is on a crumb with the keyboard stays there.
    void setCrumbs(const QList<Crumb> &crumbs);

Q_SIGNALS:
    void navigateRequested(const QString &link);

private:
    QHBoxLayout *m_layout;
    QList<Crumb> m_crumbs;
};

} // namespace stanforis
