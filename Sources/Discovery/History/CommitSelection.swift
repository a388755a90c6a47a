internal import Model
internal import Repositories

/// Which commits `--since`, `--range` and `--branch` mean.
struct CommitSelection {
    let options: ScanOptions
    let layout: RepositoryLayout

    /// nil for all commits.
    func selection(in table: CommitTable, catalog: ObjectCatalog) throws(ScanError) -> [Bool]? {
        guard options.selectsCommits else { return nil }
        var selected = [Bool](repeating: true, count: table.commits.count)
        if let branch = options.branch {
            intersect(&selected, with: table.reachable(from: [try index(of: branch, in: table, catalog: catalog)]))
        }
        if let range = options.range {
            let ends = try Self.ends(of: range)
            intersect(&selected, with: table.reachable(from: [try index(of: ends.last, in: table, catalog: catalog)]))
            subtract(&selected, table.reachable(from: [try index(of: ends.first, in: table, catalog: catalog)]))
        }
        if let since = options.since {
            if let seconds = DateExpression.seconds(in: since) {
                drop(from: &selected, before: seconds, in: table)
            } else if DateExpression.isWrittenAsDay(since) {
                throw .badSelection("there is no day \(since); --since takes a date such as 2026-12-31, or a commit")
            } else {
                do {
                    subtract(&selected, table.reachable(from: [try index(of: since, in: table, catalog: catalog)]))
                } catch {
                    guard let seconds = DateExpression.looseSeconds(in: since) else {
                        throw .badSelection("\(error); as a date --since takes \(DateExpression.forms)")
                    }
                    drop(from: &selected, before: seconds, in: table)
                }
            }
        }
        return selected
    }

    private func index(of name: String, in table: CommitTable, catalog: ObjectCatalog) throws(ScanError) -> Int {
        let id: ObjectID
        do {
            let repository = try Repository(layout)
            id = try repository.commit(named: name)
        } catch {
            throw .badSelection("\(error)")
        }
        guard let index = table.index(of: id, in: catalog) else {
            throw .badSelection("\(name) is commit \(id.hex), which the repository does not have")
        }
        return index
    }

    private static func ends(of range: String) throws(ScanError) -> (first: String, last: String) {
        guard let dots = range.range(of: ".."), !range[dots.upperBound...].hasPrefix(".") else {
            throw .badSelection("“\(range)” is no range; write A..B for what B has and A has not")
        }
        let (first, last) = (String(range[..<dots.lowerBound]), String(range[dots.upperBound...]))
        // Git takes HEAD for what is missing. In CI it is a variable that is not set, and `..HEAD` holds nothing.
        guard !first.isEmpty else {
            throw .badSelection(
                "nothing stands before the dots of the range “\(range)”; if a variable was to, it is empty here. Write A..B for what B has and A has not"
            )
        }
        return (first, last.isEmpty ? "HEAD" : last)
    }

    private func drop(from selected: inout [Bool], before seconds: Int64, in table: CommitTable) {
        for (number, commit) in table.commits.enumerated() where commit.time < seconds { selected[number] = false }
    }

    private func intersect(_ selected: inout [Bool], with other: [Bool]) {
        for index in selected.indices where !other[index] { selected[index] = false }
    }

    private func subtract(_ selected: inout [Bool], _ other: [Bool]) {
        for index in selected.indices where other[index] { selected[index] = false }
    }
}
