/// What the bytes of a private key in DER hold, read value by value: an outer sequence alone proves nothing, since
/// certificates, public keys and noise of the right length have one too.
enum PrivateKeyStructure: Equatable {
    enum Format: Equatable { case rsa, dsa, sec1, pkcs8, encrypted }

    /// Every value is where the format has it, up to the last byte.
    case whole(Format)
    /// It begins as such a key does: it was cut off, or something in it changed; or of RSA's numbers the private ones are
    /// missing.
    case begun
    case other

    init(_ bytes: UnsafeRawBufferPointer) {
        let reader = DERReader(bytes, in: nil)
        if let format = reader?.key() {
            self = .whole(format)
        } else {
            self = DERBeginning(bytes).isKey || reader?.isPublicHalf == true ? .begun : .other
        }
    }

    init(_ bytes: [UInt8]) { self = bytes.withUnsafeBytes { Self($0) } }
}

private enum Tag {
    static let integer: UInt8 = 0x02
    static let bits: UInt8 = 0x03
    static let octets: UInt8 = 0x04
    static let identifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let context: ClosedRange<UInt8> = 0xA0...0xA1
    /// The public key behind a private one (RFC 5958), which DER writes as a primitive value.
    static let publicKey: UInt8 = 0x81
}

/// Object identifiers in DER, without tag and length.
private enum Identifier {
    /// rsaEncryption, RSAES-OAEP, RSASSA-PSS (RFC 8017)
    static let rsa: [[UInt8]] = [1, 7, 10].map {
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, $0]
    }
    /// ecPublicKey, ecDH, ecMQV (RFC 5480)
    static let curve: [[UInt8]] = [
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], [0x2B, 0x81, 0x04, 0x01, 0x0C],
        [0x2B, 0x81, 0x04, 0x01, 0x0D],
    ]
    /// DSA (RFC 3279), and Diffie-Hellman after PKCS #3 and X9.42
    static let discrete: [[UInt8]] = [
        [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], [0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01],
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01],
    ]
    /// X25519, X448, Ed25519, Ed448 and their keys' lengths (RFC 8410)
    static let edwards: [[UInt8]: Int] = [
        [0x2B, 0x65, 0x6E]: 32, [0x2B, 0x65, 0x6F]: 56, [0x2B, 0x65, 0x70]: 32, [0x2B, 0x65, 0x71]: 57,
    ]
    /// PKCS #5 and PKCS #12: what encrypts with a passphrase
    static let encryptions: [[UInt8]] = [
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05],
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01],
    ]
}

