// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/auditstrip.h"

#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/icons.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

using Bar = AuditStore::Bar;

namespace {

constexpr int auditStripHeight = 44; // as the strip of a lost connection
constexpr int auditIconSize = 16;

QString when(Instant time) { return Dates::day(time) + u' ' + Dates::clock(time); }

QString number(qint64 value) { return QLocale().toString(value); }

QString damage(const AuditFinding &finding)
{
    const QString promised =
        finding.cosigned ? AuditStrip::tr("the platform signed %1 on %2").arg(number(finding.expected), when(*finding.cosigned))
                         : AuditStrip::tr("%1 were signed here").arg(number(finding.expected));
    switch (finding.kind) {
    case AuditFinding::Kind::Edited:
        return AuditStrip::tr("The console's audit log was changed: line %1 does not follow the one before it.")
            .arg(number(finding.line));
    case AuditFinding::Kind::OutOfOrder:
        return AuditStrip::tr("The console's audit log was changed: at line %1 lines were moved, taken out or put in.")
            .arg(number(finding.line));
    case AuditFinding::Kind::Unreadable:
        return AuditStrip::tr("The console's audit log was changed: line %1 is no entry.").arg(number(finding.line));
    case AuditFinding::Kind::CutShort:
        return AuditStrip::tr("The console's audit log was cut short or an older copy was put back: it has %1 entries, %2.")
            .arg(number(finding.entries), promised);
    case AuditFinding::Kind::OtherHistory:
        return AuditStrip::tr("The console's audit log was rewritten: it has %1 entries, but not those of which %2.")
            .arg(number(finding.entries), promised);
    case AuditFinding::Kind::Missing:
        return finding.expected > 0 ? AuditStrip::tr("An audit log of this workstation is gone: %1.").arg(promised)
                                    : AuditStrip::tr("An audit log of this workstation is gone: another one goes on from it.");
    case AuditFinding::Kind::Unsigned:
        break;
    }
    return AuditStrip::tr("The console's audit log has a checkpoint that is not signed with its key.");
}

QString rewritten(const LedgerState &ledger)
{
    if (ledger.kind == LedgerState::Kind::RolledBack)
        return AuditStrip::tr("The platform's ledger was put back: it had %1 entries on %2, now it shows %3.")
            .arg(number(ledger.size), ledger.seen ? when(*ledger.seen) : QString(), number(ledger.answer));
    return AuditStrip::tr("The platform's ledger was rewritten: it does not go on from the %1 entries it had on %2.")
        .arg(number(ledger.size), ledger.seen ? when(*ledger.seen) : QString());
}

} // namespace

QString AuditStrip::happened(const AuditStore &store, Bar bar)
{
    switch (bar) {
    case Bar::Damaged:
        return damage(*store.audit().finding);
    case Bar::LedgerRewritten:
        return rewritten(store.ledger());
    case Bar::NotWritten:
        return tr("The console's audit log cannot be written: %1.").arg(store.audit().writeFailure);
    case Bar::TooManyOpen:
        return tr("%1 entries of the console's audit log were never shown to the platform.")
            .arg(number(store.audit().entries - store.audit().cosigned));
    case Bar::OpenTooLong:
        return tr("Entries of the console's audit log were not shown to the platform for more than a day.");
    case Bar::NotChecked:
        return tr("The console's audit log is being checked.");
    case Bar::None:
        break;
    }
    return {};
}

QString AuditStrip::whatToDo(Bar bar)
{
    switch (bar) {
    case Bar::Damaged:
        return tr("Nothing is signed here until somebody has dealt with it.");
    case Bar::LedgerRewritten:
        return tr("Nothing is signed here. Tell who runs the platform; the proof is kept.");
    case Bar::NotWritten:
        return tr("Nothing is signed until there is room; what was done meanwhile is kept in memory.");
    case Bar::TooManyOpen:
    case Bar::OpenTooLong:
        return tr("Nothing is signed until the platform can be reached; sign in, and it goes on by itself.");
    case Bar::NotChecked:
    case Bar::None:
        break;
    }
    return {};
}

