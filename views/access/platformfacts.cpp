// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/platformfacts.h"

#include "models/stores/connectionstore.h"
#include "views/widgets/dates.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/panel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr std::chrono::seconds agreeing{2}; // a clock further off than this makes short-lived tokens fail

QString modeWords(Mode mode)
{
    switch (mode) {
    case Mode::Live:
        return PlatformFacts::tr("production");
    case Mode::Simulation:
        return PlatformFacts::tr("simulation");
    case Mode::Replay:
        return PlatformFacts::tr("replay of a recording");
    }
    return {};
}

/// TrustFacts::anchor in words.
QString anchorWords(const QString &anchor)
{
    if (anchor == "pinned"_L1)
        return PlatformFacts::tr("the fingerprint in its address");
    if (anchor == "file"_L1)
        return PlatformFacts::tr("the authority in a file");
    if (anchor == "system"_L1)
        return PlatformFacts::tr("the authorities of this system");
    return anchor;
}

} // namespace

class PlatformFacts::Row final : public QWidget
{
public:
    Row(const QString &icon, const QString &name, QWidget *parent)
        : QWidget(parent)
        , m_sentence(new TextLabel({}, TypeRole::Body, Tone::Primary, this))
        , m_proof(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
        , m_mark(new SeverityLabel(this))
    {
        const Theme theme = Theme::of(this);
        setObjectName(name);
        m_proof->setWordWrap(true); // a proof that is cut proves nothing
        m_sentence->setWordWrap(true);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(m_sentence);
        texts->addWidget(m_proof);
        auto *row = new QHBoxLayout;
        row->setContentsMargins(0, theme.space(2), 0, theme.space(2));
        row->setSpacing(theme.space(3));
        row->addWidget(new IconLabel(icon, Tone::Secondary, this), 0, Qt::AlignTop);
        row->addLayout(texts, 1);
        row->addWidget(m_mark, 0, Qt::AlignTop);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(makeSeparator(this));
        layout->addLayout(row);
        m_mark->hide();
    }

    void setText(const QString &sentence, const QString &proof, Severity severity = Severity::Normal)
    {
        m_sentence->setText(sentence);
        m_proof->setFullText(proof);
        m_mark->setSeverity(severity);
        m_mark->setVisible(severity != Severity::Normal);
        setAccessibleName(sentence);
        setAccessibleDescription(proof);
    }

private:
    TextLabel *m_sentence;
    TextLabel *m_proof;
    SeverityLabel *m_mark;
};

PlatformFacts::PlatformFacts(const ConnectionStore &connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_lead(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_name(new TextLabel({}, TypeRole::Display, Tone::Primary, this))
    , m_mode(new TextLabel({}, TypeRole::Heading, Tone::Secondary, this))
    , m_identity(new Row(u"trust"_s, u"fact-identity"_s, this))
    , m_encrypted(new Row(u"link"_s, u"fact-encrypted"_s, this))
    , m_clock(new Row(u"clock"_s, u"fact-clock"_s, this))
    , m_where(new Row(u"network"_s, u"fact-address"_s, this))
    , m_workstationRow(new Row(u"key"_s, u"fact-workstation"_s, this))
{
    const Theme theme = Theme::of(this);
    m_name->setElided(Qt::ElideRight);
    m_name->setObjectName(u"platform-name"_s);
    m_mode->setElided(Qt::ElideRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_lead);
    layout->addSpacing(theme.space(1));
    layout->addWidget(m_name);
    layout->addWidget(m_mode);
    layout->addSpacing(theme.space(5));
    for (Row *row : {m_identity, m_encrypted, m_workstationRow, m_clock, m_where})
        layout->addWidget(row);
    connect(&connection, &ConnectionStore::profileChanged, this, &PlatformFacts::refresh);
    connect(&connection, &ConnectionStore::failureChanged, this, &PlatformFacts::refresh);
    refresh();
}

void PlatformFacts::setAddress(const QString &address)
{
    m_address = address;
    refresh();
}

void PlatformFacts::setWorkstation(const Workstation &workstation)
{
    m_workstation = workstation;
    showTrust();
}

void PlatformFacts::refresh()
{
    const auto &profile = m_connection.profile();
    const bool known = profile.has_value();
    m_lead->setText(known || m_address.isEmpty() ? tr("You are about to enter") : tr("Trying to enter"));
    if (known) {
        m_name->setFullText(profile->name);
        m_mode->setFullText(tr("%1, %2", "National platform, production").arg(profile->platform, modeWords(profile->mode)));
    } else {
        m_name->setFullText(m_address.isEmpty() ? tr("No platform yet") : QUrl(m_address).host());
        m_mode->setFullText(m_address.isEmpty()      ? tr("choose one, or start the simulator")
                            : m_connection.failure() ? tr("not connected")
                                                     : tr("asking who it is"));
    }
    const QString address = known ? profile->address : m_address;
    m_where->setText(address.isEmpty() ? tr("No address was given") : address,
                     address.isEmpty() ? tr("Written as https:// and a name")
                     : known           ? tr("Contract %1, gRPC %2").arg(profile->contract, profile->grpcEndpoint)
                                       : tr("The address that was tried"));
    showTrust();
}

void PlatformFacts::showTrust()
{
    const auto &trust = m_connection.trust();
    const bool shown = trust.has_value() && m_connection.profile().has_value();
    for (Row *row : {m_identity, m_encrypted, m_clock})
        row->setVisible(shown);
    m_workstationRow->setVisible(shown && m_workstation.phase == WorkstationPhase::Enrolled);
    m_workstationRow->setText(
        tr("This workstation is enrolled"),
        tr("%1, certificate until %2, renewed by itself", "an id")
            .arg(m_workstation.id.section(u'/', -1),
                 QString(Dates::day(m_workstation.certificate.until) + u' ' + Dates::clock(m_workstation.certificate.until))));
    if (!shown)
        return;
    m_identity->setText(tr("The platform proved who it is"),
                        tr("%1, by %2, until %3", "holder, authority, day")
                            .arg(trust->subject, trust->issuer, Dates::day(trust->validUntil.toLocalTime().date())));
    m_encrypted->setText(tr("The connection is encrypted"),
                         tr("%1, trusted through %2", "TLS 1.3, how").arg(trust->protocol, anchorWords(trust->anchor)));
    const auto offset = std::chrono::abs(trust->clockOffset);
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(offset);
    const bool agrees = offset < agreeing;
    const QString difference = milliseconds < std::chrono::seconds(1) ? tr("Difference under 1\u00A0s")
                                                                      : tr("Difference %1").arg(Words::age(milliseconds));
    m_clock->setText(agrees ? tr("Clock agrees with the platform") : tr("Clock does not agree with the platform"),
                     agrees ? difference : tr("%1; sign-in may fail until the workstation's clock is set").arg(difference),
                     agrees ? Severity::Normal : Severity::Medium);
}

} // namespace stanforis
