// Dear ImGui's compile-time options (IMGUI_USER_CONFIG): the same for the library and for all who
// include it.
#pragma once

#include "core/model/assert.h"

// What fails an IM_ASSERT is a defect of ours: it reaches the person as a page with a report to
// copy. On in release too.
#define IM_ASSERT(EXPR)                           \
  (static_cast<bool>(EXPR) ? static_cast<void>(0) \
                           : firsthand_assert_fail(#EXPR, __FILE__, __LINE__))

#define IMGUI_USE_WCHAR32                      // emoji and rare Chinese characters lie above 65,535
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS       // no names that are on their way out
#define IMGUI_DISABLE_FILE_FUNCTIONS           // fonts come from memory; settings are kept by us
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS  // links are opened by the platform seam
#define IMGUI_DISABLE_DEFAULT_FONT  // fonts come from the canvas (browser) or a Noto face (tests)
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_ENABLE_TEST_ENGINE  // its hooks find widgets that bypassed ui/kit (own functions)
