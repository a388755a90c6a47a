/// The literals that announce a generic secret. All are looked for in any case.
///
/// Words that are frequent in code (`key`, `pass`, `auth`) are anchors only together with what ends a key in an
/// assignment, so that most of their uses cost nothing. In source code
/// (rails, redis) they hit once in 3 KiB.
package enum GenericAnchors {
    /// Their ASCII letters are lower-case, and matched in either case.
    package static let all: [String] = words + endings

    /// Rare enough to be looked at wherever they stand.
    private static let words = [
        "passw", "pwd", "passphrase", "passcode", "secret", "token", "credential", "apikey", "api_key", "api-key",
        "access_key", "accesskey", "private_key", "privatekey", "salt", "nonce", "identified by", "securestring",
        "authorization", "bearer ", "sshpass", "requirepass", "masterauth", "curl ", "mysql", "senha", "kennwort",
        "wachtwoord", "contrasena", "contraseña", "motdepasse", "mot_de_passe", "haslo", "hasło", "heslo",
        "lozinka", "sifre", "şifre", "密码", "пароль", "Пароль", "ticket", "directoryentry", "credential(",
        "docker login ", "storepass ", "keypass ", "creds[", "pass !=", "key !=",
    ]

    /// Frequent words, each with the ends a key has.
    private static let endings =
        ["key", "pass", "auth"].flatMap { word in
            ["=", ":", "\"", "'", " =", " :", "  ", ">", "(", "\\", "\t", "]", "&quot;"].map { word + $0 }
        } + [
            "pw=", "pw =", "pw:", "pw\":", "pw':", "pw[", "pass[", "pass,", "pass |", "key**", "key is ", "key</",
            "psw=", "psw:", "psw\":", "psk=", "psk:", "psk\":", "_psk ", "pw :", "-key ", "-pass ",
            // #define WIFI_PASS "x"
            "pass \"", "_key \"", "_pw \"", "pass ?=", "pass as ", "pass.text", "pass.value",
            "mdp=", "mdp =", "mdp\"", "mdp'", "mdp:",
        ]
}
