internal import GRDB

/// The tables of the roll. A migration that was released is never edited; a change is a new one.
///
/// Two kinds of columns: facts, which are only ever added or moved towards a later run, and derived ones (below
/// `-- derived`), which `Refresh` computes anew from the facts.
enum RollSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 facts") { try $0.execute(sql: facts) }
        migrator.registerMigration("2 log") { try $0.execute(sql: log) }
        migrator.registerMigration("3 history of artefacts") { try $0.execute(sql: artefactHistory) }
        migrator.registerMigration("4 lists") { try $0.execute(sql: lists) }
        return migrator
    }

    /// Written into the file's header (`PRAGMA application_id`): "ROLL".
    static let applicationID = 0x524F_4C4C
}
