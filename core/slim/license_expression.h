#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// The names that may stand in an SPDX licence expression (resources/slim/licenses.json).
class LicenseNames
{
public:
    /// Read once, at the first call. Any thread.
    [[nodiscard]] static const LicenseNames &builtIn();
    /// Errors: InvalidInput.
    [[nodiscard]] static Result<LicenseNames> parse(std::string_view text);

    /// The identifier as the list spells it for a name of Debian, Alpine or RPM packages, whatever the case; empty when there is none.
    [[nodiscard]] std::string_view license(std::string_view name) const;
    [[nodiscard]] std::string_view exception(std::string_view name) const;

private:
    std::map<std::string, std::string> m_licenses; // lower case → identifier
    std::map<std::string, std::string> m_exceptions;
};

/// A licence that the list does not have, as SPDX documents name it.
struct OtherLicense
{
    std::string name; // the package's word for it
    std::string text;

    bool operator==(const OtherLicense &) const = default;
};

/// Turns the licences of packages into SPDX expressions and collects what they name beside the list.
class LicenseTranslator
{
public:
    /// A valid expression (SPDX 2.3, annex D) of expressions that all hold, e.g. {"GPL-2+ or Artistic", "Expat"} → "(GPL-2.0-or-later OR
    /// LicenseRef-Artistic) AND MIT"; "NOASSERTION" for none. texts: what the package brings for names that are not in the list.
    [[nodiscard]] std::string translate(const std::vector<std::string> &licenses, const std::map<std::string, std::string> &texts);

    /// "LicenseRef-…" → what it stands for, of all translations so far.
    [[nodiscard]] const std::map<std::string, OtherLicense> &others() const { return m_others; }

private:
    friend class LicenseParser;
    [[nodiscard]] std::string reference(const std::string &name, const std::map<std::string, std::string> &texts);

    std::map<std::string, OtherLicense> m_others;
};

} // namespace whittle::slim
