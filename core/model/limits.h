// The largest of everything that comes from outside (STYLE 14). Text limits are bytes of UTF-8.
#pragma once

#include <cstddef>

namespace firsthand::limits {

inline constexpr std::size_t kNameBytesMax = 300;
inline constexpr std::size_t kSubjectBytesMax = 1'000;
inline constexpr std::size_t kTextBytesMax = 200'000;
inline constexpr std::size_t kReasonBytesMax = 2'000;
inline constexpr std::size_t kNotesBytesMax = 20'000;
inline constexpr std::size_t kEmailBytesMax = 320;
inline constexpr std::size_t kTagBytesMax = 60;
inline constexpr std::size_t kTagsMax = 50;
inline constexpr std::size_t kWatchersMax = 100;
inline constexpr std::size_t kLinksMax = 100;
inline constexpr std::size_t kDraftsMax = 20;
inline constexpr long long kLoggedMinutesMax = 24 * 60;  // in one time entry

// SYNC §3.
inline constexpr std::size_t kOperationBytesMax = 256 * 1024;
inline constexpr std::size_t kBodyBytesMax = 1024 * 1024;
inline constexpr std::size_t kPullPageBytes = 256 * 1024;
inline constexpr std::size_t kPushOperationsMax = 500;
inline constexpr std::size_t kOutboxMax = 100'000;

}  // namespace firsthand::limits
