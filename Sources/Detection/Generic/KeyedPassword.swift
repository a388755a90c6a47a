internal import Model

/// What tells a value that people made up - a password, a phrase to sign with - from a word or the name of a thing.
extension KeyedValue {
    /// Only letters of one case, at most a capital before.
    var isSingleWord: Bool {
        shape.letters == shape.count
            && (shape.lower == shape.count || shape.upper == shape.count
                || (shape.upper == 1 && ByteClass.isUpper(text[site.span.start])))
            && shape.likeness.mean >= 190
    }

    /// `$clave = "…";`: what people make up for a password, and no name or code of a thing: letters and digits, and
    /// capitals or signs among them or an account beside it.
    func isChosen(with evidence: EvidenceSet) -> Bool {
        if evidence.contains(.dictionaryPassword) { return true }
        guard shape.count >= 6, shape.lower > 0, shape.digits > 0, shape.blanks == 0 else { return false }
        let signs = shape.punctuation - shape.hyphens - shape.underscores - shape.dots
        return shape.upper > 0 || signs > 0
            || !evidence.contains(.looksLikeIdentifier)
                && (verdict.evidence.contains(.keyNamesSecret) || isBesideAccount)
    }

    /// The letters of the value are those of the key or of its end, or end in the whole key:
    /// `"password": "db_password"`.
    var equalsKey: Bool {
        if verdict.kind == .password {
            // `'&Password'`: a letter to press is marked in it.
            let isMarked = text[site.span.start] == UInt8(ascii: "&")
            let word = ByteSpan(site.span.start + (isMarked ? 1 : 0), site.span.end)
            if shape.letters == word.count, KeyLexicon.namesSecret(text, word) { return true }
            if Translations.namesPassword(text, site.span) { return true }
        }
        guard shape.count <= 64, shape.letters * 10 >= shape.count * 7 else { return false }
        if isOwnWords { return false }
        let (short, long) = key.count <= shape.count ? (key, site.span) : (site.span, key)
        var left = short.end - 1
        var right = long.end - 1
        var matched = 0
        while left >= short.start, right >= long.start {
            let (one, other) = (text[left], text[right])
            if !ByteClass.isAlphanumeric(one) { left -= 1; continue }
            if !ByteClass.isAlphanumeric(other) { right -= 1; continue }
            guard one | 0x20 == other | 0x20 else { return isSameEnd(key.count <= shape.count ? right : left, matched) }
            (left, right, matched) = (left - 1, right - 1, matched + 1)
        }
        return matched >= 3 && left < short.start
    }

    /// `MYSQL_ROOT_PASSWORD=rootpassword`, `REDIS_PASSWORD=redispassword`: whoever starts the database gives it no other.
    private var isOwnWords: Bool {
        guard verdict.kind == .password, isVariable, shape.count > 8, shape.lower == shape.count,
            text.has("password", at: site.span.end - 8), text.has("_password", at: key.end - 9)
        else { return false }
        let owner = site.span.count - 8
        let start = key.end - 9 - owner
        return start >= key.start && (start == key.start || text[start - 1] == UInt8(ascii: "_"))
            && (0..<owner).allSatisfy { text.folded(start + $0) == text.folded(site.span.start + $0) }
    }

    /// `KEY_PASSWORD = "rpc-password"`, `n_hwcrhk_RSAUnloadKey = "HWCryptoHook_RSAUnloadKey"`: the last words of both are the
    /// same, and the literal is the name of the thing.
    /// - Parameters:
    ///   - place: the last byte of the value that is another than the key's.
    ///   - matched: letters behind it that are the same.
    private func isSameEnd(_ place: Int, _ matched: Int) -> Bool {
        guard matched >= 8, site.evidence.contains(.quoted), shape.digits == 0 else { return false }
        let word = (place + 1..<site.span.end).first { start in
            !ByteClass.isAlphanumeric(text[start - 1])
                || ByteClass.isUpper(text[start])
                    && (ByteClass.isLower(text[start - 1]) || text[start - 1] == UInt8(ascii: "_"))
        }
        guard let word, word > site.span.start else { return false }
        return (word..<site.span.end).count { ByteClass.isAlphanumeric(text[$0]) } >= 8
    }

