/// What came of opening one content.
package struct ContainerOpening {
    /// Contents that were lent.
    package let count: Int
    /// What could not be read, and why.
    package let notes: [OpeningNote]

    /// Opens a content, and containers within it, in memory.
    /// - Parameters:
    ///   - members: what is remembered of members of archives; nil for nothing.
    ///   - body: called with the path of each content below the outer one, parts joined with `!`, and its bytes, which are
    ///     gone when it returns.
    package init(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, limits: OpeningLimits,
        members: MemberLookup? = nil, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        (count, notes) = withoutActuallyEscaping(body) { body in
            var opener = ContainerOpener(limits, members: members, receive: body)
            opener.open(content, as: kind)
            return (opener.count, opener.budget.notes)
        }
    }
}
