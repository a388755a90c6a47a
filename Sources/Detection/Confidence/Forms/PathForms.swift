internal import Model

/// Paths, and names of files and of entries in a directory.
extension ValueForm {
    /// `oidc/circleci_v2/`: words between slashes, the last of them at the end.
    static func isFolder(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard text[text.end - 1] == UInt8(ascii: "/"), shape.upper == 0, ByteClass.isLower(text[text.start]) else {
            return false
        }
        let slashes = (text.start..<text.end).count { text[$0] == UInt8(ascii: "/") }
        return slashes >= 2 && shape.digits * 4 <= shape.count
            && (text.start..<text.end).allSatisfy { ByteClass.isName(text[$0]) || "/-.".utf8.contains(text[$0]) }
    }

    /// `/etc/key`, `./x`, `~/x`, `C:\x`, `dir/name.ext`, `name.pem`.
    static func isPath(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.blanks == 0 else { return false }
        let first = text[text.start]
        let second = text[text.start + 1]
        let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        if ByteClass.isLetter(first), second == UInt8(ascii: ":"), isSlash(text[text.start + 2]) { return true }
        if first == UInt8(ascii: "~") || first == UInt8(ascii: "."),
            isSlash(second) || (second == first && isSlash(text[text.start + 2]))
        {
            return true
        }
        if isIdentityFile(text) || hasFileExtension(text) && !isChance(shape) || isSharedObject(text)
            || isDistinguishedName(text)
        {
            return true
        }
        // `classes.html#a1b2…`: a place in a page
        if shape.punctuation > 1, shape.dots > 0,
            (text.start..<text.end).contains(where: { text[$0] == UInt8(ascii: "#") && text.has(".html", at: $0 - 5) })
        {
            return true
        }
        // net/url, crypto/rsa
        if shape.slashes > 0, shape.lower + shape.slashes == shape.count, first != UInt8(ascii: "/") { return true }
        // /orders/find?id=123
        if first == UInt8(ascii: "/"), (text.start..<text.end).contains(where: { text[$0] == UInt8(ascii: "?") }) {
            return shape.likeness.mean >= 170
        }
        if first == UInt8(ascii: "/"), shape.slashes > 1 || shape.likeness.mean >= 170 {
            // `/etc/tls/tls.key:mode=0444`
            return shape.base64Symbols == 0 || shape.dots > 0 && shape.likeness.mean >= 170
        }
        guard shape.slashes > 0, shape.base64Symbols == 0 else { return false }
        // Segments of words, not of base64.
        return shape.likeness.mean >= 190 && shape.letters * 10 >= shape.count * 7
    }

    /// `id_ed25519`, `$ssh_dir/id_rsa`: what OpenSSH calls the files of its keys.
    private static func isIdentityFile(_ text: WindowText) -> Bool {
        let names: [StaticString] = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"]
        return names.contains { name in
            let start = text.end - name.utf8CodeUnitCount
            return text.has(name, at: start) && !ByteClass.isName(text[start - 1])
        }
    }

    /// `lib/libcrypto.so.2.4.2`
    private static func isSharedObject(_ text: WindowText) -> Bool {
        var index = text.end - 1
        while index > text.start, ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") { index -= 1 }
        return index < text.end - 2 && text.has(".so.", at: index - 2)
    }

    /// `onWmTlHO0YE7jb.H`: too mixed for a name of one's own choice.
    private static func isChance(_ shape: ValueShape) -> Bool {
        shape.slashes == 0 && shape.dots == 1 && shape.count <= 32 && shape.upper > 2 && shape.lower > 2
            && shape.digits > 0 && shape.likeness.mean < 130
    }

    /// Ends in `.pem`, `.json`… after a name.
    private static func hasFileExtension(_ text: WindowText) -> Bool {
        var dot = text.end - 1
        while dot > text.end - 7, dot > text.start, text[dot] != UInt8(ascii: ".") { dot -= 1 }
        guard dot > text.start, text[dot] == UInt8(ascii: ".") else { return false }
        return extensions.value(of: WordHash(text, ByteSpan(dot + 1, text.end))) != 0
    }

    private static let extensions = WordTable([
        (
            """
            pem key crt cer der pfx p12 jks keystore truststore pub asc gpg json yml yaml xml toml ini conf cfg
            config txt md html htm js ts jsx tsx css scss java kt py rb go rs php cs c h cpp swift sh bat
            ps1 sql log csv properties env png jpg gif svg ico pdf zip gz tar jar war exe dll so lock tmp
            bak dat bin db sqlite vue erb tpl twig com org net io dev local internal
            lua exs erl clj scala dart gradle proto ino vbs asp aspx jsp bash zsh groovy kts rst adoc j2 hbs ejs mjs cjs
            tfstate tfplan tfvars cshtml resx plist storyboard xib csr p7b woff woff2 ttf mp3 mp4 jpeg bmp webp tsv xls xlsx doc docx
            """, 1
        )
    ])

    /// `dc=example,dc=org`, `uid=%login,ou=people,…`: a name in a directory (RFC 4514).
    private static func isDistinguishedName(_ text: WindowText) -> Bool {
        let types: [StaticString] = ["dc=", "ou=", "cn=", "uid=", "o="]
        guard types.contains(where: { text.has($0, at: text.start) }) else { return false }
        return (text.start..<text.end).contains { index in
            text[index] == UInt8(ascii: ",") && types.contains { text.has($0, at: index + 1) }
        }
    }
}
