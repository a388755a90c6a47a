internal import Model

/// What stands right beside a key and makes another thing of it: a variable that is read, a verdict, a name in a list, the
/// nonce of a challenge.
struct KeyPlace {
    let text: WindowText
    let key: ByteSpan
    let verdict: KeyLexicon.Verdict
    let site: ValueSite
    let shape: ValueShape

    var evidence: EvidenceSet {
        var evidence: EvidenceSet = []
        if isSyntax || isListed || isCompared { evidence.insert(.looksLikeCode) }
        if namesOther { evidence.insert(.keyNamesPublic) }
        if isStored { evidence.insert(.isReference) }
        if isSearchKey { evidence.insert(.publishable) }
        if isPossessed { evidence.insert(.inSentence) }
        if repeatsKey { evidence.insert(.valueEqualsKey) }
        if isConstantOfRemark { evidence.formUnion([.looksLikeIdentifier, .unlikelyForKey]) }
        return evidence
    }

    private var value: WindowText { WindowText(text.bytes, from: site.span.start, to: site.span.end) }

    private var isUUID: Bool { ValueForm.isUUID(value) }

    /// The byte before the value's quote, if it has one, and where that byte stands.
    private var front: Int { ByteClass.isQuote(text[site.span.start - 1]) ? site.span.start - 2 : site.span.start - 1 }

    // MARK: Syntax

    private var isSyntax: Bool {
        let (before, after) = (text[key.start - 1], text[key.end])
        // `$PWD:/mnt`, `"$PWD":/src:ro`: the variable is read, and something follows it.
        let colon = ByteClass.isQuote(after) ? key.end + 1 : key.end
        if before == UInt8(ascii: "$"), text[colon] == UInt8(ascii: ":"), site.span.start == colon + 1,
            site.evidence.contains(.bareValue) || site.evidence.contains(.inString)
        {
            return true
        }
        // HOST_PWD=\`pwd -P\`
        if text[site.span.start - 1] == UInt8(ascii: "`"), text[site.span.start - 2] == UInt8(ascii: "\\") {
            return true
        }
        // `[pass] "foo" matches`: how a test went.
        if before == UInt8(ascii: "["), after == UInt8(ascii: "]"), verdict.kind == .password,
            key.count == 4, text[key.start - 2] <= 0x20
        {
            return true
        }
        // `--password}'[what it is]:password:_function`, `[from a passphrase]:alg:(md2 md5)`: completions of zsh.
        if before == UInt8(ascii: ":"), text[key.start - 2] == UInt8(ascii: "]"), after == UInt8(ascii: ":") {
            return true
        }
        if after == UInt8(ascii: "]"), text[key.end + 1] == UInt8(ascii: ":"), ByteClass.isLower(text[key.end + 2]) {
            return true
        }
        // :token:`~pkg-dep`: a role of reStructuredText
        if before == UInt8(ascii: ":"), after == UInt8(ascii: ":"), text[key.end + 1] == UInt8(ascii: "`") {
            return true
        }
        // `alias cpwd="clear;pwd"`
        return text.has("alias ", at: key.start - 6)
    }

    /// `"password"===x?a="password":"digit"===x`: the next thing to compare.
    private var isCompared: Bool {
        guard !site.evidence.contains(.inComparison), ByteClass.isQuote(text[site.span.end]) else { return false }
        return text.has("==", at: text.skippingBlanks(site.span.end + 1))
    }

