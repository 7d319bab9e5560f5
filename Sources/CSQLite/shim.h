#include <sqlite3.h>

/// `SQLITE_TRANSIENT` is a cast that Swift does not import: SQLite copies the text before this returns.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int at, const char *text, int count) {
  return sqlite3_bind_text(statement, at, text, count, SQLITE_TRANSIENT);
}

/// The same for bytes.
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int at, const void *bytes, int count) {
  if (count == 0) return sqlite3_bind_zeroblob(statement, at, 0);
  return sqlite3_bind_blob(statement, at, bytes, count, SQLITE_TRANSIENT);
}
