internal import Model

/// Findings as bytes. Commits and refs stand once, however many findings name them: most of what a large history's
/// findings say is the same few thousand.
struct FindingEncoder {
    private var commits: [CommitReference: Int] = [:]
    private var commitWriter = ByteWriter()
    private var refs: [String: Int] = [:]
    private var refWriter = ByteWriter()
    private var writer = ByteWriter()

    static func encode(_ findings: [Finding]) -> [UInt8] {
        var encoder = FindingEncoder()
        for finding in findings { encoder.write(finding) }
        var all = ByteWriter()
        all.write(encoder.commits.count)
        all.bytes += encoder.commitWriter.bytes
        all.write(encoder.refs.count)
        all.bytes += encoder.refWriter.bytes
        all.write(findings.count)
        all.bytes += encoder.writer.bytes
        return all.bytes
    }

    private mutating func write(_ finding: Finding) {
        writer.write(finding.id)
        writer.write(finding.rule.id)
        writer.write(finding.rule.name)
        writer.write(finding.rule.revision)
        writer.write(finding.credential)
        writer.write(Int((finding.confidence.score * 100).rounded()))
        writer.write(list: finding.confidence.reasons) { writer, reason in
            writer.write(reason.text)
            writer.write(reason.speaksFor ? 1 : 0)
        }
        writer.write(finding.location)
        writer.write(list: finding.places) { $0.write($1) }
        writer.write(finding.versions)
        let provenance = finding.provenance
        let introduced = provenance.introduced.map { number(of: $0) }
        let removed = provenance.removed.map { (number(of: $0.commit), $0.replacedBy) }
        writer.write(list: introduced) { $0.write($1) }
        writer.write(list: removed) { writer, removal in
            writer.write(removal.0)
            writer.write(optional: removal.1)
        }
        writer.write(list: provenance.presentIn.map { number(of: $0) }) { $0.write($1) }
        writer.write(provenance.refCount)
        writer.write(provenance.isAtHead ? 1 : 0)
        writer.write(provenance.isInWorktree.map { $0 ? 1 : 0 } ?? 2)
        writer.write(optional: provenance.condition?.rawValue)
        writer.write(optional: provenance.note)
        writer.write(list: finding.excerpt.lines) { writer, line in
            writer.write(line.number)
            writer.write(line.text)
            writer.write(line.highlight?.start ?? -1)
            writer.write(line.highlight?.end ?? -1)
        }
        writer.write(optional: finding.suppression?.kind.rawValue)
        writer.write(finding.suppression?.reason ?? "")
        writer.write(list: finding.companions) { writer, companion in
            writer.write(companion.role)
            switch companion.value {
            case .publicPart(let text):
                writer.write(0)
                writer.write(text)
            case .secret(let redacted, let fingerprint, let rule):
                writer.write(1)
                writer.write(redacted)
                writer.write(fingerprint)
                writer.write(rule)
            }
            writer.write(companion.position)
        }
        writer.write(list: finding.publicFacts.sorted { $0.key < $1.key }) { writer, fact in
            writer.write(fact.key)
            writer.write(fact.value)
        }
    }

    private mutating func number(of ref: String) -> Int {
        if let number = refs[ref] { return number }
        refs[ref] = refs.count
        refWriter.write(ref)
        return refs.count - 1
    }

    private mutating func number(of commit: CommitReference) -> Int {
        if let number = commits[commit] { return number }
        commits[commit] = commits.count
        commitWriter.write(commit.id)
        for signature in [commit.author, commit.committer] {
            commitWriter.write(signature.name)
            commitWriter.write(signature.email)
            commitWriter.write(Int(signature.time.seconds))
            commitWriter.write(signature.time.offsetInMinutes)
        }
        commitWriter.write(commit.summary)
        commitWriter.write(commit.isMerge ? 1 : 0)
        return commits.count - 1
    }
}

extension ByteWriter {
    fileprivate mutating func write<Element>(list: [Element], _ body: (inout ByteWriter, Element) -> Void) {
        write(list.count)
        for element in list { body(&self, element) }
    }

    fileprivate mutating func write(optional text: String?) {
        write(text == nil ? 0 : 1)
        if let text { write(text) }
    }

    fileprivate mutating func write(_ position: TextPosition) {
        write(position.line)
        write(position.column)
    }

    /// All but the secret.
    fileprivate mutating func write(_ credential: Credential) {
        write(credential.fingerprint)
        write(credential.kind)
        write(credential.provider)
        write(credential.redacted)
        write(credential.length)
        write(Int((credential.entropy * 100).rounded()))
    }

    fileprivate mutating func write(_ location: Location) {
        write(location.source)
        write(location.carrier.rawValue)
        write(list: location.path) { $0.bytes.append($1) }
        write(location.blob == nil ? 0 : 1)
        if let blob = location.blob { write(blob) }
        write(location.start)
        write(location.end)
    }
}

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
