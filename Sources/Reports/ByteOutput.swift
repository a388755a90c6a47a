/// Takes text as bytes too: what was made as UTF-8 is not made a `String` first, which would look at every byte again.
package protocol ByteOutput: TextOutputStream {
    /// - Parameter bytes: whole text in UTF-8.
    mutating func write(bytes: [UInt8])
}

extension ByteOutput {
    package mutating func write(bytes: [UInt8]) { write(String(decoding: bytes, as: UTF8.self)) }
}

extension String: ByteOutput {}
