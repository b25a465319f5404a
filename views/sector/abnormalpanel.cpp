// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/abnormalpanel.h"

#include "models/stores/cataloguestore.h"
#include "views/sector/rowbutton.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/words.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int longestList = 6;

} // namespace

AbnormalPanel::AbnormalPanel(const CatalogueStore &catalogue, const HealthStore &health, QWidget *parent)
    : Panel(tr("Abnormal now"), parent)
    , m_catalogue(catalogue)
    , m_health(health)
    , m_empty(new EmptyState(tr("Every service is normal"), tr("A service stands here as soon as it is not, the worst first."),
                             {}, this))
{
    setEdgeToEdge(true);
    for (int place = 0; place < longestList; ++place) {
        auto *row = new RowButton(this);
        row->hide();
        connect(row, &RowButton::clicked, this, [this, place] {
            if (place < m_services.size())
                Q_EMIT serviceRequested(m_services.at(place));
        });
        m_rows.append(row);
        body()->addWidget(row);
    }
    const Theme theme = Theme::of(this);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(theme.space(2), theme.space(1), theme.space(2), 0);
    words->addWidget(m_empty);
    body()->addLayout(words);
    body()->addStretch(1);
}

void AbnormalPanel::setSector(const SectorId &sector) { m_sector = sector; }

void AbnormalPanel::refresh(Instant now)
{
    const QList<AbnormalService> abnormal = m_health.abnormal(m_sector);
    m_services.clear();
    for (int place = 0; place < m_rows.size(); ++place) {
        RowButton *row = m_rows.at(place);
        row->setVisible(place < abnormal.size());
        if (place >= abnormal.size())
            continue;
        const ServiceHealth &health = abnormal.at(place).health;
        const Microservice *service = m_catalogue.service(health.service);
        const QString name = service ? service->name : health.service.value;
        const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(now - health.since);
        m_services.append(health.service);
        row->setObjectName(u"abnormal-"_s + health.service.value);
        row->setState({health.condition.isEmpty() ? name : QString(name + u", "_s + health.condition.toLower()), health.detail,
                       Words::age(age), health.severity, health.severity >= Severity::High && !m_health.isStale()});
    }
    m_empty->setVisible(abnormal.isEmpty() && !m_health.isStale()); // what was normal may not be any more
    const qsizetype hidden = abnormal.size() - m_rows.size();
    if (m_health.isStale())
        setSubtitle(tr("as of the last value"));
    else
        setSubtitle(hidden > 0 ? tr("%n more in the table of services", nullptr, int(hidden)) : QString());
}

} // namespace stanforis
