// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/tour/input.h"
#include "app/console/tour/tour.h"
#include "app/console/workspace.h"
#include "views/shell/mainwindow.h"

#include <QAbstractItemView>

#include <algorithm>

namespace stanforis {

/// One person's console, as far as the walk touches it.
class Person
{
public:
    explicit Person(Workspace &workspace)
        : m_workspace(workspace)
    {}

    [[nodiscard]] QWidget *window() const { return m_workspace.window(); }
    [[nodiscard]] const Stores &stores() const { return m_workspace.stores(); }
    [[nodiscard]] QWidget *find(const QString &name) const
    {
        const QList<QWidget *> found = window()->findChildren<QWidget *>(name);
        const auto visible = std::ranges::find_if(found, [](const QWidget *w) { return w->isVisible(); });
        return visible == found.end() ? nullptr : *visible;
    }
    [[nodiscard]] bool sees(const QString &name) const
    {
        const QWidget *widget = find(name);
        return widget && widget->isEnabled();
    }
    [[nodiscard]] bool isAt(PageLink::Level level) const { return m_workspace.navigator().current().level == level; }
    bool click(const QString &name) const { return input::click(find(name)); }
    bool type(const QString &name, const QString &text) const { return input::type(find(name), text); }
    bool choose(const QString &name, int row) const { return input::choose(find(name), row); }
    [[nodiscard]] QAbstractItemView *view(const QString &name) const { return qobject_cast<QAbstractItemView *>(find(name)); }
    [[nodiscard]] bool hasRows(const QString &name) const
    {
        const QAbstractItemView *list = view(name);
        return list && list->model() && list->model()->rowCount() > 0;
    }
    /// Row whose first column has this text.
    bool open(const QString &list, const QString &text) const
    {
        QAbstractItemView *items = view(list);
        if (!items || !items->model())
            return false;
        const auto found = items->model()->match(items->model()->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchContains);
        return !found.isEmpty() && input::doubleClick(items, found.first());
    }
    /// Samples of the series in view that arrived in the last seconds.
    [[nodiscard]] bool isLive(const SeriesKey &key) const
    {
        const auto last = stores().series.lastSample(key);
        return last && stores().time.now() - last->time < std::chrono::seconds(5);
    }

private:
    Workspace &m_workspace;
};

inline TourStep step(const Person &person, const char *name, std::function<bool()> ready, std::function<bool()> act = {})
{
    return {QString::fromLatin1(name), person.window(), std::move(ready), std::move(act), true};
}

/// Between two pictures: one more input of the same page.
inline TourStep input_(const Person &person, const char *name, std::function<bool()> ready, std::function<bool()> act)
{
    return {QString::fromLatin1(name), person.window(), std::move(ready), std::move(act), false};
}

} // namespace stanforis
