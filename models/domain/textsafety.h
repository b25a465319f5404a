// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stanforis {

/// What of a text from outside could make a person read something else than is there.
struct TextFindings
{
    bool hidden = false;    ///< characters without a picture, or that turn the direction of reading (UAX #9, UTR #36 §3)
    bool lookalike = false; ///< one word in letters of several alphabets that share pictures: Latin, Greek, Cyrillic (UTS #39 §5)

    [[nodiscard]] bool any() const { return hidden || lookalike; }
    friend bool operator==(const TextFindings &, const TextFindings &) = default;
};

[[nodiscard]] TextFindings inspectText(const QString &text);

/// The text with each hidden character written out, such as "[U+202E]", so that what is shown is all that is there and stands in
/// its order. A line feed and a tab stay what they are.
[[nodiscard]] QString withoutHidden(const QString &text);

} // namespace stanforis
