internal import Model

/// A .mailmap (gitmailmap(5)): whom the names and addresses in commits really mean.
package struct Mailmap: Sendable {
    private struct Key: Hashable {
        /// Empty where any name fits.
        let name: String
        let email: String
    }

    private var entries: [Key: (name: String?, email: String?)] = [:]

    /// The forms of gitmailmap(5).
    package init(_ text: String) {
        for line in text.textLines {
            let line = line.prefix { $0 != "#" }
            var rest = line[...]
            var parts: [(name: String, email: String)] = []
            while parts.count < 2, let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
                parts.append((Self.trimmed(rest[..<open]), Self.trimmed(rest[rest.index(after: open)..<close])))
                rest = rest[rest.index(after: close)...]
            }
            guard let proper = parts.first else { continue }
            if parts.count == 1 {
                // Proper Name <commit@email>
                entries[Key(name: "", email: proper.email.lowercased())] = (proper.name, nil)
            } else {
                // [Proper Name] <proper@email> [Commit Name] <commit@email>
                entries[Key(name: parts[1].name.lowercased(), email: parts[1].email.lowercased())] =
                    (proper.name.isEmpty ? nil : proper.name, proper.email)
            }
        }
    }

    /// Who somebody is called by now; as given where the file says nothing.
    package func proper(name: String, email: String) -> (name: String, email: String) {
        let email = email
        guard
            let entry = entries[Key(name: name.lowercased(), email: email.lowercased())]
                ?? entries[Key(name: "", email: email.lowercased())]
        else { return (name, email) }
        return (entry.name ?? name, entry.email ?? email)
    }

    private static func trimmed(_ text: Substring) -> String {
        text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed().map(String.init).joined()
    }
}
