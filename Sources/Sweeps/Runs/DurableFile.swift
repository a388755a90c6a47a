private import Crypto
private import Files
private import Model
internal import Reports

/// A file of a run: what is written is on the disk when `finish()` returns, and its digest is known.
struct DurableFile: ByteOutput {
    private let path: String
    private var output: FileWriter
    private var hash = SHA256()
    private var size = 0

    /// - Parameter path: of a file that must not exist; it gets mode 0600.
    init(_ path: String) throws(SweepError) {
        self.path = path
        do { output = try FileWriter(new: path) } catch { throw .cannotWrite(path: path, reason: "\(error)") }
    }

    mutating func write(_ text: String) { write(bytes: Array(text.utf8)) }

    mutating func write(bytes: [UInt8]) { write(bytes: bytes[...]) }

    mutating func write(bytes: ArraySlice<UInt8>) {
        hash.update(data: bytes)
        size += bytes.count
        output.append(bytes)
    }

    /// - Returns: size in bytes and SHA-256 of what was written.
    mutating func finish() throws(SweepError) -> (size: Int, digest: String) {
        do { try output.finish(.content) } catch { throw .cannotWrite(path: path, reason: "\(error)") }
        return (size, Hexadecimal.text(hash.finalize()))
    }
}
