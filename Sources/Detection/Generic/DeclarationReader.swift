internal import Model

/// Values of declarations, in which a type, a modifier or a block stands between the name and the value.
///
///     Dim name As String = "x"          name : constant String := "x";      name VARCHAR2(30) := 'x';
///     01 NAME PIC X(14) VALUE 'x'.      variable "name" { default = "x" }   string Name { get; set; } = "x";
struct DeclarationReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }
    private var operands: OperandReader { OperandReader(text: text, key: key, line: line) }

    /// Bytes of a type.
    private static let greatestType = 60

    // MARK: A type behind a blank

    /// - Parameter here: what stands behind the name and blanks.
    func typed(_ here: Int) -> ValueSite? {
        if text.has("type ", at: here) || text.has("pic ", at: here) { return initial(here) }
        // Dim name As String = "x"
        if text.has("as ", at: here) { return behindType(here + 3).flatMap(assigned) }
        // private val token by lazy { "x" } of Kotlin
        if text.has("by lazy {", at: here) { return ReturnedLiteral(text: text).inBraces(here + 8) }
        // var apiKey string = "x", v_password VARCHAR2(30) := 'x', DECLARE @Password NVARCHAR(50) = 'x'
        guard isType(here) else { return nil }
        return behindType(here).flatMap(assigned) ?? sqlDefault(here)
    }

    private func assigned(_ value: Int) -> ValueSite? {
        operands.value(value, operator: UInt8(ascii: "="), isQuoted: false)
    }

    /// Types of texts, as they stand behind a name without a sign.
    private func isType(_ here: Int) -> Bool {
        let types: [StaticString] = ["string", "varchar", "nvarchar", "char", "nchar", "text", "constant ", "sysname"]
        return types.contains { text.has($0, at: here) }
    }

    /// `DECLARE secret VARCHAR(40) DEFAULT 'x'`
    private func sqlDefault(_ here: Int) -> ValueSite? {
        let limit = min(text.lineEnd(here), here + Self.greatestType)
        guard let word = (here..<limit).first(where: { text.has(" default '", at: $0) }) else { return nil }
        return values.quoted(word + 9)
    }

    /// `CONSTANTS gc_password TYPE string VALUE 'x'.` of ABAP, `01 WS-PASSWORD PIC X(14) VALUE 'x'.` of COBOL.
    private func initial(_ here: Int) -> ValueSite? {
        guard let value = (here..<here + 60).first(where: { text[$0] == 0x20 && text.has("value ", at: $0 + 1) }) else {
            return nil
        }
        return values.quoted(text.skippingBlanks(value + 7))
    }

    // MARK: A type behind a colon

    /// Behind the sign in `: Type = …`, `: constant String := …`, `: String (1 .. 8) := …`, `: string | *"x"`; nil if no
    /// type and no sign stand there.
    func behindType(_ start: Int) -> Int? {
        var here = text.skippingBlanks(start)
        let first = text[here]
        guard ByteClass.isLetter(first) || first == UInt8(ascii: "&") || first == UInt8(ascii: "[") else { return nil }
        let limit = here + Self.greatestType
        var depth = 0
        while here < limit {
            switch text[here] {
            case UInt8(ascii: "="):
                return depth == 0 && text[here - 1] == 0x20 && text[here + 1] == 0x20 ? here + 1 : nil
            case UInt8(ascii: ":"):
                return depth == 0 && text[here - 1] == 0x20 && text[here + 1] == UInt8(ascii: "=") ? here + 2 : nil
            // #token: string | *"x" of CUE
            case UInt8(ascii: "*") where text[here + 1] == UInt8(ascii: "\"") && text[here - 1] == 0x20:
                return here + 1
            case UInt8(ascii: "("), UInt8(ascii: "["): (here, depth) = (here + 1, depth + 1)
            case UInt8(ascii: ")"), UInt8(ascii: "]"): (here, depth) = (here + 1, depth - 1)
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                guard depth > 0 else { return nil }
                here += 1
            case let byte where ByteClass.isName(byte) || " <>?!&.'|*".utf8.contains(byte): here += 1
            default: return nil
            }
        }
        return nil
    }

    // MARK: Braces

    /// - Parameter here: the brace behind the name and blanks.
    func block(_ here: Int, isQuoted: Bool) -> ValueSite? {
        if isQuoted { return variableDefault(here) }
        return propertyDefault(here) ?? initialized(here)
            ?? (here > key.end ? ReturnedLiteral(text: text).inBraces(here) ?? word(here) : nil)
    }

    /// `public string Password { get; set; } = "x";` of C#.
    private func propertyDefault(_ here: Int) -> ValueSite? {
        guard text.has("get;", at: text.skippingBlanks(here + 1)) else { return nil }
        var close = here + 1
        while close < here + 60, text[close] != UInt8(ascii: "}"), text[close] >= 0x20 { close += 1 }
        let sign = text.skippingBlanks(close + 1)
        guard text[close] == UInt8(ascii: "}"), text[sign] == UInt8(ascii: "=") else { return nil }
        return values.quoted(text.skippingBlanks(sign + 1))
    }

    /// `std::string password{"x"};`
    private func initialized(_ here: Int) -> ValueSite? {
        guard key.quote == 0, here == key.end, let site = values.quoted(text.skippingBlanks(here + 1)),
            text[text.skippingBlanks(site.end)] == UInt8(ascii: "}")
        else { return nil }
        return site
    }

    /// `set api_token {x}` of Tcl: one word with letters and digits.
    private func word(_ here: Int) -> ValueSite? {
        guard Directive(text: text, key: key).sets else { return nil }
        var end = here + 1
        while text[end] > 0x20, text[end] != UInt8(ascii: "}"), end - here < ValueReader.limit { end += 1 }
        let span = ByteSpan(here + 1, end)
        guard text[end] == UInt8(ascii: "}"), text.mixesLettersAndDigits(span, without: "{$[\"'") else { return nil }
        return ValueSite(span: span, end: end + 1, evidence: [.quoted])
    }

    /// Terraform's `variable "db_password" {` with `default = "x"` on one of the next lines.
    private func variableDefault(_ here: Int) -> ValueSite? {
        guard text.has("variable ", at: key.name.start - 10) else { return nil }
        var line = here
        while line < text.end {
            line = text.skippingWhitespace(text.lineEnd(line))
            guard text.has("default", at: line) else { continue }
            let sign = text.skippingBlanks(line + 7)
            return text[sign] == UInt8(ascii: "=") ? values.quoted(text.skippingBlanks(sign + 1)) : nil
        }
        return nil
    }

    /// `config WIFI_PASSWORD` of Kconfig with `default "x"` on one of the next lines.
    /// - Parameter here: the line's end behind the name.
    func symbolDefault(_ here: Int) -> ValueSite? {
        guard text.has("config ", at: text.lineStart(key.name.start)) else { return nil }
        var line = here + 1
        while line < here + 300, ByteClass.isBlank(text[line]) {
            let word = text.skippingBlanks(line)
            if text.has("default \"", at: word) { return values.quoted(word + 8) }
            line = text.lineEnd(line) + 1
        }
        return nil
    }

    // MARK: Signs that belong to the name

    /// `var token* = "x"` of Nim, which is public; `sPassword$ = "x"` of Basic, which is a text.
    /// - Parameter here: right behind the name.
    func marked(_ here: Int) -> ValueSite? {
        guard key.before != text[here] else { return nil }
        let sign = text.skippingBlanks(here + 1)
        if text[sign] == UInt8(ascii: ":"), text[here] == UInt8(ascii: "*") {
            return behindType(sign + 1).flatMap(assigned)
        }
        guard text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "=") else { return nil }
        return values.quoted(text.skippingBlanks(sign + 1))
    }

    /// `(defparameter *password* "x")`, `(defconstant +token+ "x")` of Lisp.
    /// - Parameter here: right behind the name.
    func ofLisp(_ here: Int) -> ValueSite? {
        let open = text.skippingBlanks(text.lineStart(key.name.start))
        guard key.before == text[here], text.has("(def", at: open) || text.has("(set", at: open) else { return nil }
        return values.quoted(text.skippingWhitespace(here + 1))
    }

    /// `MOVE 'x' TO WS-PASSWORD.` of COBOL.
    func moved() -> ValueSite? {
        let quote = key.name.start - 5
        guard text.has(" to ", at: quote + 1), text[quote] == UInt8(ascii: "'") || text[quote] == UInt8(ascii: "\"")
        else { return nil }
        var open = quote - 1
        while open > line.start, text[open] != text[quote] { open -= 1 }
        guard text.has("move ", at: open - 5), let site = values.quoted(open), site.end == quote + 1 else { return nil }
        return site
    }
}
