/// An object folder, a pack or an index that could not be opened, or is not what it should be.
package struct CatalogProblem: Sendable {
    package let path: String
    /// For people, with what to do.
    package let reason: String
    package let kind: Kind

    package enum Kind: Sendable {
        /// It is not as it was written.
        case damaged
        /// It is not there, or may not be read: what is in it is unknown.
        case closed
    }

    init(_ kind: Kind, _ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
        self.kind = kind
    }
}
