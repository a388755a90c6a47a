/// Words that stand where a secret would: `user:password@host`.
enum StandIn {
    private static let words: Set<String> = [
        "password", "passwd", "pass", "pwd", "pw", "secret", "token", "user", "username", "xxx", "foo", "bar", "baz",
        "p",
        "credentials", "mypassword", "mypass", "mysecret", "yourpassword", "key", "apikey", "dbpassword",
        "userpass", "userpassword", "some-password", "my-password", "test", "example", "auth", "redacted", "masked",
        "x-oauth-basic", "senha", "clave", "contraseña", "contrasena", "passwort", "kennwort", "motdepasse", "mdp",
        "parola",
        "sifre", "şifre", "haslo", "hasło", "heslo", "wachtwoord", "пароль", "密码", "密碼", "パスワード", "비밀번호",
    ]

    static func matches(_ value: UnsafeRawBufferPointer) -> Bool {
        value.count <= 16 && words.contains(String(decoding: value, as: UTF8.self).lowercased())
    }
}
