private import Files
private import Foundation

/// Reads findings files line by line in pieces, so that memory does not depend on their size.
struct FindingsReader {
    let path: String

    /// Bytes read at once.
    private static let pieceSize = 4 << 20
    /// A line of ours is shorter by far; longer ones are no findings.
    private static let longestLine = 256 << 20

    /// Lends every line with its number, from 1; empty lines are passed over.
    func forEachLine(_ body: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw RollError.unreadableFindings(file: path, line: 0, reason: "\(SystemError.last)")
        }
        defer { close(descriptor) }
        // One buffer for all pieces: a new one for each costs more than reading.
        var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
        var filled = 0
        var number = 0
        while true {
            if filled == buffer.count {
                guard filled < Self.longestLine else {
                    throw RollError.unreadableFindings(file: path, line: number + 1, reason: "the line has no end")
                }
                buffer.append(contentsOf: repeatElement(0, count: filled))
            }
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { read(descriptor, $0 + filled, bytes.count - filled) } ?? 0
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw RollError.unreadableFindings(
                    file: path, line: number, reason: "the file cannot be read to its end")
            }
            if count == 0 { break }
            // What was there before has no line end.
            let searched = filled
            filled += count
            let used = try buffer.withUnsafeBytes {
                try Self.lines(
                    in: UnsafeRawBufferPointer(rebasing: $0[..<filled]), from: searched, number: &number, body)
            }
            filled -= used
            buffer.withUnsafeMutableBytes { bytes in
                if used > 0, filled > 0, let base = bytes.baseAddress { memmove(base, base + used, filled) }
            }
        }
        guard filled > 0 else { return }
        try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<filled]), number + 1) }
    }

    /// - Parameter first: no line ends before it.
    /// - Returns: how many bytes whole lines took.
    private static func lines(
        in bytes: UnsafeRawBufferPointer, from first: Int, number: inout Int,
        _ body: (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws -> Int {
        var start = 0
        var searched = first
        while searched < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + searched, 0x0A, bytes.count - searched)
        {
            let end = base.distance(to: UnsafeRawPointer(found))
            number += 1
            if end > start { try body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), number) }
            start = end + 1
            searched = start
        }
        return start
    }
}
