internal import Model

/// A value that is what a secret is called where it is kept.
extension KeyedValue {
    var referenceEvidence: EvidenceSet {
        let isReference =
            isStored || verdict.kind == .key && isRemote
            || (verdict.kind == .secret || verdict.kind == .key) && isMounted
        return isReference ? [.isReference] : []
    }

    /// `--secret=db_password,type=mount,target=x`, `Secret=db_password,type=env`: a secret by its name, and where it goes.
    private var isMounted: Bool {
        let begins: [StaticString] = ["env=", "id=", "source=", "src=", "username=", "user="]
        return begins.contains { text.has($0, at: site.span.start) }
            || (site.span.start..<min(site.span.end + 1, text.end)).contains {
                text.has(",type=", at: $0) || text.has(",target=", at: $0) || text.has(",src=", at: $0)
                    || text.has(",id=", at: $0)
            }
    }

    /// `remoteRef:` and `key: OqPt…` below it, in an ExternalSecret: what it is called in the store.
    private var isRemote: Bool {
        guard key.count == 3 else { return false }
        let line = text.lineStart(key.start)
        guard line > text.start else { return false }
        let above = text.lineStart(line - 1)
        return (above..<line).contains { text.has("remoteref:", at: $0) || text.has("extract:", at: $0) }
            || (line..<key.start).contains { text.has("remoteref:", at: $0) }
    }

    /// `credentials('7c1a…')`: a credential by its id in Jenkins; a list of such ids below `secrets:`, as builds.sr.ht has it.
    private var isStored: Bool {
        guard isUUID else { return false }
        if text.has("credentials(", at: front - 11) { return true }
        return verdict.kind == .secret && site.evidence.contains(.bareValue) && text[site.span.start - 1] == 0x20
            && text[site.span.start - 2] == UInt8(ascii: "-")
    }
}
