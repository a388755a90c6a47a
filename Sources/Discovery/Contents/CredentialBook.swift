private import Detection
internal import Model
private import Synchronization

/// The secrets a scan has met, numbered. They stay in memory and never leave it but by `--show-secrets`.
final class CredentialBook: Sendable {
    struct Entry: Sendable {
        private(set) var provider: String
        /// Empty for a credential that only the state tells of, until its secret is met.
        var secret: [UInt8]
        /// As it stands in files, where that is not the secret itself: with entities of XML, escapes, joints of literals.
        fileprivate(set) var spellings: Set<[UInt8]> = []
        let fingerprint: String

        /// All that must not be shown.
        var texts: [[UInt8]] {
            spellings.isEmpty ? [secret] : [secret] + spellings.sorted { $0.lexicographicallyPrecedes($1) }
        }

        /// Rules of several providers may find one secret. Who names it must not depend on which worker came first: a
        /// vendor before rules that only say how a secret travels, then the first by name.
        mutating func nameProvider(_ other: String) {
            func rank(_ name: String) -> Int {
                name == "generic" ? 2 : Rule.isVehicle(name) ? 1 : 0
            }
            if (rank(other), other) < (rank(provider), provider) { provider = other }
        }
    }

    /// The same value is the same secret, whatever the keys are called beside which it stands: who changes a password
    /// changes it in the URL and in the setting. Only a name that happens to be somebody's secret is another thing.
    private struct Key: Hashable {
        let isIdentifier: Bool
        var normalised: [UInt8]
    }

    private struct State {
        var numbers: [Key: Int32] = [:]
        var entries: [Entry] = []
        var byFingerprint: [String: Int32] = [:]
    }

    private let state = Locked(State())
    private let key: FingerprintKey

    init(key: FingerprintKey) { self.key = key }

    /// Secrets do not outlive the scan in memory that nobody uses any more.
    deinit {
        state.withLock { state in
            for index in state.entries.indices {
                state.entries[index].secret.wipe()
                var spellings = Array(state.entries[index].spellings)
                state.entries[index].spellings = []
                for spelling in spellings.indices { spellings[spelling].wipe() }
            }
            var keys = Array(state.numbers.keys)
            state.numbers = [:]
            for index in keys.indices { keys[index].normalised.wipe() }
        }
    }

    /// The number of a secret; the same key in other line breaks is the same secret.
    /// - Parameter opening: what stands before it where it is read.
    func number(
        of spelling: UnsafeRawBufferPointer, behind opening: LiteralSpelling.Opening, isIdentifier: Bool,
        provider: String
    ) -> Int32 {
        guard let plain = Self.plain(spelling, behind: opening) else {
            return number(ofPlain: spelling, isIdentifier: isIdentifier, provider: provider)
        }
        let number: Int32 = plain.withUnsafeBytes {
            self.number(ofPlain: $0, isIdentifier: isIdentifier, provider: provider)
        }
        let asItStands = Array(spelling)
        state.withLock { _ = $0.entries[Int(number)].spellings.insert(asItStands) }
        return number
    }

    /// nil where it is written as it is.
    private static func plain(_ spelling: UnsafeRawBufferPointer, behind opening: LiteralSpelling.Opening) -> [UInt8]? {
        guard var literal = LiteralSpelling.plain(spelling, behind: opening) else {
            return XMLEntities.decoded(spelling)
        }
        guard let plain = literal.withUnsafeBytes(XMLEntities.decoded) else { return literal }
        literal.wipe()
        return plain
    }

