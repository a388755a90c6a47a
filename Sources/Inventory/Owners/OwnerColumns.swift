internal import GRDB

/// Copies what `owner` says into the columns that lists read: the best owner, and all of them as a set that many share.
struct OwnerColumns {
    let db: Database

    /// - Parameter identities: a query that gives their numbers.
    func refresh(identities: String) throws {
        try db.execute(
            sql: """
                UPDATE identity SET owner = NULL, owner_rank = NULL, owner_set = NULL WHERE owner_set IS NOT NULL AND pk IN (\(identities))
                AND NOT EXISTS (SELECT 1 FROM owner o WHERE o.identity = identity.pk)
                """)
        let update = try BulkStatement(db, "UPDATE identity SET owner = ?, owner_rank = ?, owner_set = ? WHERE pk = ?")
        let insert = try BulkStatement(
            db, "INSERT INTO owner_set (names) VALUES (?) ON CONFLICT (names) DO UPDATE SET names = names RETURNING pk")
        var sets: [String: Int64] = [:]
        var current: (identity: Int64, best: String, rank: Int64, names: String)?
        func store() throws {
            guard let own = current else { return }
            var set = sets[own.names]
            if set == nil {
                insert.bind(own.names)
                set = try insert.run()
                sets[own.names] = set
            }
            update.bind(own.best)
            update.bind(own.rank)
            update.bind(set)
            update.bind(own.identity)
            try update.run()
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT o.identity, o.name, o.rank FROM owner o WHERE o.identity IN (\(identities)) ORDER BY o.identity, o.rank, o.name
                """)
        while let row = try rows.next() {
            let (identity, name): (Int64, String) = (row[0], row[1])
            if current?.identity == identity {
                current?.names += "\n" + name
            } else {
                try store()
                current = (identity, name, row[2], name)
            }
        }
        try store()
    }
}
