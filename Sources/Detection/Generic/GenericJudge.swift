internal import Model

/// Adds up what key, value and place say about each other.
struct GenericJudge {
    let text: WindowText
    let key: ByteSpan
    let verdict: KeyLexicon.Verdict
    let site: ValueSite

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
        if isSingleWord(shape) {
            evidence.insert(.singleWord)
            // `secret`, `admin`: told by these two together, see `PathEvidence.adjusted`. Of other words the letters
            // tell nothing.
            if Placeholder.isFiller(value) { evidence.insert(.lowEntropy) } else { evidence.remove(.lowEntropy) }
        }
        if verdict.isMaybePassword {
            guard isChosen(shape, evidence) else { return nil }
            evidence.insert(.keyNamesPassword)
            if isBesideAccount { evidence.remove(.keyAmbiguous) }
        }
        if isPlainSetting {
            evidence.insert(.dictionaryPassword)
        } else if !evidence.contains(.dictionaryPassword) || shape.punctuation == 0, equalsKey(shape) {
            evidence.insert(.valueEqualsKey)
            // What looks random in it is what looks so in the key.
            evidence.remove(.highEntropy)
        }
        if site.tail.isEmpty {
            tellNames(shape, &evidence)
            tellForms(shape, &evidence)
            evidence.formUnion(KeyCompany(text: text, key: key, verdict: verdict, site: site).evidence)
        }
        // A salt or nonce is as random as a key, and opens nothing.
        if verdict.kind == .salt {
            evidence.remove(.mixedClasses)
            evidence.remove(.looksLikeBase64)
            // Whoever reads the message reads its nonce.
            if (key.start..<key.end).contains(where: { text.has("nonce", at: $0) }) { evidence.remove(.quoted) }
        }
        if evidence.contains(.keyNamesPublic), isAccountKey(shape) { evidence.remove(.keyNamesPublic) }
        if verdict.kind == .password,
            ValueForm.isGrouped(WindowText(text.bytes, from: site.span.start, to: site.span.end))
        {
            evidence.remove(.hasSpaces)
            evidence.remove(.looksLikeWords)
            evidence.insert(.highEntropy)
        }
        if isSigningPhrase(shape) {
            for name: Evidence in [.looksLikeIdentifier, .looksLikeWords, .looksLikePath] { evidence.remove(name) }
        } else if isUnlikely(evidence, shape) {
            evidence.insert(.unlikelyForKey)
        }
        if text.isComment(lineAt: key.start) { evidence.insert(.inComment) }
        if verdict.kind != .password, TokenBeginnings.isCut(value) { evidence.formUnion([.cut, .unlikelyForKey]) }
        guard verdict.kind != .key || evidence.contains(.highEntropy) && runsAsKey(shape) else { return nil }
        return EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: evidence) >= Self.floor
            ? evidence : nil
    }

    /// `$clave = "…";`: what people make up for a password, and no name or code of a thing: letters and digits, and
    /// capitals or signs among them or an account beside it.
    private func isChosen(_ shape: ValueShape, _ evidence: EvidenceSet) -> Bool {
        if evidence.contains(.dictionaryPassword) { return true }
        guard shape.count >= 6, shape.lower > 0, shape.digits > 0, shape.blanks == 0 else { return false }
        let signs = shape.punctuation - shape.hyphens - shape.underscores - shape.dots
        return shape.upper > 0 || signs > 0
            || !evidence.contains(.looksLikeIdentifier)
                && (verdict.evidence.contains(.keyNamesSecret) || isBesideAccount)
    }

    private var isBesideAccount: Bool {
        let words: [StaticString] = [
            "usuario", "user", "usr", "login", "servidor", "server", "host", "correo", "email", "utente", "kullan",
            "basedatos", "base_datos",
        ]
        return (max(key.start - 200, text.start)..<min(site.span.end + 200, text.end)).contains { place in
            !ByteClass.isLetter(text[place - 1]) && words.contains { text.has($0, at: place) }
        }
    }

    /// Names that the letters alone do not tell, for what is in no dictionary looks random.
    private func tellNames(_ shape: ValueShape, _ evidence: inout EvidenceSet) {
        let value = WindowText(text.bytes, from: site.span.start, to: site.span.end)
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
        if ValueForm.isForeignText(value, shape) {
            evidence.formUnion([.looksLikeWords, .unlikelyForKey])
            evidence.remove(.highEntropy)
        }
        if verdict.kind != .password, isColonHex(shape) { evidence.insert(.unlikelyForKey) }
        if isEscaped(shape) { evidence.remove(.highEntropy) }
        // `"key": "ccc4ce56-…"`: whatever it belongs to is called so
        if verdict.kind == .key, key.count == 3, ByteClass.isQuote(text[key.end]), ValueForm.isUUID(value) {
            evidence.insert(.keyNamesPublic)
        }
        if verdict.kind == .key,
            endsInUUID(value) || isCacheKey(value, shape) || ValueForm.isShortcut(value) || isFieldList(value)
                || isPlace(value, shape)
        {
            evidence.formUnion([.looksLikeIdentifier])
            evidence.remove(.highEntropy)
        }
        if verdict.kind == .secret || verdict.kind == .key, isMounted { evidence.insert(.isReference) }
        if verdict.kind == .key, isObjectPath(value) || isPeer(shape) { evidence.insert(.keyNamesPublic) }
        // WHERE OperationKey = 'ccc4ce56-…'
        if verdict.kind == .key, ValueForm.isUUID(value), isCondition { evidence.insert(.keyNamesPublic) }
        // <map Token="b77a5c561934e089" PublicKey="0024…">
        if verdict.kind == .token, shape.count == 16, shape.hex == 16, isBesidePublicKey {
            evidence.insert(.keyNamesPublic)
        }
        // `ClientToken` of AWS and Baidu: a request that is sent twice is done once.
        if verdict.kind == .token, ValueForm.isUUID(value), namesRequest { evidence.insert(.keyNamesPublic) }
        if verdict.kind == .key || verdict.kind == .encryptionKey || verdict.kind == .accessKey,
            ValueForm.isFingerprint(shape) || shape.count == 18 && text.has("0x", at: site.span.start),
            shape.count == 40 || namesSigner || verdict.kind == .key && isBesideApt
        {
            evidence.insert(.integrityField)
        }
    }

    /// Forms that say what the value is, and names that only some keys have for values.
    private func tellForms(_ shape: ValueShape, _ evidence: inout EvidenceSet) {
        let value = WindowText(text.bytes, from: site.span.start, to: site.span.end)
        let isForm: Bool
        // `host:info:`: what such keys begin with
        let bytes = UnsafeRawBufferPointer(rebasing: text.bytes[site.span.start..<site.span.end])
        let isPrefix = text[site.span.end - 1] == UInt8(ascii: ":") && verdict.kind != .password
        switch verdict.kind {
        case _ where ValueForm.isFieldOfSecret(value, shape) || ValueForm.isModuleVersion(bytes): isForm = true
        case _ where isPrefix || ValueForm.isHeldForm(value, shape) || ValueForm.isPluginVersion(value): isForm = true
        case _
        where verdict.kind != .password
            && (ValueForm.isMailAddress(value, shape) || ValueForm.isNamedForm(value, shape) || isVendor(shape)):
            isForm = true
        case .password: isForm = ValueForm.isProgramForm(value, shape)
        case .token:
            isForm =
                ValueForm.isProgramForm(value, shape) || ValueForm.isQualifiedName(value, shape) || isList(shape)
                || ValueForm.isIssue(value) || ValueForm.isStyle(value, shape)
        default:
            isForm =
                ValueForm.isProgramForm(value, shape) || ValueForm.isQualifiedName(value, shape) || isList(shape)
                || ValueForm.isAlgorithm(value, shape) || ValueForm.isFraction(value, shape)
        }
        guard isForm else { return }
        evidence.formUnion([.looksLikeIdentifier, .unlikelyForKey])
        evidence.remove(.highEntropy)
    }

    /// `CLOUDFLARE_API_TOKEN: 'Cloudflare'`: whom the key belongs to, for people to read.
    private func isVendor(_ shape: ValueShape) -> Bool {
        guard shape.count >= 4, shape.letters == shape.count, ByteClass.isUpper(text[site.span.start]),
            key.count > shape.count
        else { return false }
        return (0..<shape.count).allSatisfy { text.folded(key.start + $0) == text.folded(site.span.start + $0) }
    }

    /// `PASS: *dbpass`: what stands at the anchor `&dbpass` in YAML.
    private func isAlias(_ value: WindowText) -> Bool {
        value[value.start] == UInt8(ascii: "*") && value.end - value.start > 2 && text[value.start - 1] == 0x20
            && text[value.start - 2] == UInt8(ascii: ":")
            && (value.start + 1..<value.end).allSatisfy { ByteClass.isName(value[$0]) }
    }

    /// `af:80:d5:…`: a fingerprint of MD5, SHA-1 or SHA-256.
    private func isColonHex(_ shape: ValueShape) -> Bool {
        guard shape.count == 47 || shape.count == 59 || shape.count == 95 else { return false }
        return (0..<shape.count).allSatisfy { index in
            let byte = text[site.span.start + index]
            return index % 3 == 2 ? byte == UInt8(ascii: ":") : ByteClass.isHex(byte)
        }
    }

    /// `Tables\\5fd2156d-…`, `uploads/bbc498ea-…`: where a thing of that name is kept.
    private func endsInUUID(_ value: WindowText) -> Bool {
        guard value.end - value.start > 38, !ByteClass.isAlphanumeric(value[value.end - 37]) else { return false }
        return ValueForm.isUUID(WindowText(text.bytes, from: value.end - 36, to: value.end))
            && (value.start..<value.end - 36).allSatisfy { !ByteClass.isDigit(value[$0]) }
    }

    /// `key: android-sdk-35-x86_64`, `key: build-3f2a…`: a word and a hyphen begin what a cache calls its entries.
    private func isCacheKey(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard key.count == 3, shape.upper == 0, shape.hyphens > 0 else { return false }
        var end = value.start
        while ByteClass.isLower(value[end]) { end += 1 }
        guard value[end] == UInt8(ascii: "-"), end - value.start >= 4 else { return false }
        return ValueShape(UnsafeRawBufferPointer(rebasing: text.bytes[value.start..<end])).likeness.mean >= 190
    }

    /// `blob_contributors:v21:a1b2…`, `security-advisory:esbuild:a1b2…`: fields of a key in a cache.
    private func isFieldList(_ value: WindowText) -> Bool {
        var (colons, underscores) = (0, 0)
        for index in value.start..<value.end {
            if value[index] == UInt8(ascii: ":") { colons += 1 }
            if value[index] == UInt8(ascii: "_"), colons == 0 { underscores += 1 }
        }
        return colons >= 2 && (underscores > 0 || beginsWithWords(value))
    }

    /// Two names of small letters, each with a colon behind it.
    private func beginsWithWords(_ value: WindowText) -> Bool {
        var here = value.start
        for _ in 0..<2 {
            let begin = here
            while ByteClass.isLower(value[here]) || value[here] == UInt8(ascii: "-") { here += 1 }
            guard here - begin >= 3, value[here] == UInt8(ascii: ":") else { return false }
            here += 1
        }
        return true
    }

    /// `signingkey` of Git, `GPG_KEY`: they take the short form, too, which is as long as a key of DES elsewhere.
    private var namesSigner: Bool {
        (key.start..<key.end).contains {
            text.has("signing", at: $0) || text.has("gpg", at: $0) || text.has("pgp", at: $0)
                || text.has("apt_", at: $0) || text.has("default-key", at: $0)
        } || handlesKeys
    }

    /// `apt_key { "x": key => "…" }`, and what asks a server for keys: they are called by their end.
    private var isBesideApt: Bool {
        let words: [StaticString] = ["apt", "gpg", "keyserver"]
        return (max(key.start - 160, text.start)..<min(site.span.end + 80, text.end)).contains { place in
            words.contains { text.has($0, at: place) }
        }
    }

    /// `--secret=db_password,type=mount,target=x`, `Secret=db_password,type=env`: a secret by its name, and where it goes.
    private var isMounted: Bool {
        let begins: [StaticString] = ["env=", "id=", "source=", "src="]
        return begins.contains { text.has($0, at: site.span.start) }
            || (site.span.start..<min(site.span.end + 1, text.end)).contains {
                text.has(",type=", at: $0) || text.has(",target=", at: $0) || text.has(",src=", at: $0)
                    || text.has(",id=", at: $0)
            }
    }

    /// `logs/2023/12/05/…`: what a thing in a store is called.
    private func isObjectPath(_ value: WindowText) -> Bool {
        var here = value.start
        while ByteClass.isLower(value[here]) || value[here] == UInt8(ascii: "-") { here += 1 }
        return here - value.start >= 4 && value[here] == UInt8(ascii: "/")
    }

    /// `- key: oV2x…=` with an address below it: the public key of a peer of WireGuard.
    private func isPeer(_ shape: ValueShape) -> Bool {
        guard key.count == 3, shape.count == 44, text[site.span.end - 1] == UInt8(ascii: "=") else { return false }
        let words: [StaticString] = ["address", "allowed", "endpoint", "public"]
        return (site.end..<min(site.end + 120, text.end)).contains { place in
            words.contains { text.has($0, at: place) }
        }
    }

    private var isCondition: Bool {
        (max(text.lineStart(key.start), key.start - 60)..<key.start).contains { text.has("where ", at: $0) }
    }

    private var isBesidePublicKey: Bool {
        (text.lineStart(key.start)..<text.lineEnd(site.end)).contains { text.has("publickey", at: $0) }
    }

    private var namesRequest: Bool {
        let names: [StaticString] = ["clienttoken", "client_token", "clientrequesttoken", "client_request_token"]
        return names.contains { text.has($0, at: key.end - $0.utf8CodeUnitCount) }
    }

    /// `--export-secret-key`, `--recv-key`, `--delete-secret-and-public-keys` of GnuPG: which one.
    private var handlesKeys: Bool {
        let verbs: [StaticString] = [
            "export-", "delete-", "recv-", "send-", "import-", "list-", "edit-", "and-public-",
        ]
        return text[key.start - 1] == UInt8(ascii: "-") && verbs.contains { text.has($0, at: key.start) }
    }

    /// `GridCell.Tab.0.right.0.0.3840.2160`, `Dialog/0.0.1920.1045@0.0.1920.1045`: words and numbers, as dialogs of IDEs
    /// are remembered by.
    private func isPlace(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.dots >= 3 else { return false }
        var (numbers, begin) = (0, value.start)
        for index in value.start...value.end {
            let byte = value[index]
            if index < value.end, byte != UInt8(ascii: "."), byte != UInt8(ascii: "/"), byte != UInt8(ascii: "@") {
                continue
            }
            let digits = (begin..<index).count { ByteClass.isDigit(value[$0]) }
            guard digits == 0 || digits == index - begin && digits <= 5 else { return false }
            if digits > 0 { numbers += 1 }
            begin = index + 1
        }
        return numbers >= 3
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

    /// Only letters of one case, at most a capital before.
    private func isSingleWord(_ shape: ValueShape) -> Bool {
        shape.letters == shape.count
            && (shape.lower == shape.count || shape.upper == shape.count
                || (shape.upper == 1 && ByteClass.isUpper(text[site.span.start])))
            && shape.likeness.mean >= 190
    }

    /// The letters of the value are those of the key or of its end, or end in the whole key:
    /// `"password": "db_password"`.
    private func equalsKey(_ shape: ValueShape) -> Bool {
        if verdict.kind == .password {
            if shape.letters == shape.count, KeyLexicon.namesSecret(text, site.span) { return true }
            if Translations.namesPassword(text, site.span) { return true }
        }
        guard shape.count <= 64, shape.letters * 10 >= shape.count * 7 else { return false }
        let (short, long) = key.count <= shape.count ? (key, site.span) : (site.span, key)
        var left = short.end - 1
        var right = long.end - 1
        var matched = 0
        while left >= short.start, right >= long.start {
            let (one, other) = (text[left], text[right])
            if !ByteClass.isAlphanumeric(one) { left -= 1; continue }
            if !ByteClass.isAlphanumeric(other) { right -= 1; continue }
            guard one | 0x20 == other | 0x20 else { return false }
            (left, right, matched) = (left - 1, right - 1, matched + 1)
        }
        return matched >= 3 && left < short.start
    }

    /// `POSTGRES_PASSWORD=password`, `spring.datasource.password=password`: no name in a file of settings, but what opens
    /// the database; `password: password` may name a field.
    private var isPlainSetting: Bool {
        guard verdict.kind == .password, site.evidence.contains(.bareValue), site.span.count == 8,
            text.has("password", at: site.span.start), ByteClass.isLower(text[site.span.start]),
            text[text.skippingBlanks(site.span.end)] < 0x20
        else { return false }
        let sign = site.span.start - 1
        if text[sign] == UInt8(ascii: "="), text[key.start - 1] == UInt8(ascii: ".") { return true }
        guard text[sign] == UInt8(ascii: "=") || text[sign] == 0x20 && text[sign - 1] == UInt8(ascii: ":") else {
            return false
        }
        return key.count > 9
            && (key.start..<key.end).allSatisfy { ByteClass.isUpper(text[$0]) || text[$0] == UInt8(ascii: "_") }
    }

    /// `PrimaryKey : vmYR…Ds=`: what is the first of two keys of an account elsewhere is the key of a table; it is told by
    /// the value, 32 or 64 bytes in base64.
    private func isAccountKey(_ shape: ValueShape) -> Bool {
        guard verdict.kind == .key || verdict.kind == .accessKey, shape.count == 44 || shape.count == 88,
            text[site.span.end - 1] == UInt8(ascii: "="), shape.blanks == 0
        else { return false }
        return (key.start..<key.end).contains { text.has("primary", at: $0) || text.has("secondary", at: $0) }
    }

    /// What such a key does not hold.
    private func isUnlikely(_ evidence: EvidenceSet, _ shape: ValueShape) -> Bool {
        if shape.nonASCII * 2 > shape.count || Translations.isWords(shape) || isEscaped(shape) { return true }
        // `passwords: users` tells where they are.
        if evidence.contains(.singleWord), text.folded(key.end - 1) == UInt8(ascii: "s"),
            text.has("words", at: key.end - 5) || text.has("tokens", at: key.end - 6)
        {
            return true
        }
        if shape.letters + shape.digits == 0, shape.nonASCII == 0 { return true }
        if verdict.kind != .password, isList(shape) || isSelector(shape) { return true }
        switch verdict.kind {
        case .password:
            if evidence.contains(.hasSpaces), isPassphrase(shape) { return false }
            if isField(shape) { return true }
            return shape.count < 4 || shape.count > 72
                || (evidence.contains(.hasSpaces) && (evidence.contains(.looksLikeWords) || shape.count > 24))
                || (evidence.contains(.looksLikeIdentifier) && shape.digits == 0 && shape.count > 10)
                || evidence.contains(.looksLikePath)
        case .secret:
            // A long run of letters is a passphrase, no name.
            let isPassphrase = shape.letters == shape.count && shape.count >= 20
            return shape.count < 6 || evidence.contains(.hasSpaces) || isPlainSequence(shape)
                || isCapitalisedWord(shape)
                || evidence.contains(.looksLikeIdentifier)
                || (evidence.contains(.looksLikeWords) || evidence.contains(.singleWord)) && !isPassphrase
        default:
            let isRandom = evidence.contains(.highEntropy)
            return shape.count < (isRandom ? 8 : 10) || isPlainSequence(shape)
                || !isRandom && (evidence.contains(.isSequence) || shape.longestSteps >= 8)
                || (shape.classes == 1 && shape.count < 16 && !evidence.contains(.highEntropy))
                || evidence.contains(.hasSpaces) || evidence.contains(.looksLikeWords)
                || evidence.contains(.looksLikeIdentifier)
        }
    }

    /// `passphrase: 'bridge clover laurel 828'`: words in small letters that make no sentence.
    private func isPassphrase(_ shape: ValueShape) -> Bool {
        guard text.has("phrase", at: key.end - 6), site.evidence.contains(.quoted), shape.blanks >= 2,
            shape.lower + shape.digits + shape.blanks == shape.count
        else { return false }
        let common: [StaticString] = [
            " the ", " a ", " to ", " for ", " of ", " or ", " and ", " is ", " not ", " your ", " in ", " with ",
        ]
        return !(site.span.start - 1..<site.span.end).contains { place in common.contains { text.has($0, at: place) } }
            && !text.has("your ", at: site.span.start) && !text.has("the ", at: site.span.start)
            && !text.has("a ", at: site.span.start)
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

    /// `#txtKey`, `.token-field`: what scripts look up in a page.
    private func isSelector(_ shape: ValueShape) -> Bool {
        let first = text[site.span.start]
        guard first == UInt8(ascii: "#") || first == UInt8(ascii: "."), site.span.count > 4 else { return false }
        return shape.letters + shape.hyphens + shape.underscores + 1 == shape.count
    }

    /// `#modal-password`, `input#vpassword`: the field of a page that asks for it.
    private func isField(_ shape: ValueShape) -> Bool {
        let begin = text.has("input", at: site.span.start) ? site.span.start + 5 : site.span.start
        guard text[begin] == UInt8(ascii: "#") || text[begin] == UInt8(ascii: "."),
            shape.letters + shape.hyphens + shape.underscores + 1 == shape.count
        else { return false }
        return (begin..<site.span.end).contains { text.has("pass", at: $0) || text.has("pwd", at: $0) }
    }

    /// `flower_production_secret_2025_secure_key`, `frete2024tagplus#`: words and a number, which people make up to sign with.
    private func isSigningPhrase(_ shape: ValueShape) -> Bool {
        guard verdict.kind == .secret || verdict.kind == .accessKey, shape.blanks == 0, shape.nonASCII == 0,
            shape.digits >= 2, shape.letters >= 3, signs(in: key)
        else { return false }
        let joints = shape.underscores + shape.hyphens
        if shape.letters + shape.digits + joints == shape.count {
            return joints >= 3 ? shape.letters >= 20 : joints == 0 && shape.count >= 12 && shape.longestSteps < 3
        }
        return shape.count >= 8 && shape.count <= 40 && !hasSignsOfCode
    }

    /// Whether the key names what programs sign or encrypt with, which people make up.
    private func signs(in key: ByteSpan) -> Bool {
        let uses: [StaticString] = ["session", "jwt", "cookie", "auth", "signing", "app_", "webhook"]
        let end: [StaticString] = ["secret_key", "secret-key"]
        return (key.start..<key.end).contains { place in uses.contains { text.has($0, at: place) } }
            || end.contains { $0.utf8CodeUnitCount == key.count && text.has($0, at: key.start) }
    }

    /// Signs that code, paths and addresses have.
    private var hasSignsOfCode: Bool {
        (site.span.start..<site.span.end).contains { "./\\:(){}[]<>,;|=\"'`".utf8.contains(text[$0]) }
    }

    /// `Geheimnis`, `Salaisuus`: what it is called in another language.
    private func isCapitalisedWord(_ shape: ValueShape) -> Bool {
        shape.letters == shape.count && shape.upper == 1 && ByteClass.isUpper(text[site.span.start])
            && shape.count < 16
    }

    /// `NUM_INT,NUM_LONG`, `br,input,link`: words with commas between.
    private func isList(_ shape: ValueShape) -> Bool {
        var commas = 0
        for offset in site.span.start..<site.span.end where text[offset] == UInt8(ascii: ",") {
            guard text[offset + 1] != 0x20, text[offset + 1] != UInt8(ascii: ",") else { return false }
            commas += 1
        }
        return commas > 0
            && (commas >= 4 || shape.letters + shape.underscores + shape.hyphens + commas == shape.count)
    }

    /// `123456789`, `abcdefgh`: hardly anything but steps. With breaks between it is a value that somebody made up.
    private func isPlainSequence(_ shape: ValueShape) -> Bool { shape.steps * 10 >= (shape.count - 1) * 9 }
}
