// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/trustverdict.h"

#include "views/trust/trusttext.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Items that ask for the same, in the order of the table.
struct Group
{
    Severity severity = Severity::Low;
    QString happened;
    QString next;
    QStringList titles;
};

QList<Group> groupsOf(QList<TrustItem> items, Instant now)
{
    std::ranges::stable_sort(items, [now](const TrustItem &a, const TrustItem &b) { return comesBefore(a, b, now); });
    QList<Group> groups;
    for (const TrustItem &item : std::as_const(items)) {
        const Severity severity = severityAt(item, now);
        if (severity == Severity::Normal || severity == Severity::Unknown)
            continue;
        const QString happened = TrustText::whatHappened(item, now);
        const QString next = TrustText::whatToDo(item, now);
        const auto same = std::ranges::find_if(groups, [&](const Group &group) {
            return group.severity == severity && group.happened == happened && group.next == next;
        });
        if (same == groups.end())
            groups.append({severity, happened, next, {TrustText::title(item)}});
        else
            same->titles.append(TrustText::title(item));
    }
    return groups;
}

} // namespace

TrustVerdict::TrustVerdict(QWidget *parent)
    : Panel(parent)
    , m_mark(new QLabel(this))
    , m_sentence(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_footing(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_more(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    setObjectName(u"trust-verdict"_s);
    m_sentence->setObjectName(u"trust-sentence"_s);
    m_sentence->setWordWrap(true);
    m_footing->setObjectName(u"trust-footing"_s);
    m_footing->setElided(Qt::ElideRight);
    const Theme theme = Theme::of(this);
    auto *first = new QHBoxLayout;
    first->setSpacing(theme.space(2));
    first->addWidget(m_mark, 0, Qt::AlignVCenter);
    first->addWidget(m_sentence, 1);
    body()->addLayout(first);
    body()->addWidget(m_footing);
    followTheme(this, [this](const Theme &) { dress(); });
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        Line &line = m_lines.at(at);
        line.row = new QWidget(this);
        line.row->setObjectName(u"trust-line-%1"_s.arg(at));
        line.what = new SeverityLabel(line.row);
        line.next = new TextLabel({}, TypeRole::Body, Tone::Secondary, line.row);
        line.next->setWordWrap(true);
        line.next->setContentsMargins(theme.metrics().severityMark + theme.space(2), 0, 0, 0);
        auto *column = new QVBoxLayout(line.row);
        column->setContentsMargins(0, theme.space(1), 0, 0);
        column->setSpacing(0);
        column->addWidget(line.what, 0, Qt::AlignLeading);
        column->addWidget(line.next);
        body()->addWidget(line.row);
    }
    body()->addWidget(m_more);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void TrustVerdict::show(const QList<TrustItem> &items, Instant now)
{
    const TrustSummary summary = summaryOf(items, now);
    const QString sentence = TrustText::verdict(summary);
    m_worst = summary.items == 0 ? Severity::Unknown : summary.worst;
    dress();
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    m_footing->setFullText(TrustText::footing(summary, now));
    setAccessibleName(sentence);
    setAccessibleDescription(m_footing->text());
    const QList<Group> groups = groupsOf(items, now);
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        const Line &line = m_lines.at(at);
        const bool shown = qsizetype(at) < groups.size();
        line.row->setVisible(shown);
        if (!shown)
            continue;
        const Group &group = groups.at(qsizetype(at));
        const QString what = TrustText::tr("%1: %2", "which, what is wrong").arg(TrustText::list(group.titles), group.happened);
        line.what->setSeverity(group.severity);
        line.what->setText(what);
        line.what->setAccessibleName(what);
        line.next->setText(group.next);
        line.row->setAccessibleName(what);
        line.row->setAccessibleDescription(group.next);
    }
    const qsizetype rest = groups.size() - qsizetype(m_lines.size());
    m_more->setVisible(rest > 0);
    m_more->setText(TrustText::tr("%n more in the table", nullptr, int(std::max<qsizetype>(rest, 0))));
}

void TrustVerdict::dress() { m_mark->setPixmap(severityPixmap(m_worst, false, this)); }

QString TrustVerdict::sentence() const { return m_sentence->text(); }

} // namespace stanforis
