internal import GRDB

extension Roll {
    /// - Parameter now: seconds since 1970; decides what has expired.
    /// - Returns: the identities, and how many there are beyond the limit.
    package func identities(_ filter: IdentityFilter, now: Int64) throws(RollError) -> (rows: [IdentityRow], total: Int)
    {
        try read { db in
            let (condition, arguments) = try filter.condition(db)
            let all: StatementArguments = [now] + arguments
            let order = filter.orderTerms
            guard let limit = filter.limit else {
                let rows = try Row.fetchAll(
                    db, sql: "SELECT \(IdentityRow.columns) FROM identity WHERE \(condition) ORDER BY \(order)",
                    arguments: all
                ).map(IdentityRow.init)
                return (rows, rows.count)
            }
            if condition == "true" {
                let rows = try Row.fetchAll(
                    db, sql: "SELECT \(IdentityRow.columns) FROM identity ORDER BY \(order) LIMIT \(max(0, limit))",
                    arguments: [now]
                ).map(IdentityRow.init)
                return (rows, try Int.fetchOne(db, sql: "SELECT count(*) FROM identity") ?? rows.count)
            }
            // One pass finds how many there are and which come first; rows are read of those alone.
            // Names are in no index; what few places lead to is looked up from there.
            let isCovered = filter.order == .age && filter.text == nil && filter.path == nil && filter.source == nil
            let index = filter.text != nil ? "NOT INDEXED" : isCovered ? "INDEXED BY identity_by_age" : ""
            var first: [Int64] = []
            var total = 0
            let numbers = try Int64.fetchCursor(
                db, sql: "SELECT pk FROM identity \(index) WHERE ?1 IS NOT NULL AND \(condition) ORDER BY \(order)",
                arguments: all)
            while let number = try numbers.next() {
                total += 1
                if first.count < limit { first.append(number) }
            }
            let statement = try db.makeStatement(sql: "SELECT \(IdentityRow.columns) FROM identity WHERE pk = ?2")
            let rows = try first.compactMap { try Row.fetchOne(statement, arguments: [now, $0]).map(IdentityRow.init) }
            return (rows, total)
        }
    }
}
