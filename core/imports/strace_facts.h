#pragma once

#include "base/abi.h"
#include "imports/flat_map.h"
#include "imports/gatherer.h"
#include "imports/strace_text.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace whittle::imports::strace {

/// Which calls move descriptors or the working directory.
enum class Follow : std::uint8_t { Nothing, Open, Close, Duplicate, AskDirectory, ChangeDirectory, ChangeToDescriptor };

/// What of a call is looked at beside its result.
struct Look
{
    std::uint8_t arguments = 0;  // how many, from the first on; 0: it is only counted
    Follow follow = Follow::Nothing;
    std::int8_t descriptor = -1; // the argument with a descriptor that matters most; -1: none
};

/// A path as it stands there.
struct PathText
{
    std::string_view text; // empty: it is no text, or it must be unquoted first
    std::uint64_t hash;    // hashOf(text)
};

/// What the arguments of one call say by themselves. Without initial values: there is one for each line. What most calls need is one line of a
/// processor's cache, since what one thread wrote another reads.
struct alignas(64) Facts
{
    static constexpr std::size_t kMaxValues = 3;

    std::uint32_t operations;                     // of an open, by its flags; 0: they are not told
    std::uint8_t valueCount;
    std::array<std::uint8_t, kMaxValues> indexes; // of the arguments that the values are of
    std::array<std::uint64_t, kMaxValues> values;
    std::int64_t descriptor;                      // that the look names; as Descriptor::number
    std::array<PathText, 2> paths;                // by syscalls::Call::paths
    PathText descriptorPath;                      // -y
    Arguments arguments;                          // as many as are looked at

    /// Of the argument; empty where it is not kept or not understood.
    [[nodiscard]] std::optional<std::uint64_t> value(unsigned index) const
    {
        for (std::size_t i = 0; i < valueCount; ++i) {
            if (indexes[i] == index)
                return values[i];
        }
        return std::nullopt;
    }
};

/// Works facts out; what a text of constants means is remembered. Not shared between threads.
class FactReader
{
public:
    /// assumed: the ABI of programs where nothing tells; empty: ours.
    explicit FactReader(std::optional<Abi> assumed);

    [[nodiscard]] const SyscallNames &names() const { return m_names; }
    [[nodiscard]] const Look &look(NameId name) const { return m_looks[name]; }

    /// Of a call of this name, of which something is looked at, with these arguments (without their brackets).
    void read(NameId name, std::string_view arguments, AbiHint hint, Facts &facts);

private:
    void readValues(const syscalls::Call &shape, const KnownName &name, CallKey key, Facts &facts);
    static void readPaths(const syscalls::Call &shape, Facts &facts);
    static void readDescriptor(const Look &look, Facts &facts);
    void readOpenFlags(const syscalls::Call &shape, AbiHint hint, Facts &facts);
    [[nodiscard]] Abi abiOf(AbiHint hint) const;
    /// The remembered value of the key, or what work() gives, remembered.
    template <class Work>
    std::optional<std::uint64_t> remembered(std::uint64_t key, const Work &work);

    const SyscallNames &m_names = SyscallNames::instance();
    Abi m_assumed;
    const std::vector<Look> &m_looks; // by NameId
    FlatMap m_index; // call, argument and its text → m_values
    std::vector<std::optional<std::uint64_t>> m_values;
};

} // namespace whittle::imports::strace
