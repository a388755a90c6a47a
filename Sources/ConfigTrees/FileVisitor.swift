package import Model

/// Receives what a directory walk finds. One visitor serves one worker.
package protocol FileVisitor: AnyObject, SendableMetatype {
    /// - Parameter content: lent until the call returns.
    func visit(path: [UInt8], content: UnsafeRawBufferPointer)
    /// Larger files come as streams unless `needsWhole` says otherwise; in bytes.
    var greatestWhole: Int { get }
    /// Whether a larger file cannot be read as a stream.
    /// - Parameters:
    ///   - start: its first bytes, lent until the call returns.
    ///   - size: in bytes.
    func needsWhole(path: [UInt8], start: UnsafeRawBufferPointer, size: Int) -> Bool
    func visit(path: [UInt8], stream: any ContentStream)
    /// Something on the way has no content or could not be read.
    func skip(path: [UInt8], reason: Coverage.Reason, detail: String)
    /// A folder below the root looks like a repository.
    /// - Returns: whether it is looked after elsewhere, so that the walk leaves it out.
    func takesRepository(at path: [UInt8]) -> Bool
}

extension FileVisitor {
    package func skip(path: [UInt8], _ failure: FileBuffer.Failure) {
        switch failure {
        case .unreadable(let reason): skip(path: path, reason: .unreadable, detail: "\(reason); scan again")
        case .notRegular: skip(path: path, reason: .specialFile, detail: "not a regular file")
        case .endless(let bytes):
            skip(
                path: path, reason: .limitHit,
                detail: "it says that it is smaller and goes on behind \(bytes >> 20) MiB, where reading it ended")
        }
    }

    package func takesRepository(at path: [UInt8]) -> Bool { false }
}
