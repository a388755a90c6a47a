internal import Model

/// Names that standards and programs give to things, with digits and signs as secrets have them.
extension ValueForm {
    /// Whether it is one of the forms below, which say what the value is whatever its key is called.
    static func isProgramForm(_ text: WindowText, _ shape: ValueShape) -> Bool {
        isVersion(text) || isObjectIdentifier(shape) || isMediaType(text) || isRegistryKey(text)
            || isEntryPoint(text, shape) || isAlternatives(text, shape)
    }

    /// `1.0.0-rc1-final`, `npm:^4.0.15`, `>=2.1.0-beta.3`: a version, or a range of them.
    static func isVersion(_ text: WindowText) -> Bool {
        var index = text.has("npm:", at: text.start) ? text.start + 4 : text.start
        while "^~<>=v".utf8.contains(text[index]) { index += 1 }
        var (numbers, digits) = (0, 0)
        while ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: "."), index < text.end {
            if text[index] == UInt8(ascii: ".") {
                guard digits > 0, digits <= 5 else { return false }
                (numbers, digits) = (numbers + 1, 0)
            } else {
                digits += 1
            }
            index += 1
        }
        guard numbers >= 1, digits > 0, digits <= 5 else { return false }
        if index == text.end { return index - text.start > 2 && numbers <= 3 }
        if "^~<>=".utf8.contains(text[text.start]), isRange(text, from: index) { return true }
        guard text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") else { return false }
        if text[index + 1] == UInt8(ascii: "*"), index + 2 == text.end { return true }
        return isPreRelease(text, from: index + 1)
    }

    /// `>=1.1.3@stable`, `>=1.1.3,<1.3.0`, `^2.0 || ^3.0`: the rest of a range that Composer and npm know.
    private static func isRange(_ text: WindowText, from start: Int) -> Bool {
        guard "@, |".utf8.contains(text[start]) else { return false }
        return (start..<text.end).allSatisfy {
            ByteClass.isDigit(text[$0]) || ByteClass.isLower(text[$0]) || "@, |.<>=^~*-".utf8.contains(text[$0])
        }
    }

    /// `rc1-final`, `SNAPSHOT`, `beta.3`: the words that say how far a version is.
    private static func isPreRelease(_ text: WindowText, from start: Int) -> Bool {
        let stages: [StaticString] = [
            "alpha", "beta", "rc", "pre", "preview", "snapshot", "final", "dev", "next", "canary", "nightly", "release",
            "build", "ga", "m",
        ]
        guard text.end - start <= 24, let stage = stages.first(where: { text.has($0, at: start) }) else { return false }
        return (start + stage.utf8CodeUnitCount..<text.end).allSatisfy {
            ByteClass.isDigit(text[$0]) || ByteClass.isLower(text[$0]) || text[$0] == UInt8(ascii: ".")
                || text[$0] == UInt8(ascii: "-")
        }
    }

    /// `1.3.6.1.5.5.7.4.12`: what ASN.1 calls things by.
    private static func isObjectIdentifier(_ shape: ValueShape) -> Bool {
        shape.dots >= 4 && shape.digits > shape.dots && shape.digits + shape.dots == shape.count
    }

    /// `application/cose-c509-cert`, `image/png`, `data:image/svg+xml;base64,PHN2…`.
    private static func isMediaType(_ text: WindowText) -> Bool {
        if text.has("data:image/", at: text.start) || text.has("data:font/", at: text.start) { return true }
        let types: [StaticString] = ["application/", "text/", "image/", "audio/", "video/", "multipart/", "font/"]
        guard let type = types.first(where: { text.has($0, at: text.start) }) else { return false }
        return text.end - text.start > type.utf8CodeUnitCount + 1 && text.end - text.start <= 80
            && (text.start..<text.end).allSatisfy { text[$0] > 0x20 }
    }

    /// `HKLM:\Software\Python`, `SYSTEM\CurrentControlSet\Control`: where something stands in Windows' registry.
    private static func isRegistryKey(_ text: WindowText) -> Bool {
        let roots: [StaticString] = ["hklm", "hkcu", "hkcr", "hku", "hkey_", "software", "system"]
        guard let root = roots.first(where: { text.has($0, at: text.start) }) else { return false }
        var end = text.start + root.utf8CodeUnitCount
        if root.utf8CodeUnitCount == 5 {
            while ByteClass.isLetter(text[end]) || text[end] == UInt8(ascii: "_") { end += 1 }
        }
        if text[end] == UInt8(ascii: ":") { end += 1 }
        return text[end] == UInt8(ascii: "\\") && end - text.start < 24 && text.end - end > 2
            && !(text[end + 1] == UInt8(ascii: "x") || text[end + 1] == UInt8(ascii: "0"))
    }

    /// `kolla_ansible.cmd.genpwd:main`: a function in a module of Python.
    private static func isEntryPoint(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.dots > 0, shape.upper == 0, shape.digits == 0, shape.likeness.mean >= 170,
            shape.letters + shape.dots + shape.underscores + 1 == shape.count
        else { return false }
        let colons = (text.start..<text.end).filter { text[$0] == UInt8(ascii: ":") }
        return colons.count == 1 && colons[0] > text.start + 2 && ByteClass.isLower(text[colons[0] + 1])
    }

    /// `VIRUSTOTAL_APIKEY|VISUAL_RECOGNITION_API_KEY`, `loggedin|twosock`: words with bars between; `required|min:8`: what
    /// Laravel checks of a field, with arguments.
    private static func isAlternatives(_ text: WindowText, _ shape: ValueShape) -> Bool {
        var (bars, word) = (0, 0)
        var isArgument = false
        for index in text.start..<min(text.end, text.start + ValueShape.limit) {
            if text[index] == UInt8(ascii: "|") {
                guard word >= 3 else { return false }
                (bars, word, isArgument) = (bars + 1, 0, false)
            } else if text[index] == UInt8(ascii: ":"), word >= 2 {
                (word, isArgument) = (3, true)
            } else if isArgument {
                guard ByteClass.isName(text[index]) || ",./^$[]+-*".utf8.contains(text[index]) else { return false }
            } else {
                guard ByteClass.isLetter(text[index]) || text[index] == UInt8(ascii: "_") else { return false }
                word += 1
            }
        }
        return bars > 0 && (word >= 3 || shape.count == ValueShape.limit)
    }

    /// `RSA-2048`, `aes256-cts-hmac-sha1-96`, `ECDH-P256-Private`, `PBES2-HS256+A128KW`: an algorithm, and what is said of it.
    static func isAlgorithm(_ text: WindowText, _ shape: ValueShape) -> Bool {
        let pluses = (text.start..<text.end).count { text[$0] == UInt8(ascii: "+") }
        guard shape.hyphens > 0, pluses <= 1, shape.count <= 40,
            shape.letters + shape.digits + shape.hyphens + pluses == shape.count
        else { return false }
        let names: [StaticString] = [
            "rsa", "dsa", "ec", "ecdh", "ecdsa", "ed25519", "ed448", "x25519", "x448", "p-", "aes", "des", "3des",
            "hmac", "aws4", "sha", "chacha20", "camellia", "blowfish", "gost", "secp", "brainpool", "dh", "kyber",
            "ml-", "pbes2",
        ]
        let isNamed = names.contains {
            text.has($0, at: text.start) && !ByteClass.isLetter(text[text.start + $0.utf8CodeUnitCount])
        }
        guard isNamed else { return false }
        return parts(text).allSatisfy { part in
            let digits = (part.start..<part.end).count { ByteClass.isDigit(text[$0]) }
            return part.count <= 10 && (digits == 0 || digits == part.count || part.count - digits <= 6 && digits <= 5)
        }
    }

    /// What stands between the hyphens and behind a plus.
    private static func parts(_ text: WindowText) -> [ByteSpan] {
        var (parts, begin): ([ByteSpan], Int) = ([], text.start)
        for index in text.start...text.end
        where index == text.end || text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            parts.append(ByteSpan(begin, index))
            begin = index + 1
        }
        return parts
    }

    /// `ga:clientId`, `sumo:wiki:full-rebuild`, `tls:x509:share`, `bid:970006:1`: names that colons join, as caches,
    /// stores and queues have them; no part is as long as a key.
    static func isQualifiedName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        var (colons, part, letters, words) = (0, 0, 0, 0)
        for index in text.start...text.end {
            let byte = text[index]
            if index == text.end || byte == UInt8(ascii: ":") {
                guard part > 0, part <= 12 || letters == part && part <= 24 else { return false }
                if letters == part, part >= 2 { words += 1 }
                if index < text.end { colons += 1 }
                (part, letters) = (0, 0)
            } else {
                guard ByteClass.isName(byte) || byte == UInt8(ascii: "#") else { return false }
                part += 1
                if !ByteClass.isDigit(byte) { letters += 1 }
            }
        }
        guard colons > 0, ByteClass.isLetter(text[text.start]) else { return false }
        return shape.digits > 0 ? colons >= 2 && words > 0 : words == colons + 1
    }

    /// `CM-20411`, `5669#comment:1`: an issue in a tracker.
    static func isIssue(_ text: WindowText) -> Bool {
        var index = text.start
        while ByteClass.isUpper(text[index]) { index += 1 }
        let letters = index - text.start
        if letters > 0 {
            guard letters >= 2, letters <= 10, text[index] == UInt8(ascii: "-") else { return false }
            index += 1
        }
        let number = index
        while ByteClass.isDigit(text[index]) { index += 1 }
        guard index > number, index - number <= 6 else { return false }
        return letters > 0 ? index == text.end : text.has("#comment", at: index)
    }

    /// `NUM_INT,NUM_LONG`, `br,input,link`: words with commas between.
    static func isList(_ value: WindowText, _ shape: ValueShape) -> Bool {
        var commas = 0
        for offset in value.start..<value.end where value[offset] == UInt8(ascii: ",") {
            guard value[offset + 1] != 0x20, value[offset + 1] != UInt8(ascii: ",") else { return false }
            commas += 1
        }
        return commas > 0
            && (commas >= 4 || shape.letters + shape.underscores + shape.hyphens + commas == shape.count)
    }
}
