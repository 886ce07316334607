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

/// A part of a text, by its place there.
struct Piece
{
    std::uint32_t begin;
    std::uint32_t size; // 0: there is none

    [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin, size); }
};
[[nodiscard]] inline Piece pieceOf(std::string_view part, std::string_view text)
{
    return {static_cast<std::uint32_t>(part.data() - text.data()), static_cast<std::uint32_t>(part.size())};
}

/// What the arguments of one call say by themselves. Without initial values: there is one for each line. It is one line of a processor's cache,
/// since what one thread wrote another reads.
struct alignas(64) Facts
{
    static constexpr std::size_t kMaxValues = 3;

    std::uint32_t operations;                     // of an open, by its flags; 0: they are not told
    std::uint8_t argumentCount;                   // at most as many as are looked at
    std::uint8_t valueCount;
    std::array<std::uint8_t, kMaxValues> indexes; // of the arguments that the values are of
    bool isJoined;                                // the path begins at the descriptor's
    std::int32_t descriptor;                      // that the look names; as Descriptor::number, -1 also where it is none that a kernel gives
    std::array<std::uint64_t, kMaxValues> values;
    Piece path;                                   // the first; none: it is no text, or it must be unquoted first
    std::uint64_t pathHash;                       // hashOf() of it; where it is joined, a key for both
    Piece descriptorPath;                         // -y

    [[nodiscard]] bool has(int index) const { return index >= 0 && index < argumentCount; }
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
static_assert(sizeof(Facts) == 64);

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
    void readPath(const syscalls::Call &shape, const Look &look, Facts &facts) const;
    void readDescriptor(const Look &look, Facts &facts) const;
    void readOpenFlags(const syscalls::Call &shape, AbiHint hint, Facts &facts);
    [[nodiscard]] Abi abiOf(AbiHint hint) const;
    /// The remembered value of the key, or what work() gives, remembered.
    template <class Work>
    std::optional<std::uint64_t> remembered(std::uint64_t key, const Work &work);

    const SyscallNames &m_names = SyscallNames::instance();
    Abi m_assumed;
    const std::vector<Look> &m_looks; // by NameId
    Arguments m_arguments; // of the call at hand
    FlatMap m_index; // call, argument and its text → m_values
    std::vector<std::optional<std::uint64_t>> m_values;
};

} // namespace whittle::imports::strace
