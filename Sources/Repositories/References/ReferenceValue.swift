internal import Model

/// What stands in a ref.
enum ReferenceValue: Equatable, Sendable {
    case object(ObjectID)
    /// The name of another ref.
    case symbolic(String)
    /// Something that is neither.
    case unreadable
}
