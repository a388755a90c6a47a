internal import Model

/// What the words of a key say about its value.
enum KeyLexicon {
    struct Verdict {
        var kind: GenericKind
        var evidence: EvidenceSet

        /// Its word for a password may mean something else: the value must tell.
        var isMaybePassword: Bool {
            kind == .password && !evidence.contains(.keyNamesPassword) && !evidence.contains(.keyNamesPublic)
        }
    }

    static func isNeutral(_ hash: WordHash) -> Bool { KeyWord(rawValue: KeyWord.table.value(of: hash)) == .neutral }

    static func isQualifier(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        switch word(text, start, end) {
        case .apiQualifier, .accessQualifier, .encryptionQualifier, .secret: true
        default: false
        }
    }

    /// Whether the text is nothing but a word for a secret, `secret` itself aside: people do choose that.
    static func namesSecret(_ text: WindowText, _ span: ByteSpan) -> Bool {
        switch word(text, span.start, span.end) {
        case .password, .token, .key, .apiKey, .credential: true
        default: false
        }
    }

    /// Reads the words of `name`; nil if none of them names a secret.
    /// - Parameter isSetting: whether it is the name of a variable of the environment, which says what a secret is for:
    ///   `LOG_TOKEN`, `READ_API_KEY`. In code a verb says what is done with it, and the value is another's.
    static func judge(_ text: WindowText, _ name: ByteSpan, isSetting: Bool = false) -> Verdict? {
        var reading = Reading()
        var start = name.start
        while start < name.end {
            while start < name.end, !ByteClass.isAlphanumeric(text[start]), text[start] < 0x80 { start += 1 }
            guard start < name.end else { break }
            let end = wordEnd(text, start, name.end)
            if !isSetting || !KeyWord.isUse(text, start, end) { reading.add(text, start, end) }
            start = end
        }
        return reading.verdict
    }

    /// Whether the last word of a name says that its value is something about the thing that is named, or a digest:
    /// `HEROKU_APP_ID`, `CIRCLECI_SHA1`, `datadogVersion`.
    static func isAbout(_ text: WindowText, _ name: ByteSpan) -> Bool {
        var (start, last) = (name.start, ByteSpan(name.start, name.start))
        while start < name.end {
            while start < name.end, !ByteClass.isAlphanumeric(text[start]), text[start] < 0x80 { start += 1 }
            guard start < name.end else { break }
            let end = wordEnd(text, start, name.end)
            last = ByteSpan(start, end)
            start = end
        }
        let digests: [StaticString] = [
            "sha", "sha1", "sha256", "sha512", "md5", "checksum", "rev", "revision", "etag", "build", "release",
        ]
        if digests.contains(where: { $0.utf8CodeUnitCount == last.count && text.has($0, at: last.start) }) {
            return true
        }
        switch word(text, last.start, last.end) {
        case .publicAfter, .publicAnywhere: return true
        default: return false
        }
    }

    /// A word ends before a separator, before a capital after a small letter, and in `APIKey` before `Key`.
    private static func wordEnd(_ text: WindowText, _ start: Int, _ limit: Int) -> Int {
        var end = start + 1
        while end < limit {
            let byte = text[end]
            guard ByteClass.isAlphanumeric(byte) || byte >= 0x80 else { break }
            if ByteClass.isUpper(byte), ByteClass.isLower(text[end - 1]) || ByteClass.isDigit(text[end - 1]) { break }
            if ByteClass.isUpper(byte), ByteClass.isUpper(text[end - 1]), end + 2 < limit,
                ByteClass.isLower(text[end + 1]), ByteClass.isLower(text[end + 2])
            {
                break
            }
            end += 1
        }
        return end
    }

    /// The word's meaning; digits at its end do not count.
    fileprivate static func word(_ text: WindowText, _ start: Int, _ end: Int) -> KeyWord? {
        var last = end
        while last > start + 1, ByteClass.isDigit(text[last - 1]) { last -= 1 }
        return KeyWord(rawValue: KeyWord.table.value(of: WordHash(text, ByteSpan(start, last))))
    }

