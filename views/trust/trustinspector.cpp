// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/trustinspector.h"

#include "views/trust/trusttext.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/factlist.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// A fingerprint is read out in groups.
QString inGroups(const QString &hexadecimal)
{
    QString grouped;
    for (qsizetype at = 0; at < hexadecimal.size(); at += 4)
        grouped += (at ? u" "_s : QString()) + hexadecimal.mid(at, 4);
    return grouped;
}

QList<Fact> factsOf(const TrustCertificate &certificate)
{
    return {{TrustText::tr("Issued by"), certificate.issuer},
            {TrustText::tr("Valid"),
             TrustText::tr("%1 to %2", "two days").arg(Dates::day(certificate.from), Dates::day(certificate.until))},
            {TrustText::tr("For"), certificate.names.join(TrustText::tr(", "))},
            {TrustText::tr("Key"), certificate.key},
            {TrustText::tr("Serial number"), certificate.serial},
            {TrustText::tr("SHA-256"), inGroups(certificate.sha256)}};
}

} // namespace

TrustInspector::TrustInspector(QWidget *parent)
    : Panel(TrustText::tr("Details"), parent)
    , m_meaning(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_state(new SeverityLabel(this))
    , m_happened(new TextLabel({}, TypeRole::Body, Tone::Primary, this))
    , m_next(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_test(makeButton(TrustText::tr("Test now"), ButtonKind::Normal, this, ButtonSize::Small))
    , m_proof(makeButton(TrustText::tr("Save proof"), ButtonKind::Normal, this, ButtonSize::Small))
    , m_keys(makeButton(TrustText::tr("Save keys"), ButtonKind::Normal, this, ButtonSize::Small))
    , m_facts(new FactList(this))
    , m_chain(new QWidget(this))
    , m_chainRows(new QVBoxLayout(m_chain))
{
    setObjectName(u"trust-inspector"_s);
    m_test->setObjectName(u"trust-test"_s);
    m_proof->setObjectName(u"trust-proof"_s);
    m_proof->setToolTip(
        TrustText::tr("A file with which stanforis-verify checks, without a network, that the ledger goes on from "
                      "the oldest state this workstation remembers."));
    m_keys->setObjectName(u"trust-keys"_s);
    m_keys->setToolTip(
        TrustText::tr("The keys that the signed trust list names, in a file with which stanforis-verify --trust checks "
                      "receipts and checkpoints without a network."));
    addAction(m_proof);
    addAction(m_keys);
    addAction(m_test);
    m_state->setEmphasised(true);
    m_state->setObjectName(u"trust-state"_s);
    m_facts->setWrapped(true);
    m_chainRows->setContentsMargins(0, 0, 0, 0);
    auto *content = new QWidget;
    content->setProperty("surface", u"none"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    const Theme theme = Theme::of(this);
    column->setSpacing(theme.space(2));
    for (TextLabel *label : {m_meaning, m_happened, m_next})
        label->setWordWrap(true);
    column->addWidget(m_meaning);
    column->addWidget(m_state, 0, Qt::AlignLeading);
    column->addWidget(m_happened);
    column->addWidget(m_next);
    column->addWidget(m_facts);
    column->addWidget(m_chain);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"trust-details"_s);
    scroll->setAccessibleName(TrustText::tr("Details"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    body()->addWidget(scroll, 1);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_item)
            Q_EMIT checkRequested(m_item->id);
    });
    connect(m_proof, &QPushButton::clicked, this, &TrustInspector::proofRequested);
    connect(m_keys, &QPushButton::clicked, this, &TrustInspector::keysRequested);
    show(nullptr, {});
}

void TrustInspector::show(const TrustItem *item, Instant now)
{
    setTitle(item ? TrustText::title(*item) : TrustText::tr("Details"));
    m_test->setVisible(item && item->canCheck);
    m_proof->setVisible(item && item->kind == TrustKind::Checkpoint);
    m_keys->setVisible(item && (item->kind == TrustKind::ReceiptKey || item->kind == TrustKind::LedgerKey));
    for (QWidget *part : std::initializer_list<QWidget *>{m_state, m_happened, m_next, m_facts, m_chain})
        part->setVisible(item != nullptr);
    if (!item) {
        m_item.reset();
        m_meaning->setText(TrustText::tr("Choose a row to see what depends on it, how it is, and its certificates."));
        return;
    }
    m_item = *item;
    m_meaning->setText(TrustText::meaning(item->kind));
    m_state->setSeverity(severityAt(*item, now));
    m_state->setText(TrustText::state(*item, now));
    m_state->setAccessibleName(TrustText::state(*item, now));
    const QString happened = TrustText::whatHappened(*item, now);
    m_happened->setText(happened);
    m_happened->setVisible(!happened.isEmpty());
    m_next->setText(TrustText::whatToDo(*item, now));
    m_next->setVisible(!m_next->text().isEmpty());
    m_test->setText(item->checking ? TrustText::tr("Testing") : TrustText::tr("Test now"));
    setDisabledReason(m_test, item->checking ? TrustText::tr("A test is under way") : QString());

    QList<Fact> facts;
    if (item->checked)
        facts.append({TrustText::tr("Last check"), Dates::when(*item->checked, now)});
    facts.append({TrustText::tr("Next check"), TrustText::nextCheck(*item, now)});
    if (item->until)
        facts.append({item->kind == TrustKind::Session ? TrustText::tr("Ends") : TrustText::tr("Valid until"),
                      Dates::when(*item->until, now)});
    if (item->renewal)
        facts.append({TrustText::tr("Renews itself"), Dates::when(*item->renewal, now)});
    for (const TrustFact &fact : item->facts)
        facts.append({TrustText::factName(fact.name), TrustText::factValue(fact)});
    if (!item->detail.isEmpty())
        facts.append({TrustText::tr("Found"), item->detail});
    m_facts->setFacts(facts);
    showChain(item->chain);
}

void TrustInspector::showChain(const QList<TrustCertificate> &chain)
{
    m_chain->setVisible(!chain.isEmpty());
    if (chain == m_shownChain)
        return;
    m_shownChain = chain;
    while (QLayoutItem *row = m_chainRows->takeAt(0)) {
        if (row->widget())
            row->widget()->deleteLater();
        delete row;
    }
    // From what is believed down to what proves itself by it.
    for (qsizetype at = chain.size() - 1; at >= 0; --at) {
        const TrustCertificate &certificate = chain.at(at);
        const bool root = certificate.subject == certificate.issuer;
        m_chainRows->addWidget(makeSeparator(m_chain));
        auto *what = new TextLabel(root      ? TrustText::tr("Authority")
                                   : at == 0 ? TrustText::tr("Certificate")
                                             : TrustText::tr("Intermediate authority"),
                                   TypeRole::Label, Tone::Tertiary, m_chain);
        auto *name = new TextLabel(certificate.subject, TypeRole::Strong, Tone::Primary, m_chain);
        name->setWordWrap(true);
        auto *facts = new FactList(m_chain);
        facts->setWrapped(true);
        facts->setRuled(false);
        facts->setFacts(factsOf(certificate));
        facts->setAccessibleName(certificate.subject);
        for (QWidget *part : std::initializer_list<QWidget *>{what, name, facts})
            m_chainRows->addWidget(part);
    }
}

} // namespace stanforis
