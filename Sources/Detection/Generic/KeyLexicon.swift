internal import Model

/// What the words of a key say about its value.
enum KeyLexicon {
    enum Word: UInt8 {
        /// What the value is.
        case password = 1, secret, token, key, credential, authorization, salt
        /// Key words that stand together without a boundary.
        case apiKey, accessKey, encryptionKey
        /// Before `key`: says that the key opens something.
        case apiQualifier, accessQualifier, encryptionQualifier
        /// The value is public, or something about a secret: `public_key` has such a word before the name,
        /// `token_url` behind it, `invalid_token` and `token_invalid` on either side.
        case publicBefore, publicAfter, publicAnywhere
        /// Before `key` and `token` only: `primary_key`, `next_token`; a `site_password` is a password.
        case publicKeyBefore
        /// Says nothing: `db`, `prod`, `value`.
        case neutral
    }

    struct Verdict {
        var kind: GenericKind
        var evidence: EvidenceSet
    }

    static func isNeutral(_ hash: WordHash) -> Bool { Word(rawValue: table.value(of: hash)) == .neutral }

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
    static func judge(_ text: WindowText, _ name: ByteSpan) -> Verdict? {
        var reading = Reading()
        var start = name.start
        while start < name.end {
            while start < name.end, !ByteClass.isAlphanumeric(text[start]), text[start] < 0x80 { start += 1 }
            guard start < name.end else { break }
            let end = wordEnd(text, start, name.end)
            reading.add(text, start, end)
            start = end
        }
        return reading.verdict
    }

    /// A word ends before a separator, before a capital after a small letter, and in `APIKey` before `Key`.
    private static func wordEnd(_ text: WindowText, _ start: Int, _ limit: Int) -> Int {
        var end = start + 1
        while end < limit {
            let byte = text[end]
            guard ByteClass.isAlphanumeric(byte) || byte >= 0x80 else { break }
            if ByteClass.isUpper(byte), ByteClass.isLower(text[end - 1]) || ByteClass.isDigit(text[end - 1]) { break }
            if ByteClass.isUpper(byte), ByteClass.isUpper(text[end - 1]), end + 2 < limit, ByteClass.isLower(text[end + 1]), ByteClass.isLower(text[end + 2]) { break }
            end += 1
        }
        return end
    }

    /// The word's meaning; digits at its end do not count.
    fileprivate static func word(_ text: WindowText, _ start: Int, _ end: Int) -> Word? {
        var last = end
        while last > start + 1, ByteClass.isDigit(text[last - 1]) { last -= 1 }
        var hash = WordHash()
        for index in start..<last {
            let byte = text[index]
            hash.add(ByteClass.isUpper(byte) ? byte | 0x20 : byte)
        }
        return Word(rawValue: table.value(of: hash))
    }

    /// Stems that also stand at either end of a longer word: `dbpassword`, `tokenurl`.
    fileprivate static let stems: [(text: StaticString, word: Word)] = [
        ("password", .password), ("passwd", .password), ("passphrase", .password), ("passwort", .password), ("pwd", .password), ("secret", .secret), ("token", .token),
        ("apikey", .apiKey), ("accesskey", .accessKey), ("secretkey", .encryptionKey), ("privatekey", .encryptionKey), ("credentials", .credential), ("credential", .credential),
        ("pass", .password), ("salt", .salt), ("nonce", .salt),
    ]

