/// Words that stand where a secret will stand one day, and passwords that everybody knows.
enum PlaceholderLexicon {
    enum Meaning: UInt8 {
        /// A placeholder whatever is beside it.
        case placeholder = 1
        /// Speaks for a placeholder when all other words do too: `your`, `my`, `password`, `here`.
        case filler = 2
        /// A password from the top of every leaked list: weak, and often live.
        case knownPassword = 3
        /// A value of another type: `true`, `null`.
        case literal = 4
    }

    private static let table = WordTable([
        (
            """
            placeholder changeme changethis replaceme replacethis replace fixme tbd dummy example examples
            sample redacted removed masked hidden omitted obfuscated sanitized insert fill fillme foobar fake
            foobarbaz lorem ipsum yourpassword mypassword yoursecret yourtoken yourapikey apikeyhere
            tuapassword latuapassword suapassword tucontrasena tucontraseña sucontrasena deinpasswort ihrpasswort
            meinpasswort suasenha minhasenha tuasenha votremotdepasse monmotdepasse jouwwachtwoord uwwachtwoord
            passwordhere secrethere tokenhere enteryour somepassword somesecret sometoken mysecret mytoken
            myapikey xxx yyy zzz xxxx xxxxx xxxxxx xxxxxxxx nope notused unused ignored irrelevant whatever anything
            something notasecret notarealkey mock stub asdf authentication authorization recovery policy policies
            management hashing
            reset forgot passed failed fail skipped xfail filtered filename accesstoken chang3m3 ch4ngem3 ch4ng3m3
            74d93920-ed26-11e3-ac10-0800200c9a66 success warning danger blank wrong notright nomatch incorrect invalid wrongpassword wrongpass badpassword badpass baduser mismatch
            """, Meaning.placeholder.rawValue
        ),
        (
            """
            your my the a an our their some that his her here of for from in to is it be with and or
            password passwd pwd pass passphrase secret secrets token tokens key keys api apikey apitoken auth
            access private public client consumer user username admin account db database app application id
            value service server login bearer jwt oauth oauth2 refresh session cookie credential
            credentials cred creds bot webhook github gitlab aws azure google slack stripe twilio enter type put
            set use add provide specify change me new old current real actual generated valid bad
            good correct right test tests testing demo foo bar baz qux bla blah abc hash
            hashed encrypted encryption name url uri env environment variable config file path field code
            encoded aes aria camellia rsa ecdsa hmac gcm ccm cbc ctr ecb cfb ofb sha384 128 192
            256 384 512 go goes want need please
            cambiar cambia cambie trocar troque alterar mudar changer seguro segura esto isso
            sua seu suas seus tu su mi aqui aquí senha chave clave contraseña contrasena usuario usuário
            votre vos ton ta ici passe motdepasse mdp utilisateur dein deine ihr ihre mein hier passwort kennwort geheim
            benutzer tua tuo vostra qui segreto utente parola sifre şifre haslo hasło twoje heslo wachtwoord uw jouw
            ваш ваша твой пароль токен ключ секрет здесь 密码 密碼 密钥 令牌 口令 用户名 パスワード 비밀번호 postgresql pg mongo mongodb redis rabbitmq signing smtp mail email ftp ssh root base org organization
            """, Meaning.filler.rawValue
        ),
        (
            """
            123 1234 123456 12345678 123456789 1234567890 12345 1234567 123123 111111 000000 654321 666666 888888 88888888 66666666 11111111 00000000 112233 121212 123321 147258 qwerty
            qwerty123 qwertyuiop 1q2w3e4r 1qaz2wsx abc123 abcd1234 password1 password12 password123 password1234
            passw0rd p@ssw0rd p@ssword p@55w0rd pa55word pa$$word pa$$w0rd admin123 admin1234 admin@123 root123
            toor letmein welcome welcome1 welcome123 monkey dragon iloveyou sunshine princess football baseball
            shadow master superman batman trustno1 hunter2 changeit secret123 s3cr3t s3cret test123 test1234
            guest changeme123 postgres mysql oracle tiger manager zaq12wsx 1234qwer asdf1234 asdfgh asdfghjkl
            starwars login123 banana apple password!
            """, Meaning.knownPassword.rawValue
        ),
        (
            """
            true false null nullptr nil none undefined undef nan yes no on off empty void self this string str bool
            boolean int integer number object array any bytes byte char text varchar required optional enabled disabled
            enable disable nothing prompt inherit inherited manual interactive external managed todo unset unknown default auto digest utf-8 utf8 utf_8 utf-16 utf16 utf-16le utf_16le utf-16-le
            utf_16_le utf16le utf-16be latin1 latin-1 latin_1 ascii us-ascii iso-8859-1 iso8859-1 windows-1252 cp1252 ngmodel
            binary hex base64 scram-sha-256 md5 bcrypt argon2 argon2id sha1 sha256 sha-256 sha512 sha-512 scrypt
            pbkdf2 bytea blob clob nvarchar varchar2 longtext mediumtext tinytext mysql_native_password
            caching_sha2_password sha256_password md5-crypt sha256-crypt sha512-crypt blf-crypt ssha256 ssha512 compat
            nopasswd record x-oauth-basic x-oauth-token x-token-auth x-access-token oauth2accesstoken gitlab-ci-token ssh-rsa ssh-ed25519 ssh-dss
            ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521
            rs256 rs384 rs512 ps256 ps384 ps512 es256 es384 es512 es256k hs256 hs384 hs512 eddsa ed25519 ed448
            x25519 x448 curve25519 curve448 p-256 p-384 p-521 prime192v1 prime256v1 secp192r1 secp224r1 secp256r1
            secp384r1 secp521r1 secp256k1 sha1prng nativeprng xsd:string xs:string xsd:int xs:int brainpoolp256r1 brainpoolp384r1 brainpoolp512r1 rsa-oaep rsa-oaep-256
            a128gcm a192gcm a256gcm a128kw a192kw a256kw a128cbc-hs256 a256cbc-hs512
            """, Meaning.literal.rawValue
        ),
    ])

    static func meaning(of hash: WordHash) -> Meaning? { Meaning(rawValue: table.value(of: hash)) }
}
