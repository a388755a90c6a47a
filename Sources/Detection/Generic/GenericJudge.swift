internal import Model

/// Adds up what key, value and place say about each other.
struct GenericJudge {
    let text: WindowText
    let key: ByteSpan
    let verdict: KeyLexicon.Verdict
    let site: ValueSite

    private var valueText: WindowText { WindowText(text.bytes, from: site.span.start, to: site.span.end) }

    /// nil for what cannot be a secret at all: not worth carrying along.
    func evidence() -> EvidenceSet? {
        guard site.tail.isEmpty else {
            var parts = Array(text.bytes[site.span.start..<site.span.end])
            for part in site.tail { parts += text.bytes[part.start..<part.end] }
            return parts.withUnsafeBytes { evidence(for: $0) }
        }
        let span = site.span
        guard verdict.kind != .key || couldBeKey else { return nil }
        return evidence(for: UnsafeRawBufferPointer(rebasing: text.bytes[span.start..<span.end]))
    }

    private func evidence(for value: UnsafeRawBufferPointer) -> EvidenceSet? {
        let shape = ValueShape(value)
        guard shape.control == 0, shape.count > 2 else { return nil }
        // `</@}{;:=`: signs alone are what people may choose, and no program.
        guard verdict.kind == .password || shape.letters + shape.digits + shape.nonASCII > 0 else { return nil }
        var evidence = ValueJudge.evidence(for: value, shape: shape)
        evidence.formUnion(verdict.evidence)
        evidence.formUnion(site.evidence)
        if EncodedPlaceholder.matches(value) { evidence.insert(.placeholder) }
        let keyed = KeyedValue(text: text, key: key, verdict: verdict, site: site, shape: shape)
        if keyed.isSingleWord {
            evidence.insert(.singleWord)
            // `secret`, `admin`: told by these two together, see `PathEvidence.adjusted`. Of other words the letters
            // tell nothing.
            if Placeholder.isFiller(value) { evidence.insert(.lowEntropy) } else { evidence.remove(.lowEntropy) }
        }
        if verdict.isMaybePassword {
            guard keyed.isChosen(with: evidence) else { return nil }
            evidence.insert(.keyNamesPassword)
            if keyed.isBesideAccount { evidence.remove(.keyAmbiguous) }
        }
        if keyed.isPlainSetting {
            evidence.insert(.dictionaryPassword)
        } else if !evidence.contains(.dictionaryPassword) || shape.punctuation == 0, keyed.equalsKey {
            evidence.insert(.valueEqualsKey)
            // What looks random in it is what looks so in the key.
            evidence.remove(.highEntropy)
        }
        if site.tail.isEmpty {
            tellNames(shape, &evidence)
            tellForms(shape, &evidence)
            evidence.formUnion(keyed.evidence)
        }
        // A salt or nonce is as random as a key, and opens nothing.
        if verdict.kind == .salt {
            evidence.remove(.mixedClasses)
            evidence.remove(.looksLikeBase64)
            // Whoever reads the message reads its nonce; what is recorded of messages has thousands of them.
            if (key.start..<key.end).contains(where: { text.has("nonce", at: $0) }) {
                evidence.remove(.quoted)
                if ByteClass.isQuote(text[key.end]), text[text.skippingBlanks(key.end + 1)] == UInt8(ascii: ":") {
                    evidence.insert(.keyNamesPublic)
                }
            }
        }
        if evidence.contains(.keyNamesPublic), keyed.isAccountKey || keyed.isHashOfPassword {
            evidence.remove(.keyNamesPublic)
        }
        if verdict.kind == .password, ValueForm.isGrouped(valueText) {
            evidence.remove(.hasSpaces)
            evidence.remove(.looksLikeWords)
            evidence.insert(.highEntropy)
        }
        if keyed.isSigningPhrase {
            for name: Evidence in [.looksLikeIdentifier, .looksLikeWords, .looksLikePath] { evidence.remove(name) }
        } else if isUnlikely(evidence, keyed) {
            evidence.insert(.unlikelyForKey)
        } else if verdict.kind == .password, evidence.contains(.looksLikeIdentifier) {
            evidence.formUnion(keyed.nameEvidence)
            if keyed.isVariable { evidence.remove(.looksLikeIdentifier) }
        }
        if text.isComment(lineAt: key.start) { evidence.insert(.inComment) }
        if verdict.kind != .password, TokenBeginnings.isCut(value) { evidence.formUnion([.cut, .unlikelyForKey]) }
        // `"key": "53.363118:10.205809"`: without a letter it is a number, a place, a time.
        guard verdict.kind != .key || evidence.contains(.highEntropy) && runsAsKey(shape) && shape.letters > 0 else {
            return nil
        }
        return EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: evidence) >= Self.floor
            ? evidence : nil
    }

    /// Names that the letters alone do not tell, for what is in no dictionary looks random.
    private func tellNames(_ shape: ValueShape, _ evidence: inout EvidenceSet) {
        let value = valueText
        if PatternSigns.isPattern(value) || PatternSigns.isPiece(text, site.span) { evidence.insert(.looksLikeCode) }
        if PatternSigns.isUnfilled(text, site.span) { evidence.insert(.isTemplate) }
        if !site.evidence.contains(.quoted), isAlias(value) { evidence.insert(.isReference) }
        if ValueForm.isShortcut(value) {
            evidence.formUnion([.looksLikeIdentifier, .unlikelyForKey])
            evidence.remove(.highEntropy)
        }
        if verdict.kind != .password, ValueForm.isJoinedName(value, shape) {
            evidence.formUnion([.looksLikeIdentifier])
            evidence.remove(.highEntropy)
        }
        if ValueForm.isForeignText(value) {
            evidence.formUnion([.looksLikeWords, .unlikelyForKey])
            evidence.remove(.highEntropy)
        }
        if verdict.kind != .password, ValueForm.isColonHex(value, shape) { evidence.insert(.unlikelyForKey) }
        if isEscaped(shape) { evidence.remove(.highEntropy) }
        if verdict.kind == .key,
            ValueForm.endsInUUID(value) || key.count == 3 && ValueForm.isCacheKey(value, shape)
                || ValueForm.isShortcut(value) || ValueForm.isFieldList(value)
                || ValueForm.isPlace(value, shape) || ValueForm.isCompound(value)
        {
            evidence.formUnion([.looksLikeIdentifier])
            evidence.remove(.highEntropy)
        }
    }

    /// Forms that say what the value is, and names that only some keys have for values.
    private func tellForms(_ shape: ValueShape, _ evidence: inout EvidenceSet) {
        let value = valueText
        let isForm: Bool
        // `host:info:`: what such keys begin with
        let bytes = UnsafeRawBufferPointer(rebasing: text.bytes[site.span.start..<site.span.end])
        let isPrefix = text[site.span.end - 1] == UInt8(ascii: ":") && verdict.kind != .password
        switch verdict.kind {
        case _ where ValueForm.isFieldTag(value) || isStyleClass: isForm = true
        case _ where ValueForm.isFieldOfSecret(value, shape) || ValueForm.isModuleVersion(bytes): isForm = true
        case _ where ValueForm.isWritten(value, shape): isForm = true
        case _ where verdict.kind != .password && ValueForm.isReferredName(value, shape): isForm = true
        case _ where verdict.kind == .key && ValueForm.isNameOfEntry(value): isForm = true
        case _ where verdict.kind == .key && ValueForm.isChainPublicKey(value): isForm = true
        case _ where ValueForm.isSwitch(value) || ValueForm.isAdvisory(value): isForm = true
        case _
        where verdict.kind != .password
            && (ValueForm.isStoredName(value) || ValueForm.isTime(value) || ValueForm.isImportPath(value)
                || ValueForm.isFolder(value, shape) || ValueForm.isFile(value, shape) || isLabel(shape) || isOwnName
                || ValueForm.isParameterPiece(value)):
            isForm = true
        case _ where isPrefix || ValueForm.isHeldForm(value, shape) || ValueForm.isPluginVersion(value): isForm = true
        case _
        where verdict.kind != .password
            && (ValueForm.isMailAddress(value, shape) || ValueForm.isNamedForm(value, shape) || isVendor(shape)):
            isForm = true
        case .password:
            isForm = ValueForm.isProgramForm(value, shape) || ValueForm.isPackageVersion(value) || isPassOfSetup
        case .token:
            isForm =
                ValueForm.isProgramForm(value, shape) || ValueForm.isQualifiedName(value, shape)
                || ValueForm.isList(value, shape)
                || shape.letters == 0 && shape.punctuation > 1 || ValueForm.isIssue(value)
                || ValueForm.isStyle(value, shape)
        default:
            isForm =
                ValueForm.isProgramForm(value, shape) || ValueForm.isQualifiedName(value, shape)
                || ValueForm.isList(value, shape)
                || ValueForm.isAlgorithm(value, shape) || ValueForm.isFraction(value, shape)
        }
        guard isForm else { return }
        evidence.formUnion([.looksLikeIdentifier, .unlikelyForKey])
        evidence.remove(.highEntropy)
    }

    /// `<settings pass="oobeSystem">`: the steps in which Windows is set up.
    private var isPassOfSetup: Bool {
        let passes: [StaticString] = [
            "windowspe", "offlineservicing", "generalize", "specialize", "auditsystem", "audituser", "oobesystem",
        ]
        return key.count == 4
            && passes.contains { $0.utf8CodeUnitCount == site.span.count && text.has($0, at: site.span.start) }
    }

    /// `Login_password__3xK9a`, `_password_1b2c3_12`: what a class of a style sheet is called where each file has its own.
    private var isStyleClass: Bool {
        let last = site.span.end - key.count
        guard last > site.span.start,
            let place = (site.span.start..<last).first(where: { start in
                (0..<key.count).allSatisfy { text[start + $0] == text[key.start + $0] }
            }), text[place - 1] == UInt8(ascii: "_"), text[place + key.count] == UInt8(ascii: "_")
        else { return false }
        let rest = site.span.end - place - key.count
        return place == site.span.start + 1
            ? rest >= 6 && rest <= 11 : text[place + key.count + 1] == UInt8(ascii: "_") && rest <= 10
    }

    /// Log-odds in hundredths; no path makes more than 10 % of what is below it.
    private static let floor = -400

    /// A key that does not say what it opens must look like one: cheap to tell, and most do not.
    private var couldBeKey: Bool {
        guard site.span.count >= 12 else { return false }
        var digits = 0
        var small = 0
        // Capitals behind capitals: in names they are few, or all there is.
        var capitals = 0
        for offset in site.span.start..<min(site.span.end, site.span.start + 64) {
            let byte = text[offset]
            if ByteClass.isDigit(byte) { digits += 1 }
            if ByteClass.isLower(byte) { small += 1 }
            if ByteClass.isUpper(byte), ByteClass.isUpper(text[offset - 1]) { capitals += 1 }
            if byte == 0x20 { return false }
        }
        return digits >= 2 || site.span.count >= 16 && capitals >= 3 && small >= 3
    }

    /// Without digits the letters must say it: of a thousand names in programs with capitals in a row four run like this.
    private func runsAsKey(_ shape: ValueShape) -> Bool { shape.digits >= 2 || shape.likeness.mean < 150 }

    /// What such a key does not hold.
    private func isUnlikely(_ evidence: EvidenceSet, _ keyed: KeyedValue) -> Bool {
        let (shape, value) = (keyed.shape, valueText)
        if shape.nonASCII * 2 > shape.count || Translations.isWords(shape) || isEscaped(shape) { return true }
        // `passwords: users` tells where they are.
        if evidence.contains(.singleWord), text.folded(key.end - 1) == UInt8(ascii: "s"),
            text.has("words", at: key.end - 5) || text.has("tokens", at: key.end - 6)
        {
            return true
        }
        if shape.letters + shape.digits == 0, shape.nonASCII == 0 { return true }
        if verdict.kind != .password, ValueForm.isList(value, shape) || ValueForm.isSelector(value, shape) {
            return true
        }
        switch verdict.kind {
        case .password:
            if evidence.contains(.hasSpaces), keyed.isPassphrase { return false }
            if ValueForm.isField(value, shape) { return true }
            // `'password': 'Password for the panel.'`, `promptPassword("What is the PIN?")`
            if evidence.contains(.hasSpaces), shape.blanks >= 2, saysWhatItIs(shape) { return true }
            // `<param name="password">The password to verify.</param>`
            if evidence.contains(.hasSpaces), shape.blanks >= 2, shape.digits == 0,
                (value.start..<value.end).contains(where: { text.has(" password ", at: $0) })
            {
                return true
            }
            let isKnown = evidence.contains(.dictionaryPassword) && keyed.saysPassword
            return shape.count < 4 && !isKnown || shape.count > 72
                || (evidence.contains(.hasSpaces) && (evidence.contains(.looksLikeWords) || shape.count > 24))
                || evidence.contains(.looksLikePath)
        case .secret:
            // A long run of letters is a passphrase, no name.
            let isPassphrase = shape.letters == shape.count && shape.count >= 20
            return shape.count < 6 || evidence.contains(.hasSpaces) || shape.isPlainSequence
                || ValueForm.isCapitalisedWord(value, shape)
                || evidence.contains(.looksLikeIdentifier)
                || (evidence.contains(.looksLikeWords) || evidence.contains(.singleWord)) && !isPassphrase
        default:
            let isRandom = evidence.contains(.highEntropy)
            if ValueForm.isCapitalisedWord(value, shape), !isRandom { return true }
            // Tokens are drawn, and nobody makes them up: what does not look so is a word of a lexer, a theme, a page.
            if verdict.kind == .token, !isRandom, shape.count < 32, !evidence.contains(.looksLikeUUID) { return true }
            return shape.count < (isRandom ? 8 : 10) || shape.isPlainSequence
                || !isRandom && (evidence.contains(.isSequence) || shape.longestSteps >= 8)
                || (shape.classes == 1 && shape.count < 16 && !evidence.contains(.highEntropy))
                || evidence.contains(.hasSpaces) || evidence.contains(.looksLikeWords)
                || evidence.contains(.looksLikeIdentifier)
        }
    }

    private func saysWhatItIs(_ shape: ValueShape) -> Bool {
        let last = text[site.span.end - 1]
        if last == UInt8(ascii: "?"), shape.digits == 0 { return true }
        let begin = site.span.start
        return shape.digits == 0 && key.count >= 4 && text[begin + key.count] == 0x20
            && (0..<key.count).allSatisfy { text.folded(key.start + $0) == text.folded(begin + $0) }
    }

    /// `API-nyckel`, `SSH-Schlüssel`: what people call such a key in their language.
    private func isLabel(_ shape: ValueShape) -> Bool {
        guard shape.hyphens == 1, shape.digits == 0, shape.blanks == 0,
            let hyphen = (site.span.start..<site.span.end).first(where: { text[$0] == UInt8(ascii: "-") })
        else { return false }
        return (2...5).contains(hyphen - site.span.start) && hyphen + 2 < site.span.end
            && (site.span.start..<hyphen).allSatisfy { ByteClass.isUpper(text[$0]) }
            && (hyphen + 2..<site.span.end).allSatisfy { ByteClass.isLower(text[$0]) || text[$0] >= 0x80 }
    }

    /// `SHOP_X509_KEY = "SHOP_X509_KEY"`
    private var isOwnName: Bool {
        site.span.count == key.count
            && (0..<key.count).allSatisfy { text[key.start + $0] == text[site.span.start + $0] }
    }

    /// `CLOUDFLARE_API_TOKEN: 'Cloudflare'`: whom the key belongs to, for people to read.
    private func isVendor(_ shape: ValueShape) -> Bool {
        guard shape.count >= 4, shape.letters == shape.count, ByteClass.isUpper(text[site.span.start]),
            key.count > shape.count
        else { return false }
        return (0..<shape.count).allSatisfy { text.folded(key.start + $0) == text.folded(site.span.start + $0) }
    }

    /// `PASS: *dbpass`: what stands at the anchor `&dbpass` in YAML; `secrets: &id002`: what stands below.
    private func isAlias(_ value: WindowText) -> Bool {
        (value[value.start] == UInt8(ascii: "*") || value[value.start] == UInt8(ascii: "&"))
            && value.end - value.start > 2 && text[value.start - 1] == 0x20
            && text[value.start - 2] == UInt8(ascii: ":")
            && (value.start + 1..<value.end).allSatisfy { ByteClass.isName(value[$0]) }
    }

    /// `\u5BC6\u7801`, `Contrase\xf1a`: letters beyond ASCII, escaped.
    private func isEscaped(_ shape: ValueShape) -> Bool {
        var (escapes, accents, others) = (0, 0, 0)
        var here = site.span.start
        while here < site.span.end {
            if text.has("\\u", at: here), ByteClass.isHex(text[here + 2]) { escapes += 1 }
            let isAccent =
                verdict.kind == .password && text.has("\\x", at: here) && text.folded(here + 2) >= UInt8(ascii: "a")
                && ByteClass.isHex(text[here + 2]) && ByteClass.isHex(text[here + 3])
            if isAccent {
                accents += 1
                here += 4
                continue
            }
            if !ByteClass.isLetter(text[here]), text[here] != 0x20, text[here] != UInt8(ascii: "-") { others += 1 }
            here += 1
        }
        return escapes > 0 && escapes * 12 > shape.count || accents > 0 && others == 0 && shape.letters > accents * 4
    }
}
