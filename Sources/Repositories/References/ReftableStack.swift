internal import Model

/// Refs that stand in reftables: later tables have the last word (`reftable/tables.list`).
struct ReftableStack {
    private let tables: [Reftable]

    /// - Parameter directory: what `reftable` lies in: the common directory, or that of a linked worktree.
    init(_ directory: String) throws(GitError) {
        let folder = directory + "/reftable"
        let list = folder + "/tables.list"
        guard let text = FileSystem.wholeFile(list) else {
            throw .unreadable(path: list, reason: "it is not there, or no file")
        }
        var tables: [Reftable] = []
        for name in text.split(separator: "\n") {
            guard !name.contains("/") else { throw .unreadable(path: list, reason: "it names no file") }
            tables.append(try Reftable(path: folder + "/" + name))
        }
        self.tables = tables
    }

    func all() throws(GitError) -> [String: ReferenceValue] {
        var values: [String: ReferenceValue] = [:]
        for table in tables {
            for (name, value) in try table.references() { values[name] = value }
        }
        return values
    }

    /// The logs of all refs, sorted by name.
    func logs() throws(GitError) -> [ReferenceLog] {
        var lines: [String: [Int: [UInt8]]] = [:]
        for table in tables {
            for entry in try table.log() { lines[entry.name, default: [:]][entry.update] = entry.line }
        }
        return lines.sorted { $0.key < $1.key }.compactMap { name, entries in
            let text = entries.sorted { $0.key < $1.key }.flatMap { $0.value + [UInt8(ascii: "\n")] }
            return text.isEmpty ? nil : ReferenceLog(name: name, text: text)
        }
    }
}
