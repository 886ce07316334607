#include "documents/imagecontents.h"

namespace whittle::app {

bool ImageContents::isObserved(FileId id) const
{
    if (!reasons.empty() && (reasons[id] & (1U << static_cast<unsigned>(slim::ReasonKind::Observed))) != 0)
        return true;
    return evidence.contains(id);
}

const slim::KeptFile *ImageContents::keptFile(FileId id) const
{
    if (!selection || !kept[id])
        return nullptr;
    const auto found = selection->kept.find(tree.path(id));
    return found == selection->kept.end() ? nullptr : &found->second;
}

} // namespace whittle::app
