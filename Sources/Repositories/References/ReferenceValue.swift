package import Model

/// What stands in a ref.
enum ReferenceValue: Equatable, Sendable {
    case object(ObjectID)
    /// The name of another ref.
    case symbolic(String)
    /// Something that is neither.
    case unreadable
}

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

/// What has happened to one ref, as it stands in a reflog.
package struct ReferenceLog: Sendable {
    /// Full name of the ref.
    package let name: String
    /// In the form of a file in `logs`: a line for each entry, the oldest first.
    package let text: [UInt8]
}
