package import Model

/// Finds generic secrets: values without a format of their own, told by their key, their looks and where they stand.
///
/// A pure function of the window's bytes. Called for every anchor hit, so most calls must end early: a hit that
/// is no assignment costs a few comparisons.
package struct GenericDetector: Sendable {
    package init() {}

    /// How far it reads in long lines.
    static let bytesBefore = 512
    static let bytesBehind = 2048

    /// The lines around an anchor's own that may be read for it.
    static func lines(around line: ByteSpan, in content: UnsafeRawBufferPointer) -> ByteSpan {
        var lines = line
        for _ in 0..<RuleLibrary.linesBeforeAnchors where lines.start > 0 {
            lines.start = LineFinder.start(before: lines.start - 1, in: content)
        }
        for _ in 0..<RuleLibrary.genericReach where lines.end < content.count {
            lines.end = LineFinder.end(after: lines.end + 1, in: content)
        }
        return lines
    }

    /// Appends the candidates that the hit at `hit` leads to; a value that the same window gave before is not repeated.
    /// - Parameters:
    ///   - hit: the anchor's span.
    ///   - line: the hit's line, without its line break.
    ///   - window: the lines around it that may be read.
    package func candidates(
        in content: UnsafeRawBufferPointer, hit: ByteSpan, line: ByteSpan, window: ByteSpan,
        into found: inout [GenericCandidate]
    ) {
        let text = WindowText(content, from: window.start, to: window.end)
        guard hit.start >= text.start, hit.end <= text.end, hit.start < hit.end else { return }
        let commands = CommandReader(text: text, line: line)
        switch text.folded(hit.start) {
        case UInt8(ascii: "i") where text.has("identified by", at: hit.start):
            return append(commands.identifiedBy(hit), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "c") where text.has("curl ", at: hit.start):
            return append(commands.basicUser(hit), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "m") where text.has("mysql", at: hit.start):
            return append(commands.attachedPassword(hit), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "d") where text.has("docker login", at: hit.start):
            return append(commands.loginPassword(hit), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "s") where text.has("sshpass", at: hit.start):
            return append(commands.attachedPassword(hit), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "s") where text.has("securestring", at: hit.start):
            return append(commands.firstLiteral(behind: hit.end), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "d") where text.has("directoryentry", at: hit.start):
            return append(commands.lastLiteral(behind: hit.end), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "c") where text.has("credential(", at: hit.start):
            return append(commands.lastLiteral(behind: hit.end), key: hit, verdict: .password, in: text, to: &found)
        case UInt8(ascii: "b") where text.has("bearer ", at: hit.start):
            if let site = commands.scheme(hit) {
                return append(site, key: hit, verdict: .token, in: text, to: &found)
            }
        case UInt8(ascii: "v") where text.has("value:", at: hit.start):
            guard let (name, site) = PairReader(text: text).namedBefore(hit.start),
                let verdict = KeyLexicon.judge(text, name)
            else { return }
            return append(site, key: name, verdict: verdict, in: text, to: &found)
        case UInt8(ascii: "a") where text.has("authorization", at: hit.start):
            if let site = commands.authorization(hit) {
                return append(site, key: hit, verdict: .authorization, in: text, to: &found)
            }
        default: break
        }
        // `"sk"`: the anchor brings along what stands before the name.
        let start = ByteClass.isName(text[hit.start]) ? hit.start : hit.start + 1
        guard let key = KeySite(text, around: ByteSpan(start, hit.end)), !isModule(text, key), !isPartOfPath(text, key),
            !isPublicKeyToken(text, key), key.name.count > 5 || !ByteClass.isDigit(text[key.name.start]),
            !PatternSigns.namesGroup(text, from: key.name.start),
            key.name.count > 3 || holdsLongWord(text, behind: key.end),
            let site = AssignmentReader(text: text, key: key, line: line).value(),
            let verdict = verdict(text, key, site) ?? AbbreviatedName.verdict(text, key, site),
            !isNameOfPair(text, key, site)
        else { return }
        append(site, key: key.name, verdict: verdict, in: text, to: &found)
    }

    private func verdict(_ text: WindowText, _ key: KeySite, _ site: ValueSite) -> KeyLexicon.Verdict? {
        let name = named(text, key, site)
        guard let verdict = KeyLexicon.judge(text, name), verdict.evidence.contains(.keyNamesPublic),
            isSetting(text, name) || text.has("valid", at: name.start) || namesAPIKey(text, name)
                || text.has("reset_token", at: name.end - 11),
            isDrawn(text, site.span)
        else { return KeyLexicon.judge(text, name) }
        return KeyLexicon.judge(text, name, isSetting: true)
    }

    /// `labelStudioApiKey`, `check_mk_api_key`: what such a key is for, or whose it is.
    private func namesAPIKey(_ text: WindowText, _ name: ByteSpan) -> Bool {
        text.has("apikey", at: name.end - 6) || text.has("api_key", at: name.end - 7)
    }

    /// `READ_API_KEY`: capitals and underscores; `X-Parse-Master-Key`: a header.
    private func isSetting(_ text: WindowText, _ name: ByteSpan) -> Bool {
        if text.has("x-", at: name.start) {
            return (name.start..<name.end).allSatisfy {
                ByteClass.isAlphanumeric(text[$0]) || text[$0] == UInt8(ascii: "-")
            }
        }
        return (name.start..<name.end).allSatisfy {
            ByteClass.isUpper(text[$0]) || ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: "_")
        }
    }

    /// Whether nobody can have written it by hand.
    private func isDrawn(_ text: WindowText, _ span: ByteSpan) -> Bool {
        span.count >= 20 && text.mixesLettersAndDigits(span, without: " /.:")
            && ValueJudge.looksRandom(ValueShape(UnsafeRawBufferPointer(rebasing: text.bytes[span.start..<span.end])))
    }

    /// `getPassword() == "x"` compares the password, and not what gets it; `getPassword() { return "x"; }` is it.
    private func named(_ text: WindowText, _ key: KeySite, _ site: ValueSite) -> ByteSpan {
        guard key.name.count > 4, text.has("get", at: key.name.start),
            site.evidence.contains(.inComparison)
                || text[key.end] == UInt8(ascii: "(") && ReturnedLiteral(text: text).ofFunction(key.end + 1) != nil
        else { return key.name }
        return ByteSpan(key.name.start + (text[key.name.start + 3] == UInt8(ascii: "_") ? 4 : 3), key.name.end)
    }

    /// `"/etc/passwd": "…"`: the file that lists a system's accounts; `checksum/secret: 01ba47…`: what Helm notes so that
    /// pods see a change.
    private func isPartOfPath(_ text: WindowText, _ key: KeySite) -> Bool {
        key.before == UInt8(ascii: "/")
            && (text.has("etc/passwd", at: key.name.start - 4) || text.has("etc/security/", at: key.name.start - 13)
                || text.has("checksum/", at: key.name.start - 9))
    }

    /// `'Test2::Event::Pass' => …`: the name of a module.
    private func isModule(_ text: WindowText, _ key: KeySite) -> Bool {
        ByteClass.isQuote(text[key.end]) && key.quote == 0 && key.before == UInt8(ascii: ":")
            && text[key.name.start - 2] == UInt8(ascii: ":")
    }

    /// `Public key token is d90d69c2f45e6a30`: what .NET knows the signer of a library by.
    private func isPublicKeyToken(_ text: WindowText, _ key: KeySite) -> Bool {
        key.before == 0x20 && text.has("public key token", at: key.name.start - 11)
    }

    /// `key="Name" value="x"`, `{ "key": "kubernetes.io/cluster", "value": … }`: what is called `key` there names the value.
    private func isNameOfPair(_ text: WindowText, _ key: KeySite, _ site: ValueSite) -> Bool {
        guard key.name.count == 3 else { return false }
        // Public Key: 3082010a…
        if text.has("public ", at: key.name.start - 7) { return true }
        // x:Key="…" of XAML, ovfenv:key="…": an attribute with a namespace
        if key.before == UInt8(ascii: ":"), ByteClass.isLetter(text[key.name.start - 2]),
            text[key.end] == UInt8(ascii: "=") || text.folded(key.name.start - 2) == UInt8(ascii: "x")
        {
            return true
        }
        var next = text.skippingWhitespace(site.end)
        if text[next] == UInt8(ascii: ",") { next = text.skippingWhitespace(next + 1) }
        if ByteClass.isQuote(text[next]) { next += 1 }
        return text.has("value", at: next) || text.has("operator", at: next)
    }

    /// `key`, `pwd`, `pw`: short names are anything, mostly in code. What `key` opens takes a long value; that much
    /// is seen at once.
    private func holdsLongWord(_ text: WindowText, behind start: Int) -> Bool {
        guard text.folded(start - 1) == UInt8(ascii: "y") else { return true }
        var run = 0
        for offset in start..<start + 64 {
            let byte = text[offset]
            guard byte != UInt8(ascii: "\n") else { return false }
            run =
                ByteClass.isName(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
                    || byte == UInt8(ascii: ".") ? run + 1 : 0
            if run == 12 { return true }
        }
        return false
    }

    /// `client_secret`, `consumerSecret`, `app-secret`: judged like any other secret.
    private func isOfClient(_ verdict: KeyLexicon.Verdict, _ text: WindowText, _ key: ByteSpan) -> Bool {
        guard verdict.kind == .secret,
            let place = (key.start..<key.end).last(where: { text.has("secret", at: $0) })
        else { return false }
        let end = ByteClass.isAlphanumeric(text[place - 1]) ? place : place - 1
        let owners: [StaticString] = ["client", "consumer", "app"]
        return owners.contains { owner in
            let start = end - owner.utf8CodeUnitCount
            return start >= key.start && text.has(owner, at: start)
                && (start == key.start || !ByteClass.isLower(text[start - 1]) || ByteClass.isUpper(text[start]))
        }
    }

    private func append(
        _ site: ValueSite?, key: ByteSpan, verdict: KeyLexicon.Verdict, in text: WindowText,
        to found: inout [GenericCandidate]
    ) {
        guard var site, !site.span.isEmpty else { return }
        site.span = CommandReader.withoutScheme(text, site.span)
        guard !site.span.isEmpty, !found.suffix(4).contains(where: { $0.secret == site.span }),
            let evidence = GenericJudge(text: text, key: key, verdict: verdict, site: site).evidence()
        else { return }
        // A value of several literals lies between the first one's begin and the last one's end.
        if let last = site.tail.last { site.span.end = last.end }
        found.append(
            GenericCandidate(
                kind: isOfClient(verdict, text, key) ? .clientSecret : verdict.kind, key: key, secret: site.span,
                whole: ByteSpan(min(key.start, site.span.start), max(site.span.end, key.end)), evidence: evidence))
    }
}

extension KeyLexicon.Verdict {
    fileprivate static let password = Self(kind: .password, evidence: [.keyNamesSecret, .keyNamesPassword])
    fileprivate static let token = Self(kind: .token, evidence: [.keyNamesSecret])
    fileprivate static let authorization = Self(kind: .authorization, evidence: [.keyNamesSecret])
}
