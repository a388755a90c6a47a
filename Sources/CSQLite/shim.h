#include <sqlite3.h>

// sqlite3_db_config is variadic, which Swift cannot call. A foreign database runs none of its triggers and views, and there
// are no functions but SQLite's own: with an untrusted schema older versions refuse every database whose tables are checked
// by json_valid(), as Django's are.
static inline void rollcall_sqlite_distrust(sqlite3 *database) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
}
