#include "tests/sync/memory_disk.h"

#include <algorithm>
#include <ranges>

namespace firsthand::simulation {
namespace {

void apply(std::string& data, const MemoryFile::Change& change) {
  data.resize(std::max(data.size(), change.size_after), '\0');
  data.replace(change.offset, change.after.size(), change.after);
  if (change.size_after < change.size_before) data.resize(change.size_after);
}

}  // namespace

void MemoryFile::write(std::string_view bytes, std::size_t offset) {
  Change change{.offset = offset,
                .before = {},
                .after = std::string(bytes),
                .size_before = data.size(),
                .size_after = std::max(data.size(), offset + bytes.size())};
  data.resize(change.size_after, '\0');
  change.before = data.substr(offset, bytes.size());
  data.replace(offset, bytes.size(), bytes);
  unsynced.push_back(std::move(change));
}

void MemoryFile::truncate(std::size_t size) {
  if (size >= data.size()) return;
  unsynced.push_back({.offset = size,
                      .before = data.substr(size),
                      .after = {},
                      .size_before = data.size(),
                      .size_after = size});
  data.resize(size);
}

std::string MemoryFile::after_power_cut(Random& random) const {
  std::string disk = data;
  for (const Change& change : unsynced | std::views::reverse) {
    disk.resize(std::max(disk.size(), change.size_before), '\0');
    disk.replace(change.offset, change.before.size(), change.before);
    disk.resize(change.size_before);
  }
  // All of it, none of it, what came first, or any part in any order of reaching the disk.
  const std::int64_t kind = random.between(0, 3);
  const auto count = static_cast<std::int64_t>(unsynced.size());
  const std::int64_t first = kind == 2 ? random.between(0, count) : kind == 0 ? count : 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const bool is_kept = kind == 3 ? random.chance(500) : i < first;
    if (is_kept) apply(disk, unsynced[static_cast<std::size_t>(i)]);
  }
  return disk;
}

void MemoryDisk::crash_now(Loss loss) {
  if (dead_) return;
  dead_ = true;
  survivors_.clear();
  for (const auto& [name, file] : files_) {
    survivors_[name] = loss == Loss::process ? file->data : file->after_power_cut(random_);
  }
}

void MemoryDisk::crash_after(std::int64_t writes, Loss loss) {
  writes_left_ = writes;
  loss_ = loss;
}

void MemoryDisk::revive() {
  if (dead_) restore(survivors_);
  dead_ = false;
  writes_left_ = -1;
}

MemoryDisk::Image MemoryDisk::image() const {
  Image image;
  for (const auto& [name, file] : files_) image[name] = file->data;
  return image;
}

void MemoryDisk::restore(const Image& image) {
  files_.clear();
  for (const auto& [name, data] : image) {
    auto file = std::make_shared<MemoryFile>();
    file->data = data;
    files_[name] = std::move(file);
  }
}

void MemoryDisk::limit_room(std::int64_t bytes) { room_bytes_ = bytes; }

std::shared_ptr<MemoryFile> MemoryDisk::open(const std::string& file, bool create) {
  const auto found = files_.find(file);
  if (found != files_.end()) return found->second;
  if (!create) return nullptr;
  return files_[file] = std::make_shared<MemoryFile>();
}

bool MemoryDisk::may_write() {
  if (!dead_ && writes_left_ >= 0 && writes_left_-- == 0) crash_now(loss_);
  return !dead_;
}

bool MemoryDisk::has_room(std::size_t more_bytes) {
  if (room_bytes_ < 0 || more_bytes == 0) return true;
  if (static_cast<std::int64_t>(more_bytes) > room_bytes_) return false;
  room_bytes_ -= static_cast<std::int64_t>(more_bytes);
  return true;
}

}  // namespace firsthand::simulation
