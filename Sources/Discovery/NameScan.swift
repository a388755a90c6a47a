internal import Model

/// Looks for credentials in the names of files and folders themselves.
enum NameScan {
    /// No rule takes a secret that is shorter together with what tells it: most names are.
    private static let shortest = 8
    static let note = "the name of a file or folder"

    /// The names that hold credentials.
    static func sightings(in names: some Sequence<[UInt8]>, _ context: ScanContext) -> [[UInt8]: [Sighting]] {
        guard var scanner = try? ContentScanner(context) else { return [:] }
        var found: [[UInt8]: [Sighting]] = [:]
        for name in names where name.count >= shortest {
            let sightings = name.withUnsafeBytes { scanner.sightings(in: $0) }
            if !sightings.isEmpty { found[name] = sightings }
        }
        return found
    }

    /// - Parameter start: of the first name in `path` that is looked at; those before it are known.
    /// - Returns: a draft for each name that holds a credential, at the path up to it.
    static func drafts(in path: [UInt8], from start: Int = 0, with scanner: inout ContentScanner) -> [Draft] {
        var drafts: [Draft] = []
        for name in path[start...].split(separator: UInt8(ascii: "/")) where name.count >= shortest {
            for sighting in name.withUnsafeBytes({ scanner.sightings(in: $0) }) {
                drafts.append(draft(at: Array(path[..<name.endIndex]), named: name.count, sighting))
            }
        }
        return drafts
    }

    /// - Parameters:
    ///   - count: bytes of the path's last name.
    ///   - sighting: in that name.
    static func draft(at path: [UInt8], named count: Int, _ sighting: Sighting) -> Draft {
        var draft = Draft(carrier: .fileName, path: path, sighting: sighting.shifted(by: path.count - count))
        draft.note = note
        return draft
    }
}

extension Sighting {
    /// The same in a line that has so many bytes more before it.
    fileprivate func shifted(by columns: Int) -> Sighting {
        func shifted(_ position: TextPosition) -> TextPosition {
            TextPosition(line: position.line, column: position.column + columns)
        }
        var own = Sighting(
            holding: holding, places: places.map(shifted), end: shifted(end), excerpt: excerpt, inner: inner,
            encoding: encoding)
        own.companions = companions.map {
            SightingCompanion(role: $0.role, value: $0.value, position: shifted($0.position))
        }
        (own.allowlistHits, own.facts) = (allowlistHits, facts)
        return own
    }
}
