// Randomness, tokens and passwords, by libsodium. Any thread may call.
#pragma once

#include <string>
#include <string_view>

#include "core/model/error.h"
#include "core/model/ids.h"

namespace firsthand::server {

inline constexpr std::size_t kPasswordBytesMin = 8;
inline constexpr std::size_t kPasswordBytesMax = 1024;

[[nodiscard]] Id128 random_id();
/// 256 random bits as 43 characters that fit into URLs, headers and cookies.
[[nodiscard]] std::string random_token();
/// What is stored instead of a token: 32 bytes of BLAKE2b, useless to who reads the database.
[[nodiscard]] std::string token_digest(std::string_view token);
/// 32 hexadecimal digits of BLAKE2b-128.
[[nodiscard]] std::string digest_hex(std::string_view bytes);
/// An id that follows from the bytes (BLAKE2b-128), so that a repeated request names the same.
[[nodiscard]] Id128 digest_id(std::string_view bytes);

/// Four groups of four letters that are not mistaken for each other: about 75 bits.
[[nodiscard]] std::string random_password();
/// Errors: password.too_short, password.too_long.
[[nodiscard]] Expected<void> check_password(std::string_view password);
/// Argon2id with 64 MiB, about 0.1 s. Errors: password.no_memory.
[[nodiscard]] Expected<std::string> hash_password(std::string_view password);
/// As slow as hash_password. An empty hash (nobody has this e-mail) takes as long and is false.
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);

}  // namespace firsthand::server
