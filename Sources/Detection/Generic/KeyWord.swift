/// What one word of a key says about the value.
enum KeyWord: UInt8 {
    /// What the value is.
    case password = 1, secret, token, key, credential, authorization, salt
    /// Key words that stand together without a boundary.
    case apiKey, accessKey, encryptionKey
    /// A password in one language, and a word for something else there or in another: `clave`, `parola`.
    case maybePassword
    /// Before `key`: says that the key opens something.
    case apiQualifier, accessQualifier, encryptionQualifier
    /// The value is public, or something about a secret: `public_key` has such a word before the name,
    /// `token_url` behind it, `invalid_token` and `token_invalid` on either side.
    case publicBefore, publicAfter, publicAnywhere
    /// Before `key` and `token` only: `primary_key`, `next_token`; a `site_password` is a password.
    case publicKeyBefore
    /// Right before `key` only: `projectKey`, `offset_key`; a project's token is a token, and its API key a key.
    case publicNameBefore
    /// Before `secret` only: Helm names the object so that holds one: `existingSecret`.
    case publicSecretBefore
    /// Says nothing: `db`, `prod`, `value`.
    case neutral

    /// Stems that also stand at either end of a longer word: `dbpassword`, `tokenurl`.
    static let stems: [(text: StaticString, word: KeyWord)] = [
        ("password", .password), ("passwd", .password), ("passphrase", .password), ("passwort", .password),
        ("pwd", .password), ("密码", .password), ("密碼", .password), ("口令", .password), ("パスワード", .password),
        ("비밀번호", .password), ("secret", .secret), ("token", .token),
        ("apikey", .apiKey), ("accesskey", .accessKey), ("secretkey", .accessKey), ("privatekey", .encryptionKey),
        ("credentials", .credential), ("credential", .credential),
        ("pass", .password), ("salt", .salt), ("nonce", .salt),
    ]

    /// Words for what a key is used for, or where, in names of settings.
    static func isUse(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        let length = end - start
        return uses.contains { $0.utf8CodeUnitCount == length && text.has($0, at: start) }
    }

    private static let uses: [StaticString] = [
        "check", "encode", "fetch", "find", "get", "has", "is", "label", "log", "parse", "print", "read", "write",
        "reset",
        "update", "validate", "registry", "socket", "event", "search", "order", "row", "query", "match", "lock",
        "scope",
        "create", "parser", "postman", "backend", "plugin", "image", "state", "project", "group", "bucket", "region",
        "environment", "site", "server", "service", "module", "page", "next", "prev", "start", "sort", "valid",
    ]

