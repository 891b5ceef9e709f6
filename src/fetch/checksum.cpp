#include "fetch/checksum.h"

#include <openssl/evp.h>

#include <memory>
#include <string_view>

#include "base/file.h"

namespace corollary::fetch {
namespace {

struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace

Result<std::string> md5_of(const std::filesystem::path& path) {
  TRY_ASSIGN(FileReader file, FileReader::open(path));
  const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  bool good = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_md5(), nullptr) == 1;
  for (std::string block; good; block.clear()) {
    TRY_ASSIGN(const bool more, file.append_block(block));
    if (!more) {
      break;
    }
    good = EVP_DigestUpdate(context.get(), block.data(), block.size()) == 1;
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (!good || EVP_DigestFinal_ex(context.get(), digest, &size) != 1) {
    return fail(ErrorKind::input, "{}: its MD5 cannot be computed: the system's OpenSSL refuses MD5", path.string());
  }
  return hexadecimal({reinterpret_cast<const char*>(digest), size});
}

}  // namespace corollary::fetch
