import Foundation

/// Ways to break a repository.
extension TestRepository {
    /// Inverts the byte at an offset; a negative offset counts from the end.
    package func flipByte(of file: String, at offset: Int) throws {
        try rewrite(file) { $0[offset < 0 ? $0.count + offset : offset] ^= 0xff }
    }

    /// Inverts a byte in the compressed data of a packed object: `skipping` bytes after its entry starts.
    package func flipByte(inPackedObject id: String, skipping: Int = 8) throws {
        guard let place = try packedPlace(of: id) else { throw CocoaError(.fileNoSuchFile) }
        try flipByte(of: place.pack, at: place.offset + skipping)
    }

    package func truncate(_ file: String, to count: Int) throws {
        try rewrite(file) { $0.removeLast(max(0, $0.count - count)) }
    }

    /// Cuts a loose object; by default in the middle.
    package func truncateLooseObject(_ id: String, to count: Int? = nil) throws {
        try rewrite(loosePath(of: id)) { $0.removeLast($0.count - (count ?? $0.count / 2)) }
    }

    /// Puts the content of another loose object under a name.
    package func replaceLooseObject(_ id: String, by other: String) throws {
        try FileManager.default.removeItem(atPath: loosePath(of: id))
        try FileManager.default.copyItem(atPath: loosePath(of: other), toPath: loosePath(of: id))
    }

    package func deleteLooseObject(_ id: String) throws {
        try FileManager.default.removeItem(atPath: loosePath(of: id))
    }

    /// Takes one object away, wherever it is: everything becomes loose first.
    package func deleteObject(_ id: String) throws {
        try unpackAll()
        try deleteLooseObject(id)
    }

    /// Changes the bytes of a file, also of one that git made read-only.
    package func rewrite(_ file: String, _ change: (inout [UInt8]) -> Void) throws {
        let url = URL(fileURLWithPath: file)
        var bytes = [UInt8](try Data(contentsOf: url))
        change(&bytes)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        try Data(bytes).write(to: url)
    }
}