    static let table = WordTable([
        (
            """
            public pub is non has show hide forgot missing no num number min max claim claims authenticity
            palabra palabras color colour encode compare assert checksum checksums publickey disable require allow without does should can must parse get load find read
            emit consume fetch ask print log hashed weak strong
            """, KeyWord.publicBefore.rawValue
        ),
        (
            """
            primary foreign partition partitioning sort row cache translation i18n lang locale
            publishable cancellation syntax lexer next continuation start eos bos pad unk mask cls
            sep special sitekey hot short composite unique candidate dict routing shard registry
            object cursor event keyboard press pressed on changing create generate use with using of last first
            lock postman bind prev previous parser peek dictionary hashtable lookup search filter order query match
            scope grant contains remove idempotency identification starting sync task encrypted sealed wrapped
            socket websocket csrf xsrf select scan done
            """, KeyWord.publicKeyBefore.rawValue
        ),
        (
            """
            fingerprint fingerprints thumbprint field fields hint url uri urls endpoint path paths file files filename dir directory
            folder name names id ids uuid guid type types length len size sizes count limit policy policies expiry expires
            expire expiration expiring ttl lifetime duration age timeout regex pattern format prefix suffix
            header headers param params parameter parameters input form screen view button btn link title
            message msg messages errors err exception enabled disabled validators
            strength rules requirement requirements algorithm alg encoder encoding decoder hasher hashers manager provider
            providers factory handler callback source class mode method kind version idx position
            at date time timestamp created updated modified hash hashes digest ref refs arn set list table
            schema model dto request response option options attempts attempt history reuse grants scopes
            bytes bits pair pairs ring usage verifier generator getter setter checker checked matches mismatch
            prompt help info description desc note tooltip visible visibility toggle variable var env property
            properties attr attribute attributes config configuration settings events listener codes words word
            down up board stroke frame frames spec specs template exist exists failed failure success state
            commit branch accessor status location region bucket group role username issuer audience subject domain hostname port interface
            protocol realm flow plugin module package lib library cached index map array column page
            rate rates ratio through ssid mint address addresses addr pubkey contract decimals primaria foranea foránea compuesta unica única publica pública catastral backend backends environment chars characters charset alphabet alias aliases complexity magic cancel
            """, KeyWord.publicAfter.rawValue
        ),
        (
            """
            opaquelocktoken jsonwebtoken unexpected invalid valid wrong incorrect expired validate check validator reset change update required changed forgotten
            rotate rotation revoke revoked error label placeholder
            """, KeyWord.publicAnywhere.rawValue
        ),
        (
            """
            fallback fallbacks value values val plain plaintext raw text string str data cleartext clear content base64 b64
            hex secure old new my your our the this a confirmation confirm repeat again retype verify verified
            expected test testing tests development prod production stage staging stg qa uat live
            sandbox local default demo db database mysql postgres postgresql pg psql mongo mongodb redis
            bd usuario usuarios acceso maestra secreta privada correo servidor mi nueva actual rabbitmq ldap smtp mail email ftp sftp imap aws azure gcp google github gitlab slack stripe twilio
            facebook twitter heroku docker npm kafka elastic elasticsearch es grafana sentry system sys internal
            external global main sa owner guest base oauth oauth2 sso proxy wifi wlan http https
            basic v1 v2 v3 x wp web customer refresh identity keystore truststore trust store srcstore deststore srckey destkey
            wpa wpa2 enable passes passed passing passive passenger passport onepassword adm usr svc srv vpn mqtt irc snmp radius ipmi jenkins jira nexus svn zabbix
            """, KeyWord.neutral.rawValue
        ),
        (
            """
            password passwords passsword pasword passowrd passwrod passwd passwds pwd pass passphrase passwort passcode pword pswd psw pw passwrd
            passw senha kennwort wachtwoord contrasena sshpass requirepass masterauth passw0rd pwds psk presharedkey
            bindpw rootpw ldappw userpw dbpw mdp contraseña passe motdepasse lösenord lÖsenord losenord salasana adgangskode passord jelszo jelszó jelszÓ loginpass loginpwd geslo haslo hasło hasŁo heslo lozinka sifre şifre 密码 пароль
            Пароль パスワード contraseÑa ПАРОЛЬ ŞIFRE motpasse contrasenia contrasenya contrasenha clavebd clavedb kodeord matkhau khau khẩu katasandi
            sandi 密碼 口令 비밀번호 비번 패스워드 암호 парола Парола κωδικός Κωδικός סיסמה รหัสผ่าน المرور السر Şifre पासवर्ड
            """, KeyWord.password.rawValue
        ),
        (
            """
            secret secrets
            """, KeyWord.secret.rawValue
        ),
        (
            """
            token tokens bearer ticket
            """, KeyWord.token.rawValue
        ),
        (
            """
            key keys
            """, KeyWord.key.rawValue
        ),
        (
            """
            credential credentials cred creds
            """, KeyWord.credential.rawValue
        ),
        (
            """
            clave contra parola mima
            """, KeyWord.maybePassword.rawValue
        ),
        (
            """
            authorization authtok authentication
            """, KeyWord.authorization.rawValue
        ),
        (
            """
            salt nonce salts pepper peppers
            """, KeyWord.salt.rawValue
        ),
        (
            """
            apikey apikeys appkey authkey userkey devkey developerkey licensekey subscriptionkey integrationkey
            """, KeyWord.apiKey.rawValue
        ),
        (
            """
            accesskey secretkey accountkey sharedkey masterkey storagekey
            """, KeyWord.accessKey.rawValue
        ),
        (
            """
            privatekey encryptionkey signingkey enckey cryptkey aeskey cipherkey sessionkey hmackey jwtkey nkey
            xkey sshkey privkey
            """, KeyWord.encryptionKey.rawValue
        ),
        (
            """
            api app application auth user dev developer license licence subscription integration service account
            client consumer server admin webhook write ingest deploy bot rest
            """, KeyWord.apiQualifier.rawValue
        ),
        (
            """
            access master root shared storage function host
            """, KeyWord.accessQualifier.rawValue
        ),
        (
            """
            existing cert
            """, KeyWord.publicSecretBefore.rawValue
        ),
        (
            """
            project offset identifier meta site rule spreadsheet document image s3 mapping
            """, KeyWord.publicNameBefore.rawValue
        ),
        (
            """
            private priv enc encryption encrypt encrypting decrypt decryption signing sign signature crypto
            crypt cipher aes des hmac jwt jwk session cookie validation machine rsa ssh ssl tls gpg pgp pkcs
            symmetric fernet vault wif blowfish twofish rc4 xor tripledes salsa20 chacha chacha20 serpent xtea camellia ecdsa
            ed25519 dsa aes128 aes256 aes192
            """, KeyWord.encryptionQualifier.rawValue
        ),
    ])
}
