// The private keys are shared with assemble: they live in base.
#pragma once

#include "base/pdf_marks.hpp"
