// A table of any number of rows, of which only those in view are asked for and drawn. Keyboard: the
// grid is one Tab stop; arrows, j, k, PageUp, PageDown, Home, End move the current row, Enter
// opens.
//
//   kit::Grid grid(ui, "tickets", rect, columns, {.name = …, .rows = n, .current = state.current});
//   for (std::size_t i = grid.first(); i < grid.end(); ++i) {
//     kit::GridRow row(grid, i, row_key);
//     row.text(subject); row.badge(state, tone);        // one call a column, in order
//   }
//   const kit::GridResult result = grid.finish();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "ui/kit/marks.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

struct GridColumn {
  std::string_view key;
  std::string_view title;
  float width = fill();  // logical pixels, or fill(share)
  bool sortable = true;
  Align align = Align::start;
};

struct GridOptions {
  std::string_view name;
  std::size_t rows = 0;
  std::size_t current = 0;       // the row that keys mean
  bool reveal = false;           // scroll the current row into view
  float row_height = size::row;  // logical
  std::size_t sort_column = SIZE_MAX;
  bool descending = false;
  bool keys = true;              // take the keys while the grid has focus
  bool keys_everywhere = false;  // also when focus is nowhere (0)
};

struct GridResult {
  std::optional<std::size_t> current;  // the row that became current
  std::optional<std::size_t> opened;   // pressed, or Enter
  std::optional<std::size_t> sorted;   // the column whose head was pressed
};

class Grid {
 public:
  Grid(Ui& ui, std::string_view key, const Rect& rect, std::span<const GridColumn> columns,
       const GridOptions& options);
  ~Grid();
  Grid(const Grid&) = delete;
  Grid& operator=(const Grid&) = delete;

  /// Rows in view: first() <= i < end().
  [[nodiscard]] std::size_t first() const;
  [[nodiscard]] std::size_t end() const;
  /// Rows that fit, for pages.
  [[nodiscard]] std::size_t page() const;
  GridResult finish();

 private:
  friend class GridRow;
  struct Inside;
  Ui& ui_;
  std::unique_ptr<Inside> inside_;
};

class GridRow {
 public:
  /// `key`: stable for the thing that the row shows (hash of its id).
  GridRow(Grid& grid, std::size_t index, std::uint64_t key, std::string_view name = {});
  ~GridRow();
  GridRow(const GridRow&) = delete;
  GridRow& operator=(const GridRow&) = delete;

  void text(std::string_view words, const TextOptions& options = {});
  void badge(std::string_view words, Tone tone, const BadgeOptions& options = {});
  /// Own drawing (draw_text, draw_badge, draw_icon) in the returned room; `name` for the record.
  Rect cell(std::string_view name, std::string_view description = {});

 private:
  Grid& grid_;
  std::size_t column_ = 0;
  Rect rect_;
  std::uint64_t id_ = 0;
};

/// A 64-bit key of bytes (an id's view()).
[[nodiscard]] std::uint64_t key_of(std::string_view bytes);

}  // namespace firsthand::ui::kit
