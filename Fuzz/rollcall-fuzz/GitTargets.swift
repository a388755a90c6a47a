import Foundation
@testable import Repositories
import Model
import PackFormat

/// Packs, their indexes, and the objects in them.
enum GitTargets {
    /// In memory where there is such a folder: a run writes thousands of files.
    private static let folder: String = {
        let parent = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let folder = "\(parent)/rollcall-fuzz-\(getpid())/objects"
        do {
            try FileManager.default.createDirectory(atPath: "\(folder)/pack", withIntermediateDirectories: true)
        } catch { fatalError("\(error)") }
        atexit { try? FileManager.default.removeItem(atPath: GitTargets.parent) }
        return folder
    }()

    private static var parent: String { String(folder.dropLast("/objects".count)) }

    // MARK: Pieces

    /// The first byte says how long the base is.
    static func delta(_ bytes: UnsafeRawBufferPointer) {
        guard let first = bytes.first, bytes.count > Int(first) + 1 else { return }
        let base = UnsafeRawBufferPointer(rebasing: bytes[1..<(1 + Int(first))])
        let delta = UnsafeRawBufferPointer(rebasing: bytes[(1 + Int(first))...])
        guard let sizes = Delta.sizes(of: delta), sizes.result <= 1 << 20 else { return }
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: sizes.result, alignment: 16)
        defer { target.deallocate() }
        var copies = ContiguousArray<CopiedSpan>()
        guard (try? Delta.apply(delta, from: sizes.start, to: base, into: target, copies: &copies)) != nil else {
            return
        }
        for copy in copies {
            let count = copy.end - copy.start
            precondition(
                copy.end <= target.count
                    && target[copy.start..<copy.end].elementsEqual(base[copy.source...].prefix(count)),
                "a copy of something else")
        }
    }

    static func objects(_ bytes: UnsafeRawBufferPointer) {
        let commit = CommitObject(bytes)
        for span in [commit.author, commit.committer] {
            let text = UnsafeRawBufferPointer(rebasing: bytes[span.start..<span.end])
            _ = (Signature(text), Signature.seconds(in: text))
        }
        _ = (commit.summary(in: bytes), TagObject(bytes))
        var position = 0
        while TreeEntry(in: bytes, .sha1, at: &position) != nil {}
        precondition(position <= bytes.count, "a tree entry behind the tree")
        position = 0
        while TreeEntry(in: bytes, .sha256, at: &position) != nil {}
        precondition(position <= bytes.count, "a tree entry behind the tree")
    }

    // MARK: Files

    static func loose(_ bytes: UnsafeRawBufferPointer) {
        let path = "\(folder)/loose"
        write(Array(bytes), to: path)
        _ = try? LooseObject(path: path, inflater: Inflater(), limit: 8 << 20)
    }

    /// The index of a working tree, with no checksum, and the shared one that it may name.
    static func staged(_ bytes: UnsafeRawBufferPointer) {
        let file = Array(bytes) + [UInt8](repeating: 0, count: 20)
        write(file, to: "\(folder)/index")
        write(file, to: "\(folder)/sharedindex.\(String(repeating: "11", count: 20))")
        _ = try? IndexFile(path: "\(folder)/index", directory: folder, .sha1)
    }

    /// A table behind a header and before a footer that are right.
    static func reftable(_ bytes: UnsafeRawBufferPointer) {
        let header = Array("REFT".utf8) + [1, 0, 0, 64] + [UInt8](repeating: 0, count: 16)
        let footer = header + [UInt8](repeating: 0, count: 40)
        let checksum = footer.withUnsafeBytes { Inflater.crc32($0) }
        let path = "\(folder)/table"
        write(header + Array(bytes) + footer + word(checksum), to: path)
        guard let table = try? Reftable(path: path) else { return }
        _ = try? table.references()
        _ = try? table.log()
    }

    /// An index beside a pack of nothing.
    static func index(_ bytes: UnsafeRawBufferPointer) {
        write(
            Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 1] + [UInt8](repeating: 0x33, count: 200),
            to: "\(folder)/pack/pack-1.pack")
        write(Array(bytes), to: "\(folder)/pack/pack-1.idx")
        walk()
    }

    /// Entries of our making with contents and headers of the fuzzer's: one byte of length, one of type and so many of
    /// distance, then content. Names and checksums are right, so that what lies behind them is reached.
    static func pack(_ bytes: UnsafeRawBufferPointer) {
        var pack = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
        var entries: [(offset: Int, crc: UInt32)] = []
        var position = 0
        while position + 3 < bytes.count, entries.count < 64 {
            let (count, type, distance) = (Int(bytes[position]), bytes[position + 1], bytes[position + 2])
            let content = Array(bytes[(position + 3)..<min(bytes.count, position + 3 + count)])
            position += 3 + count
            // A header of two bytes: the size's low four bits, then the rest.
            let claimed = type & 0x80 == 0 ? content.count : Int(distance)
            var raw = [0x80 | (type & 7) << 4 | UInt8(claimed & 15), UInt8(claimed >> 4)]
            if type & 7 == 6, let base = entries.dropLast(0).suffix(1 + Int(distance) % 8).first {
                let back = pack.count - base.offset
                raw +=
                    back < 128
                    ? [UInt8(back)] : [0x80 | UInt8(truncatingIfNeeded: (back >> 7) - 1) & 0x7F, UInt8(back & 0x7F)]
            }
            if type & 7 == 7 { raw += name(Int(distance) % 64) }
            raw += stored(content)
            let crc = raw.withUnsafeBytes { Inflater.crc32($0) }
            entries.append((pack.count, crc))
            pack += raw
        }
        guard !entries.isEmpty else { return }
        let trailer = [UInt8](repeating: 7, count: 20)
        var index: [UInt8] = [0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]
        for bucket in 0..<256 { index += word(UInt32(min(bucket + 1, entries.count))) }
        for number in entries.indices { index += name(number) }
        for entry in entries { index += word(entry.crc) }
        for entry in entries { index += word(UInt32(entry.offset)) }
        write(pack + trailer, to: "\(folder)/pack/pack-1.pack")
        write(index + trailer + trailer, to: "\(folder)/pack/pack-1.idx")
        walk()
        // Then one is made in memory.
        unlink("\(folder)/pack/pack-1.idx")
        walk()
    }

    private static func name(_ number: Int) -> [UInt8] { [UInt8(number)] + [UInt8](repeating: 0x11, count: 19) }
    private static func word(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    /// A zlib stream of one stored block (RFC 1950, RFC 1951).
    private static func stored(_ content: [UInt8]) -> [UInt8] {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in content {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        let count = UInt16(content.count)
        let header: [UInt8] = [
            0x78, 0x01, 1, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8),
        ]
        return header + content + word(b << 16 | a)
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    /// Presents everything, and reads every object by its name.
    private static func walk() {
        let catalog = ObjectCatalog(objectFolder: folder, .sha1, jobs: 1)
        let reader = ObjectReader(catalog: catalog)
        for kind in [ObjectKind.commit, .tree, .blob, .tag] {
            let progress = WalkProgress(cancellation: CancellationFlag())
            _ = catalog.walk(kind, jobs: 1, progress: progress, makeVisitor: { Nobody() })
        }
        for number in 0..<min(catalog.count, 64) { _ = reader.read(catalog.id(of: number)) }
    }

    private final class Nobody: ObjectVisitor {
        func visit(
            _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
            baseState: (any ObjectState)?
        ) -> (any ObjectState)? {
            precondition(content.reduce(0) { $0 &+ Int($1) } >= 0)
            for copy in copies {
                precondition(copy.end <= content.count, "a copy outside of its content")
            }
            return nil
        }

        func missed(_ id: ObjectID, reason: String) {}
    }
}
