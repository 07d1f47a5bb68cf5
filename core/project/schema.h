#pragma once

#include <cstdint>

#include "core/project/database.h"

namespace partimento::project {

/// "PTMO": what makes an SQLite file a project.
inline constexpr std::int32_t kApplicationId = 0x50544D4F;
/// Goes up when a program that knows only the older schema could lose something of a newer file.
inline constexpr std::int32_t kSchemaVersion = 1;

/// Makes the tables in an empty database.
void createSchema(Database& database);
/// Throws ProjectDamaged where the tables are not exactly those that createSchema makes: a file from a
/// stranger may hold views or virtual tables under their names.
void requireSchema(Database& database);

/// Throws ProjectDamaged when the open database is no project, ProjectTooNew as requireProjectHeader does.
void requireProject(Database& database);

/// Reads the first 100 bytes of a file: throws ProjectDamaged when it is no SQLite file or no project,
/// ProjectTooNew when its version is above kSchemaVersion.
void requireProjectHeader(std::span<const std::byte> bytes, const std::string& label);

}  // namespace partimento::project
