/// Names and words that look random because no dictionary has them.
extension ValueForm {
    /// What names an OpenPGP key: its fingerprint of 40 hexadecimal digits, or the last 16 of them, in capitals.
    static func isFingerprint(_ shape: ValueShape) -> Bool {
        (shape.count == 40 || shape.count == 16) && shape.hex == shape.count && shape.lower == 0 && shape.upper > 0
            && shape.digits > 0
    }

    /// `af:80:d5:…`: a fingerprint of MD5, SHA-1 or SHA-256.
    static func isColonHex(_ value: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.count == 47 || shape.count == 59 || shape.count == 95 else { return false }
        return (0..<shape.count).allSatisfy { index in
            let byte = value[value.start + index]
            return index % 3 == 2 ? byte == UInt8(ascii: ":") : ByteClass.isHex(byte)
        }
    }

    /// `Ctrl+Shift+P`, `Cmd+K`: keys that are pressed together.
    static func isShortcut(_ text: WindowText) -> Bool {
        let modifiers: [StaticString] = [
            "ctrl+", "control+", "cmd+", "command+", "cmdorctrl+", "commandorcontrol+", "alt+", "option+", "shift+",
            "meta+", "super+", "$mod+", "mod1+", "mod4+",
        ]
        guard let first = modifiers.first(where: { text.has($0, at: text.start) }) else { return false }
        // The last key is a letter, a sign, or has a name: F12, Backspace.
        var last = text.end - 1
        while last > text.start + first.utf8CodeUnitCount, text[last - 1] != UInt8(ascii: "+") { last -= 1 }
        return text.end - last <= 24 && (last..<text.end - 1).allSatisfy { ByteClass.isAlphanumeric(text[$0]) }
    }

    /// `v0.0.0-20180412010544-…`: the version of a module.
    static func isModuleVersion(_ value: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(value, from: 0, to: value.count)
        guard text.folded(0) == UInt8(ascii: "v"), value.count >= 6 else { return false }
        var (index, dots) = (1, 0)
        while ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") {
            if text[index] == UInt8(ascii: ".") { dots += 1 }
            index += 1
        }
        return dots == 2 && (index == value.count || text[index] == UInt8(ascii: "-"))
    }

    /// `mysql-ssl-certs`, `etcd-cluster-k8s`, `mongodb-0-cert`: letters of one case joined by hyphens, underscores or
    /// dots, and a few digits.
    static func isJoinedName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        let separators = shape.hyphens + shape.underscores + shape.dots
        guard shape.lower == 0 || shape.upper == 0, separators > 0, shape.count <= 40,
            shape.letters + shape.digits + separators == shape.count, ByteClass.isLetter(text[text.start]),
            shape.digits <= (shape.upper > 0 ? 0 : 2) || shape.lower > 0 && shape.digits * 6 <= shape.count
        else { return false }
        var (part, parts, first, isEven) = (0, 0, 0, true)
        for index in text.start...text.end {
            if index < text.end, ByteClass.isAlphanumeric(text[index]) {
                part += 1
                if part > 12 { return false }
                continue
            }
            if parts == 0 { first = part }
            isEven = isEven && part == first
            (part, parts) = (0, parts + 1)
        }
        // Groups of one length are how keys are typed in; `secret-23` is what people make up.
        let isNumbered = parts == 2 && ByteClass.isDigit(text[text.end - 1]) && !ByteClass.isLetter(text[text.end - 2])
        return !(isEven && parts > 2) && !isNumbered
    }

    /// Letters of another script or with accents, written as escapes: `\u5bc6\u94a5`, `Passw\u00F6rter`,
    /// `Parola&#8230;`.
    static func isForeignText(_ text: WindowText) -> Bool {
        var escaped = 0
        var index = text.start
        while index < text.end {
            let byte = text[index]
            if byte == UInt8(ascii: "\\"), text.folded(index + 1) == UInt8(ascii: "u"),
                (2...5).allSatisfy({ ByteClass.isHex(text[index + $0]) }),
                text[index + 2] != UInt8(ascii: "0") || text[index + 3] != UInt8(ascii: "0")
                    || text[index + 4] > UInt8(ascii: "9")
            {
                escaped += 1
                index += 6
            } else if byte == UInt8(ascii: "&"), text[index + 1] == UInt8(ascii: "#") {
                let begin = index
                while index < text.end, text[index] != UInt8(ascii: ";") { index += 1 }
                // `&#38;` is a sign that XML writes so; from `&#128;` on there are letters.
                if text.folded(begin + 2) == UInt8(ascii: "x") || index - begin > 4 { escaped += 1 }
                index += 1
            } else {
                guard !ByteClass.isDigit(byte) else { return false }
                index += 1
            }
        }
        return escaped > 0
    }
}
