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