/// Takes one value after the other out of a sequence.
private struct DERReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset: Int
    private let end: Int

    /// - Parameter place: where the sequence stands; all bytes if not given.
    init?(_ bytes: UnsafeRawBufferPointer, in place: Range<Int>?) {
        let place = place ?? 0..<bytes.count
        guard let sequence = DERItem(in: bytes, at: place.lowerBound), sequence.tag == Tag.sequence,
            sequence.body.upperBound == place.upperBound
        else { return nil }
        self.bytes = bytes
        offset = sequence.body.lowerBound
        end = sequence.body.upperBound
    }

    var isAtEnd: Bool { offset == end }

    mutating func next() -> DERItem? {
        guard offset < end, let item = DERItem(in: bytes, at: offset), item.body.upperBound <= end
        else { return nil }
        offset = item.body.upperBound
        return item
    }

    mutating func next(_ tag: UInt8) -> Range<Int>? {
        next().flatMap { $0.tag == tag ? $0.body : nil }
    }

    func key() -> PrivateKeyStructure.Format? {
        if isEncrypted { return .encrypted }
        var reader = self
        guard let version = reader.next(Tag.integer), version.count == 1 else { return nil }
        switch bytes[version.lowerBound] {
        case 0:
            if let format = reader.integers(version: 0) { return format }
            return reader.isInfo ? .pkcs8 : nil
        case 1:
            if reader.isCurveKey { return .sec1 }
            if reader.isInfo { return .pkcs8 }
            return reader.integers(version: 1)
        default: return nil
        }
    }

    /// RSAPublicKey (RFC 8017): the modulus and the exponent, and nothing else.
    var isPublicHalf: Bool {
        var reader = self
        guard let modulus = reader.next(Tag.integer), modulus.count >= 32, let exponent = reader.next(Tag.integer)
        else {
            return false
        }
        return exponent.count <= 8 && reader.isAtEnd
    }

    /// EncryptedPrivateKeyInfo (RFC 5958): an algorithm of PKCS #5 or PKCS #12, and octets up to the end.
    private var isEncrypted: Bool {
        var reader = self
        guard let algorithm = reader.next(), algorithm.tag == Tag.sequence,
            let identifier = DERItem(in: bytes, at: algorithm.body.lowerBound),
            identifier.tag == Tag.identifier,
            let secret = reader.next(Tag.octets)
        else { return false }
        return Identifier.encryptions.contains { bytes[identifier.body].starts(with: $0) }
            && secret.count >= 16
            && reader.isAtEnd
    }

    /// RSAPrivateKey (RFC 8017): eight integers behind the version, and of version 1 more primes; what OpenSSL writes
    /// of DSA has five.
    private func integers(version: UInt8) -> PrivateKeyStructure.Format? {
        var reader = self
        var lengths: [Int] = []
        while let body = reader.peek(Tag.integer) {
            _ = reader.next()
            guard !body.isEmpty, bytes[body.lowerBound] & 0x80 == 0 else { return nil }
            lengths.append(body.count)
        }
        // No number is longer than the modulus, which is odd; a shorter one than 32 bytes protects nothing.
        guard let modulus = lengths.first, modulus >= 32, lengths.allSatisfy({ $0 <= modulus }) else {
            return nil
        }
        switch lengths.count {
        case 8 where version == 0 ? reader.isAtEnd : reader.next(Tag.sequence) != nil && reader.isAtEnd:
            // d is as long as the modulus, but for some leading zeros; the primes are half as long, or left out.
            return lengths[1] <= modulus && lengths[2] * 2 >= modulus ? .rsa : nil
        case 5 where version == 0 && reader.isAtEnd:
            return lengths[1] >= 16 && lengths[3] * 2 >= modulus && lengths[4] <= lengths[1] ? .dsa : nil
        default: return nil
        }
    }

    private func peek(_ tag: UInt8) -> Range<Int>? {
        var copy = self
        return copy.next(tag)
    }

    /// ECPrivateKey (RFC 5915): the octets, and perhaps the curve and the public key.
    private var isCurveKey: Bool {
        var reader = self
        guard let secret = reader.next(Tag.octets), (8...80).contains(secret.count) else {
            return false
        }
        while let part = reader.next() {
            guard Tag.context.contains(part.tag),
                let inner = DERItem(in: bytes, at: part.body.lowerBound),
                [Tag.identifier, Tag.sequence, Tag.bits].contains(inner.tag),
                inner.body.upperBound == part.body.upperBound
            else { return false }
        }
        return reader.isAtEnd
    }

    /// PrivateKeyInfo and OneAsymmetricKey (RFC 5208, RFC 5958): the algorithm, and the key as octets.
    private var isInfo: Bool {
        var reader = self
        guard let algorithm = reader.next(), algorithm.tag == Tag.sequence,
            let identifier = DERItem(in: bytes, at: algorithm.body.lowerBound),
            identifier.tag == Tag.identifier,
            let secret = reader.next(Tag.octets), fits(secret, Array(bytes[identifier.body]))
        else { return false }
        while let part = reader.next() {
            guard Tag.context.contains(part.tag) || part.tag == Tag.publicKey else { return false }
        }
        return reader.isAtEnd
    }

    /// Whether the octets hold a key of the algorithm. Of one that is not known here (GOST, ML-DSA) nothing is asked.
    private func fits(_ secret: Range<Int>, _ algorithm: [UInt8]) -> Bool {
        if Identifier.rsa.contains(algorithm) { return DERReader(bytes, in: secret)?.key() == .rsa }
        if Identifier.curve.contains(algorithm) { return DERReader(bytes, in: secret)?.key() == .sec1 }
        if Identifier.discrete.contains(algorithm) {
            let number = DERItem(in: bytes, at: secret.lowerBound)
            return number?.tag == Tag.integer && number?.body.upperBound == secret.upperBound
        }
        if let length = Identifier.edwards[algorithm] {
            let inner = DERItem(in: bytes, at: secret.lowerBound)
            return secret.count == length || inner?.tag == Tag.octets && inner?.body.count == length
        }
        return secret.count >= 16
    }
}

