// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/httpmessage.h"
#include "app/platform/provider/deviceauthorizations.h"
#include "app/platform/provider/persona.h"

namespace stanforis {

class PinKeeper;

/// The provider's pages: plain HTML, no script, light and dark by the browser's preference, strict content policy.
class LoginPage
{
public:
    /// Colours come from the look's token file, style and frame from the resources beside this class.
    [[nodiscard]] static Result<LoginPage> load();

    struct Form
    {
        QByteArray handle;
        QString redirectUri;
        SubjectId holder; ///< the one who has to prove it again; empty: anybody may sign in
        SubjectId chosen; ///< empty: nobody yet
        QString problem;  ///< empty: none
    };
    [[nodiscard]] HttpResponse form(const Form &form, const std::vector<Persona> &personas, const PinKeeper &pins) const;

    struct DeviceForm
    {
        QByteArray handle;
        DeviceRequest device;
        Duration age; ///< since the display asked
        SubjectId chosen;
        QString problem;
    };
    /// Asks for the code that a display shows.
    [[nodiscard]] HttpResponse codeForm(const QString &problem) const;
    /// Shows what asked, and asks whether it may.
    [[nodiscard]] HttpResponse deviceForm(const DeviceForm &form, const std::vector<Persona> &personas,
                                          const PinKeeper &pins) const;
    /// A page with a heading and a sentence, and nothing to do on it.
    [[nodiscard]] HttpResponse message(const QString &heading, const QString &sentence, int status) const;

private:
    [[nodiscard]] HttpResponse page(const QString &title, const QString &content, const QByteArray &formAction, int status) const;

    QString m_style;
    QByteArray m_styleHash;
};

} // namespace stanforis
