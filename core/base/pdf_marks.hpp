// What render and assemble agree on. Private keys by which assemble finds, in a PDF that render made, what
// belongs to foreign pieces; assemble removes them. Names are second-class (ISO 32000-1 Annex E), so a reader ignores them.
// Here because render writes them, assemble reads them, and neither may see the other.
#pragma once

namespace taqrir::pdf {

/// On a structure element and on an outline item: string, the piece whose own tree goes below.
inline constexpr const char* kPieceKey = "TAQR_Piece";
/// On a page object: integer, index of the slot in page order.
inline constexpr const char* kSlotKey = "TAQR_Slot";
/// On a slot's page: [left bottom right top], the box of its stamp, which the last stream of its contents
/// draws and nothing else. assemble moves the stamp to where it covers nothing.
inline constexpr const char* kStampKey = "TAQR_Stamp";
/// In the XMP that render writes: the claim to be PDF/UA. assemble takes it out when a piece does not
/// make it too.
inline constexpr const char* kAccessibilityClaim = "<pdfuaid:part>1</pdfuaid:part>\n";
/// Likewise the claim to be PDF/A. assemble takes it out when any foreign page comes in.
inline constexpr const char* kArchivalClaim =
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n";

}  // namespace taqrir::pdf