/// The first values of a key whose end is missing or does not agree with them.
private struct DERBeginning {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Tag and length of a value that may go on behind the end of the bytes.
    private func header(at start: Int) -> (tag: UInt8, body: Range<Int>)? {
        guard start + 2 <= bytes.count else { return nil }
        var length = Int(bytes[start + 1])
        var begin = start + 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...3).contains(count), begin + count <= bytes.count else { return nil }
            length = bytes[begin..<begin + count].reduce(0) { $0 << 8 | Int($1) }
            begin += count
        }
        return (bytes[start], begin..<begin + length)
    }

    var isKey: Bool {
        guard let whole = header(at: 0), whole.tag == Tag.sequence else { return false }
        return isKey(in: whole.body)
    }

    private func isKey(in whole: Range<Int>) -> Bool {
        guard let first = header(at: whole.lowerBound) else { return false }
        // The algorithm that encrypts, and octets up to the end.
        if first.tag == Tag.sequence {
            guard let identifier = header(at: first.body.lowerBound), identifier.tag == Tag.identifier,
                identifier.body.upperBound <= bytes.count, let secret = header(at: first.body.upperBound)
            else { return false }
            return Identifier.encryptions.contains { bytes[identifier.body].starts(with: $0) }
                && secret.tag == Tag.octets && secret.body.upperBound == whole.upperBound
        }
        guard first.tag == Tag.integer, first.body.count == 1, first.body.upperBound <= bytes.count,
            bytes[first.body.lowerBound] <= 1, let second = header(at: first.body.upperBound)
        else { return false }
        switch second.tag {
        case Tag.integer: return isModulus(second.body, of: whole)
        case Tag.octets:
            return (8...80).contains(second.body.count)
                && second.body.upperBound <= min(whole.upperBound, bytes.count)
        case Tag.sequence:
            guard let identifier = header(at: second.body.lowerBound), identifier.tag == Tag.identifier,
                identifier.body.upperBound <= min(second.body.upperBound, bytes.count),
                let secret = header(at: second.body.upperBound),
                secret.tag == Tag.octets, secret.body.upperBound <= whole.upperBound
            else { return false }
            let algorithm = Array(bytes[identifier.body])
            guard Identifier.rsa.contains(algorithm) || Identifier.curve.contains(algorithm) else {
                return true
            }
            return header(at: secret.body.lowerBound).map {
                $0.tag == Tag.sequence && $0.body.upperBound == secret.body.upperBound && isKey(in: $0.body)
            } ?? true
        default: return false
        }
    }

    /// RSA's numbers are together four and a half times as long as the modulus, DSA's three to four times.
    private func isModulus(_ number: Range<Int>, of whole: Range<Int>) -> Bool {
        guard number.lowerBound < bytes.count, number.count >= 32 else { return false }
        let begin = Array(bytes[number.lowerBound...].prefix(2))
        // A leading zero stands where the next bit is set, and nowhere else.
        let isNumber = begin.count < 2 || (begin[0] == 0 ? begin[1] & 0x80 != 0 : begin[0] & 0x80 == 0)
        guard isNumber, (number.count * 5 / 2...number.count * 6).contains(whole.count) else {
            return false
        }
        // Where bytes are missing the rest may be out of its place; else the exponent of RSA or the q of DSA follows.
        guard whole.upperBound <= bytes.count else { return true }
        return header(at: number.upperBound).map {
            $0.tag == Tag.integer && (1...64).contains($0.body.count)
        } ?? false
    }
}
