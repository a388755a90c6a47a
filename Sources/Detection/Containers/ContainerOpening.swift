/// What came of opening one content.
package struct ContainerOpening {
    /// Contents that were lent.
    package let count: Int
    /// What could not be read, and why.
    package let notes: [OpeningNote]

    /// Opens a content, and containers within it, in memory.
    /// - Parameter body: called with the path of each content below the outer one, parts joined with `!`, and its bytes,
    ///   which are gone when it returns.
    package init(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, limits: OpeningLimits,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        var opener = ContainerOpener(limits)
        opener.open(content, as: kind, body)
        count = opener.count
        notes = opener.notes
    }
}
