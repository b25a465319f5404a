// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/trustpage.h"

#include "models/stores/truststore.h"
#include "models/telemetry/timecontext.h"
#include "views/sector/placeheader.h"
#include "views/trust/trustinspector.h"
#include "views/trust/trusttable.h"
#include "views/trust/trusttext.h"
#include "views/trust/trustverdict.h"
#include "views/widgets/button.h"
#include "views/widgets/errortext.h"
#include "views/widgets/savefile.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

TrustPage::TrustPage(const TrustStore &store, const TimeContext &time, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_time(time)
    , m_header(new PlaceHeader(this))
    , m_verdict(new TrustVerdict(this))
    , m_table(new TrustTable(store, this))
    , m_inspector(new TrustInspector(this))
    , m_testAll(makeButton(tr("Test all now"), ButtonKind::Normal, this))
    , m_column(new QVBoxLayout(this))
    , m_row(new QHBoxLayout)
{
    setObjectName(u"trust-page"_s);
    m_header->setPlace(u"trust"_s, title());
    m_header->hideState();
    m_header->setFacts({tr("certificates, keys, tokens, lists, logs, clock and connections of this console")});
    m_testAll->setObjectName(u"trust-test-all"_s);
    QPushButton *save = makeButton(tr("Save diagnostics"), ButtonKind::Normal, this);
    save->setObjectName(u"trust-diagnostics"_s);
    save->setToolTip(tr("A file for whoever is to find out what is wrong. No token, key, code or name is in it."));
    m_header->addAction(m_testAll);
    m_header->addAction(save);
    m_column->addWidget(m_header);
    m_column->addWidget(m_verdict);
    m_row->addWidget(m_table, 1);
    m_row->addWidget(m_inspector);
    m_column->addLayout(m_row, 1);

    connect(m_testAll, &QPushButton::clicked, this, &TrustPage::checkAllRequested);
    connect(save, &QPushButton::clicked, this, &TrustPage::diagnosticsRequested);
    connect(m_table, &TrustTable::checkRequested, this, &TrustPage::checkRequested);
    connect(m_inspector, &TrustInspector::checkRequested, this, &TrustPage::checkRequested);
    connect(m_inspector, &TrustInspector::proofRequested, this, &TrustPage::proofRequested);
    connect(m_inspector, &TrustInspector::keysRequested, this, &TrustPage::keysRequested);
    connect(m_table, &TrustTable::currentChanged, this, &TrustPage::showCurrent);
    connect(&store, &TrustStore::changed, this, &TrustPage::refresh);
    arrange();
    refresh();
}

QString TrustPage::title() const { return tr("Trust"); }

QList<KeyHelp> TrustPage::keys() const
{
    return {{tr("Up, Down"), tr("Choose what to see in full")}, {tr("Enter"), tr("Test the chosen row now")}};
}

QWidget *TrustPage::firstFocus() { return m_table->view(); }

void TrustPage::showProofFailure(const Error &error)
{
    const bool differs = error.code == Error::Code::Untrusted || error.code == Error::Code::Invalid;
    saySentence(this, tr("No proof was saved"),
                error.code == Error::Code::NotFound ? tr("The ledger has no entries yet, so there is nothing to prove.")
                : differs
                    ? tr("The ledger does not go on from what this workstation remembers. Sign nothing, and tell whoever is "
                         "responsible for security.")
                    : ErrorText::both(error));
}

void TrustPage::showKeysFailure(const Error &error)
{
    saySentence(
        this, tr("No keys were saved"),
        error.code == Error::Code::Untrusted
            ? tr("The platform serves none of the keys that its signed trust list names. Sign nothing, and tell whoever is "
                 "responsible for security.")
            : ErrorText::both(error));
}

QString TrustPage::sentence() const { return m_verdict->sentence(); }

void TrustPage::refresh()
{
    const Instant now = m_time.now();
    m_table->refresh(now);
    m_verdict->show(m_store.items(), now);
    // What is wrong is shown in full without a click, until the person chooses.
    if (m_table->current().value.isEmpty() && !m_store.items().isEmpty())
        m_table->setCurrent(std::ranges::min_element(m_store.items(), [now](const TrustItem &a, const TrustItem &b) {
                                return comesBefore(a, b, now);
                            })->id);
    const bool busy = std::ranges::all_of(m_store.items(), [](const TrustItem &item) { return item.checking || !item.canCheck; });
    setDisabledReason(m_testAll, busy ? tr("Everything is being tested") : QString());
    showCurrent();
}

void TrustPage::showCurrent() { m_inspector->show(m_store.item(m_table->current()), m_time.now()); }

void TrustPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void TrustPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void TrustPage::arrange()
{
    const Theme theme = Theme::of(this);
    const int margin = theme.metrics().pageMargin;
    m_column->setContentsMargins(margin, margin, margin, margin);
    m_column->setSpacing(theme.metrics().gutter);
    m_row->setSpacing(theme.metrics().gutter);
    // look.md: inspector 360; on a very large screen lines of a certificate need not break.
    constexpr int inspectorWidth = 400;
    constexpr int share = 4;
    m_inspector->setFixedWidth(std::max(inspectorWidth, width() / share));
}

} // namespace stanforis
