// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/identitydrawer.h"

#include "views/widgets/button.h"
#include "views/widgets/factlist.h"
#include "views/widgets/initialsbox.h"
#include "views/widgets/panel.h"
#include "views/widgets/sheet.h"
#include "views/widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr std::array idleChoices{1, 2, 5, 10, 15, 30, 60}; // minutes

} // namespace

IdentityDrawer::IdentityDrawer(QWidget *host)
    : QObject(host)
    , m_sheet(new Sheet(host))
{
    m_sheet->setObjectName(u"identity-drawer"_s);
    m_sheet->setAccessibleName(tr("Identity"));
    m_sheet->setTitle(tr("Identity"));
    m_sheet->setBody(makeBody());
    makeFoot();
}

QWidget *IdentityDrawer::makeBody()
{
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"identity-scroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    body->setProperty("surface", u"none"_s);
    scroll->setWidget(body);
    const Theme theme = Theme::of(scroll);

    m_initials = new InitialsBox(body);
    m_name = new TextLabel({}, TypeRole::Heading, Tone::Primary, body);
    m_name->setObjectName(u"identity-name"_s);
    m_name->setElided(Qt::ElideRight);
    m_organisation = new TextLabel({}, TypeRole::Label, Tone::Secondary, body);
    m_organisation->setElided(Qt::ElideRight);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_organisation);
    auto *person = new QHBoxLayout;
    person->setSpacing(theme.space(3));
    person->addWidget(m_initials);
    person->addLayout(names, 1);

    m_sections = new QVBoxLayout(body);
    m_sections->setContentsMargins(0, 0, theme.space(3), 0);
    m_sections->setSpacing(theme.space(3));
    m_sections->addLayout(person);
    m_proof = addSection(tr("How it was proved"), u"identity-proof"_s);
    m_roles = addSection(tr("Roles"), u"identity-roles"_s);
    m_passes = addSection(tr("Access tokens"), u"identity-passes"_s);

    m_sections->addWidget(new TextLabel(tr("Where secrets are kept"), TypeRole::Strong, Tone::Primary, body));
    m_secrets = new TextLabel({}, TypeRole::Body, Tone::Secondary, body);
    m_secrets->setObjectName(u"identity-secrets"_s);
    m_secrets->setWordWrap(true);
    m_sections->addWidget(m_secrets);

    auto *idleTitle = new TextLabel(tr("Lock when nobody was here for"), TypeRole::Body, Tone::Primary, body);
    m_idle = new QComboBox(body);
    m_idle->setObjectName(u"identity-idle"_s);
    m_idle->setAccessibleName(idleTitle->text());
    for (const int minutes : idleChoices)
        m_idle->addItem(tr("%n minute(s)", nullptr, minutes), minutes);
    idleTitle->setBuddy(m_idle);
    connect(m_idle, &QComboBox::activated, this,
            [this](int index) { Q_EMIT idleLockRequested(m_idle->itemData(index).toInt()); });
    auto *idle = new QHBoxLayout;
    idle->addWidget(idleTitle, 1);
    idle->addWidget(m_idle);
    m_sections->addLayout(idle);
    m_sections->addStretch(1);
    return scroll;
}

FactList *IdentityDrawer::addSection(const QString &title, const QString &name)
{
    QWidget *body = m_sections->parentWidget();
    m_sections->addWidget(new TextLabel(title, TypeRole::Strong, Tone::Primary, body));
    auto *facts = new FactList(body);
    facts->setObjectName(name);
    facts->setAccessibleName(title);
    facts->setRuled(false);
    facts->setWrapped(true);
    m_sections->addWidget(facts);
    m_sections->addWidget(makeSeparator(body));
    return facts;
}

void IdentityDrawer::makeFoot()
{
    const auto add = [this](const QString &text, ButtonKind kind, const QString &name, auto signal) {
        QPushButton *button = makeButton(text, kind, m_sheet);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, signal] {
            m_sheet->dismiss();
            Q_EMIT(this->*signal)();
        });
        m_sheet->addFootWidget(button);
        return button;
    };
    QPushButton *everywhere = add(tr("Sign out everywhere"), ButtonKind::Danger, u"identity-sign-out-everywhere"_s,
                                  &IdentityDrawer::signOutEverywhereRequested);
    everywhere->setToolTip(tr("Ends your sessions on every workstation, this one too. What was typed and not sent is lost."));
    add(tr("Sign out"), ButtonKind::Normal, u"identity-sign-out"_s, &IdentityDrawer::signOutRequested);
    add(tr("Lock"), ButtonKind::Primary, u"identity-lock"_s, &IdentityDrawer::lockRequested);
}

void IdentityDrawer::open() { m_sheet->open(m_sheet->findChild<QPushButton *>(u"identity-lock"_s)); }

void IdentityDrawer::dismiss() { m_sheet->dismiss(); }

bool IdentityDrawer::isOpen() const { return m_sheet->isOpen(); }

void IdentityDrawer::setDetails(const IdentityDetails &details)
{
    m_initials->setName(details.name);
    m_name->setFullText(details.name);
    m_organisation->setFullText(details.organisation);
    m_proof->setFacts(details.proof);
    m_roles->setFacts(details.roles.isEmpty() ? QList<Fact>{{tr("none yet"), tr("Ask for one under Subscriptions.")}}
                                              : details.roles);
    m_passes->setFacts(details.passes);
    m_secrets->setText(details.secrets);
    m_sheet->findChild<QPushButton *>(u"identity-sign-out-everywhere"_s)->setVisible(details.mayEndSessions);
    if (const int index = m_idle->findData(details.idleMinutes); index >= 0 && !m_idle->hasFocus())
        m_idle->setCurrentIndex(index);
}

} // namespace stanforis
