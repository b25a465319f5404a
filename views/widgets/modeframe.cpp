// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/modeframe.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString sentenceOf(const ModeState &state)
{
    if (!state.sentence.isEmpty())
        return state.sentence;
    switch (state.mode) {
    case Mode::Live:
        return ModeFrame::tr("Production. What you do here changes real records.");
    case Mode::Simulation:
        return ModeFrame::tr("Nothing here is real. Nothing you do leaves this machine.");
    case Mode::Replay:
        return ModeFrame::tr("Recorded. Nothing can be changed.");
    }
    return {};
}

/// The text without those of its parts at the end that find no room; empty if the first one does not.
QString wholeParts(QString text, const QString &between, int room, const QFontMetrics &measure)
{
    while (!text.isEmpty() && measure.horizontalAdvance(text) + 2 > room)
        text.truncate(std::max<qsizetype>(0, text.lastIndexOf(between)));
    return text;
}

/// Three marks on a 10 px box: a dot, three strokes, two arrows back.
void paintModeMark(QPainter &painter, const QRectF &box, Mode mode, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 10, box.height() / 10);
    painter.setBrush(color);
    painter.setPen(Qt::NoPen);
    if (mode == Mode::Live) {
        painter.drawEllipse(QRectF(1, 1, 8, 8));
    } else if (mode == Mode::Simulation) {
        painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(1, 4.5), QPointF(4.5, 1));
        painter.drawLine(QPointF(1, 9), QPointF(9, 1));
        painter.drawLine(QPointF(5.5, 9), QPointF(9, 5.5));
    } else {
        painter.drawPolygon(QPolygonF({{5, 1}, {5, 9}, {0.5, 5}}));
        painter.drawPolygon(QPolygonF({{10, 1}, {10, 9}, {5.5, 5}}));
    }
    painter.restore();
}

/// Stripes falling to the left, 6 + 6 px along an edge of 4: a tile of them, as each stroke for itself costs more than all else.
QBrush stripes(const ModeColors &colors, int width, qreal ratio)
{
    const int side = qRound(3 * width * ratio);
    QPixmap tile(side, side);
    tile.fill(colors.banner);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.frame, side / 2.0 / M_SQRT2, Qt::SolidLine, Qt::FlatCap));
    for (const int sum : {0, side, 2 * side}) // on one stripe x + y is the same everywhere
        painter.drawLine(sum + side, -side, -side, sum + side);
    painter.end();
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    return brush;
}

/// The pattern of the frame decides between modes where colour can't: solid, 45° stripes 6+6, dashes 12+6 when it is 4 px wide.
void paintFrame(QPainter &painter, const QRect &window, const QRegion &edges, int top, int width, Mode mode,
                const ModeColors &colors)
{
    painter.save();
    painter.setClipRegion(edges);
    if (mode == Mode::Simulation)
        painter.fillRect(window, stripes(colors, width, painter.device()->devicePixelRatioF()));
    else
        painter.fillRect(window, mode == Mode::Live ? colors.frame : colors.banner);
    if (mode == Mode::Replay) {
        const int dash = 3 * width, step = dash * 3 / 2;
        for (int y = top; y < window.height(); y += step) {
            painter.fillRect(0, y, width, dash, colors.frame);
            painter.fillRect(window.width() - width, y, width, dash, colors.frame);
        }
        for (int x = 0; x < window.width(); x += step)
            painter.fillRect(x, window.height() - width, dash, width, colors.frame);
    }
    painter.restore();
}

} // namespace

ModeFrame::ModeFrame(QWidget *window)
    : QWidget(window)
    , m_content(new QVBoxLayout)
{
    setObjectName(u"modeFrame"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    auto *layout = new QVBoxLayout(window);
    layout->setSpacing(0);
    layout->addLayout(m_content);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(0);
    window->installEventFilter(this);
    setState({});
    setAccessibleName(tr("Mode"));
    reserve();
}

void ModeFrame::setState(const ModeState &state)
{
    m_state = state;
    setAccessibleValue(this, Words::mode(state.mode) + u". "_s + sentenceOf(state) + u' ' + state.platform);
    update();
}

ModeFrame *ModeFrame::of(const QWidget *window)
{
    return window ? window->window()->findChild<ModeFrame *>(u"modeFrame"_s, Qt::FindDirectChildrenOnly) : nullptr;
}

bool ModeFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && (event->type() == QEvent::Resize || event->type() == QEvent::StyleChange))
        reserve();
    return QWidget::eventFilter(watched, event);
}

