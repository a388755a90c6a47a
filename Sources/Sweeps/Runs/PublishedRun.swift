private import CBytes
private import Model
private import Crypto
private import Foundation

/// A finding of an earlier run, as its line tells it.
struct KnownFinding: Sendable {
    let id: String
    let source: String
    let fingerprint: String
    /// Neither suppressed nor a name: what was told of once.
    let isActionable: Bool
    /// Without the line feed.
    let line: ArraySlice<UInt8>
}

/// An earlier run, read back from its folder.
struct PublishedRun: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let name: SweepFolder.RunName
    let manifest: ManifestReading
    /// What stood in `findings.jsonl` and in `unconfirmed.jsonl`.
    let findings: [KnownFinding]
    let unconfirmed: [KnownFinding]

    /// The newest run that is sound, and what is said of newer ones that are not.
    static func newest(in folder: SweepFolder) throws(SweepError) -> (run: PublishedRun?, notices: [String]) {
        var notices: [String] = []
        for name in try folder.publishedRuns().reversed() {
            do { return (try PublishedRun(name, at: folder.path(of: name)), notices) } catch {
                notices.append("the run \(name.text) is damaged and was passed over: \(error)")
            }
        }
        return (nil, notices)
    }

    init(_ name: SweepFolder.RunName, at path: String) throws {
        self.name = name
        guard let data = FileManager.default.contents(atPath: path + "/run.json") else {
            throw Failure(description: "it has no run.json")
        }
        manifest = try JSONDecoder().decode(ManifestReading.self, from: data)
        findings = try Self.read("findings.jsonl", at: path, manifest)
        unconfirmed = try Self.read("unconfirmed.jsonl", at: path, manifest)
    }

    private static func read(_ name: String, at path: String, _ manifest: ManifestReading) throws -> [KnownFinding] {
        guard let expected = manifest.files.first(where: { $0.name == name })?.sha256,
            let data = FileManager.default.contents(atPath: path + "/" + name)
        else { throw Failure(description: "\(name) is not there") }
        let digest = Hexadecimal.text(SHA256.hash(data: data))
        guard digest == expected else { throw Failure(description: "\(name) is not what run.json says") }
        var findings: [KnownFinding] = []
        for line in [UInt8](data).split(separator: UInt8(ascii: "\n")) {
            if line.starts(with: FindingLine.beginning) {
                guard let finding = FindingLine.read(line) else {
                    throw Failure(description: "a line of \(name) is no finding")
                }
                findings.append(finding)
            }
        }
        return findings
    }
}

/// Reads of a line what a comparison needs. We wrote the line, keys in a fixed order; a quote inside a text has a backslash
/// before it, so these key words cannot stand in one.
enum FindingLine {
    static let beginning = Array(#"{"schema":"rollcall.finding/1","id":""#.utf8)
    private static let fingerprint = Array(#""credential":{"fingerprint":""#.utf8)
    private static let kind = Array(#"","kind":""#.utf8)
    private static let source = Array(#""location":{"source":""#.utf8)
    private static let unsuppressed = Array(#","suppressed":false}"#.utf8)

    static func read(_ line: ArraySlice<UInt8>) -> KnownFinding? {
        guard line.starts(with: beginning), let id = text(in: line, from: line.startIndex + beginning.count),
            let known = text(in: line, after: fingerprint), let place = text(in: line, after: source)
        else { return nil }
        return KnownFinding(
            id: id, source: place, fingerprint: known,
            isActionable: line.suffix(unsuppressed.count).elementsEqual(unsuppressed)
                && text(in: line, after: kind) != Credential.identifierKind,
            line: line)
    }

    private static func text(in line: ArraySlice<UInt8>, after key: [UInt8]) -> String? {
        let start = line.withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress, let hit = memmem(base, bytes.count, key, key.count) else { return nil }
            return UnsafeRawPointer(hit) - base
        }
        return start.flatMap { text(in: line, from: line.startIndex + $0 + key.count) }
    }

    /// The JSON text whose first character stands at `start`.
    private static func text(in line: ArraySlice<UInt8>, from start: Int) -> String? {
        var end = start
        var hasEscapes = false
        while end < line.endIndex, line[end] != UInt8(ascii: "\"") {
            if line[end] == UInt8(ascii: "\\") {
                hasEscapes = true
                end += 1
            }
            end += 1
        }
        guard end < line.endIndex else { return nil }
        if !hasEscapes { return String(decoding: line[start..<end], as: UTF8.self) }
        return try? JSONDecoder().decode(String.self, from: Data("\"".utf8 + line[start..<end] + "\"".utf8))
    }
}
