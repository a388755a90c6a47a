/// What stands beside a secret and belongs to the same credential: a key's id, an account, a client's id.
package struct CompanionDefinition: Hashable, Sendable {
    /// How to find it.
    package enum Search: Hashable, Sendable {
        /// The secret of another rule's match: an id, or `prefix*`.
        case rule(String)
        /// PCRE2 with a group named `companion`. What it finds is public.
        case pattern(String)
    }

    /// What it is to the credential, for people: `key id`, `client id`.
    package var role: String
    package var search: Search
    /// Bytes between the two, at most.
    package var within: Int

    /// Bytes, as far as a block of settings goes.
    package static let defaultWithin = 400

    package init(role: String, search: Search, within: Int = CompanionDefinition.defaultWithin) {
        self.role = role
        self.search = search
        self.within = within
    }
}
