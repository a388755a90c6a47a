internal import Model

/// Reads what stands behind a switch of a command: `--password x`.
struct FlagReader {
    let text: WindowText
    let key: KeySite

    private var values: ValueReader { ValueReader(text: text) }

    /// `--password x`, `-token x`; `--password \` and `- --password` with `x` on the next line.
    func value(_ here: Int) -> ValueSite? {
        switch text[here] {
        case UInt8(ascii: "\\"): return continued(here)
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nextItem(here)
        default: break
        }
        // `--auth-user-pass FILE`, `--auth-user-pass-verify SCRIPT` of OpenVPN: never the password itself.
        if (key.name.start..<key.name.end).contains(where: { text.has("user-pass", at: $0) }) { return nil }
        // ``-Pass `multi=True` ``: an item of a list in Markdown.
        if text[here] == UInt8(ascii: "`"), key.dashes == 1, ByteClass.isUpper(text[key.name.start]) { return nil }
        if let site = values.quoted(here) { return site }
        // `mysql -ppass… shop`, `mysqldump -psecret_x shop`: the password has been told.
        if key.dashes == 1, text.has("pp", at: key.name.start) || isAttached { return nil }
        let first = text[here]
        if first == UInt8(ascii: "@"), key.dashes == 1, isSplat(here) { return nil }
        guard first > 0x20, first != UInt8(ascii: "-"), first != UInt8(ascii: "|"),
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

    /// Whether the switch is MySQL's `-p` with the password behind it.
    private var isAttached: Bool {
        text.has("p", at: key.name.start)
            && (max(text.lineStart(key.name.start), key.name.start - 120)..<key.name.start).contains {
                text.has("mysql", at: $0) || text.has("mariadb", at: $0)
            }
    }

    /// What stands on the next line of a shell's command; many switches take nothing, so only what is made up.
    private func continued(_ backslash: Int) -> ValueSite? {
        guard text[backslash + 1] == UInt8(ascii: "\n") || text[backslash + 1] == UInt8(ascii: "\r") else { return nil }
        return made(text.skippingWhitespace(backslash + 1), isLine: false)
    }

    /// `- --password` and `- x` below it: two items of a list of arguments in YAML.
    private func nextItem(_ lineBreak: Int) -> ValueSite? {
        let line = text.lineStart(key.name.start)
        let dash = text.skippingBlanks(line)
        let option = key.name.start - key.dashes - (key.quote == 0 ? 0 : 1)
        guard text[dash] == UInt8(ascii: "-"), text[dash + 1] == 0x20, text.skippingBlanks(dash + 1) == option else {
            return nil
        }
        let next = text[lineBreak] == UInt8(ascii: "\r") ? lineBreak + 2 : lineBreak + 1
        let item = text.skippingBlanks(next)
        guard item - next == dash - line, text[item] == UInt8(ascii: "-"), text[item + 1] == 0x20 else { return nil }
        return made(text.skippingBlanks(item + 1), isLine: true)
    }

    private func made(_ here: Int, isLine: Bool) -> ValueSite? {
        guard text[here] > 0x20, !"-|<[{".utf8.contains(text[here]), !isAssignment(here),
            let site = values.quoted(here) ?? values.bare(here, isLine: isLine), site.span.count >= 6,
            text.mixesLettersAndDigits(site.span, without: " (<")
        else { return nil }
        return site
    }

    /// `-Password @Parameters` of PowerShell: what a variable holds.
    private func isSplat(_ sign: Int) -> Bool {
        var here = sign + 1
        while ByteClass.isLetter(text[here]) { here += 1 }
        return here > sign + 1 && text[here] <= 0x20
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
            "parameter", "requires", "alias", "is", "needs", "takes", "accepts",
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
            "can ", "you ", "that ", "a ", "an ", "the ",
        ]
        return words.contains { text.has($0, at: site.end + 1) }
    }
}