    private static let table = WordTable([
        (
            """
            public pub is has show hide forgot missing no num number min max claim claims csrf xsrf authenticity
            encode compare enable disable require allow without does should can must parse get load find read fetch prompt ask
            print log hashed weak strong
            """, Word.publicBefore.rawValue
        ),
        (
            """
            primary foreign partition partitioning sort row column cache translation i18n label lang locale publishable
            cancellation cancel syntax lexer next page continuation start eos bos pad unk mask cls sep special site sitekey hot short
            composite unique candidate map dict group routing shard registry object cursor event keyboard press pressed on changing
            create generate use with using of last first prev previous parser peek dictionary array hashtable lookup index search
            filter order query match role scope grant
            """, Word.publicKeyBefore.rawValue
        ),
        (
            """
            field fields hint placeholder url uri urls endpoint path paths file files filename dir directory folder name names id ids type types
            length len size sizes count limit policy policies expiry expires expire expiration expiring ttl lifetime duration age timeout regex pattern format
            prefix suffix header headers param params parameter parameters input form screen view button btn link title message msg
            messages error errors err exception changed enabled disabled validators validation
            strength rule rules requirement requirements algorithm alg encoder encoding decoder manager provider providers service
            factory handler callback source class mode method kind version idx position offset at date time timestamp created updated modified
            hash hashes digest ref refs arn set list table schema model dto request response vault option options
            attempts attempt history reuse grants scopes bytes bits pair pairs ring usage verifier generator getter setter
            checker checked matches mismatch prompt help info description desc note tooltip visible visibility toggle
            variable var env property properties attr attribute attributes config configuration settings events listener codes words
            word down up board stroke frame frames spec specs template exist exists failed failure success state status
            location region bucket group role username owner issuer audience subject domain hostname
            port protocol realm flow plugin module package lib library cached index map array column page
            """, Word.publicAfter.rawValue
        ),
        (
            """
            invalid valid wrong expired validate check validator reset change update required changed forgotten rotate rotation
            revoke revoked error label placeholder
            """, Word.publicAnywhere.rawValue
        ),
        (
            """
            value values val default plain plaintext raw text string str data cleartext clear content base64 b64 hex secure
            old new my your our the this a confirmation confirm repeat again retype verify verified actual expected test testing tests
            dev development prod production stage staging stg qa uat live sandbox local default demo
            db database mysql postgres postgresql pg psql mongo mongodb redis rabbitmq ldap smtp mail email ftp sftp imap
            aws azure gcp google github gitlab slack stripe twilio facebook twitter heroku docker npm kafka elastic elasticsearch es grafana sentry
            system sys internal external global main user admin root sa owner guest base oauth oauth2 sso proxy wifi wlan http https basic v1 v2 v3 x
            wp web site customer bearer refresh identity keystore truststore trust store ssl enc encrypted
            """, Word.neutral.rawValue
        ),
        ("password passwords passwd passwds pwd pass passphrase passwort passcode pword pswd psw pw passwrd passw senha kennwort wachtwoord contrasena sshpass requirepass masterauth passw0rd pwds", Word.password.rawValue),
        ("secret secrets", Word.secret.rawValue),
        ("token tokens bearer jwt ticket", Word.token.rawValue),
        ("key keys", Word.key.rawValue),
        ("credential credentials cred creds", Word.credential.rawValue),
        ("auth authorization authtok authentication", Word.authorization.rawValue),
        ("salt nonce salts pepper", Word.salt.rawValue),
        ("apikey apikeys appkey authkey userkey devkey developerkey licensekey subscriptionkey integrationkey", Word.apiKey.rawValue),
        ("accesskey secretkey accountkey sharedkey masterkey storagekey", Word.accessKey.rawValue),
        ("privatekey encryptionkey signingkey enckey cryptkey aeskey cipherkey sessionkey hmackey jwtkey nkey xkey sshkey privkey", Word.encryptionKey.rawValue),
        ("api app application auth user dev developer license licence subscription integration service account client consumer server admin webhook project write ingest deploy bot rest", Word.apiQualifier.rawValue),
        ("access master root shared storage function host", Word.accessQualifier.rawValue),
        ("private encryption encrypt encrypted encrypting decrypt decryption signing sign signature crypto crypt cipher aes des hmac jwt jwk session cookie validation machine rsa ssh ssl tls gpg pgp pkcs symmetric fernet data vault wif",
            Word.encryptionQualifier.rawValue),
    ])

    /// What was understood of a name, word by word.
    private struct Reading {
        private var named: Word?
        private var qualifier: Word?
        private var isPublic = false
        private var isPublicKey = false
        private var isAmbiguous = false
        private var words = 0

        mutating func add(_ text: WindowText, _ start: Int, _ end: Int) {
            if let word = KeyLexicon.word(text, start, end) { return add(word) }
            guard !addCompound(text, start, end) else { return }
            if named != nil { isAmbiguous = true }
            words += 1
        }

        private mutating func add(_ word: Word) {
            words += 1
            switch word {
            case .password, .secret, .token, .credential, .salt, .apiKey, .accessKey, .encryptionKey: name(word)
            case .authorization:
                if named == nil { named = .authorization }
            case .key: name(.key)
            case .apiQualifier, .accessQualifier, .encryptionQualifier:
                // Behind the name it may be what the name is about: `token_service`, `password_server`.
                if named == nil || named == .authorization { qualifier = word } else { isAmbiguous = true }
            case .publicAnywhere: isPublic = true
            case .publicKeyBefore:
                if named == nil { isPublicKey = true } else { isAmbiguous = true }
            case .publicBefore:
                if named == nil { isPublic = true } else { isAmbiguous = true }
            case .publicAfter:
                if named != nil { isPublic = true }
            case .neutral: break
            }
        }


        private mutating func name(_ word: Word) {
            guard let old = named else { return named = word }
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
            for stem in KeyLexicon.stems {
                let length = stem.text.utf8CodeUnitCount
                guard last - start > length else { continue }
                if text.has(stem.text, at: last - length) {
                    guard stem.word != .password || !text.has("pass", at: last - 4) || KeyLexicon.word(text, start, last - length) != nil else { continue }
                    if let before = KeyLexicon.word(text, start, last - length) { add(before) } else if last - length - start > 6 { isAmbiguous = true }
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
            var evidence: EvidenceSet = []
            if isPublic || (isPublicKey && (named == .key || named == .token)) { evidence.insert(.keyNamesPublic) }
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
