// The text of SVG (SVG 1.1, 8.3 and 4.2): numbers, path data, colours, character data. Appended to a string;
// numbers are written without the C library, so no locale can put a comma in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layout/pages.hpp"

namespace taqrir::svg {

/// Rounded to so many decimals, without needless zeros. What is no number becomes 0.
void put_number(std::string& to, double value, int decimals = 2);

/// Numbers of path data, parted only where they would run into each other.
void put_numbers(std::string& to, std::initializer_list<double> values, int decimals = 2);

void put_path(std::string& to, const std::vector<layout::Shape::Segment>& path);

/// #rrggbb
void put_color(std::string& to, const Rgb& color);

/// Character data or the value of an attribute; control characters, which XML does not allow, are left out.
void put_text(std::string& to, std::string_view text);

}  // namespace taqrir::svg
