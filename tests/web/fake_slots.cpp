// The fake's functions in place of library.js; see fake_slots.h.
#include "tests/web/fake_slots.h"

#include <algorithm>

#include "shell/web/js_imports.h"

namespace firsthand::web_test {

FakeFiles& fake_files() {
  static FakeFiles files;
  return files;
}

namespace {

bool fails_now() {
  FakeFiles& fake = fake_files();
  ++fake.calls;
  if (fake.fails_at == 0) return false;
  return fake.fails_from_there ? fake.calls >= fake.fails_at : fake.calls == fake.fails_at;
}

std::vector<std::uint8_t>& file(int slot) {
  return fake_files().files[static_cast<std::size_t>(slot)];
}

std::size_t room() {
  const FakeFiles& fake = fake_files();
  if (fake.bytes_max < 0) return SIZE_MAX;
  std::size_t used = 0;
  for (const auto& one : fake.files) used += one.size();
  const auto limit = static_cast<std::size_t>(fake.bytes_max);
  return used < limit ? limit - used : 0;
}

}  // namespace
}  // namespace firsthand::web_test

using firsthand::web::kSlotError;
using firsthand::web_test::fails_now;
using firsthand::web_test::file;
using firsthand::web_test::room;

extern "C" {

double fh_slot_read(int slot, unsigned char* to, int length, double offset) {
  if (fails_now()) return kSlotError;
  const auto& bytes = file(slot);
  const auto start = std::min(static_cast<std::size_t>(offset), bytes.size());
  const auto count = std::min(static_cast<std::size_t>(length), bytes.size() - start);
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(start), count, to);
  return static_cast<double>(count);
}

// Writes what there is room for, as browsers do when the quota runs out.
double fh_slot_write(int slot, const unsigned char* from, int length, double offset) {
  if (fails_now()) return kSlotError;
  auto& bytes = file(slot);
  const auto start = static_cast<std::size_t>(offset);
  std::size_t end = start + static_cast<std::size_t>(length);
  if (end > bytes.size()) end = std::min(end, bytes.size() + std::min(room(), end - bytes.size()));
  if (end <= start) return 0;
  if (end > bytes.size()) bytes.resize(end);
  std::copy_n(from, end - start, bytes.begin() + static_cast<std::ptrdiff_t>(start));
  return static_cast<double>(end - start);
}

double fh_slot_truncate(int slot, double size) {
  if (fails_now()) return kSlotError;
  file(slot).resize(static_cast<std::size_t>(size));
  return 0;
}

double fh_slot_flush(int) { return fails_now() ? kSlotError : 0; }

double fh_slot_size(int slot) { return static_cast<double>(file(slot).size()); }

void fh_note(const char*, int) {}

double fh_mono_ms() { return 0; }

double fh_now_ms() { return 1'767'225'600'000; }

void fh_random(unsigned char* to, int length) {
  static std::uint8_t next = 0;
  for (int i = 0; i < length; ++i) to[i] = ++next;
}

}  // extern "C"
