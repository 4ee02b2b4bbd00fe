#include "shell/server/secrets.h"

#include <array>
#include <cstddef>

#include <sodium.h>

#include "core/model/assert.h"

namespace firsthand::server {
namespace {

// Chooses the fastest implementations once; safe to call again and from several threads.
void ensure_sodium() { FH_ASSERT(sodium_init() >= 0); }

template <std::size_t kBytes>
std::array<unsigned char, kBytes> digest_of(std::string_view bytes) {
  ensure_sodium();
  std::array<unsigned char, kBytes> out{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return out;
}

}  // namespace

Id128 random_id() {
  ensure_sodium();
  Id128 id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  return id;
}

std::string random_token() {
  ensure_sodium();
  constexpr std::size_t kBytes = 32;
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<unsigned char, kBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(kBytes, kVariant)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  return text.data();
}

std::string token_digest(std::string_view token) {
  const auto digest = digest_of<32>(token);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string digest_hex(std::string_view bytes) { return digest_id(bytes).text(); }

Id128 digest_id(std::string_view bytes) { return Id128{digest_of<16>(bytes)}; }

std::string random_password() {
  ensure_sodium();
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i != 0 && i % 4 == 0) out.push_back('-');
    out.push_back(kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))]);
  }
  return out;
}

Expected<void> check_password(std::string_view password) {
  if (password.size() < kPasswordBytesMin) {
    return fail("password.too_short", "A password needs at least 8 characters", "password");
  }
  if (password.size() > kPasswordBytesMax) {
    return fail("password.too_long", "A password may have 1024 bytes at most", "password");
  }
  return {};
}

Expected<std::string> hash_password(std::string_view password) {
  ensure_sodium();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const int result =
      crypto_pwhash_str(out.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
  if (result != 0) return fail("password.no_memory", "Too little memory to hash a password");
  return std::string(out.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
  ensure_sodium();
  // The hash of a random password, to spend the same time when there is nothing to compare with.
  static const std::string decoy = hash_password(random_password()).value_or(std::string());
  const std::string stored(hash.empty() ? std::string_view(decoy) : hash);
  const bool same = crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

}  // namespace firsthand::server
