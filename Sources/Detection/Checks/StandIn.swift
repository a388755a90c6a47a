/// Words that stand where a secret would: `user:password@host`.
enum StandIn {
    private static let words: Set<String> = [
        "password", "passwd", "pass", "pwd", "pw", "secret", "token", "user", "username", "xxx", "foo", "bar", "baz",
        "p",
        "credentials", "mypassword", "mypass", "mysecret", "yourpassword", "key", "apikey", "dbpassword",
        "userpass", "userpassword", "some-password", "my-password", "test", "example", "auth", "redacted", "masked",
        "x-oauth-basic",
    ]

    static func matches(_ value: UnsafeRawBufferPointer) -> Bool {
        value.count <= 16 && words.contains(String(decoding: value, as: UTF8.self).lowercased())
    }
}
