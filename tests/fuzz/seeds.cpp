// Writes small valid files for the fuzz targets to begin from: seeds FOLDER makes one folder a target in it.

#include <filesystem>
#include <string>

#include "core/base/file_io.h"
#include "core/engine/recipe_json.h"
#include "core/models/tensor_file.h"
#include "core/project/project_file.h"
#include "tests/core/project/fixtures.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  using namespace partimento;
  namespace fs = std::filesystem;
  const fs::path folder = argv[1];
  for (const char* name : {"project", "recipe", "tensor"}) fs::create_directories(folder / name);
  Random random(1);
  for (std::size_t i = 0; i < 8; ++i) {
    const std::string name = std::to_string(i);
    const project::Snapshot snapshot = project::test::randomSnapshot(random, 2 * i, i % 3);
    writeFileAtomically(folder / "project" / name, project::serialise(snapshot));
    const Recipe recipe = project::test::randomTake(random).take.recipe;
    writeFileAtomically(folder / "recipe" / name, recipeToJson(recipe));
    writeFileAtomically(folder / "recipe" / (name + "s"), settingsToJson(recipe.request.settings));
    models::TensorFile file;
    for (std::size_t tensor = 0; tensor < i; ++tensor) {
      models::TensorData data{models::ElementType::F32, {static_cast<std::int64_t>(tensor), 2}, {}};
      data.bytes.resize(8 * tensor);
      file.tensors["layer." + std::to_string(tensor)] = data;
    }
    file.metadata["format"] = name;
    writeFileAtomically(folder / "tensor" / name, models::writeTensors(file));
  }
  return 0;
}
