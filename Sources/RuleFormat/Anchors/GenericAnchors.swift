/// The literals that announce a generic secret. All are looked for in any case.
///
/// Words that are frequent in code (`key`, `auth`) are anchors only together with what ends a key in an
/// assignment, so that most of their uses cost nothing. In source code
/// (rails, redis) they hit once in 3 KiB.
package enum GenericAnchors {
    /// Their ASCII letters are lower-case, and matched in either case.
    package static let all: [String] = words + endings

    /// Rare enough to be looked at wherever they stand.
    private static let words = [
        "pass", "pwd", "secret", "token", "credential", "apikey", "api_key", "api-key",
        "access_key", "accesskey", "private_key", "privatekey", "salt", "nonce", "identified by", "securestring",
        "authorization", "bearer ", "sshpass", "masterauth", "curl ", "mysql", "senha", "kennwort",
        "wachtwoord", "contrase", "motdepasse", "mot_de_passe", "haslo", "hasło", "hasŁo", "heslo",
        "lozinka", "sifre", "şifre", "Şifre", "密码", "密碼", "口令", "пароль", "Пароль", "ПАРОЛЬ", "парола", "Парола",
        "비밀번호", "비번", "pasword",
        "패스워드", "암호", "mật khẩu", "matkhau", "mat_khau", "kata sandi", "kata_sandi", "katasandi", "كلمة المرور",
        "كلمة السر", "κωδικός", "Κωδικός", "סיסמה", "รหัสผ่าน", "पासवर्ड", "kodeord", "pswd", "ticket", "directoryentry",
        "credential(",
        "docker login ", "creds[", "key !=", "pepper", "clave", "lösenord", "lÖsenord",
        "losenord", "salasana", "adgangskode", "jelszo", "jelszó", "jelszÓ", "geslo", "parola", "パスワード",
    ]

    /// Frequent words, each with the ends a key has.
    private static let endings =
        ["key", "auth"].flatMap { word in
            ["=", ":", "\"", "'", " =", " :", "  ", ">", "(", "\\", "\t", "]", "&quot;"].map { word + $0 }
        } + [
            "pw=", "pw =", "pw:", "pw\"", "pw'", "pw[", "pw>", "key**", "key is ", "key</",
            "psw=", "psw =", "psw:", "psw\"", "psw'", "psw>", "psk=", "psk =", "psk:", "psk\"", "psk'", "psk>", "_psk ",
            "pw :", "-key ", "bearer=", "bearer:", "bearer\"", "bearer'",
            "_key{", "key{\"", "pw{\"", "key[]", "key |", "key` |", "key` to ", "creds=", "creds =", "creds:",
            "creds\"", "creds'",
            // ENCRYPTION_KEY_V2=x, SIGNING_KEY_OLD=x: what a rotation leaves behind
            "encryption_key_", "signing_key_", "master_key_", "aes_key_", "hmac_key_",
            // {api_key, "x"}, api_key <- "x"
            "value:", "key, \"", "key, <", "key,\"", "key <", "pw <",
            // DB_PASS_RO=x, pass1: 'x', pw_admin = "x"
            "pw_", "pw1", "pw2",
            // #define WIFI_PASS "x"
            "_key ", "_pw ", "key string", "key as ", "pw as ",
            // HUAWEICLOUD_SDK_SK=x, ak = "x" and sk = "y", GITHUB_PAT=x
            "_sk=", "_sk =", "_sk:", "_sk\"", "_sk'", " sk=", " sk =", " sk:", "\"sk\"", "'sk'", "sk=\"", "sk = \"",
            "sk='", "sk = '", "withsk(", "_pat=", "_pat =", "_pat:", "_pat\"", "_pat'",
            "mdp=", "mdp =", "mdp\"", "mdp'", "mdp:", "mdp :", "mdp>", "mdp as ", "mdp,", "mdp)", "mdp`", "pw：",
            "contra=", "contra =", "contra\"", "contra'", "mima=", "mima =", "mima\"", "mima'", "mima:",
        ]
}