    /// `'libdata-passwd-perl' 'gprolog' 'leksah'`, `[ "passwd" "shadow" ]`: names with nothing but blanks between them.
    private var isListed: Bool {
        let quote = text[key.end]
        guard ByteClass.isQuote(quote), site.span.start > key.end + 2, text[site.span.start - 1] == quote,
            text[site.span.end] == quote, (key.end + 1..<site.span.start - 1).allSatisfy({ text[$0] == 0x20 }),
            shape.blanks == 0, shape.nonASCII == 0, shape.letters > 0
        else { return false }
        var open = key.start - 1
        while open > key.start - 80, text[open] != quote, text[open] > 0x20 { open -= 1 }
        // an option and what it is given
        guard text[open] == quote || text[open] == 0x20, text[open + 1] != UInt8(ascii: "-") else { return false }
        while open > key.start - 80, text[open] != quote { open -= 1 }
        let isWord =
            shape.letters == shape.count
            && (shape.upper == 0 || shape.upper == 1 && ByteClass.isUpper(value[value.start]))
        let isFirst =
            text[open - 1] == UInt8(ascii: "(") || text[open - 1] == 0x20 && "[(".utf8.contains(text[open - 2])
        let isBehind = text[open - 1] == 0x20 && (text[open - 2] == quote || text[open - 2] == UInt8(ascii: ")"))
        let next = site.span.end + 1
        let isBefore = text[next] == 0x20 && text[next + 1] == quote
        guard isFirst || isBehind || isBefore else { return false }
        if isWord { return true }
        guard isBehind || isBefore else { return false }
        return shape.upper == 0 && shape.letters * 10 >= shape.count * 5
            && shape.letters + shape.digits + shape.hyphens + shape.dots + shape.underscores == shape.count
            && (shape.digits == 0 || shape.hyphens > 0)
    }

    // MARK: Meaning

    private var namesOther: Bool {
        switch verdict.kind {
        case .password: isPassOfProgram || isVerb || isService || isIndexed
        case .salt: isOfChallenge
        case .key:
            isOfSocket || isOfObject || isOfFile || isOfCertificate
        case .accessKey: isOfRepository
        // What Jenkins and CI servers keep is called by a UUID.
        case .credential: isUUID
        // `"authorization": "iauth_1Gaa…"`: an authorisation's id begins with what it is.
        case .authorization:
            (1...4).contains { text.has("auth_", at: site.span.start + $0) }
                && (site.span.start..<site.span.start + 5).allSatisfy {
                    ByteClass.isLower(text[$0]) || text[$0] == UInt8(ascii: "_")
                }
        default: false
        }
    }

    /// `RUN: lld --add-pass layout | FileCheck`: what a compiler does; `CU_PASS("detected a URI")`: what a test says.
    private var isPassOfProgram: Bool {
        guard text.has("pass", at: key.end - 4) else { return false }
        if text[key.end] == UInt8(ascii: "("), shape.blanks > 0,
            (key.start..<key.end).allSatisfy({ ByteClass.isUpper(text[$0]) || text[$0] == UInt8(ascii: "_") })
        {
            return true
        }
        let line = text.lineStart(key.start)
        return (line..<min(line + 6, key.start)).contains { text.has("run: ", at: $0) }
    }

    /// `should pass reason 'keyboard'`, `the name you pass to this method is "Flags"`
    private var isVerb: Bool {
        guard key.count == 4, text.has("pass ", at: key.start), ByteClass.isLower(text[key.end + 1]) else {
            return false
        }
        let words: [StaticString] = ["should ", "to ", "you ", "must ", "can ", "will ", "we "]
        return words.contains {
            let start = key.start - $0.utf8CodeUnitCount
            return text.has($0, at: start) && !ByteClass.isAlphanumeric(text[start - 1])
        }
    }

    /// `keyring.set_password("service", …`: what the password is for.
    private var isService: Bool {
        text.has("keyring.", at: key.start - 8) && text[front] == UInt8(ascii: "(")
    }

    /// The index of a manual: a name with its number, a colon, and a page behind many blanks.
    private var isIndexed: Bool {
        guard site.evidence.contains(.bareValue) else { return false }
        return (site.span.end..<min(text.lineEnd(site.span.end), site.span.end + 40)).contains {
            text.has("(line ", at: $0)
        }
    }

    /// `Digest realm="x", nonce="…"`, `oauth_nonce="…"`, `\"nonce\":\"…\"`: everybody who reads the message reads it.
    private var isOfChallenge: Bool {
        guard text.has("nonce", at: key.end - 5) else { return false }
        if text.has("oauth_", at: key.start) || text.has("cnonce", at: key.end - 6) { return true }
        if text[key.end] == UInt8(ascii: "\\"), text[front] == UInt8(ascii: "\\") || text[front] == UInt8(ascii: ":") {
            return true
        }
        let words: [StaticString] = ["realm", "digest", "qop=", "oauth_", "authenticate", "mac id="]
        return (max(text.start, key.start - 200)..<min(text.end, site.span.end + 200)).contains { place in
            words.contains { text.has($0, at: place) }
        }
    }

