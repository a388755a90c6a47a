internal import Model

/// What people of other languages write where a program asks for a password: its name.
enum Translations {
    /// Whether the value begins with the word for a password, and nothing but signs or escapes come behind it.
    static func namesPassword(_ text: WindowText, _ span: ByteSpan) -> Bool {
        var end = span.start
        while end < span.end, ByteClass.isLetter(text[end]) || text[end] >= 0x80 || text[end] == UInt8(ascii: "-") {
            end += 1
        }
        let isWhole = end == span.end || text[end] == UInt8(ascii: "&") && text[end + 1] == UInt8(ascii: "#")
        return isWhole && words.value(of: WordHash(text, ByteSpan(span.start, end))) != 0
    }

    /// Letters beyond ASCII and no digit or sign: words, for passwords of such letters are rare and have more in them.
    static func isWords(_ shape: ValueShape) -> Bool {
        shape.nonASCII >= 2 && shape.letters > 0 && shape.letters + shape.nonASCII + shape.blanks == shape.count
    }

    /// In Latin letters, with accents and without.
    private static let words = WordTable([
        (
            """
            adgangskode contraseña contrasena geslo hasło haslo heslo jelszó jelszo kennwort kodeord lozinka lösenord
            losenord parola parole parool parol passord passwort palavra-passe salasana senha sifre şifre slaptažodis
            slaptazodis wachtwoord zaporka fjalëkalimi lykilorð contrasenya wagwoord sandi
            passwuert cyfrinair pasvorto pasahitza contrasinal lösenordslås passordlås
            """, 1
        )
    ])
}
