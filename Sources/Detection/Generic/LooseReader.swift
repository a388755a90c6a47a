internal import Model

/// Reads values that no operator assigns: of flags, SQL, netrc, Dockerfiles, prose, `name:`/`value:` pairs.
struct LooseReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }
    private var operands: OperandReader { OperandReader(text: text, key: key, line: line) }

    /// - Parameters:
    ///   - here: what comes behind the key and blanks.
    ///   - hasBlank: whether there are blanks.
    func value(_ here: Int, isQuoted: Bool, hasBlank: Bool) -> ValueSite? {
        let byte = text[here]
        if key.dashes > 0, text.has("-stdin", at: key.end - 6) {
            return CommandReader(text: text, line: line).echoed(before: key.name.start)
        }
        if key.dashes > 0, hasBlank { return flag(here) }
        if key.before == UInt8(ascii: "<") || key.before == UInt8(ascii: ":"), hasBlank,
            let site = ElementReader(text: text, key: key).element(behindAttributes: here)
        {
            return site
        }
        if isQuoted, hasBlank, ByteClass.isLetter(byte),
            let site = ElementReader(text: text, key: key).element(
                behindName: key.end + 1)
        {
            return site
        }
        if hasBlank, text.has("type ", at: here) || text.has("pic ", at: here) { return initial(here) }
        // Dim name As String = "x"
        if hasBlank, text.has("as ", at: here), let assignment = operands.behindType(here + 3) {
            return operands.value(assignment, operator: UInt8(ascii: "="), isQuoted: false)
        }
        // var apiKey string = "x"
        if hasBlank, text.has("string ", at: here) {
            let sign = text.skippingBlanks(here + 7)
            if text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "=") {
                return operands.value(sign + 1, operator: UInt8(ascii: "="), isQuoted: false)
            }
        }
        // --name /app/password --value x
        if hasBlank, text.has("--value ", at: here) {
            let value = text.skippingBlanks(here + 8)
            return values.quoted(value) ?? (text[value] > 0x20 ? values.bare(value, isLine: false) : nil)
        }
        if byte == UInt8(ascii: "|"), text[here + 1] != byte { return cell(here) }
        if byte == UInt8(ascii: "{") { return isQuoted ? variableDefault(here) : propertyDefault(here) }
        if isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"),
            let site = PairReader(text: text).memberBefore(key.name.start - 1)
        {
            return site
        }
        if (byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")) && !endsSentence || byte == UInt8(ascii: "v")
            || byte == UInt8(ascii: "V") || text.has("android:value", at: here)
        {
            let pairs = PairReader(text: text)
            if let pair = pairs.value(text.skippingWhitespace(here)) ?? pairs.valueBefore(key.name.start) {
                return pair
            }
        }
        if isQuoted, byte != UInt8(ascii: ","), let site = PairReader(text: text).updatedBefore(key.name.start - 1) {
            return site
        }
        guard hasBlank else { return nil }
        if byte == UInt8(ascii: "`"), !isQuoted { return marked(here) }
        if byte == UInt8(ascii: "*"), text[here + 1] == byte, !isQuoted { return bold(here + 2) }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            // PASSWORD 'x', password "x"; in prose a quote after the word is anything, and in the actions of Go's
            // templates, `{{ include "x" (dict "field" "password" "context" $) }}`, the next argument.
            // A shell's `"$key" "x"` are two arguments.
            if isTemplateAction || isQuoted && isBlockType || isBicepResource || isArgument {
                return nil
            }
            if here == key.end + 1, isShortWord, !isDirective { return nil }
            return values.quoted(here)
        }
        // #define kPassword @"x"
        if byte == UInt8(ascii: "@"), text[here + 1] == UInt8(ascii: "\""), !isQuoted { return values.quoted(here) }
        return SpacedReader(text: text, key: key, line: line).value(here)
    }

    /// `CONSTANTS gc_password TYPE string VALUE 'x'.` of ABAP, `01 WS-PASSWORD PIC X(14) VALUE 'x'.` of COBOL.
    private func initial(_ here: Int) -> ValueSite? {
        guard let value = (here..<here + 60).first(where: { text[$0] == 0x20 && text.has("value ", at: $0 + 1) }) else {
            return nil
        }
        return values.quoted(text.skippingBlanks(value + 7))
    }

    /// `pass "-v" on to`, `run_pass "e2e"`: a verb as often as a name.
    private var isShortWord: Bool {
        guard key.dashes == 0 else { return false }
        if text.has("pass", at: key.name.end - 4) { return true }
        return text.has("_key", at: key.name.end - 4) && !text.has("api", at: key.name.end - 7)
            && !text.has("access", at: key.name.end - 10) && !text.has("private", at: key.name.end - 11)
    }

    /// `#define WIFI_PASS "x"`, `setenv DB_PASS "x"`: the word before the key says that a value follows.
    private var isDirective: Bool {
        let begin = text.skippingBlanks(text.lineStart(key.name.start))
        let words: [StaticString] = ["#define ", "# define ", "setenv ", "set ", "env ", "arg ", "export "]
        return words.contains {
            text.has($0, at: begin) && text.skippingBlanks(begin + $0.utf8CodeUnitCount) == key.name.start
        }
    }

    /// `The host that changes the password` before a line with `value:`: the last of several words, and no name.
    private var endsSentence: Bool {
        key.quote == 0 && key.before == 0x20 && ByteClass.isLetter(text[key.name.start - 2])
    }

    /// ``the password `x` ``: what Markdown shows as typed, if no word looks like it.
    private func marked(_ here: Int) -> ValueSite? {
        guard var site = values.quoted(here), site.span.count >= 6, site.span.count <= 64 else { return nil }
        let isWord = (site.span.start..<site.span.end).allSatisfy { text[$0] > 0x20 }
        guard isWord, isMade(site.span) else { return nil }
        site.evidence.insert(.keyAmbiguous)
        return site
    }

    /// `the password **x**`: what Markdown shows in bold, on the same terms.
    private func bold(_ start: Int) -> ValueSite? {
        var end = start
        while end - start <= 64, text[end] > 0x20, text[end] != UInt8(ascii: "*") { end += 1 }
        guard text.has("**", at: end), end - start >= 6, isMade(ByteSpan(start, end)) else { return nil }
        return ValueSite(span: ByteSpan(start, end), end: end + 2, evidence: [.keyAmbiguous])
    }

    /// `| password | x |`, ``| `api_key` | `x` |``: a row of a Markdown table that the key begins, if no word looks like what
    /// the next cell holds.
    private func cell(_ bar: Int) -> ValueSite? {
        let open = key.quote == UInt8(ascii: "`") ? key.name.start - 1 : key.name.start
        let begin = text.skippingBlanks(text.lineStart(key.name.start))
        guard text[begin] == UInt8(ascii: "|"), text.skippingBlanks(begin + 1) == open else { return nil }
        let here = text.skippingBlanks(bar + 1)
        if text[here] == UInt8(ascii: "`") { return marked(here) }
        guard let site = values.bare(here, isLine: false), site.span.count >= 6, site.span.count <= 64,
            text[text.skippingBlanks(site.end)] == UInt8(ascii: "|"), isMade(site.span)
        else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [.keyAmbiguous])
    }

    /// Letters and digits, and nothing that calls or paths have.
    private func isMade(_ span: ByteSpan) -> Bool {
        let places = span.start..<span.end
        return places.contains { ByteClass.isDigit(text[$0]) } && places.contains { ByteClass.isLetter(text[$0]) }
            && !places.contains { text[$0] == UInt8(ascii: "(") || text[$0] == UInt8(ascii: "/") }
    }

    /// A shell's `"$key" "x"`; nginx sets variables: `set $token "x";`.
    private var isArgument: Bool {
        let begin = text.skippingBlanks(text.lineStart(key.name.start))
        return key.before == UInt8(ascii: "$")
            && !(text.has("set ", at: begin) && text.skippingBlanks(begin + 4) == key.name.start - 1)
    }

    /// Whether `{{` stands before the key on its line.
    private var isTemplateAction: Bool {
        var here = key.name.start
        while here > max(line.start, text.start) {
            here -= 1
            if text[here] == UInt8(ascii: "}"), text[here - 1] == UInt8(ascii: "}") { return false }
            if text[here] == UInt8(ascii: "{"), text[here - 1] == UInt8(ascii: "{") { return true }
        }
        return false
    }

    /// Whether the key is the type of a Terraform block, behind which its name stands: `resource "random_password" "db" {`.
    private var isBlockType: Bool {
        text.has("resource ", at: key.name.start - 10) || text.has("data ", at: key.name.start - 6)
            || text.has("ephemeral ", at: key.name.start - 11)
    }

    /// `resource sqlPassword 'Microsoft.KeyVault/vaults/secrets@2022-07-01'`: the type stands behind the name.
    private var isBicepResource: Bool { text.has("resource ", at: key.name.start - 9) }

    /// `public string Password { get; set; } = "x";` of C#.
    private func propertyDefault(_ here: Int) -> ValueSite? {
        guard text.has("get;", at: text.skippingBlanks(here + 1)) else { return nil }
        var close = here + 1
        while close < here + 60, text[close] != UInt8(ascii: "}"), text[close] >= 0x20 { close += 1 }
        let sign = text.skippingBlanks(close + 1)
        guard text[close] == UInt8(ascii: "}"), text[sign] == UInt8(ascii: "=") else { return nil }
        return values.quoted(text.skippingBlanks(sign + 1))
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

    /// `--password x`, `-token x`.
    private func flag(_ here: Int) -> ValueSite? {
        if let site = values.quoted(here) { return site }
        let first = text[here]
        guard first > 0x20, first != UInt8(ascii: "-"), first != UInt8(ascii: "\\"), first != UInt8(ascii: "|"),
            first != UInt8(ascii: "<"), first != UInt8(ascii: "["), !isAssignment(here),
            let site = values.bare(here, isLine: false)
        else { return nil }
        // `pulumi config set --secret name x`: the switch says how the value is kept, and the name is another's.
        if text.has("config set ", at: key.name.start - key.dashes - 11), text[site.end] == 0x20 {
            let next = text.skippingBlanks(site.end)
            if let quoted = values.quoted(next) { return quoted }
            return text[next] > 0x20 && !"<-[".utf8.contains(text[next]) ? values.bare(next, isLine: false) : nil
        }
        return isProse(site) || isDescribed(here, site) ? nil : site
    }

    /// `--pass        The password`: what a usage text says of the flag. `--secret key.$$`: a file of this process.
    private func isDescribed(_ here: Int, _ site: ValueSite) -> Bool {
        if text.has("$$", at: site.span.end - 2) { return true }
        let isGap = here - key.end >= 3
        return isGap && text[site.end] == 0x20 && ByteClass.isLetter(text[site.end + 1])
    }

    /// `--secret NPM_TOKEN=…`: a key and a value of its own.
    private func isAssignment(_ start: Int) -> Bool {
        var here = start
        while ByteClass.isUpper(text[here]) || ByteClass.isDigit(text[here]) || text[here] == UInt8(ascii: "_") {
            here += 1
        }
        return here - start >= 3 && text[here] == UInt8(ascii: "=") && text[here + 1] > 0x20
            && text[here + 1] != UInt8(ascii: "=")
    }

    /// `the --password option to`, `--username and --password flags when`, `--password would`: a sentence goes on.
    private func isProse(_ site: ValueSite) -> Bool {
        let verbs: [StaticString] = [
            "would", "will", "should", "must", "command", "option", "options", "flag", "flags", "argument", "switch",
            "parameter",
        ]
        if verbs.contains(where: { $0.utf8CodeUnitCount == site.span.count && text.has($0, at: site.span.start) }) {
            return true
        }
        // You must specify -UserName and -Password together.
        if text[site.end] == UInt8(ascii: "."), site.span.count > 4,
            (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLower(text[$0]) })
        {
            return true
        }
        guard text[site.end] == 0x20, (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLower(text[$0]) })
        else { return false }
        let words: [StaticString] = [
            "to ", "for ", "when ", "and ", "or ", "of ", "in ", "is ", "are ", "as ", "with ", "from ", "if ", "will ",
            "can ", "you ", "that ",
        ]
        return words.contains { text.has($0, at: site.end + 1) }
    }
}
