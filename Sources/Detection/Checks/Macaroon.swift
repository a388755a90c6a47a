internal import Model

/// Macaroons as libmacaroons writes them: a list of packets that ends in a signature of 32 bytes.
///
/// Version 1 has packets of four hexadecimal digits for the length, a name, a space, a value and a line feed;
/// version 2 has fields of a type, a length and a value (github.com/rescrv/libmacaroons, doc/format.txt).
enum Macaroon {
    enum Reading { case whole, cut, other }

    /// Whether binary content is one macaroon of version 2, as LND keeps them in files.
    static func isWhole(_ content: UnsafeRawBufferPointer) -> Bool {
        content.count >= 48 && content.count <= 16 << 10 && content[0] == 2
            && reading(of: Array(content)) == .whole
    }

    /// The same macaroon as a setting, so that the rule for texts finds it.
    static func setting(of content: UnsafeRawBufferPointer) -> [UInt8] {
        Array("macaroon: ".utf8) + Array(Base64Text.encode(Array(content)).utf8) + [0x0A]
    }

    /// Of base64, base64url or hexadecimal digits, as LND writes them.
    private static func decode(_ token: UnsafeRawBufferPointer) -> [UInt8]? {
        guard token.count % 2 == 0, token.starts(with: Array("0201".utf8)),
            token.allSatisfy(ByteClass.isHex)
        else {
            return Base64Text.decode(token)
        }
        return stride(from: 0, to: token.count, by: 2).map {
            digit(token[$0]) << 4 | digit(token[$0 + 1])
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8 {
        ByteClass.isDigit(byte) ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10
    }

    /// - Parameter token: base64, base64url or hexadecimal.
    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let bytes = decode(token) else { return [.structureWrong] }
        switch reading(of: bytes) {
        case .whole: return [.structureValid]
        case .cut, .other: return [.structureWrong]
        }
    }

    /// PyPI's tokens: `pypi-` and a macaroon of version 2 whose location is the index's host.
    static func pyPIEvidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let bytes = Base64Text.decode(token.dropping(prefix: "pypi-")), bytes.starts(with: [2, 1]),
            let location = field(of: bytes, at: 1),
            [Array("pypi.org".utf8), Array("test.pypi.org".utf8)].contains(Array(bytes[location.value]))
        else { return [.structureWrong] }
        if reading(of: bytes) == .whole { return [.structureValid] }
        if isCut(bytes, behind: location.value.upperBound) || !isRandom(token) {
            return [.structureWrong]
        }
        return [.unusualForm]
    }

    /// What stands behind the host: `xxxx` and words are no packets.
    private static func isRandom(_ token: UnsafeRawBufferPointer) -> Bool {
        let rest = UnsafeRawBufferPointer(rebasing: token.dropFirst("pypi-AgEIcHlwaS5vcmc".utf8.count))
        let shape = ValueShape(rest)
        return shape.entropy >= 3.4 && shape.steps * 3 < shape.count && shape.longestRun < 8
            && !ValueJudge.readsLikeWords(rest)
    }

    /// Whether the bytes end within the packets of a token: behind a UUID that names it, no signature comes. What somebody
    /// made up has anything there.
    private static func isCut(_ bytes: [UInt8], behind location: Int) -> Bool {
        guard let identifier = field(of: bytes, at: location), identifier.type == 2, identifier.value.count == 36
        else { return false }
        var offset = identifier.value.upperBound
        while offset < bytes.count {
            if bytes[offset] == 0 {
                offset += 1
            } else if let field = field(of: bytes, at: offset) {
                if field.type == 6 { return false }
                offset = field.value.upperBound
            } else {
                return bytes[offset] == 2 || bytes[offset] == 6
            }
        }
        return true
    }

    private static func reading(of bytes: [UInt8]) -> Reading {
        guard let first = bytes.first else { return .other }
        return first == 2 ? version2(bytes) : version1(bytes)
    }

    private static func version1(_ bytes: [UInt8]) -> Reading {
        var offset = 0
        let signature = Array("signature ".utf8)
        while offset + 5 < bytes.count {
            guard let length = Int(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16), length > 5
            else {
                return .other
            }
            guard offset + length <= bytes.count else { return .cut }
            let packet = bytes[offset + 4..<offset + length]
            if packet.starts(with: signature) { return packet.count == signature.count + 33 ? .whole : .cut }
            offset += length
        }
        return offset == 0 ? .other : .cut
    }

    /// Sections end with a byte 0; the signature's field has type 6.
    private static func version2(_ bytes: [UInt8]) -> Reading {
        var offset = 1
        while offset < bytes.count {
            if bytes[offset] == 0 {
                offset += 1
                continue
            }
            guard let field = field(of: bytes, at: offset) else { return .cut }
            if field.type == 6 {
                return field.value.count == 32 && field.value.upperBound == bytes.count ? .whole : .cut
            }
            offset = field.value.upperBound
        }
        return .cut
    }

    private static func field(of bytes: [UInt8], at start: Int) -> (type: UInt8, value: Range<Int>)? {
        guard start < bytes.count, bytes[start] <= 6 else { return nil }
        var (length, shift, offset) = (0, 0, start + 1)
        while offset < bytes.count, shift < 28 {
            let byte = bytes[offset]
            length |= Int(byte & 0x7F) << shift
            (offset, shift) = (offset + 1, shift + 7)
            if byte & 0x80 == 0 {
                return offset + length <= bytes.count ? (bytes[start], offset..<offset + length) : nil
            }
        }
        return nil
    }
}
