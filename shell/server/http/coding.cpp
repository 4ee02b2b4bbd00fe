#include "shell/server/http/coding.h"

#include <zlib.h>

#include "core/sync/protocol.h"
#include "shell/server/http/utf8.h"

namespace firsthand::server {
namespace {

constexpr int kDepthMax = 32;
constexpr int kAnswerLevel = 4;  // of gzip: a page of 256 KiB in about 4 ms
constexpr int kGzipWindow = 15 + 16;

// Builds the value and stops at what the core could not bear: deep nesting (the reader recurses),
// and text that is not UTF-8 (dump would abort).
class BoundedBuilder : public nlohmann::detail::json_sax_dom_parser<nlohmann::json> {
 public:
  using Base = nlohmann::detail::json_sax_dom_parser<nlohmann::json>;
  explicit BoundedBuilder(nlohmann::json& out) : Base(out, false) {}

  bool string(std::string& text) { return is_utf8(text) && Base::string(text); }
  bool key(std::string& text) { return is_utf8(text) && Base::key(text); }
  bool start_object(std::size_t size) { return enter() && Base::start_object(size); }
  bool start_array(std::size_t size) { return enter() && Base::start_array(size); }
  bool end_object() {
    --depth_;
    return Base::end_object();
  }
  bool end_array() {
    --depth_;
    return Base::end_array();
  }
  // Nothing of the wire is made of bytes.
  bool binary(nlohmann::json::binary_t&) { return false; }

  [[nodiscard]] bool is_too_deep() const { return too_deep_; }

 private:
  bool enter() {
    too_deep_ = too_deep_ || ++depth_ > kDepthMax;
    return !too_deep_;
  }
  int depth_ = 0;
  bool too_deep_ = false;
};

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return {};
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  std::string in(bytes);  // zlib asks for a pointer that it may write through
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(result == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

Expected<nlohmann::json> parse_cbor(std::string_view bytes) {
  nlohmann::json out;
  BoundedBuilder builder(out);
  const bool whole =
      nlohmann::json::sax_parse(bytes, &builder, nlohmann::json::input_format_t::cbor, true);
  if (builder.is_too_deep()) {
    return fail("json.too_deep", "The body nests deeper than 32 levels");
  }
  if (!whole) return fail("cbor.malformed", "The body is not well-formed CBOR");
  return out;
}

Expected<nlohmann::json> body_of(const Request& request) {
  const std::string type = request.content_type();
  if (type == "application/json") return sync::parse_json(request.body);
  if (type == "application/cbor") return parse_cbor(request.body);
  return fail("http.content_type",
              "The body must be application/json or application/cbor, and Content-Type must say so",
              "content-type");
}

Negotiated negotiate(const Request& request) {
  return {.cbor = accepts(request.header("accept"), "application/cbor"),
          .gzip = accepts(request.header("accept-encoding"), "gzip")};
}

Response coded_response(int status, const nlohmann::json& body, const Negotiated& negotiated) {
  Response response{.status = status};
  if (negotiated.cbor) {
    nlohmann::json::to_cbor(body, response.body);
  } else {
    response.body = dump(body);
  }
  response.set("Content-Type", negotiated.cbor ? "application/cbor" : "application/json");
  response.set("Cache-Control", "no-store");
  response.set("Vary", "Accept, Accept-Encoding");
  if (negotiated.gzip && response.body.size() > kCompressBytesMin) {
    std::string packed = gzip(response.body, kAnswerLevel);
    if (!packed.empty()) {
      response.body = std::move(packed);
      response.set("Content-Encoding", "gzip");
    }
  }
  return response;
}

}  // namespace firsthand::server
