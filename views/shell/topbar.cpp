// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/topbar.h"

#include "views/shell/identitychip.h"
#include "views/widgets/icons.h"
#include "views/widgets/panel.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int paletteWidth = 264; // look.md, "Frame"
constexpr int markSize = 24;

/// Looks like the field that it opens.
class PaletteOpener final : public QAbstractButton
{
public:
    explicit PaletteOpener(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setAccessibleName(text);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setMinimumWidth(paletteWidth / 2);
    }
    QSize sizeHint() const override { return {paletteWidth, Theme::of(this).metrics().control}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(this);
        const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.line().control, theme.stroke().hair));
        painter.setBrush(theme.surface().input);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
        const int sign = 16, x = theme.space(2) + sign + theme.space(2);
        painter.drawPixmap(mirrored({theme.space(2), (height() - sign) / 2, sign, sign}).topLeft(),
                           Icons::pixmap(u"search"_s, theme.text().secondary, sign, devicePixelRatioF()));
        painter.setFont(theme.font(TypeRole::Caption));
        const QString keys = QCoreApplication::translate("stanforis::TopBar", "Ctrl K");
        const int boxWidth = painter.fontMetrics().horizontalAdvance(keys) + 2 * theme.space(1);
        const QRect box = mirrored({width() - boxWidth - theme.space(2), (height() - 18) / 2, boxWidth, 18});
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius() - 1, theme.radius() - 1);
        painter.setPen(theme.text().tertiary);
        painter.drawText(box, Qt::AlignCenter, keys);
        painter.setFont(theme.font(TypeRole::Body));
        const int room = width() - x - boxWidth - 2 * theme.space(2);
        painter.drawText(mirrored({x, 0, room, height()}),
                         int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room));
    }
};

class Mark final : public QWidget
{
public:
    explicit Mark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(markSize, markSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).drawPixmap(0, 0, Icons::pixmap(u"mark"_s, Theme::of(this).text().primary, markSize, devicePixelRatioF()));
    }
};

} // namespace

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
    , m_brand(new QWidget(this))
    , m_brandName(new TextLabel(u"STANFORIS"_s, TypeRole::Strong, Tone::Primary, m_brand))
    , m_breadcrumb(new Breadcrumb(this))
    , m_stretch(new QWidget(this))
    , m_chipLayout(new QHBoxLayout)
    , m_time(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_zone(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    const Theme theme = Theme::of(this);
    setFixedHeight(theme.frame().topBar);
    auto *opener = new PaletteOpener(tr("Go to page, sector, service"), this);
    opener->setObjectName(u"paletteOpener"_s);
    m_palette = opener;
    m_identity = new IdentityChip(this); // after the opener: the order of making is the order of Tab
    connect(opener, &QAbstractButton::clicked, this, &TopBar::paletteRequested);
    connect(m_breadcrumb, &Breadcrumb::navigateRequested, this, &TopBar::navigateRequested);

    auto *brandLayout = new QHBoxLayout(m_brand);
    brandLayout->setContentsMargins(0, 0, 0, 0);
    brandLayout->addSpacing(theme.space(2));
    brandLayout->setSpacing(theme.space(2));
    brandLayout->addWidget(new Mark(m_brand));
    brandLayout->addWidget(m_brandName);
    brandLayout->addStretch(1);
    m_brand->setAccessibleName(u"STANFORIS"_s);

    m_chipLayout->setSpacing(theme.space(3));
    auto *clock = new QHBoxLayout;
    clock->setSpacing(theme.space(2));
    clock->addWidget(m_time);
    clock->addWidget(m_zone);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.space(1), 0, theme.space(1), 1);
    layout->setSpacing(theme.space(4));
    layout->addWidget(m_brand);
    layout->addWidget(m_breadcrumb, 1);
    m_stretch->hide();
    layout->addWidget(m_stretch, 1);
    layout->addWidget(opener);
    layout->addLayout(m_chipLayout);
    layout->addLayout(clock);
    QWidget *divider = makeSeparator(this, Qt::Vertical);
    divider->setFixedHeight(theme.space(6));
    layout->addWidget(divider, 0, Qt::AlignVCenter);
    layout->addWidget(m_identity);
    setNarrow(false);
}

void TopBar::setConnections(const QList<ChipState> &connections)
{
    while (m_chips.size() < connections.size()) {
        auto *chip = new ConnectionChip(this);
        m_chipLayout->addWidget(chip);
        m_chips.append(chip);
    }
    while (m_chips.size() > connections.size())
        delete m_chips.takeLast();
    for (qsizetype i = 0; i < connections.size(); ++i)
        m_chips.at(i)->setState(connections.at(i));
}

void TopBar::setClock(const QDateTime &platformTime, const QString &detail)
{
    m_time->setText(platformTime.toString(u"HH:mm:ss"_s));
    m_zone->setText(Words::zone(platformTime));
    const QDateTime local = platformTime.toLocalTime();
    QString here = tr("Here it is %1 %2").arg(local.toString(u"HH:mm:ss"_s), Words::zone(local));
    if (!detail.isEmpty())
        here += u'\n' + detail;
    m_time->setToolTip(here);
    m_zone->setToolTip(here);
    m_time->setAccessibleName(tr("Platform time %1 %2").arg(m_time->text(), m_zone->text()));
}

void TopBar::setNarrow(bool narrow)
{
    const FrameMetrics &frame = Theme::of(this).frame();
    m_brandName->setVisible(!narrow);
    m_brand->setFixedWidth(narrow ? frame.railCollapsed : frame.rail - Theme::of(this).space(4));
    m_palette->setMaximumWidth(narrow ? paletteWidth * 7 / 8 : paletteWidth);
}

void TopBar::setCovered(bool covered)
{
    m_breadcrumb->setVisible(!covered);
    m_palette->setVisible(!covered);
    m_stretch->setVisible(covered);
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface().frame);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line().normal);
}

} // namespace stanforis
