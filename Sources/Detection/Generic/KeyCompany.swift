internal import Model

/// What stands around a key and its value and says that they are something else: a page's script, a link, a program
/// that another program wrote.
struct KeyCompany {
    let text: WindowText
    let key: ByteSpan
    let verdict: KeyLexicon.Verdict
    let site: ValueSite

    var evidence: EvidenceSet {
        var evidence: EvidenceSet = []
        if verdict.kind == .salt, isOfScript { evidence.insert(.keyNamesPublic) }
        if verdict.kind == .key || verdict.kind == .apiKey || verdict.kind == .token, isOfLink {
            evidence.insert(.keyNamesPublic)
        }
        if verdict.kind == .token, isReplaced { evidence.insert(.keyNamesPublic) }
        if verdict.kind == .credential, isScopeOfSignature { evidence.insert(.keyNamesPublic) }
        if key.count == 2, isMinified { evidence.formUnion([.unlikelyForKey, .keyAmbiguous]) }
        if isCountry { evidence.formUnion([.unlikelyForKey, .keyAmbiguous]) }
        if verdict.kind == .password, isOfAnonymous { evidence.insert(.keyNamesPublic) }
        if isOfDescriptor || isOperand || isExported { evidence.insert(.looksLikeCode) }
        return evidence
    }

    /// `<script nonce="…">`: a page tells it to everybody who reads it (Content Security Policy, level 3).
    private var isOfScript: Bool {
        guard text.has("nonce", at: key.start), key.count == 5 else { return false }
        var here = key.start - 1
        while here > key.start - 300, text[here] != UInt8(ascii: "<"), text[here] != UInt8(ascii: ">"),
            text[here] != UInt8(ascii: ";")
        { here -= 1 }
        guard text[here] == UInt8(ascii: "<") || text[here] == UInt8(ascii: ";") else { return false }
        return text.has("script", at: here + 1) || text.has("style", at: here + 1) || text.has("link", at: here + 1)
    }

    /// `https://docs.google.com/spreadsheet/ccc?key=…`: which document or picture the link leads to.
    private var isOfLink: Bool {
        let before = text[key.start - 1]
        guard before == UInt8(ascii: "?") || before == UInt8(ascii: "&") || before == UInt8(ascii: ";") else {
            return false
        }
        var here = key.start - 1
        while here > key.start - 600, text[here] > 0x20, !ByteClass.isQuote(text[here]) { here -= 1 }
        let hosts: [StaticString] = [
            "docs.google.com/", "spreadsheets.google.com/", "googleusercontent.com/",
            // Invitations to a group of QQ: `https://qm.qq.com/cgi-bin/qm/qr?k=…&authKey=…`.
            "qm.qq.com/", "jq.qq.com/", "shang.qq.com/",
            // Files that a page shows: `…/o/cover.jpeg?alt=media&token=…`.
            "firebasestorage.googleapis.com/",
            "paypal.com/donate",
        ]
        return (here..<key.start).contains { index in hosts.contains { text.has($0, at: index) } }
    }

    /// `<replace file="…" token="…" value="…">` of Ant, `ant.replace(file: …, token: "…", value: "…")`: what stands in a
    /// file.
    private var isReplaced: Bool {
        var here = key.start - 1
        while here > key.start - 400, text[here] != UInt8(ascii: "<"), text[here] != UInt8(ascii: ">") { here -= 1 }
        if text.has("<replace", at: here) { return true }
        let line = text.lineStart(key.start)
        return (line..<key.start).contains { text.has(".replace(", at: $0) }
    }

    /// `Credential=AKIA…/20240101/us-east-1/s3/aws4_request`: an access key's id, and what was signed with it.
    private var isScopeOfSignature: Bool {
        (site.span.start..<site.span.end).contains {
            text.has("4_request", at: $0) || text.has("iam.gserviceaccount", at: $0)
        }
    }