AuditStrip::AuditStrip(QWidget *parent, QWidget *sheetHost)
    : QWidget(parent)
    , m_happened(new TextLabel({}, TypeRole::Strong, Tone::Primary, this))
    , m_todo(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_details(makeButton(tr("What to do"), ButtonKind::Normal, this, ButtonSize::Small))
    , m_sheet(new Sheet(sheetHost))
    , m_body(new TextLabel({}, TypeRole::Body, Tone::Primary))
    , m_settle(makeButton(tr("It is reported: begin a new log"), ButtonKind::Danger, m_sheet, ButtonSize::Large))
{
    setObjectName(u"audit-strip"_s);
    m_details->setObjectName(u"audit-details"_s);
    m_settle->setObjectName(u"audit-settle"_s);
    m_sheet->setObjectName(u"audit-sheet"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setSpacing(Theme::of(this).space(3));
    dress();
    layout->addWidget(m_happened, 2);
    layout->addWidget(m_todo, 1);
    layout->addWidget(m_details);
    m_happened->setElided(Qt::ElideRight);
    m_todo->setElided(Qt::ElideRight);
    m_body->setWordWrap(true);
    m_body->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sheet->setTitle(tr("Nothing is signed here"));
    m_sheet->setBody(m_body);
    QPushButton *close = makeButton(tr("Close"), ButtonKind::Primary, m_sheet, ButtonSize::Large);
    m_sheet->addFootWidget(m_settle);
    m_sheet->addFootWidget(close);
    connect(close, &QPushButton::clicked, m_sheet, &Sheet::dismiss);
    connect(m_details, &QPushButton::clicked, this, &AuditStrip::showDetails);
    connect(m_settle, &QPushButton::clicked, this, [this] {
        m_sheet->dismiss();
        Q_EMIT settleRequested();
    });
    hide();
}

void AuditStrip::setState(const AuditStore &store, Instant now, bool maySettle)
{
    m_bar = store.bar(now);
    m_happened->setFullText(happened(store, m_bar));
    m_todo->setFullText(whatToDo(m_bar));
    setAccessibleName(happened(store, m_bar));
    setAccessibleDescription(whatToDo(m_bar));
    QString body = happened(store, m_bar) + u"\n\n"_s + whatToDo(m_bar);
    if (m_bar == Bar::Damaged) {
        if (!store.audit().finding->file.isEmpty())
            body += u"\n\n"_s + tr("The file is %1.").arg(store.audit().finding->file);
        body +=
            u"\n\n"_s + tr("Copy the whole folder aside before anything else: together with what the platform signed it proves "
                           "what was done to it. Tell who is responsible for this workstation. Then begin a new log; the damaged "
                           "one stays where it is, and the new one says that it was left behind and by whom.");
    }
    m_body->setText(body);
    m_settle->setVisible(m_bar == Bar::Damaged && maySettle);
    if (!hasSomethingToSay() && m_sheet->isOpen())
        m_sheet->dismiss();
}

void AuditStrip::showDetails() { m_sheet->open(m_settle->isVisibleTo(m_sheet) ? m_settle : nullptr); }

void AuditStrip::dress()
{
    const Theme theme = Theme::of(this);
    const int margin = theme.metrics().pageMargin;
    setFixedHeight(auditStripHeight + margin);
    const int start = margin + theme.space(4) + auditIconSize + theme.space(3), end = margin + theme.space(3);
    const bool mirrored = layoutDirection() == Qt::RightToLeft; // margins do not mirror by themselves
    layout()->setContentsMargins(mirrored ? end : start, margin, mirrored ? start : end, 0);
}

void AuditStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange)
        dress();
}

void AuditStrip::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const int margin = theme.metrics().pageMargin;
    const QRect box = rect().adjusted(margin, margin, -margin, 0);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
    painter.setBrush(theme.surface().raised);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    const QRect icon(box.left() + theme.space(4), box.center().y() - auditIconSize / 2, auditIconSize, auditIconSize);
    painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), icon).topLeft(),
                       Icons::pixmap(u"trust"_s, theme.text().primary, auditIconSize, devicePixelRatioF()));
}

} // namespace stanforis
