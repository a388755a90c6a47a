#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// A file that somebody named, read whole.
package enum NamedFile {
    /// It cannot be read, in words that begin a message: `there is no file a.yaml`.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        /// Without the file's name, for where that stands before it.
        package let reason: String
        /// From 1, where one line is the reason.
        package var line: Int?
    }

    /// The text of a file, without the mark that some editors begin it with.
    package static func text(at path: String) throws(Failure) -> String {
        let bytes: [UInt8]
        do { bytes = try Self.bytes(at: path) } catch {
            switch error.number {
            case ENOENT, ENOTDIR: throw Failure(description: "there is no file \(path)", reason: "it is not there")
            case EISDIR: throw Failure(description: "\(path) is a folder, not a file", reason: "it is a folder")
            default:
                throw Failure(
                    description: "cannot read \(path): \(error)",
                    reason: "cannot read it: \(error); check its permissions")
            }
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard let text = String(validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else {
            let (line, what) = encoding(of: bytes)
            let place = line.map { "\(path):\($0)" } ?? path
            throw Failure(
                description: "\(place) is no text in UTF-8: \(what)", reason: "it is no text in UTF-8: \(what)",
                line: line)
        }
        return text
    }

    /// What a text that is not in UTF-8 is in, and the line that tells.
    private static func encoding(of bytes: [UInt8]) -> (line: Int?, what: String) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return (nil, "it begins with the mark of UTF-16; save it as UTF-8")
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let number = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (
            number.map { $0 + 1 }, "a letter is written in another encoding, ISO 8859-1 perhaps; save it as UTF-8"
        )
    }

    package static func bytes(at path: String) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer.prefix(count)
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw .last
            }
        }
    }
    /// Who may read, write and run it, as chmod(1) has it; of what a link leads to.
    package static func permissions(of path: String) throws(SystemError) -> UInt32 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last }
        return status.st_mode & 0o7777
    }
}