    /// A name of two letters where hardly a blank stands: what is left of a longer one in scripts that were made small.
    private var isMinified: Bool {
        var (before, after, blanks) = (key.start - 1, site.end, 0)
        while before > key.start - 120, text[before] >= 0x20 {
            if text[before] == 0x20 { blanks += 1 }
            before -= 1
        }
        while after < site.end + 120, text[after] >= 0x20 {
            if text[after] == 0x20 { blanks += 1 }
            after += 1
        }
        return key.start - before + after - site.end > 160 && blanks <= 12
    }

    /// `"PW": "Palau"`: a country by its code (ISO 3166); `"en-PW": "en-001"`: a language as it is written there.
    private var isCountry: Bool {
        if key.count == 2 {
            if text.has("pala", at: site.span.start), site.span.count <= 8 { return true }
            return ByteClass.isUpper(text[key.start]) && ByteClass.isUpper(text[key.end - 1]) && isBesideCountries
        }
        guard key.count >= 5, key.count <= 11, text[key.end - 2] == UInt8(ascii: "P"),
            text[key.end - 1] == UInt8(ascii: "W"), ByteClass.isLower(text[key.start])
        else { return false }
        return text[key.end - 3] == UInt8(ascii: "-") || text[key.end - 3] == UInt8(ascii: "_") && key.count == 5
    }

    /// `PT`, `PY`, `PS` or `QA` on the line before or on one of the next.
    private var isBesideCountries: Bool {
        (max(text.start, key.start - 120)..<min(text.end, site.end + 120)).contains { place in
            let (first, second) = (text[place], text[place + 1])
            return
                (first == UInt8(ascii: "P") && "TYS".utf8.contains(second)
                || first == UInt8(ascii: "Q") && second == UInt8(ascii: "A"))
                && !ByteClass.isName(text[place - 1]) && !ByteClass.isName(text[place + 2])
        }
    }

    /// `"\x18\x03 \x01(\tR\bpassword:\x16\x82\xb5\x18\x12\n"`: a description of messages, as Protocol Buffers' compiler
    /// writes it into programs.
    private var isOfDescriptor: Bool {
        guard site.evidence.contains(.inString) || site.evidence.contains(.bareValue) else { return false }
        let escapes = (site.span.start..<site.span.end).count { place in
            guard text[place] == UInt8(ascii: "\\") else { return false }
            // `\270`, as a compiler writes it
            return text.has("\\x", at: place) && ByteClass.isHex(text[place + 2])
                || (1...3).allSatisfy { ByteClass.isDigit(text[place + $0]) }
        }
        return escapes >= 2
    }

    /// `user = "anonymous"` and `password = "busybox@"` below it: who logs in so has an address for a password, or a part of
    /// it (RFC 1635).
    private var isOfAnonymous: Bool {
        let value = site.span
        guard
            (value.start..<value.end).contains(where: { text[$0] == UInt8(ascii: "@") })
                || text.has("guest", at: value.start)
        else { return false }
        let line = text.lineStart(key.start)
        let before = text.lineStart(max(text.start, line - 1))
        return (max(before, key.start - 200)..<key.start).contains { text.has("anonymous", at: $0) }
    }

    /// `80(%rsp)`: where assembly keeps it.
    private var isOperand: Bool {
        guard text[site.span.end - 1] == UInt8(ascii: ")"), site.span.count <= 24 else { return false }
        return (site.span.start..<site.span.end).contains { text.has("(%", at: $0) }
    }

    /// `"_crypto_pwhash_passwd_max","_crypto_pwhash_passwd_min"`, `"Win32_System_Passwords","Win32_System_Performance"`: both
    /// are names of one family.
    private var isExported: Bool {
        guard site.evidence.contains(.inCall), key.count > 12, site.span.count > 12 else { return false }
        return (0..<8).allSatisfy { text[key.start + $0] == text[site.span.start + $0] }
            && (site.span.start..<site.span.end).allSatisfy { ByteClass.isName(text[$0]) }
    }
}
