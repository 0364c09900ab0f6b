// Annexed texts and sheets as Blocks.
#pragma once

#include <string>
#include <string_view>

#include "base/world.hpp"
#include "model/document.hpp"
#include "model/table.hpp"

namespace taqrir::input {

/// A plain text: paragraphs at empty lines; short lines keep their ends, long ones flow. One whose columns
/// are aligned by spaces or tabs is a single block in monospace. UTF-8, else Windows-1252.
Blocks plain_text_blocks(std::string_view bytes);

/// All of a sheet as one table under its column names; columns of numbers are aligned by their marks.
Block sheet_block(const Table& table);

}  // namespace taqrir::input
