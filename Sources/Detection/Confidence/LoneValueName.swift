package import Model

/// What the name of a file says about a value that is all of its content, see `LoneValue`: the name is the key.
package enum LoneValueName {
    /// Endings that say themselves what the file holds; the name before them says more.
    private static let telling = WordTable([
        ("key pass passwd password pwd pw secret secrets token cookie cred creds credentials", 1)
    ])
    /// Endings that say nothing.
    private static let plain = WordTable([("txt text dat file", 1)])
    /// Folders in which each file holds a secret and is called by what that opens.
    private static let stores = WordTable([("secrets secret passwords tokens credentials creds", 1)])

    /// - Returns: what is known of the value besides `found`, the evidence of its content.
    package static func evidence(forPath path: [UInt8], found: EvidenceSet) -> EvidenceSet {
        path.withUnsafeBytes { bytes in
            let text = WindowText(bytes, from: 0, to: bytes.count)
            guard let verdict = verdict(of: text) else { return [.nameSaysNothing] }
            var evidence = verdict.evidence
            let isChosen = verdict.kind == .password || found.contains(.dictionaryPassword)
            if !isChosen, !found.contains(.highEntropy) { evidence.insert(.unlikelyForKey) }
            return evidence
        }
    }

    /// Whether a file of that name may hold a secret, in whichever folder: only what looks random, or what many people
    /// choose, is one where its folder alone says so.
    package static func mayTell(_ name: [UInt8], found: EvidenceSet) -> Bool {
        name.withUnsafeBytes { bytes in
            let text = WindowText(bytes, from: 0, to: bytes.count)
            if verdict(of: text) != nil { return true }
            let begin = (0..<text.end).first { text[$0] != UInt8(ascii: ".") } ?? text.end
            return (found.contains(.highEntropy) || found.contains(.dictionaryPassword))
                && told(text, ByteSpan(begin, text.end)) != nil
        }
    }

    private static func verdict(of path: WindowText) -> KeyLexicon.Verdict? {
        var start = componentStart(path, before: path.end)
        let folder = ByteSpan(componentStart(path, before: start - 1), max(0, start - 1))
        while start < path.end, path[start] == UInt8(ascii: ".") { start += 1 }
        guard start < path.end else { return nil }
        let name = ByteSpan(start, path.end)
        guard let told = told(path, name) else { return nil }
        if let verdict = KeyLexicon.judge(path, told) { return verdict }
        // What nodes of Erlang know each other by.
        if path.has("erlang.cookie", at: name.start), name.count == 13 {
            return KeyLexicon.Verdict(kind: .secret, evidence: [.keyNamesSecret])
        }
        guard !folder.isEmpty, stores.value(of: WordHash(path, folder)) != 0 else {
            return nil
        }
        return KeyLexicon.Verdict(kind: .secret, evidence: [.keyAmbiguous])
    }

    private static func componentStart(_ path: WindowText, before end: Int) -> Int {
        var start = max(0, end)
        while start > 0, path[start - 1] != UInt8(ascii: "/"), path[start - 1] != UInt8(ascii: "!") { start -= 1 }
        return start
    }

    /// What of a file's name tells its content; nil if its ending says that it is something else.
    private static func told(_ path: WindowText, _ name: ByteSpan) -> ByteSpan? {
        guard let dot = (name.start..<name.end).last(where: { path[$0] == UInt8(ascii: ".") }) else { return name }
        let ending = WordHash(path, ByteSpan(dot + 1, name.end))
        if telling.value(of: ending) != 0 { return name }
        return plain.value(of: ending) != 0 ? ByteSpan(name.start, dot) : nil
    }
}
