internal import Model

/// Looks for credentials in the names of files and folders themselves.
struct NameScan {
    let context: ScanContext
    let source: String

    func drafts(of names: some Sequence<[UInt8]>) -> [Draft] {
        guard var scanner = try? ContentScanner(context) else { return [] }
        return names.flatMap { name in Self.drafts(in: name, with: &scanner) }
    }

    /// - Parameter path: a path or a name; each of its components that holds a credential gives a draft.
    static func drafts(in path: [UInt8], with scanner: inout ContentScanner) -> [Draft] {
        path.split(separator: UInt8(ascii: "/")).flatMap { component in
            Array(component).withUnsafeBytes { scanner.sightings(in: $0) }.map { sighting in
                var draft = Draft(carrier: .fileName, path: Array(component), sighting: sighting)
                draft.note = "the name of a file or folder"
                return draft
            }
        }
    }
}
