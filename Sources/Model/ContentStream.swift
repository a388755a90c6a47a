/// A content that is read once from its start to its end, because it is too large to be held.
package protocol ContentStream: AnyObject {
    /// Reads the bytes that come next.
    /// - Returns: how many; fewer than there is room for only at the end, and 0 behind it.
    /// - Throws: if the content is damaged or cannot be read on. What was read before is then not to be trusted.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ContentStreamFailure) -> Int
}

/// Why a content could not be read to its end.
package struct ContentStreamFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ reason: String) { description = reason }
}
