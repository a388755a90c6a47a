import CZlib
import Foundation

/// Writes a pack by hand, entry by entry, so that a large history costs no more than its pack (gitformat-pack(5)).
package struct PackWriter {
    private let file: FileHandle
    private let path: String
    private let count: Int
    /// Where each entry begins.
    package private(set) var offsets: [Int] = []
    private var offset = 0

    /// - Parameter count: how many entries will be added.
    package init(path: String, count: Int) throws {
        try Data().write(to: URL(fileURLWithPath: path))
        file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        self.path = path
        self.count = count
        try write(Array("PACK".utf8) + Self.bigEndian(2) + Self.bigEndian(count))
    }

    /// Adds a blob as it is.
    /// - Returns: the number of the entry.
    @discardableResult
    package mutating func addBlob(_ content: [UInt8]) throws -> Int {
        try add(type: 3, content)
    }

    /// Adds a blob of `repeats` times the same bytes with `head` before and `tail` behind them, without ever holding it.
    @discardableResult
    package mutating func addBlob(head: [UInt8], block: [UInt8], repeats: Int, tail: [UInt8]) throws -> Int {
        offsets.append(offset)
        try write(Self.header(type: 3, size: head.count + block.count * repeats + tail.count))
        let stream = try DeflateWriter()
        try write(stream.deflate(head, isLast: false))
        for _ in 0..<repeats { try write(stream.deflate(block, isLast: false)) }
        try write(stream.deflate(tail, isLast: true))
        return offsets.count - 1
    }

    /// Adds a delta on an earlier entry.
    @discardableResult
    package mutating func addDelta(on base: Int, _ delta: Delta) throws -> Int {
        try add(type: 6, delta.bytes, base: base)
    }

    private mutating func add(type: UInt8, _ content: [UInt8], base: Int? = nil) throws -> Int {
        offsets.append(offset)
        var header = Self.header(type: type, size: content.count)
        if let base {
            var distance = offset - offsets[base]
            var digits = [UInt8(distance & 0x7F)]
            while distance > 0x7F {
                distance = distance >> 7 - 1
                digits.insert(UInt8(distance & 0x7F) | 0x80, at: 0)
            }
            header += digits
        }
        try write(header + DeflateWriter().deflate(content, isLast: true))
        return offsets.count - 1
    }

    /// Ends the pack; git makes its index. Gives the names of the entries, in order.
    package func finish(in repository: TestRepository) throws -> [String] {
        try file.close()
        precondition(offsets.count == count)
        let search = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        let sum = try RunningProgram("sha1sum", [path], environment: search, folder: repository.root).wait().text
        let trailer = (0..<20).compactMap { UInt8(sum.dropFirst(2 * $0).prefix(2), radix: 16) }
        let end = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try end.seekToEnd()
        try end.write(contentsOf: Data(trailer))
        try end.close()
        try repository.git("index-pack", "--threads=2", path)
        let index = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path.dropLast("pack".count) + "idx")))
        var names: [Int: String] = [:]
        for line in try repository.git("show-index", input: index).split(separator: "\n") {
            let words = line.split(separator: " ")
            names[Int(words[0]) ?? -1] = String(words[1])
        }
        return offsets.compactMap { names[$0] }
    }

    private mutating func write(_ bytes: [UInt8]) throws {
        try file.write(contentsOf: Data(bytes))
        offset += bytes.count
    }

    private static func header(type: UInt8, size: Int) -> [UInt8] {
        var rest = size >> 4
        var bytes = [type << 4 | UInt8(size & 0x0F)]
        while rest > 0 {
            bytes[bytes.count - 1] |= 0x80
            bytes.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        return bytes
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(number).bigEndian) { Array($0) }
    }

    /// A delta in the making.
    package struct Delta {
        fileprivate var bytes: [UInt8]

        package init(baseSize: Int, resultSize: Int) {
            bytes = Self.number(baseSize) + Self.number(resultSize)
        }

        package mutating func copy(from start: Int, count: Int) {
            var (start, count) = (start, count)
            while count > 0 {
                // Three bytes of size; all of them are written, needed or not.
                let size = min(count, 0xFF_FFFF)
                bytes.append(0xFF)
                bytes +=
                    (0..<4).map { UInt8(start >> (8 * $0) & 0xFF) } + (0..<3).map { UInt8(size >> (8 * $0) & 0xFF) }
                start += size
                count -= size
            }
        }

        /// At most 127 bytes.
        package mutating func insert(_ text: [UInt8]) { bytes += [UInt8(text.count)] + text }

        private static func number(_ value: Int) -> [UInt8] {
            var (rest, bytes) = (value, [UInt8]())
            repeat {
                bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
                rest >>= 7
            } while rest > 0
            return bytes
        }
    }
}

/// One zlib stream.
package final class DeflateWriter {
    private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    package init() throws {
        state.initialize(to: z_stream())
        guard rollcall_deflate_init(state) == Z_OK else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        deflateEnd(state)
        state.deallocate()
    }

    package func deflate(_ bytes: [UInt8], isLast: Bool) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: Int(deflateBound(state, UInt(bytes.count))) + 64)
        var input = bytes
        let written = input.withUnsafeMutableBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target -> Int in
                state.pointee.next_in = source.baseAddress
                state.pointee.avail_in = UInt32(source.count)
                state.pointee.next_out = target.baseAddress
                state.pointee.avail_out = UInt32(target.count)
                _ = CZlib.deflate(state, isLast ? Z_FINISH : Z_SYNC_FLUSH)
                return target.count - Int(state.pointee.avail_out)
            }
        }
        return Array(result.prefix(written))
    }
}

extension TestRepository {
    /// A commit for each of these blobs, which are there already, as the next version of one file.
    package func importVersions(_ blobs: [String], of path: String, on branch: String = "main") throws {
        var text = "reset refs/heads/\(branch)\n"
        for (number, blob) in blobs.enumerated() {
            text += """
                commit refs/heads/\(branch)
                committer Ada Example <ada@example.org> \(clock + number) +0000
                data 6
                change
                M 100644 \(blob) \(path)


                """
        }
        try git("fast-import", "--quiet", "--force", "--date-format=raw", input: Array(text.utf8))
    }
}
