/// What may be said of a credential's owner without giving the credential away: strings only, by name.
///
/// docs/output.md lists the names. `type` names the resolver that reads them again.
package struct PublicFacts: Hashable, Sendable {
    /// None is empty, none longer than `longestValue`.
    package private(set) var values: [String: String]

    /// In Unicode scalars. Longer values are cut: a fact is a name, not a text.
    static let longestValue = 400

    package init(_ values: [String: String]) {
        self.values = [:]
        for (name, value) in values { self[name] = value }
    }

    package var isEmpty: Bool { values.isEmpty }

    /// An empty value takes the fact away; a long one is cut.
    package subscript(name: String) -> String? {
        get { values[name] }
        set {
            guard let newValue, !newValue.isEmpty else {
                values[name] = nil
                return
            }
            // Most are short: they have no more scalars than bytes.
            values[name] =
                newValue.utf8.count <= Self.longestValue
                ? newValue : String(String.UnicodeScalarView(newValue.unicodeScalars.prefix(Self.longestValue)))
        }
    }

    /// In the order in which they are printed.
    package var sorted: [(name: String, value: String)] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// With `change` made to every value; facts that it empties are gone.
    package func mapValues(_ change: (String) -> String) -> PublicFacts { PublicFacts(values.mapValues(change)) }
}
