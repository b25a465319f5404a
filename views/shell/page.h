// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace stanforis {

class PlotPanel;

/// One line of the help that F1 shows.
struct KeyHelp
{
    QString keys; ///< as the person presses them, already in the language of the console: "Ctrl+Enter"
    QString what; ///< what they do on this page, a few words
};

/// What the shell shows between the rail and the alarm bar. A page reads stores, and asks by signals ending in `Requested`.
/// GUI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The page's name in the breadcrumb and in the window's title.
    [[nodiscard]] virtual QString title() const = 0;
    /// Keys that work here and nowhere else; those of the frame are the shell's.
    [[nodiscard]] virtual QList<KeyHelp> keys() const { return {}; }
    /// Shows what the stores hold now, as often as a person can read figures: at most four times a second while things change,
    /// once a second otherwise, only while the page is visible.
    virtual void refresh() {}
    /// Lets plots follow the samples that came: at most once in a frame of the display, only while the page is visible. Figures
    /// in words belong in refresh().
    virtual void follow() {}
    /// Its plots, for F11 to show those in view on the whole screen; they live as long as the page.
    [[nodiscard]] virtual QList<PlotPanel *> wallPlots() const { return {}; }
    /// Where the keyboard goes when the page is shown; null leaves it where it is.
    [[nodiscard]] virtual QWidget *firstFocus() { return nullptr; }
    /// Values are old (true) until the connection is back (false): nothing is removed, numbers are greyed with their age.
    virtual void setDisconnected(bool disconnected){Q_UNUSED(disconnected)}

    Q_SIGNALS :
        /// Another page is asked for.
        void linkRequested(const stanforis::PageLink &link);
    /// title() says something else now.
    void titleChanged();
};

} // namespace stanforis
