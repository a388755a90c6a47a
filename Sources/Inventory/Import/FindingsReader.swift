private import Foundation

/// Reads findings files line by line in pieces, so that memory does not depend on their size.
struct FindingsReader {
    let path: String

    private static let pieceSize = 4 << 20
    /// A line of ours is shorter by far; longer ones are no findings.
    private static let longestLine = 256 << 20

    /// Lends every line with its number, from 1; empty lines are passed over.
    func forEachLine(_ body: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw RollError.unreadableFindings(file: path, line: 0, reason: "the file cannot be opened")
        }
        defer { try? file.close() }
        var rest = Data()
        var number = 0
        while true {
            let piece: Data
            do { piece = try file.read(upToCount: Self.pieceSize) ?? Data() } catch {
                throw RollError.unreadableFindings(
                    file: path, line: number, reason: "the file cannot be read to its end")
            }
            if piece.isEmpty { break }
            rest.append(piece)
            guard rest.count < Self.longestLine else {
                throw RollError.unreadableFindings(file: path, line: number + 1, reason: "the line has no end")
            }
            let used = try rest.withUnsafeBytes { try Self.lines(in: $0, number: &number, body) }
            rest = Data(rest.dropFirst(used))
        }
        try rest.withUnsafeBytes { bytes in
            guard !bytes.isEmpty else { return }
            try body(bytes, number + 1)
        }
    }

    /// - Returns: how many bytes whole lines took.
    private static func lines(
        in bytes: UnsafeRawBufferPointer, number: inout Int, _ body: (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws -> Int {
        var start = 0
        while start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        {
            let end = base.distance(to: UnsafeRawPointer(found))
            number += 1
            if end > start { try body(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), number) }
            start = end + 1
        }
        return start
    }
}
