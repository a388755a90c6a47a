internal import Model

/// Reads values that no operator assigns: of flags, SQL, netrc, Dockerfiles, prose, `name:`/`value:` pairs.
struct LooseReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }
    private var markdown: MarkdownReader { MarkdownReader(text: text, key: key) }

    /// - Parameters:
    ///   - here: what comes behind the key and blanks.
    ///   - hasBlank: whether there are blanks.
    func value(_ here: Int, isQuoted: Bool, hasBlank: Bool) -> ValueSite? {
        let byte = text[here]
        if key.dashes > 0, text.has("-stdin", at: key.end - 6) {
            return CommandReader(text: text, line: line).echoed(before: key.name.start)
        }
        if key.dashes > 0, hasBlank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            return FlagReader(text: text, key: key).value(here)
        }
        if key.before == UInt8(ascii: "<") || isNameOfElement, hasBlank,
            let site = ElementReader(text: text, key: key).element(behindAttributes: here)
        {
            return site
        }
        // mapOf("password" to "x") of Kotlin, set thePassword to "x" of AppleScript
        if hasBlank, byte == UInt8(ascii: "t"), text.has("to ", at: here),
            isQuoted ? isItem : isSet && text[here + 3] == UInt8(ascii: "\"")
        {
            return values.quoted(text.skippingBlanks(here + 3))
        }
        // set `DB_PASSWORD` to `x`
        if isQuoted, hasBlank, key.quote == UInt8(ascii: "`"),
            let site = SentenceReader(text: text, key: key).setting(here)
        {
            return site
        }
        if isQuoted, hasBlank, ByteClass.isLetter(byte),
            let site = ElementReader(text: text, key: key).element(
                behindName: key.end + 1)
        {
            return site
        }
        let declarations = DeclarationReader(text: text, key: key, line: line)
        if hasBlank, let site = declarations.typed(here) { return site }
        if hasBlank, text.has("for ", at: here),
            let site = CommandReader(text: text, line: line).ofAccount(here, key.name)
        {
            return site
        }
        // --name /app/password --value x
        if hasBlank, text.has("--value ", at: here) {
            let value = text.skippingBlanks(here + 8)
            return values.quoted(value) ?? (text[value] > 0x20 ? values.bare(value, isLine: false) : nil)
        }
        if byte == UInt8(ascii: "|"), text[here + 1] != byte { return markdown.cell(here) }
        if byte == UInt8(ascii: "{") { return declarations.block(here, isQuoted: isQuoted) }
        if byte == UInt8(ascii: "\n"), !isQuoted, let site = declarations.symbolDefault(here) ?? declarations.moved() {
            return site
        }
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
        if byte == UInt8(ascii: "`"), !isQuoted { return markdown.code(here) }
        if byte == UInt8(ascii: "*"), text[here + 1] == byte, !isQuoted { return markdown.bold(here + 2) }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            // PASSWORD 'x', password "x"; in prose a quote after the word is anything, and in the actions of Go's
            // templates, `{{ include "x" (dict "field" "password" "context" $) }}`, the next argument.
            // A shell's `"$key" "x"` are two arguments.
            if isTemplateAction || isQuoted && isBlockType || isBicepResource || isArgument || isWordOfList(here) {
                return nil
            }
            // {:redis-pass "x"}; but "description":"Pass 'shipped' to …"
            let isKeyword = key.before == UInt8(ascii: ":") && key.quote == 0
            let isSettled = here > key.end + 1 || !isShortWord || isKeyword || isSet
            return values.quoted(here).flatMap { (isSettled || isDrawn($0)) && !isLabel($0.span) ? $0 : nil }
        }
        // #define kPassword @"x"
        if byte == UInt8(ascii: "@"), text[here + 1] == UInt8(ascii: "\""), !isQuoted { return values.quoted(here) }
        return SpacedReader(text: text, key: key, line: line).value(here)
    }

    /// `<s:password type="text">`
    private var isNameOfElement: Bool {
        guard key.before == UInt8(ascii: ":") else { return false }
        var here = key.name.start - 2
        while ByteClass.isName(text[here]) { here -= 1 }
        return text[here] == UInt8(ascii: "<")
    }

    /// `'ptx' 'pwd' 'readlink'`: one of the words of a list.
    private func isWordOfList(_ here: Int) -> Bool {
        let quote = key.quote
        guard quote != 0, text[here] == quote, text[key.name.start - 2] == 0x20, text[key.name.start - 3] == quote
        else {
            return false
        }
        return (key.name.start..<key.name.end).allSatisfy { ByteClass.isLower(text[$0]) }
    }

    /// `check_required "VNC_PASSWORD" "VNC Desktop"`: the name of a variable, and what people call it.
    private func isLabel(_ span: ByteSpan) -> Bool {
        key.quote != 0 && (key.name.start..<key.name.end).allSatisfy { !ByteClass.isLower(text[$0]) }
            && (span.start..<span.end).allSatisfy { ByteClass.isLetter(text[$0]) || text[$0] == 0x20 }
    }

    /// `mapOf("password" to "x")` of Kotlin: a bracket, a comma or nothing stands before the key, and no word of a sentence.
    private var isItem: Bool {
        var before = key.name.start - 2
        while ByteClass.isWhitespace(text[before]) { before -= 1 }
        return "(,[{=".utf8.contains(text[before])
    }

    /// `pass "-v" on to`, `run_pass "e2e"`: a verb as often as a name.
    private var isShortWord: Bool {
        guard key.dashes == 0 else { return false }
        if text.has("pass", at: key.name.end - 4) { return true }
        return text.has("_key", at: key.name.end - 4) && !text.has("api", at: key.name.end - 7)
            && !text.has("access", at: key.name.end - 10) && !text.has("private", at: key.name.end - 11)
    }

    /// `encryption_key "x"`: as long as keys are, nothing but letters and digits, and all that is left of the line.
    private func isDrawn(_ site: ValueSite) -> Bool {
        guard site.span.count >= 20, text[text.skippingBlanks(site.end)] < 0x20,
            (site.span.start..<site.span.end).allSatisfy({
                ByteClass.isAlphanumeric(text[$0]) || text[$0] == UInt8(ascii: "=")
            })
        else { return false }
        return text.mixesLettersAndDigits(site.span, without: "")
    }

    private var isSet: Bool { Directive(text: text, key: key).sets }

    /// `The host that changes the password` before a line with `value:`: the last of several words, and no name.
    private var endsSentence: Bool {
        key.quote == 0 && key.before == 0x20 && ByteClass.isLetter(text[key.name.start - 2])
    }

    /// A shell's `"$key" "x"`; nginx sets variables: `set $token "x";`.
    private var isArgument: Bool { key.before == UInt8(ascii: "$") && !isSet }

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
}