    /// Sixteen bytes or a SHA-1 in base64 beside the word: the two halves of a handshake (RFC 6455).
    private var isOfSocket: Bool {
        let padding = (site.span.start..<site.span.end).count { text[$0] == UInt8(ascii: "=") }
        guard shape.count == 24 && padding == 2 || shape.count == 28 && text[site.span.end - 1] == UInt8(ascii: "=")
        else {
            return false
        }
        return (max(text.start, key.start - 300)..<min(text.end, site.span.end + 300)).contains {
            text.has("websocket", at: $0)
        }
    }

    /// `Guid.Parse("5f22…")`, `UUID.fromString("…")`: what is of that type names something.
    private var isOfObject: Bool {
        guard isUUID, text[front] == UInt8(ascii: "(") else { return false }
        let calls: [StaticString] = ["guid.parse(", "guid(", "fromstring(", "uuid(", "uuid.parse("]
        return calls.contains { text.has($0, at: front + 1 - $0.utf8CodeUnitCount) }
    }

    /// `"key":"…","md5":"…"`: a file in a store.
    private var isOfFile: Bool {
        key.count == 3 && (text.has("\",\"md5\"", at: site.span.end) || text.has("\",\"etag\"", at: site.span.end))
    }

    /// `Loaded X.509 cert 'Build time autogenerated kernel key: b5b2…'`: a fingerprint; `Repository Key: 5717…`: an id.
    private var isOfCertificate: Bool {
        if isOfRepository { return true }
        let line = max(text.lineStart(key.start), key.start - 100)
        return shape.hex == shape.count && (line..<key.start).contains { text.has("x.509 cert", at: $0) }
    }

    /// `Repository Key:`, and `Root Key:` below it: how Docker tells who signs.
    private var isOfRepository: Bool {
        guard shape.hex == shape.count, shape.count == 64 else { return false }
        return (max(text.start, key.start - 200)..<key.end).contains { text.has("repository key:", at: $0) }
            || text.has("repository key:", at: key.end - 14)
    }

    /// `credentials('7c1a…')`: a credential by its id in Jenkins; a list of such ids below `secrets:`, as builds.sr.ht has it.
    private var isStored: Bool {
        guard isUUID else { return false }
        if text.has("credentials(", at: front - 11) { return true }
        return verdict.kind == .secret && site.evidence.contains(.bareValue) && text[site.span.start - 1] == 0x20
            && text[site.span.start - 2] == UInt8(ascii: "-")
    }

    /// `apiKey: '1270…', indexName: 'docs'`: what Algolia's DocSearch asks with, in the page of everybody.
    private var isSearchKey: Bool {
        guard verdict.kind == .apiKey, shape.count == 32, shape.hex == 32 else { return false }
        return (max(text.start, key.start - 160)..<min(text.end, site.span.end + 160)).contains {
            text.has("indexname", at: $0)
        }
    }

    /// `password: "password___2gyua"`, a class of a style sheet; `'password' => 'password:custom'`, a rule; `"x.pass":
    /// Pass_81037`, a name with a number.
    private var repeatsKey: Bool {
        let rest = site.span.start + key.count
        if verdict.kind == .password, site.span.count > key.count,
            (0..<key.count).allSatisfy({ text[key.start + $0] == text[site.span.start + $0] }),
            text.has("___", at: rest) || text[rest] == UInt8(ascii: ":") && ByteClass.isLower(text[rest + 1])
        {
            return true
        }
        var joint = site.span.end
        while ByteClass.isDigit(text[joint - 1]) { joint -= 1 }
        let count = joint - 1 - site.span.start
        return text[joint - 1] == UInt8(ascii: "_") && site.span.end - joint >= 4 && count >= 4 && count <= key.count
            && ByteClass.isUpper(text[site.span.start])
            && (0..<count).allSatisfy { text.folded(key.end - count + $0) == text.folded(site.span.start + $0) }
    }

    /// In a remark: the word, a colon, and a constant.
    private var isConstantOfRemark: Bool {
        site.evidence.contains(.bareValue) && shape.lower == 0 && shape.underscores > 0
            && shape.upper + shape.underscores == shape.count && text.isComment(lineAt: key.start)
    }

    /// `failed to get terminal's pwd: timeout`
    private var isPossessed: Bool {
        text.has("'s ", at: key.start - 3) && ByteClass.isLower(text[key.start - 4]) && shape.lower == shape.count
    }
}
