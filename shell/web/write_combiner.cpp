#include "shell/web/write_combiner.h"

#include <algorithm>

namespace firsthand::web {

SlotResult WriteCombiner::open() {
  buffer_.clear();
  unsynced_ = false;
  size_ = slot_.size();
  if (size_ >= 0) return SlotResult::ok;
  size_ = 0;
  return SlotResult::error;
}

std::int64_t WriteCombiner::buffer_end() const {
  return buffer_start_ + static_cast<std::int64_t>(buffer_.size());
}

std::ptrdiff_t WriteCombiner::inside_buffer(std::int64_t offset) const {
  return static_cast<std::ptrdiff_t>(offset - buffer_start_);
}

SlotResult WriteCombiner::read(std::int64_t offset, std::span<std::uint8_t> to, bool& short_read) {
  short_read = false;
  const std::int64_t end = offset + static_cast<std::int64_t>(to.size());
  if (!buffer_.empty() && offset >= buffer_start_ && end <= buffer_end()) {
    std::copy_n(buffer_.begin() + inside_buffer(offset), to.size(), to.begin());
    return SlotResult::ok;
  }
  if (!buffer_.empty() && offset < buffer_end() && end > buffer_start_) {
    if (const SlotResult drained = drain(); drained != SlotResult::ok) return drained;
  }
  std::size_t got = 0;
  if (offset < size_) {
    ++calls_.reads;
    const Slot::Moved moved = slot_.read(offset, to);
    if (moved.result != SlotResult::ok) return moved.result;
    got = std::min(moved.bytes, to.size());
  }
  short_read = got < to.size();
  std::fill(to.begin() + static_cast<std::ptrdiff_t>(got), to.end(), std::uint8_t{0});
  return SlotResult::ok;
}

SlotResult WriteCombiner::write(std::int64_t offset, std::span<const std::uint8_t> from) {
  const std::int64_t end = offset + static_cast<std::int64_t>(from.size());
  const bool inside = !buffer_.empty() && offset >= buffer_start_ && end <= buffer_end();
  if (inside) {
    std::copy(from.begin(), from.end(), buffer_.begin() + inside_buffer(offset));
    return SlotResult::ok;
  }
  const bool continues =
      !buffer_.empty() && offset == buffer_end() && buffer_.size() + from.size() <= kBufferBytesMax;
  if (!continues) {
    if (const SlotResult drained = drain(); drained != SlotResult::ok) return drained;
    if (from.size() >= kBufferBytesMax) {
      const SlotResult written = write_out(offset, from);
      if (written == SlotResult::ok) size_ = std::max(size_, end);
      return written;
    }
    buffer_start_ = offset;
  }
  buffer_.insert(buffer_.end(), from.begin(), from.end());
  size_ = std::max(size_, end);
  return SlotResult::ok;
}

SlotResult WriteCombiner::truncate(std::int64_t size) {
  if (const SlotResult drained = drain(); drained != SlotResult::ok) return drained;
  if (size == size_) return SlotResult::ok;
  ++calls_.truncates;
  const SlotResult result = slot_.truncate(size);
  if (result == SlotResult::ok) {
    size_ = size;
    unsynced_ = true;
  }
  return result;
}

SlotResult WriteCombiner::sync() {
  if (const SlotResult drained = drain(); drained != SlotResult::ok) return drained;
  if (!unsynced_) return SlotResult::ok;
  ++calls_.flushes;
  const SlotResult result = slot_.flush();
  if (result == SlotResult::ok) unsynced_ = false;
  return result;
}

SlotResult WriteCombiner::drain() {
  if (buffer_.empty()) return SlotResult::ok;
  const SlotResult result = write_out(buffer_start_, buffer_);
  buffer_.clear();
  if (result != SlotResult::ok) size_ = std::max<std::int64_t>(slot_.size(), 0);
  return result;
}

SlotResult WriteCombiner::write_out(std::int64_t offset, std::span<const std::uint8_t> from) {
  unsynced_ = true;
  // A short write is tried once more with its rest; then the disk counts as full, never as broken.
  for (int attempt = 0; attempt < 2; ++attempt) {
    ++calls_.writes;
    const Slot::Moved moved = slot_.write(offset, from);
    if (moved.result != SlotResult::ok) return moved.result;
    if (moved.bytes >= from.size()) return SlotResult::ok;
    offset += static_cast<std::int64_t>(moved.bytes);
    from = from.subspan(moved.bytes);
  }
  return SlotResult::full;
}

bool is_wal_commit_header(std::span<const std::uint8_t> bytes) {
  constexpr std::size_t kFrameHeaderBytes = 24;
  if (bytes.size() != kFrameHeaderBytes) return false;
  return std::any_of(bytes.begin() + 4, bytes.begin() + 8, [](std::uint8_t b) { return b != 0; });
}

}  // namespace firsthand::web
