internal import Model

/// Reads what `FindingEncoder` wrote.
struct FindingDecoder {
    private struct Malformed: Error {}

    private var reader: ByteReader
    private var commits: [CommitReference] = []
    private var refs: [String] = []

    /// nil if the bytes are anything else.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [Finding]? {
        var decoder = FindingDecoder(reader: ByteReader(bytes))
        return try? decoder.findings()
    }

    private init(reader: ByteReader) { self.reader = reader }

    private mutating func findings() throws -> [Finding] {
        commits = try list { try $0.commit() }
        refs = try list { try $0.text() }
        let findings = try list { try $0.finding() }
        guard reader.isAtEnd else { throw Malformed() }
        return findings
    }

    private mutating func number() throws -> Int { try unwrap(reader.number()) }
    private mutating func text() throws -> String { try unwrap(reader.text()) }
    private mutating func flag() throws -> Bool { try number() == 1 }
    private mutating func optionalText() throws -> String? { try flag() ? text() : nil }
    private mutating func position() throws -> TextPosition { TextPosition(line: try number(), column: try number()) }

    private func unwrap<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Malformed() }
        return value
    }

    private mutating func list<Element>(_ body: (inout FindingDecoder) throws -> Element) throws -> [Element] {
        let count = try unwrap(reader.count())
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try body(&self)) }
        return elements
    }

    private mutating func knownCommit() throws -> CommitReference { try known(in: commits) }

    private mutating func known<Element>(in table: [Element]) throws -> Element {
        let number = try number()
        guard table.indices.contains(number) else { throw Malformed() }
        return table[number]
    }

    private mutating func commit() throws -> CommitReference {
        CommitReference(
            id: try unwrap(reader.id()), author: try signature(), committer: try signature(), summary: try text(),
            isMerge: try flag())
    }

    private mutating func signature() throws -> Signature {
        Signature(
            name: try text(), email: try text(),
            time: Timestamp(seconds: Int64(try number()), offsetInMinutes: try number()))
    }

    private mutating func finding() throws -> Finding {
        Finding(
            id: try text(), rule: RuleReference(id: try text(), name: try text(), revision: try number()),
            credential: try credential(),
            confidence: Confidence(
                score: Double(try number()) / 100,
                reasons: try list { Confidence.Reason(try $0.text(), speaksFor: try $0.flag()) }),
            location: try location(), places: try list { try $0.position() }, versions: try number(),
            provenance: try provenance(), excerpt: Excerpt(lines: try list { try $0.line() }),
            suppression: try suppression(),
            companions: try list { try $0.companion() },
            publicFacts: Dictionary(try list { (try $0.text(), try $0.text()) }) { first, _ in first })
    }

    private mutating func companion() throws -> FindingCompanion {
        let role = try text()
        let value: FindingCompanion.Value =
            try flag()
            ? .secret(redacted: try text(), fingerprint: try text(), rule: try text()) : .publicPart(try text())
        return FindingCompanion(role: role, value: value, position: try position())
    }

    private mutating func credential() throws -> Credential {
        Credential(
            fingerprint: try text(), kind: try text(), provider: try text(), redacted: try text(), length: try number(),
            entropy: Double(try number()) / 100, secret: nil)
    }

    private mutating func location() throws -> Location {
        Location(
            source: try text(), carrier: try unwrap(Carrier(rawValue: try text())),
            path: try list { try $0.unwrap($0.reader.byte()) }, blob: try flag() ? try unwrap(reader.id()) : nil,
            start: try position(), end: try position())
    }

    private mutating func provenance() throws -> Provenance {
        Provenance(
            introduced: try list { try $0.knownCommit() },
            removed: try list { Removal(commit: try $0.knownCommit(), replacedBy: try $0.optionalText()) },
            presentIn: try list { try $0.known(in: $0.refs) }, refCount: try number(), isAtHead: try flag(),
            isInWorktree: try worktree(), condition: try condition(), note: try optionalText())
    }

    private mutating func condition() throws -> Provenance.Condition? {
        guard let text = try optionalText() else { return nil }
        return try unwrap(Provenance.Condition(rawValue: text))
    }

    private mutating func worktree() throws -> Bool? {
        switch try number() {
        case 0: false
        case 1: true
        default: nil
        }
    }

    private mutating func line() throws -> Excerpt.Line {
        let (number, text) = (try number(), try text())
        let (start, end) = (try self.number(), try self.number())
        return Excerpt.Line(number: number, text: text, highlight: start < 0 ? nil : ByteSpan(start, end))
    }

    private mutating func suppression() throws -> Suppression? {
        let kind = try optionalText()
        let reason = try text()
        return try kind.map { Suppression(kind: try unwrap(Suppression.Kind(rawValue: $0)), reason: reason) }
    }
}
