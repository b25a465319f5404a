// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/openingpage.h"

#include "views/widgets/theme.h"

#include <QPainter>

namespace stanforis {

OpeningPage::OpeningPage(const QString &platform, QWidget *parent)
    : Page(parent)
    , m_platform(platform)
{
    setObjectName(QStringLiteral("opening-page"));
    setAccessibleName(tr("Opening %1", "a platform").arg(platform));
    setFocusPolicy(Qt::TabFocus); // so that what it says is read out
}

QString OpeningPage::title() const { return tr("Opening"); }

void OpeningPage::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    const QFont small = theme.font(TypeRole::Body), large = theme.font(TypeRole::Display);
    const int lead = QFontMetrics(small).height(), name = QFontMetrics(large).height();
    const int top = (height() - lead - name) / 2;
    painter.setFont(small);
    painter.setPen(theme.text().secondary);
    painter.drawText(QRect(0, top, width(), lead), Qt::AlignCenter, title());
    painter.setFont(large);
    painter.setPen(theme.text().primary);
    painter.drawText(QRect(0, top + lead, width(), name), Qt::AlignCenter,
                     QFontMetrics(large).elidedText(m_platform, Qt::ElideMiddle, width()));
}

} // namespace stanforis