    /// `POSTGRES_PASSWORD=password`, `spring.datasource.password=password`: no name in a file of settings, but what opens
    /// the database; `password: password` may name a field.
    var isPlainSetting: Bool {
        // `rootpassword`: of whoever may do everything.
        let owners: [StaticString] = ["password", "rootpassword", "adminpassword"]
        guard verdict.kind == .password, site.evidence.contains(.bareValue),
            owners.contains(where: { $0.utf8CodeUnitCount == site.span.count && text.has($0, at: site.span.start) }),
            ByteClass.isLower(text[site.span.start]), text[text.skippingBlanks(site.span.end)] < 0x20
        else { return false }
        let sign = site.span.start - 1
        if text[sign] == UInt8(ascii: "="), text[key.start - 1] == UInt8(ascii: ".") { return true }
        guard text[sign] == UInt8(ascii: "=") || text[sign] == 0x20 && text[sign - 1] == UInt8(ascii: ":") else {
            return false
        }
        return key.count > 9
            && (key.start..<key.end).allSatisfy { ByteClass.isUpper(text[$0]) || text[$0] == UInt8(ascii: "_") }
    }

    /// `DB_PASSWORD=tooManyMushrooms`: what a shell and its like take as it stands, and no name.
    var isVariable: Bool {
        site.evidence.contains(.bareValue) && text[key.end] == UInt8(ascii: "=") && site.span.start == key.end + 1
            && text[site.span.end] <= 0x20 && !beginsAsPlaceholder
            && (key.start..<key.end).allSatisfy {
                ByteClass.isUpper(text[$0]) || ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: "_")
            }
    }

    /// `votre_mot_de_passe_ici`: a word that fills, and then what goes there.
    private var beginsAsPlaceholder: Bool {
        var end = site.span.start
        while ByteClass.isLetter(text[end]), end < site.span.end { end += 1 }
        let word = WordHash(text, ByteSpan(site.span.start, end))
        return end < site.span.end && PlaceholderLexicon.meaning(of: word) != nil && namesAnother
    }

    /// What speaks against a name of several words for a password. In programs, pages and calls it names something; files
    /// of settings hold passwords under keys that say nothing else, if it is not the name of another secret or field.
    var nameEvidence: EvidenceSet {
        // "val password: CharArray": a type
        if site.evidence.contains(.inString), !site.evidence.contains(.quoted), text[key.end] == UInt8(ascii: ":") {
            return [.unlikelyForKey]
        }
        guard shape.digits == 0, shape.count > 10, !isVariable else { return [] }
        let isEntry = key.count == 12 && text.has("userpassword", at: key.start) && site.evidence.contains(.bareValue)
        let isSetting =
            site.evidence.contains(.bareValue) && site.span.start == key.end + 1 && !beginsAsPlaceholder
        return saysPassword && (isEntry || isSetting || !namesAnother) ? [.longName] : [.unlikelyForKey]
    }

    /// A `pass` may be one over something.
    var saysPassword: Bool {
        let words: [StaticString] = ["passw", "phrase", "passcode", "pwd", "_pass", "_pw"]
        return (key.start..<key.end).contains { place in words.contains { text.has($0, at: place) } }
    }

    /// `dbSecretName`, `forgot-password`: words that names of secrets, fields and texts have.
    private var namesAnother: Bool {
        let words: [StaticString] = [
            "pass", "pwd", "secret", "token", "key", "cred", "input", "field", "text", "label", "name", "valid", "auth",
            "login", "ref", "vault", "config", "string", "type", "error", "page", "form", "view", "screen", "reset",
        ]
        return (site.span.start..<site.span.end).contains { place in words.contains { text.has($0, at: place) } }
    }

    /// `passphrase: 'bridge clover laurel 828'`: words in small letters that make no sentence.
    var isPassphrase: Bool {
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

    /// `flower_production_secret_2025_secure_key`, `frete2024tagplus#`: words and a number, which people make up to sign with.
    var isSigningPhrase: Bool {
        guard verdict.kind == .secret || verdict.kind == .accessKey, shape.blanks == 0, shape.nonASCII == 0,
            shape.letters >= 3, signs(in: key)
        else { return false }
        if isVariable, shape.hyphens >= 3, shape.lower + shape.digits + shape.hyphens == shape.count, !namesAnother {
            return shape.lower >= 20
        }
        guard shape.digits >= 2 else { return false }
        let joints = shape.underscores + shape.hyphens
        if shape.letters + shape.digits + joints == shape.count {
            return joints >= 3 ? shape.letters >= 20 : joints == 0 && shape.count >= 12 && shape.longestSteps < 3
        }
        return shape.count >= 8 && shape.count <= 40 && !hasSignsOfCode
    }

    var isBesideAccount: Bool {
        let words: [StaticString] = [
            "usuario", "user", "usr", "login", "servidor", "server", "host", "correo", "email", "utente", "kullan",
            "basedatos", "base_datos",
        ]
        return (max(key.start - 200, text.start)..<min(site.span.end + 200, text.end)).contains { place in
            !ByteClass.isLetter(text[place - 1]) && words.contains { text.has($0, at: place) }
        }
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
}
