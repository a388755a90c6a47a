/// What came of opening one content.
package struct ContainerOpening {
    /// Contents that were lent.
    package let count: Int
    /// What could not be read, and why.
    package let notes: [OpeningNote]

    /// Opens a content, and containers within it, in memory.
    /// - Parameters:
    ///   - keys: of the process, for `memory`.
    ///   - memory: of members of archives; nil for none.
    ///   - body: called with the path of each content below the outer one, parts joined with `!`, and its bytes, which are
    ///     gone when it returns.
    package init(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, limits: OpeningLimits, keys: RuleLibrary? = nil,
        memory: (any MemberMemory)? = nil, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        var opener = ContainerOpener(limits)
        if let keys, let memory { opener.memory = (keys.cleanLines, memory) }
        opener.open(content, as: kind, body)
        count = opener.count
        notes = opener.notes
    }
}
