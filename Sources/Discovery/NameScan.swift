internal import Model

/// Looks for credentials in the names of files and folders themselves.
struct NameScan {
    let context: ScanContext
    let source: String

    func drafts(of names: some Sequence<[UInt8]>) -> [Draft] {
        guard var scanner = try? ContentScanner(context) else { return [] }
        return names.flatMap { name in Self.drafts(in: name, with: &scanner) }
    }

    /// No rule takes a secret that is shorter together with what tells it: most names are.
    private static let shortest = 8

    /// - Parameter path: a path or a name; each of its components that holds a credential gives a draft.
    static func drafts(in path: some Sequence<UInt8>, with scanner: inout ContentScanner) -> [Draft] {
        var drafts: [Draft] = []
        for component in path.split(separator: UInt8(ascii: "/")) where component.count >= shortest {
            for sighting in component.withUnsafeBytes({ scanner.sightings(in: $0) }) {
                var draft = Draft(carrier: .fileName, path: Array(component), sighting: sighting)
                draft.note = "the name of a file or folder"
                drafts.append(draft)
            }
        }
        return drafts
    }
}
