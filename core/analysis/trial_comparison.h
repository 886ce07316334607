#pragma once

#include "analysis/trial.h"

#include <set>
#include <string>
#include <vector>

namespace whittle::analysis {

/// What differs between two runs of the same thing without any cause: nobody can be held to it.
struct NaturalVariation
{
    std::set<std::string> headers; // "probe\nheader": compared by presence at most
    std::set<std::string> bodies;  // probes
    bool output = false;           // of a program that ends: how many lines it prints
    std::set<std::size_t> lines;   // of its output, from 0
    bool ending = false;           // whether, and with which status, it ends
};

/// What two reference runs differ in. Errors: none; a probe that answers with another status each time is in unsteady.
struct ReferenceCheck
{
    NaturalVariation variation;
    std::vector<std::string> unsteady; // probes whose status differs between two runs without the profile
};
[[nodiscard]] ReferenceCheck compareReferences(const Trial &first, const Trial &second);

/// Every answer of the reference beside the one of the trial, and how a program ended that ended by itself.
[[nodiscard]] std::vector<ProbeComparison> compareTrials(const Trial &reference, const Trial &trial, const NaturalVariation &variation);

} // namespace whittle::analysis
