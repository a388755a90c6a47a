/// A key and its value, in whatever language the line is written.
struct Setting {
    /// Of letters, digits, `_`, `.` and `-`; in small letters.
    let key: String
    let value: String
    let isQuoted: Bool
    /// It may be a variable's name: `user = name`, `user: options.user,`.
    let mayBeCode: Bool
}

/// Reads the settings of a line: `key: value`, `KEY=value`, `"key": "value"`, `'key' => 'value'`, `$object->key = "value";`,
/// `key: Type = "value"`, `define('KEY', 'value');`, `call(key="value", …)`, `<key>value</key>`,
/// `<property name="key" value="value"/>`.
struct SettingReader {
    private let line: ArraySlice<UInt8>
    /// `define('KEY', 'value')`: a comma stands between them.
    private let defines: Bool

    init(_ line: ArraySlice<UInt8>) {
        self.line = line
        defines = line.drop(while: Self.isBlank).starts(with: "define(".utf8)
    }

    /// In their order; without those whose value is empty, a variable's or a template's.
    func settings() -> [Setting] {
        var settings: [(setting: Setting, span: Range<Int>)] = []
        var place = line.startIndex
        while place < line.endIndex {
            guard let start = valueStart(at: place), let key = key(before: place) else {
                place += 1
                continue
            }
            let (span, isQuoted) = value(from: start, isElement: line[place] == UInt8(ascii: ">"))
            // `Environment=AMQP_USER=worker`, `-e MYSQL_USER=shop`: the second is what is set.
            if !isQuoted || line[place] == UInt8(ascii: "="), isAssignment(span) {
                place = span.lowerBound
                continue
            }
            // `user: String = "app"`
            let isTyped = settings.last.map { !$0.setting.isQuoted && $0.span == key } ?? false
            let name = isTyped ? settings.removeLast().setting.key : text(key).lowercased()
            let next = span.upperBound < line.endIndex ? line[span.upperBound] : 0
            let mayBeCode =
                !isQuoted
                && (",;)".utf8.contains(next) || line[place] == UInt8(ascii: "=") && Self.isBlank(line[place - 1]))
            // A call's name is no value, nor what a literal's prefix is.
            let behind = line[span.upperBound...].first { !Self.isBlank($0) } ?? 0
            let isCode = !isQuoted && (behind == UInt8(ascii: "(") || isQuote(next))
            let value = isCode ? "" : text(span)
            settings.append((Setting(key: name, value: value, isQuoted: isQuoted, mayBeCode: mayBeCode), span))
            place = max(place + 1, span.upperBound)
        }
        return named(settings.map(\.setting)).filter { !$0.value.isEmpty && $0.value.utf8.count < 300 }
    }

    /// The key whose value begins where the line ends.
    func openKey() -> String? {
        var end = line.endIndex
        while end > line.startIndex, Self.isBlank(line[end - 1]) || isQuote(line[end - 1]) { end -= 1 }
        guard end > line.startIndex else { return nil }
        if let span = key(before: end - 1), valueStart(at: end - 1) != nil {
            let name = text(span).lowercased()
            // `user: String = "`; `name="password" value="`
            let settings = SettingReader(line[max(line.startIndex, span.upperBound - 200)..<span.upperBound]).settings()
            if let typed = settings.last, !typed.isQuoted, typed.value.lowercased() == name,
                line[..<span.lowerBound].last(where: { !Self.isBlank($0) }) == UInt8(ascii: ":")
            {
                return typed.key
            }
            guard name == "value" else { return name }
            return settings.last { ["name", "key"].contains($0.key) }?.value.lowercased() ?? name
        }
        // `'key' => '`, `key := "`
        if end - line.startIndex > 1, line[end - 1] == UInt8(ascii: ">") || line[end - 1] == UInt8(ascii: "="),
            valueStart(at: end - 2) != nil
        {
            return key(before: end - 2).map { text($0).lowercased() }
        }
        return nil
    }

