private import Crypto
private import Files
private import Foundation
internal import Repositories
private import Model
private import Synchronization

/// Findings that are known already, kept in the repository they stand in.
///
/// A text file: one entry a line, sorted, so that branches merge. An entry is a fingerprint of the value under the
/// baseline's own salt, the rule that found it, and the path. There are no line numbers and no dates: nothing changes
/// but what is found. Another value at the same place is another entry.
package struct Baseline: Sendable {
    /// A value that is known at a path. Entries are ordered by path.
    package struct Entry: Hashable, Sendable, Comparable {
        /// 32 hexadecimal digits.
        package let fingerprint: String
        /// For people; it does not count.
        package let rule: String
        /// From the top of the repository; raw bytes, but for secrets in it.
        package let path: [UInt8]

        package static func < (left: Entry, right: Entry) -> Bool {
            if left.path != right.path { return left.path.lexicographicallyPrecedes(right.path) }
            return (left.fingerprint, left.rule) < (right.fingerprint, right.rule)
        }
    }

    /// Why a baseline cannot be used: reading a part of it would report what people have settled.
    package enum Failure: Error, CustomStringConvertible {
        case unreadable(file: String, reason: String)
        case badLine(file: String, line: Int, reason: String)

        package var description: String {
            switch self {
            case .unreadable(let file, let reason):
                "cannot read the baseline \(file): \(reason); make one with `rollcall baseline create`"
            case .badLine(let file, let line, let reason): "\(file):\(line): \(reason)"
            }
        }
    }

    private struct Place: Hashable {
        let fingerprint: String
        let path: [UInt8]
    }

    /// Of the file, for people.
    package let name: String
    /// 32 hexadecimal digits. The file calls it `mix`, so that scans do not take it for somebody's salt.
    package let salt: String
    /// Whether it was made of the whole history or of the files as they were.
    package let coversHistory: Bool
    package private(set) var entries: Set<Entry>
    private let places: Set<Place>
    private let paths: [String: [[UInt8]]]

    private static let title = "# rollcall baseline 1"
    /// At the top of a repository.
    package static let fileName = ".rollcall-baseline"

    /// A new one, with a salt of its own.
    package init(coversHistory: Bool) {
        let salt = Hexadecimal.text(SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) })
        self.init(name: Self.fileName, salt: salt, coversHistory: coversHistory, entries: [])
    }

    private init(name: String, salt: String, coversHistory: Bool, entries: Set<Entry>) {
        self.name = name
        self.salt = salt
        self.coversHistory = coversHistory
        self.entries = entries
        places = Set(entries.map { Place(fingerprint: $0.fingerprint, path: $0.path) })
        paths = Dictionary(grouping: entries, by: \.fingerprint).mapValues { $0.map(\.path) }
    }

    /// The same baseline with other entries.
    package func with(_ entries: Set<Entry>) -> Baseline {
        Baseline(name: name, salt: salt, coversHistory: coversHistory, entries: entries)
    }

    // MARK: The file

    package init(file: String) throws(Failure) {
        let bytes: [UInt8]
        do { bytes = try NamedFile.bytes(at: file) } catch { throw .unreadable(file: file, reason: "\(error)") }
        try self.init(bytes, file: file)
    }

    /// - Parameter file: for messages.
    init(_ bytes: [UInt8], file: String) throws(Failure) {
        // As editors and Git on Windows leave it.
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            $0.last == 0x0D ? $0.dropLast() : $0
        }
        guard lines.first.map({ String(decoding: $0, as: UTF8.self) }) == Self.title else {
            throw .badLine(file: file, line: 1, reason: "a baseline begins with “\(Self.title)”")
        }
        var salt: String?
        var coversHistory = true
        var entries: Set<Entry> = []
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            if line.first == UInt8(ascii: "#") {
                if words.count == 3, words[1] == "mix" { salt = words[2] }
                if words.count == 3, words[1] == "covers" { coversHistory = words[2] == "history" }
                continue
            }
            guard words.count == 3, words[0].utf8.count == 32, let path = Self.path(in: words[2]) else {
                let isConflict = [UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">")].contains(line.first ?? 0)
                throw .badLine(
                    file: file, line: index + 1,
                    reason: isConflict
                        ? "a merge left its marks; keep the entries of both sides"
                        : "an entry is a fingerprint, a rule and a path")
            }
            entries.insert(Entry(fingerprint: words[0], rule: words[1], path: path))
        }
        guard let salt, salt.utf8.count == 32 else {
            throw .badLine(file: file, line: 2, reason: "the salt is missing, without which no entry can be compared")
        }
        let name = String(file.split(separator: "/").last ?? Substring(file))
        self.init(name: name, salt: salt, coversHistory: coversHistory, entries: entries)
    }

    /// The file, its last line ended.
    package var text: String {
        let head = [Self.title, "# mix \(salt)", "# covers \(coversHistory ? "history" : "files")"]
        return (head + entries.sorted().map { "\($0.fingerprint) \($0.rule) \(Self.text(of: $0.path))" }).joined(
            separator: "\n") + "\n"
    }

    /// A path as one word: what is no printable ASCII is written as `%` and two hexadecimal digits. The id of a commit or
    /// tag has a `@` before it: behind the id of a rule it would look like what the rule finds.
    private static func text(of path: [UInt8]) -> String {
        let isID = [40, 64].contains(path.count) && path.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        return (isID ? "@" : "")
            + path.enumerated().map { index, byte in
                (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "%") && (index > 0 || byte != UInt8(ascii: "@"))
                    ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text([byte])
            }.joined()
    }

    private static func path(in word: String) -> [UInt8]? {
        var path: [UInt8] = []
        var rest = Array(word.utf8)[...]
        if rest.first == UInt8(ascii: "@") { rest.removeFirst() }
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                path.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            path.append(value)
            rest = rest.dropFirst(2)
        }
        return path
    }

    // MARK: Asking

    /// - Parameter tree: where renamed files are looked for: an entry holds for another path if its own file is gone from
    ///   there. nil for never.
    func holds(_ secret: [UInt8], path: [UInt8], followedIn tree: String?) -> Bool {
        let fingerprint = fingerprint(of: secret)
        if places.contains(Place(fingerprint: fingerprint, path: path)) { return true }
        guard let tree, let known = paths[fingerprint] else { return false }
        return known.contains { Self.isGone($0, from: tree) }
    }

    /// Whether a file that an entry names is no longer there.
    static func isGone(_ path: [UInt8], from tree: String) -> Bool {
        let name = (Array("\(tree)/".utf8) + path + [0]).map { CChar(bitPattern: $0) }
        return name.withUnsafeBufferPointer { $0.baseAddress.map { access($0, F_OK) != 0 } ?? true }
    }

    func fingerprint(of secret: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: Array(salt.utf8)))
        code.update(data: Array("rollcall.baseline/2\u{0}".utf8))
        code.update(data: secret.withUnsafeBytes { CredentialBook.normalised($0) })
        return String(Hexadecimal.text(code.finalize()).prefix(32))
    }
}

/// Takes down what a scan finds, as entries of a baseline.
package final class BaselineRecorder: Sendable {
    private let baseline: Baseline
    private let recorded = Locked<Set<Baseline.Entry>>([])

    package init(for baseline: Baseline) { self.baseline = baseline }

    package var entries: Set<Baseline.Entry> { recorded.withLock { $0 } }

    func record(rule: String, path: [UInt8], secret: [UInt8]) {
        let entry = Baseline.Entry(fingerprint: baseline.fingerprint(of: secret), rule: rule, path: path)
        recorded.withLock { _ = $0.insert(entry) }
    }
}
