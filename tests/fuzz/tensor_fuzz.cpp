// libFuzzer target: no bytes may crash or hang the reader of safetensors, and what it reads must survive
// writing and reading.

#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/base/error.h"
#include "core/models/tensor_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace partimento;
  try {
    const models::TensorFile file = models::readTensors(std::as_bytes(std::span(data, size)), "fuzz");
    if (models::readTensors(models::writeTensors(file), "copy") != file) std::abort();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::TensorFileDamaged) std::abort();
  }
  return 0;
}
