// All of the kit, for views. Not here: anything of a screen or of the desk.
#pragma once

#include "ui/kit/button.h"
#include "ui/kit/choice.h"
#include "ui/kit/dialog.h"
#include "ui/kit/feedback.h"
#include "ui/kit/field.h"
#include "ui/kit/grid.h"
#include "ui/kit/lang.h"
#include "ui/kit/layout.h"
#include "ui/kit/marks.h"
#include "ui/kit/scroll.h"
#include "ui/kit/text.h"
#include "ui/kit/ui.h"
