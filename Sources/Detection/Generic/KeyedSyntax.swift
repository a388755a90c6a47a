internal import Model

/// A key that a language, a tool or a compiler has written, or that is one of a list of words.
extension KeyedValue {
    var syntaxEvidence: EvidenceSet {
        var evidence: EvidenceSet = []
        if isSyntax || isListed || isCompared || isOfDescriptor || isOperand || isExported {
            evidence.insert(.looksLikeCode)
        }
        if verdict.kind == .token, isReplaced || isOfCorpus { evidence.insert(.keyNamesPublic) }
        if key.count == 2, isMinified { evidence.formUnion([.unlikelyForKey, .keyAmbiguous]) }
        return evidence
    }

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
        let isBehind = text[open - 1] == 0x20 && (isBehindQuote(open) || text[open - 2] == UInt8(ascii: ")"))
        let next = site.span.end + 1
        let isBefore = text[next] == 0x20 && text[next + 1] == quote
        guard isFirst || isBehind || isBefore else { return false }
        if isWord { return true }
        guard isBehind || isBefore else { return false }
        return shape.upper == 0 && shape.letters * 10 >= shape.count * 5
            && shape.letters + shape.digits + shape.hyphens + shape.dots + shape.underscores == shape.count
            && (shape.digits == 0 || shape.hyphens > 0)
    }

    /// Nothing but blanks between the place and the literal before.
    private func isBehindQuote(_ place: Int) -> Bool {
        var here = place - 1
        while text[here] == 0x20 { here -= 1 }
        return text[here] == text[key.end]
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

    private var isBeforeValue: Bool {
        let comma = text.skippingBlanks(site.end)
        return text[comma] == UInt8(ascii: ",") && text.has("value", at: text.skippingWhitespace(comma + 1))
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

    /// `<token pos="IN">as</token> <token pos="NN">…`: words of a sentence, each in its element.
    private var isOfCorpus: Bool {
        guard key.count == 5, text[key.start - 1] == UInt8(ascii: "<") else { return false }
        let line = max(text.lineStart(key.start), key.start - 400)..<min(text.lineEnd(key.end), key.end + 400)
        return line.count { text.has("<token", at: $0) } >= 3
    }

    /// `<replace file="…" token="…" value="…">` of Ant, `ant.replace(file: …, token: "…", value: "…")`: what stands in a
    /// file.
    private var isReplaced: Bool {
        // Ant has an attribute, Groovy an argument and the value behind it.
        guard text[key.end] == UInt8(ascii: "=") || isBeforeValue else { return false }
        var here = key.start - 1
        while here > key.start - 400, text[here] != UInt8(ascii: "<"), text[here] != UInt8(ascii: ">") { here -= 1 }
        if text.has("<replace", at: here) { return true }
        let line = text.lineStart(key.start)
        return (line..<key.start).contains { text.has(".replace(", at: $0) }
    }
}
