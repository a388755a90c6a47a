/// What `info/alternates` names (gitrepository-layout(5)): a folder a line, comments behind `#`, paths with quotes around
/// them in the way of C.
enum Alternates {
    static func paths(in text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            if line.first == UInt8(ascii: "#") { return nil }
            return unquoted(line) ?? String(decoding: Array(line), as: UTF8.self)
        }
    }

    /// nil if there are no quotes around it, or if an escape is none; then the quotes belong to the path, as for Git.
    private static func unquoted(_ line: Substring.UTF8View.SubSequence) -> String? {
        guard line.first == UInt8(ascii: "\"") else { return nil }
        var bytes: [UInt8] = []
        var rest = line.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard let escaped = escape(&rest) else { return nil }
            bytes.append(escaped)
        }
        return nil
    }

    /// The byte that an escape stands for; `rest` is behind the backslash.
    private static func escape(_ rest: inout Substring.UTF8View.SubSequence) -> UInt8? {
        guard let byte = rest.popFirst() else { return nil }
        switch byte {
        case UInt8(ascii: "a"): return 0x07
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "v"): return 0x0B
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): return byte
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            guard let second = rest.popFirst(), let third = rest.popFirst(), (0x30...0x37).contains(second),
                (0x30...0x37).contains(third)
            else { return nil }
            return (byte - 0x30) << 6 | (second - 0x30) << 3 | (third - 0x30)
        default: return nil
        }
    }
}