void ModeFrame::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && parentWidget()->layout()) {
        reserve();
        update();
    }
}

void ModeFrame::reserve()
{
    const Theme theme = Theme::of(this);
    const int width = theme.stroke().modeFrame;
    parentWidget()->layout()->setContentsMargins(width, theme.frame().banner, width, width);
    setGeometry(parentWidget()->rect());
    lower();
}

void ModeFrame::paintEvent(QPaintEvent *event)
{
    const Theme theme = Theme::of(this);
    const ModeColors &colors = theme.mode(m_state.mode);
    const int banner = theme.frame().banner, edge = theme.stroke().modeFrame;
    const QRect top(0, 0, width(), banner);
    // It lies under everything in the window and is asked with all of it: mostly for a part in the middle.
    const QRegion edges = event->region() - rect().adjusted(edge, 0, -edge, -edge) - top;
    QPainter painter(this);
    if (!edges.isEmpty())
        paintFrame(painter, rect(), edges, banner, edge, m_state.mode, colors);
    if (event->region().intersects(top))
        paintBanner(painter, top, colors);
}

void ModeFrame::paintBanner(QPainter &painter, const QRect &top, const ModeColors &colors) const
{
    const Theme theme = Theme::of(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.fillRect(top, colors.banner);
    const int banner = top.height();
    const int mark = banner * 10 / 24, margin = theme.space(4);
    const QRect line(margin, 0, width() - 2 * margin, banner);
    const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int end = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter;
    paintModeMark(painter, mirrored({line.x(), (banner - mark) / 2, mark, mark}), m_state.mode, colors.text);

    painter.setPen(colors.text);
    QFont wordFont = theme.font(TypeRole::Label);
    wordFont.setWeight(QFont::DemiBold);
    wordFont.setLetterSpacing(QFont::AbsoluteSpacing, 0.08 * wordFont.pixelSize());
    painter.setFont(wordFont);
    int x = line.x() + mark + theme.space(3);
    const QString word = Words::mode(m_state.mode);
    const int wordWidth = painter.fontMetrics().horizontalAdvance(word) + 2;
    painter.drawText(mirrored({x, 0, wordWidth, banner}), lead, word);
    x += wordWidth + theme.space(3);

    painter.setFont(theme.font(TypeRole::Label));
    const QFontMetrics measure = painter.fontMetrics();
    QString sentence = sentenceOf(m_state), platform = m_state.platform;
    if (theme.density() == Density::Wall) {
        // There is seldom room for all: whole parts are left out from the end, and what the mode means comes first.
        sentence = wholeParts(sentence, u". "_s, line.right() - x - theme.space(5), measure);
        platform =
            wholeParts(platform, u" · "_s, line.right() - x - measure.horizontalAdvance(sentence) - theme.space(5), measure);
    }
    const int platformWidth = std::min(measure.horizontalAdvance(platform) + 2, line.width() / 2);
    const int room = line.right() - platformWidth - theme.space(4) - x;
    painter.drawText(mirrored({x, 0, room, banner}), lead, measure.elidedText(sentence, Qt::ElideRight, room));
    painter.drawText(mirrored({line.right() - platformWidth, 0, platformWidth, banner}), end,
                     measure.elidedText(platform, Qt::ElideRight, platformWidth));
}

FramedWindow::FramedWindow(QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_frame(new ModeFrame(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
}

void FramedWindow::setMode(const ModeState &state) { m_frame->setState(state); }

FramedDialog::FramedDialog(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_frame(new ModeFrame(this))
    , m_content(new QVBoxLayout)
{
    if (const ModeFrame *owner = ModeFrame::of(parent))
        m_frame->setState(owner->state());
    const Theme theme = Theme::of(this);
    setWindowTitle(title);
    m_content->setContentsMargins(theme.space(6), theme.space(5), theme.space(6), theme.space(6));
    m_content->setSpacing(theme.space(4));
    m_content->addWidget(new TextLabel(title, TypeRole::Title, Tone::Primary, this));
    m_frame->contentLayout()->addLayout(m_content);
}

} // namespace stanforis