    private func number(ofPlain secret: UnsafeRawBufferPointer, isIdentifier: Bool, provider: String) -> Int32 {
        let key = Key(isIdentifier: isIdentifier, normalised: Self.normalised(secret))
        return state.withLock { state in
            if let number = state.numbers[key] {
                state.entries[Int(number)].nameProvider(provider)
                // One key in several spellings: the same one speaks for it, whichever worker came first.
                let known = state.entries[Int(number)].secret
                if known.count != secret.count || !known.elementsEqual(secret), secret.lexicographicallyPrecedes(known)
                {
                    state.entries[Int(number)].secret = Array(secret)
                }
                return number
            }
            let fingerprint = fingerprint(of: key)
            if let number = state.byFingerprint[fingerprint] {
                state.numbers[key] = number
                state.entries[Int(number)].secret = Array(secret)
                state.entries[Int(number)].nameProvider(provider)
                return number
            }
            return Self.add(
                Entry(provider: provider, secret: Array(secret), fingerprint: fingerprint), to: &state, key: key)
        }
    }

    private static func add(_ entry: Entry, to state: inout State, key: Key?) -> Int32 {
        let number = Int32(state.entries.count)
        if let key { state.numbers[key] = number }
        state.byFingerprint[entry.fingerprint] = number
        state.entries.append(entry)
        return number
    }

    /// The number of a credential whose secret an earlier scan has met, and that one of a provider's rules finds.
    func number(ofRemembered fingerprint: String, provider: String) -> Int32 {
        state.withLock { state in
            if let number = state.byFingerprint[fingerprint] {
                state.entries[Int(number)].nameProvider(provider)
                return number
            }
            return Self.add(Entry(provider: provider, secret: [], fingerprint: fingerprint), to: &state, key: nil)
        }
    }

    private func fingerprint(of key: Key) -> String {
        self.key.fingerprint("rollcall.\(key.isIdentifier ? "identifier" : "credential")/2", [key.normalised])
    }

    func entry(_ number: Int32) -> Entry { state.withLock { $0.entries[Int(number)] } }
    var entries: [Entry] { state.withLock { $0.entries } }

    /// What stands in output for a credential.
    /// - Parameter kind: of the rule that tells it.
    func credential(_ number: Int32, kind: String, showSecrets: Bool) -> Credential {
        let entry = entry(number)
        // Of the normalised form, so that it does not depend on which of its spellings a scan has met.
        let normalised = entry.secret.withUnsafeBytes(Self.normalised)
        return Credential(
            fingerprint: entry.fingerprint, kind: kind, provider: entry.provider,
            redacted: Redaction.text(for: entry.secret), length: normalised.count,
            entropy: Self.entropy(of: normalised),
            secret: showSecrets ? String(decoding: entry.secret, as: UTF8.self) : nil)
    }

    /// PEM blocks without line breaks, escaped or real, and without indentation; anything else as it is.
    static func normalised(_ secret: UnsafeRawBufferPointer) -> [UInt8] {
        guard secret.starts(with: "-----BEGIN".utf8) else { return Array(secret) }
        var result: [UInt8] = []
        var index = 0
        while index < secret.count {
            let byte = secret[index]
            index += 1
            if byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { continue }
            if byte == UInt8(ascii: "\\") {
                index += 1
                continue
            }
            result.append(byte)
        }
        return result
    }

    /// Shannon entropy in bits per byte, rounded to hundredths so that it prints the same everywhere.
    private static func entropy(of bytes: [UInt8]) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(max(1, bytes.count))
        let entropy = counts.reduce(0.0) { sum, count in
            count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
        }
        return (entropy * 100).rounded() / 100
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// How a secret is shown: its first and last characters, never more than a quarter of it.
enum Redaction {
    /// Characters shown at each end, however long the secret is: they tell it from others.
    private static let longestPart = 6

    static func text(for secret: [UInt8]) -> String {
        if secret.starts(with: "-----BEGIN".utf8) {
            let label = secret.dropFirst(10).prefix { $0 != UInt8(ascii: "-") }
            return "-----BEGIN\(String(decoding: label, as: UTF8.self))-----…"
        }
        let shown = min(secret.count / 4, 2 * longestPart)
        let first = (shown + 1) / 2
        return printable(secret.prefix(first)) + "…" + printable(secret.suffix(shown - first))
    }

    /// Only ASCII is shown as it is: a byte of a longer character would not be text.
    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
