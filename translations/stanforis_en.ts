<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>stanforis::AbnormalPanel</name>
    <message numerus="yes">
        <source>%n more in the table of services</source>
        <translation>
            <numerusform>%n more in the table of services</numerusform>
            <numerusform>%n more in the table of services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::CardPanel</name>
    <message numerus="yes">
        <source>Certificate ends in %n day(s)</source>
        <translation>
            <numerusform>Certificate ends in %n day</numerusform>
            <numerusform>Certificate ends in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::ConfirmSheet</name>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::ConnectionBanner</name>
    <message numerus="yes">
        <source>Next attempt in %n s</source>
        <translation>
            <numerusform>Next attempt in %n s</numerusform>
            <numerusform>Next attempt in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::Dates</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::EntryPage</name>
    <message numerus="yes">
        <source>%n services abnormal</source>
        <translation>
            <numerusform>%n service abnormal</numerusform>
            <numerusform>%n services abnormal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::FieldSentence</name>
    <message numerus="yes">
        <source>At most %n digit(s) after the point</source>
        <translation>
            <numerusform>At most %n digit after the point</numerusform>
            <numerusform>At most %n digits after the point</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n character(s)</source>
        <translation>
            <numerusform>At most %n character</numerusform>
            <numerusform>At most %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::IdentityDrawer</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::InboxPanel</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::LogPanel</name>
    <message numerus="yes">
        <source>paused, %n new line(s)</source>
        <translation>
            <numerusform>paused, %n new line</numerusform>
            <numerusform>paused, %n new lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::NationPanel</name>
    <message numerus="yes">
        <source>%n regions normal</source>
        <translation>
            <numerusform>%n region normal</numerusform>
            <numerusform>%n regions normal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::RailButton</name>
    <message numerus="yes">
        <source>%1, %n abnormal, worst %2</source>
        <translation>
            <numerusform>%1, %n abnormal, worst %2</numerusform>
            <numerusform>%1, %n abnormal, worst %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::LookUpText</name>
    <message numerus="yes">
        <source>signed by %n persons</source>
        <translation>
            <numerusform>signed by %n person</numerusform>
            <numerusform>signed by %n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Known, with %n key(s) that may sign</source>
        <translation>
            <numerusform>Known, with %n key that may sign</numerusform>
            <numerusform>Known, with %n keys that may sign</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::RegionMap</name>
    <message numerus="yes">
        <source>All %n region(s) normal.</source>
        <translation>
            <numerusform>The %n region is normal.</numerusform>
            <numerusform>All %n regions normal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::RoleMatrix</name>
    <message numerus="yes">
        <source>%n roles</source>
        <translation>
            <numerusform>%n role</numerusform>
            <numerusform>%n roles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::SectorPage</name>
    <message numerus="yes">
        <source>%n service(s) abnormal</source>
        <translation>
            <numerusform>%n service abnormal</numerusform>
            <numerusform>%n services abnormal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n region(s)</source>
        <translation>
            <numerusform>%n region</numerusform>
            <numerusform>%n regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::SectorTile</name>
    <message numerus="yes">
        <source>%n services abnormal</source>
        <translation>
            <numerusform>%n service abnormal</numerusform>
            <numerusform>%n services abnormal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::ServicesPanel</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::SignedWorkPanel</name>
    <message numerus="yes">
        <source>%n for you</source>
        <translation>
            <numerusform>%n for you</numerusform>
            <numerusform>%n for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::SubscriptionText</name>
    <message numerus="yes">
        <source>%n days left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::TimelineChart</name>
    <message numerus="yes">
        <source>%n row(s).</source>
        <translation>
            <numerusform>%n row.</numerusform>
            <numerusform>%n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::TraceWaterfall</name>
    <message numerus="yes">
        <source>%n step(s), %1 in all, longest %2 with %3</source>
        <translation>
            <numerusform>%n step, %1 in all, longest %2 with %3</numerusform>
            <numerusform>%n steps, %1 in all, longest %2 with %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::WaitingPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::SessionsPage</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n workstation(s)</source>
        <translation>
            <numerusform>%n workstation</numerusform>
            <numerusform>%n workstations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::ShellPresenter</name>
    <message numerus="yes">
        <source>%n service(s) abnormal. Unlock to see them.</source>
        <translation>
            <numerusform>%n service abnormal. Unlock to see it.</numerusform>
            <numerusform>%n services abnormal. Unlock to see them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) dropped</source>
        <translation>
            <numerusform>%n value dropped</numerusform>
            <numerusform>%n values dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) unreadable</source>
        <translation>
            <numerusform>%n message unreadable</numerusform>
            <numerusform>%n messages unreadable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stanforis::TrustText</name>
    <message numerus="yes">
        <source>All is well so far; %n check(s) are not finished.</source>
        <translation>
            <numerusform>All is well so far; %n check is not finished.</numerusform>
            <numerusform>All is well so far; %n checks are not finished.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All is well now; %n thing(s) will need somebody soon.</source>
        <translation>
            <numerusform>All is well now; %n thing will need somebody soon.</numerusform>
            <numerusform>All is well now; %n things will need somebody soon.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) can&apos;t be relied on now.</source>
        <translation>
            <numerusform>%n thing can&apos;t be relied on now.</numerusform>
            <numerusform>%n things can&apos;t be relied on now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) do not hold.</source>
        <translation>
            <numerusform>%n thing does not hold.</numerusform>
            <numerusform>%n things do not hold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign nothing now: %n thing(s) can&apos;t be trusted.</source>
        <translation>
            <numerusform>Sign nothing now: %n thing can&apos;t be trusted.</numerusform>
            <numerusform>Sign nothing now: %n things can&apos;t be trusted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in the table</source>
        <translation>
            <numerusform>%n more in the table</numerusform>
            <numerusform>%n more in the table</numerusform>
        </translation>
    </message>
</context>
</TS>