    /// What was understood of a name, word by word.
    private struct Reading {
        private var named: KeyWord?
        private var qualifier: KeyWord?
        private var isPublic = false
        /// A word behind the name made it public.
        private var isAboutName = false
        private var isPublicKey = false
        /// Of the word right before.
        private var isPublicName = false
        private var isPublicSecret = false
        private var isAmbiguous = false
        /// Of the word right before: what the key of a wireless network opens, people choose.
        private var isWireless = false
        /// The word for a password may mean something else, and a word that nobody knows stands beside it.
        private var isMaybe = false
        private var hasUnknownWord = false
        /// `PUBLIC_USER_PASSWORD`: a user of that name; no password is public.
        private var isNamedPublic = false
        /// A word beside it says where such a password is asked.
        private var isPlaced = false

        mutating func add(_ text: WindowText, _ start: Int, _ end: Int) {
            // `keyVaultForSecrets` names a store, `vault_token` opens one.
            if named == .key, end - start == 5, text.has("vault", at: start) { isPublic = true }
            // `PassWord`, `passPhrase`, `pass_wd`: one word that was cut in two.
            if named == .password, endsInPass(text, start), isRest(text, start, end) { return }
            // `--password-store=basic`: where passwords are kept.
            if named == .password, text.has("store", at: start), end - start == 5 || text.has("stores", at: start) {
                isPublic = true
            }
            // `password_pop_host`: where passwords are asked.
            if named == .password, end - start == 4, text.has("host", at: start) { isPublic = true }
            // `token_sha256`, `authorization_sha1`: a digest of it; that of a password may be what is attacked.
            if let named, named != .password, named != .salt, isDigest(text, start, end) { isPublic = true }
            // `adduser --disabled-password developer`
            if named == nil, end - start == 8, text.has("disabled", at: start) { isPublic = true }
            // `sha3_256_hash_of_signing_key`
            if named == nil, end - start == 4, text.has("hash", at: start), text.has("_of_", at: end) {
                isPublic = true
            }
            // `F0PW = FAN0_0_PWM`, `ATA6616C-P3PW`: a register, a chip.
            if named == nil, end - start == 2, ByteClass.isDigit(text[start - 1]), ByteClass.isUpper(text[start]) {
                return hasUnknownWord = true
            }
            // `1Password "vault item"`, `| 1password | …`: a program.
            if end - start == 9, text.has("1password", at: start) { return }
            if text[start - 1] == UInt8(ascii: "1"), !ByteClass.isAlphanumeric(text[start - 2]),
                text.has("password", at: start)
            {
                return
            }
            // `password_encryption=scram-sha-256`: how passwords are kept.
            if named == .password, end - start == 10, text.has("encryption", at: start) { isPublic = true }
            // `needless_pass_by_value`: how arguments go.
            if named == .password, end - start == 2, text.has("pass_by_", at: start - 5) { isPublic = true }
            // `API_KEY_OWNER`: whom a key belongs to; a `password_owner` may be the owner's password.
            if let named, named != .password, end - start == 5, text.has("owner", at: start) { isPublic = true }
            // Ed25519 calls the public half so; what a `verify_token` opens is a secret.
            if named == nil, text.has("verify", at: start), end - start == (text.has("verifying", at: start) ? 9 : 6),
                text.has("key", at: end) || text.has("_key", at: end)
            {
                isPublic = true
            }
            // `prefix-key` begins the names of entries in a cache; what stands behind a `key_prefix` is judged below.
            if named == nil, end - start == 6, text.has("prefix", at: start),
                text.has("key", at: end) || text.has("-key", at: end) || text.has("_key", at: end)
            {
                isPublic = true
            }
            // `firstPass`, `two_pass`: a walk over something.
            if named == nil, text.has("pass", at: end) || text.has("_pass", at: end) || text.has("-pass", at: end),
                isOrdinal(text, start, end)
            {
                isPublic = true
            }
            // `tokenAccount`: where tokens of a chain lie.
            if named == .token, end - start == 7, text.has("account", at: start) { isPublic = true }
            // `READ_API_KEY`: a key to read with.
            if named == nil, end - start == 4, text.has("read", at: start),
                text.has("_api", at: end) || text.has("api", at: end) || text.has("_key", at: end)
            {
                return add(.apiQualifier)
            }
            // `open_by_key`, `find_by_key`: what is looked up, and not what is kept.
            if named == nil, end - start == 2, text.has("by", at: start),
                text.has("_key", at: end) || text.has("key", at: end)
            {
                isPublic = true
            }
            // `withdrawal_credentials` of deposits on Ethereum: whom they are paid to.
            if named == nil, end - start == 10, text.has("withdrawal_credential", at: start) { isPublic = true }
            // A TLS key opens something; the TLS secret of Kubernetes is called by its name.
            if named == nil, end - start == 3, text.has("tls", at: start) { isPublicSecret = true }
            // `pageToken` leads to the next page, `page_access_token` opens one.
            if named == nil, end - start == 4, text.has("page", at: start),
                text.has("token", at: end) || text.has("_token", at: end)
            {
                isPublic = true
            }
            if end - start == 6, named == nil, text.has("public", at: start) { return isNamedPublic = true }
            // `LDAP_BIND_CREDENTIALS`, `java.naming.security.credentials`: the password of a directory.
            if end - start == 11,
                text.has("bind", at: start - 5) || text.has("bind", at: start - 4)
                    || text.has("security_", at: start - 9) || text.has("security.", at: start - 9),
                text.has("credentials", at: start)
            {
                return add(.password)
            }
            if let word = KeyLexicon.word(text, start, end) {
                let isNetwork = named == nil && Self.wireless.contains { text.has($0, at: start) }
                add(word == .key && isWireless ? .password : word)
                if named == nil, isPlace(text, start, end) { isPublicName = true }
                return isWireless = isNetwork
            }
            guard !addCompound(text, start, end) else { return }
            if end - start > 1 { hasUnknownWord = true }
            if named != nil { isAmbiguous = true }
        }

