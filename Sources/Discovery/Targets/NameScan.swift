internal import Model

/// Looks for credentials in the names of files and folders themselves.
enum NameScan {
    /// No rule takes a secret that is shorter together with what tells it: most names are.
    private static let shortest = 8
    static let note = "the name of a file or folder"

    /// The names that hold credentials.
    static func sightings(
        in names: some Sequence<[UInt8]>, with scanner: inout ContentScanner
    ) -> [[UInt8]: [Sighting]] {
        var found: [[UInt8]: [Sighting]] = [:]
        for name in names where name.count >= shortest {
            let sightings = sightings(in: name[...], with: &scanner)
            if !sightings.isEmpty { found[name] = sightings }
        }
        return found
    }

    private static func sightings(in name: ArraySlice<UInt8>, with scanner: inout ContentScanner) -> [Sighting] {
        let found = name.withUnsafeBytes { scanner.sightings(in: $0, of: .text) }
        if found.isEmpty { return [] }
        let digests = assetDigestEnds(name)
        return digests.isEmpty ? found : found.filter { !digests.contains($0.end.column - 1) }
    }

    /// `key-0123….png`: packagers of web pages call their files so, by a digest of the content; what else stands in such
    /// a name counts.
    /// - Returns: behind which bytes of the name a digest ends.
    private static func assetDigestEnds(_ name: ArraySlice<UInt8>) -> [Int] {
        let parts = name.split(separator: UInt8(ascii: "."))
        guard let last = parts.last, parts.count > 1, assets.contains(String(decoding: last, as: UTF8.self)) else {
            return []
        }
        return parts.dropLast().filter { part in
            let digits = part.reversed().prefix { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }.count
            return digits == 32 || digits == 40 || digits == 64
        }.map { $0.endIndex - name.startIndex }
    }

    private static let assets: Set<String> = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "js", "map", "woff", "woff2", "ttf", "eot",
    ]

    /// - Parameter start: of the first name in `path` that is looked at; those before it are known.
    /// - Returns: a draft for each name that holds a credential, at the path up to it.
    static func drafts(in path: [UInt8], from start: Int = 0, with scanner: inout ContentScanner) -> [Draft] {
        var drafts: [Draft] = []
        for name in path[start...].split(separator: UInt8(ascii: "/")) where name.count >= shortest {
            for sighting in sightings(in: name, with: &scanner) {
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
