package import Model

/// A ref and the object that it names, be it by way of other refs.
package struct Reference: Hashable, Sendable {
    /// Full name: `refs/heads/main`.
    package let name: String
    package let target: ObjectID

    package init(name: String, target: ObjectID) {
        self.name = name
        self.target = target
    }
}
