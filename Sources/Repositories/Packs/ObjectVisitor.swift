package import Model

/// An object as a walk presents it.
package struct WalkedObject: Sendable {
    /// Its number in the catalog.
    package let number: Int
    package let kind: ObjectKind
    /// It was or will be presented under another number too; it is here because deltas build on it.
    package let isRepeat: Bool
    /// The caller knows it already; it is here because deltas build on it.
    package let isKnown: Bool
    /// Whether deltas build on it, so that what `visit` returns will be used.
    package let isBase: Bool
    /// The content is not the one that the name stands for, and no other copy is there: nobody may remember it by the name.
    package var isMisnamed = false
}

/// What a visitor keeps of a base for the deltas that build on it; another worker may visit those.
package protocol ObjectState: AnyObject, Sendable {}

/// Receives the objects of a walk. One visitor serves one worker.
///
/// Neither it nor the walk is generic: a walk that is specialised in no module would look up its types at every object.
package protocol ObjectVisitor: AnyObject, SendableMetatype {
    /// - Parameters:
    ///   - content: lent until the call returns.
    ///   - copies: what a delta took from the base, in order, apart from each other; empty for an object that is stored
    ///     whole.
    ///   - baseState: what the visit of the base returned; nil for an object that is stored whole.
    /// - Returns: what is to be kept for the deltas that build on this object; nil for nothing.
    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)?

    /// An object could not be read by any way.
    func missed(_ id: ObjectID, reason: String)

    /// Objects of more bytes come as streams, where they are stored so that they can be.
    var greatestWhole: Int { get }

    /// A large object; deltas that build on it find no state.
    /// - Throws: what the stream threw. Nothing of the object is to be kept then; it may come again from another copy.
    func visit(_ object: WalkedObject, stream: any ContentStream) throws(ContentStreamFailure)

    /// An object takes more memory than it may, and cannot come as a stream.
    func exceeded(_ id: ObjectID, detail: String)

    /// Nothing more comes.
    func finish()
}

extension ObjectVisitor {
    package var greatestWhole: Int { .max }
    package func visit(_ object: WalkedObject, stream: any ContentStream) throws(ContentStreamFailure) {
        preconditionFailure("a visitor that asks for streams takes them")
    }
    package func exceeded(_ id: ObjectID, detail: String) { missed(id, reason: detail) }
    package func finish() {}
}