        private static let wireless: [StaticString] = ["wifi", "wlan", "wpa"]

        /// Whether the word right before is `pass`.
        private func endsInPass(_ text: WindowText, _ start: Int) -> Bool {
            let end = ByteClass.isAlphanumeric(text[start - 1]) ? start : start - 1
            // `userPassWord`
            return text.has("pass", at: end - 4)
                && (!ByteClass.isLower(text[end - 5]) || ByteClass.isUpper(text[end - 4]))
        }

        private func isRest(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
            let words: [StaticString] = ["word", "words", "wd", "phrase"]
            return words.contains { $0.utf8CodeUnitCount == end - start && text.has($0, at: start) }
        }

        private func isDigest(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
            let words: [StaticString] = ["sha1", "sha256", "sha384", "sha512", "md5"]
            return words.contains { $0.utf8CodeUnitCount == end - start && text.has($0, at: start) }
        }

        /// What such a key leads to, and not what it opens: `index_key`.
        private func isPlace(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
            let words: [StaticString] = ["index", "map", "array", "meta"]
            return words.contains { $0.utf8CodeUnitCount == end - start && text.has($0, at: start) }
        }

        private func isOrdinal(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
            let words: [StaticString] = [
                "assert", "first", "second", "third", "last", "next", "draw", "final", "single", "two", "multi",
                "render",
                "shadow", "depth",
                "void",
                "forward", "backward", "shader", "blur", "stress", "planning",
            ]
            return words.contains { $0.utf8CodeUnitCount == end - start && text.has($0, at: start) }
        }