    /// Where the value begins that the sign at `place` is for; nil if it is no such sign.
    private func valueStart(at place: Int) -> Int? {
        let next = place + 1 < line.endIndex ? line[place + 1] : 0
        var start = place + 1
        switch line[place] {
        case UInt8(ascii: "="):
            if place > line.startIndex, "=!<>~+:".utf8.contains(line[place - 1]) { return nil }
            guard next != UInt8(ascii: "="), next != UInt8(ascii: "~") else { return nil }
            if next == UInt8(ascii: ">") { start += 1 }
        case UInt8(ascii: ":"):
            if place > line.startIndex, line[place - 1] == UInt8(ascii: ":") { return nil }
            guard next != UInt8(ascii: ":"), next != UInt8(ascii: "/") else { return nil }
            if next == UInt8(ascii: "=") { start += 1 }
        case UInt8(ascii: ","):
            guard defines, place > line.startIndex, isQuote(line[place - 1]) else { return nil }
        case UInt8(ascii: ">"):
            // `<key>`: not the end of another element, and no arrow.
            guard let key = key(before: place), key.lowerBound > line.startIndex,
                line[key.lowerBound - 1] == UInt8(ascii: "<"),
                key.upperBound == place
            else { return nil }
        default: return nil
        }
        return start
    }

    private func key(before place: Int) -> Range<Int>? {
        var end = place
        let first = line.startIndex
        while end > first, Self.isBlank(line[end - 1]) || line[end - 1] == UInt8(ascii: "?") { end -= 1 }
        if end > first, line[end - 1] == UInt8(ascii: "]") { end -= 1 }
        if end > first, isQuote(line[end - 1]) { end -= 1 }
        var start = end
        while start > first, isKey(line[start - 1]) { start -= 1 }
        // `->key` is a member, `--key` a flag.
        while start < end, line[start] == UInt8(ascii: "-") || line[start] == UInt8(ascii: ".") { start += 1 }
        guard start < end, end - start < 80, !isDigit(line[start]) else { return nil }
        return start..<end
    }

    private func value(from start: Int, isElement: Bool) -> (span: Range<Int>, isQuoted: Bool) {
        var begin = start
        while begin < line.endIndex, Self.isBlank(line[begin]) { begin += 1 }
        if !isElement, begin < line.endIndex, isQuote(line[begin]) {
            let quote = line[begin]
            let end = line[(begin + 1)...].firstIndex(of: quote) ?? line.endIndex
            return (begin + 1..<end, true)
        }
        var end = begin
        let isName = isDistinguishedName(begin..<line.endIndex)
        while end < line.endIndex,
            !"\"',;&<>()[]{} \t".utf8.contains(line[end]) || isName && line[end] == UInt8(ascii: ",")
        {
            end += 1
        }
        return (begin..<end, isElement)
    }

    /// `NAME=`
    private func isAssignment(_ span: Range<Int>) -> Bool {
        var here = span.lowerBound
        while here < span.upperBound, isKey(line[here]), line[here] != UInt8(ascii: ".") { here += 1 }
        return here > span.lowerBound + 2 && here < span.upperBound && line[here] == UInt8(ascii: "=")
            && line[span.lowerBound..<here].allSatisfy { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    /// `cn=reader,dc=example`: a name in a directory.
    private func isDistinguishedName(_ span: Range<Int>) -> Bool {
        let attributes = ["cn=", "uid=", "dc=", "ou="].map { Array($0.utf8) }
        return attributes.contains { line[span].starts(with: $0) }
    }

    /// `name="username" value="app"` is a setting by that name.
    private func named(_ settings: [Setting]) -> [Setting] {
        var joined: [Setting] = []
        for setting in settings {
            if setting.key == "value", let name = joined.last, ["name", "key"].contains(name.key) {
                joined[joined.count - 1] = Setting(
                    key: name.value.lowercased(), value: setting.value, isQuoted: setting.isQuoted,
                    mayBeCode: setting.mayBeCode)
            } else {
                joined.append(setting)
            }
        }
        return joined
    }

    private func text(_ span: Range<Int>) -> String { String(decoding: line[span], as: UTF8.self) }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }
    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private func isKey(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "_.-".utf8.contains(byte)
    }
}
