// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/plaintooltips.h"

#include <QHelpEvent>
#include <QTextDocument>
#include <QToolTip>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace stanforis {

QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<span style=\"white-space:pre-wrap\">%1</span>"_s.arg(text.toHtmlEscaped()) : text;
}

PlainToolTips::PlainToolTips(QObject *application)
    : QObject(application)
{
    application->installEventFilter(this);
}

bool PlainToolTips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || !Qt::mightBeRichText(widget->toolTip()))
        return false;
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(widget->toolTip()), widget);
    return true;
}

} // namespace stanforis