        private mutating func add(_ word: KeyWord) {
            if word == .key, isPublicName, named == nil { isPublic = true }
            isPublicName = word == .publicNameBefore
            switch word {
            case .maybePassword:
                if named == nil { (named, isMaybe) = (.password, true) }
            case .password, .secret, .token, .credential, .salt, .apiKey, .accessKey, .encryptionKey: name(word)
            case .authorization:
                if named == nil { named = .authorization }
            case .key: name(.key)
            case .apiQualifier, .accessQualifier, .encryptionQualifier:
                // Behind the name it may be what the name is about: `token_service`, `password_server`.
                isPlaced = true
                guard named == nil || named == .authorization else { return isAmbiguous = true }
                // `primary_key` names a column, `primary_access_key` opens a store.
                (qualifier, isPublicKey) = (word, false)
            case .publicAnywhere: isPublic = true
            case .publicKeyBefore:
                if named == nil { isPublicKey = true } else { isAmbiguous = true }
            case .publicNameBefore:
                if named != nil { isPublic = true }
            case .publicSecretBefore:
                if named == nil { isPublicSecret = true } else { isAmbiguous = true }
            case .publicBefore:
                if named == nil { isPublic = true } else { isAmbiguous = true }
            case .publicAfter:
                if named != nil, !isPublic { (isPublic, isAboutName) = (true, true) }
            case .neutral: isPlaced = true
            }
        }

        private mutating func name(_ word: KeyWord) {
            guard let old = named else { return named = word }
            isMaybe = false
            // `certificateKeyFilePassword` opens the file.
            if isAboutName, word == .password { (isPublic, isAboutName) = (false, false) }
            switch (old, word) {
            case (.secret, .key): named = .accessKey
            case (.token, .key), (.authorization, .key): named = .apiKey
            case (.password, .salt), (.salt, _): named = .salt
            case (.password, .token), (.password, .key): (named, isAmbiguous) = (word, true)
            case (_, .password), (_, .secret), (_, .token): named = word
            default: named = word
            }
        }

        /// `dbpassword` is a password, `tokenurl` a URL, `tokenizer` neither.
        private mutating func addCompound(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
            var last = end
            while last > start + 1, ByteClass.isDigit(text[last - 1]) { last -= 1 }
            for stem in KeyWord.stems {
                let length = stem.text.utf8CodeUnitCount
                guard last - start > length else { continue }
                if text.has(stem.text, at: last - length) {
                    guard
                        stem.word != .password || !text.has("pass", at: last - 4)
                            || KeyLexicon.word(text, start, last - length) != nil
                    else { continue }
                    if let before = KeyLexicon.word(text, start, last - length) {
                        add(before)
                    } else if last - length - start > 6 {
                        isAmbiguous = true
                    }
                    add(stem.word)
                    return true
                }
                if text.has(stem.text, at: start) {
                    guard let after = KeyLexicon.word(text, start + length, last) else { continue }
                    add(stem.word)
                    add(after)
                    return true
                }
            }
            return false
        }

        var verdict: Verdict? {
            guard let named else { return nil }
            if isMaybe {
                if isPublic { return Verdict(kind: .password, evidence: [.keyNamesPublic]) }
                if hasUnknownWord { return nil }
                return Verdict(kind: .password, evidence: isPlaced ? [.keyNamesSecret] : [.keyAmbiguous])
            }
            var evidence: EvidenceSet = []
            if isNamedPublic, named != .password { evidence.insert(.keyNamesPublic) }
            if isPublic || (isPublicKey && (named == .key || named == .token)) || (isPublicSecret && named == .secret) {
                evidence.insert(.keyNamesPublic)
            }
            let kind: GenericKind
            switch named {
            case .password:
                kind = .password
                evidence.insert(.keyNamesPassword)
            case .secret: kind = .secret
            case .token: kind = .token
            case .apiKey: kind = .apiKey
            case .accessKey: kind = .accessKey
            case .encryptionKey: kind = .encryptionKey
            case .credential: kind = .credential
            case .authorization: kind = .authorization
            case .salt: kind = .salt
            case .key:
                switch qualifier {
                case .apiQualifier: kind = .apiKey
                case .accessQualifier: kind = .accessKey
                case .encryptionQualifier: kind = .encryptionKey
                default: kind = .key
                }
            default: return nil
            }
            switch kind {
            case .key, .credential, .authorization, .salt: evidence.insert(.keyAmbiguous)
            default: evidence.insert(isAmbiguous ? .keyAmbiguous : .keyNamesSecret)
            }
            return Verdict(kind: kind, evidence: evidence)
        }
    }
}
