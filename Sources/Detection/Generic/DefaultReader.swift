internal import Model

/// What is taken where a setting is not set: `${DB_PASSWORD:x}`, `getenv("DB_PASS") ?: "x"`, `{{ password | default('x') }}`.
/// It is in use wherever nobody sets another.
struct DefaultReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }

    /// Bytes of a name, or of what leads up to a default.
    private static let reach = 200

    // MARK: within a value

    /// The default in a value that is nothing but a variable and its default; any other value as it is.
    func unwrapped(_ site: ValueSite) -> ValueSite {
        guard site.tail.isEmpty else { return site }
        let start = site.span.start
        switch text[start] {
        case UInt8(ascii: "$") where text[start + 1] == UInt8(ascii: "{"):
            guard let span = ofVariable(start), span.end + 1 == site.span.end || span.end == site.span.end else {
                return site
            }
            return ValueSite(span: span, end: site.end, evidence: site.evidence)
        case UInt8(ascii: "{") where text[start + 1] == UInt8(ascii: "{"):
            guard let literal = ofFilter(start + 2) else { return site }
            return ValueSite(span: literal.span, end: max(site.end, literal.end), evidence: literal.evidence)
        default: return site
        }
    }

    /// `${DB_PASSWORD:x}` of Spring and MicroProfile, where the key is the variable's name or the end of it.
    func ofOwnVariable() -> ValueSite? {
        var start = key.name.start
        // `sys:` of Log4j stands before the name.
        while start > key.name.start - Self.reach, isName(text[start - 1]) || text[start - 1] == UInt8(ascii: ":") {
            start -= 1
        }
        guard text[start - 1] == UInt8(ascii: "{"), text[start - 2] == UInt8(ascii: "$"),
            let span = ofVariable(start - 2)
        else { return nil }
        // `@Value("${db.password:x}")` of Java: a literal
        let isLiteral = text.quoteAround(key.name.start, from: line.start) != 0
        return ValueSite(span: span, end: span.end, evidence: isLiteral ? [.inString] : [.bareValue])
    }

    /// What stands behind the name in `${NAME:x}`, `${NAME:-x}`, `${sys:name:-x}` at `start`.
    private func ofVariable(_ start: Int) -> ByteSpan? {
        var here = start + 2
        while here < start + Self.reach, isName(text[here]) { here += 1 }
        guard here > start + 2, text[here] == UInt8(ascii: ":") else { return nil }
        // `${sys:db.password:-x}` of Log4j, `${env:DB_PASSWORD:x}`: the name has a name of its own.
        if text.has("${env:", at: start) || text.has("${sys:", at: start) {
            here += 1
            while here < start + Self.reach, isName(text[here]) { here += 1 }
            guard text[here] == UInt8(ascii: ":") else { return nil }
        }
        here += 1
        switch text[here] {
        case UInt8(ascii: "-"), UInt8(ascii: "="): here += 1
        // Another value if it is set, a message if it is not; a blank is what Robot Framework has before a type.
        case UInt8(ascii: "+"), UInt8(ascii: "?"), 0x20, UInt8(ascii: ":"): return nil
        default: break
        }
        // Another variable, an expression.
        guard !"${#@<".utf8.contains(text[here]) else { return nil }
        var end = here
        while end < text.end, text[end] > 0x20, text[end] != UInt8(ascii: "}"), !ByteClass.isQuote(text[end]) {
            end += 1
        }
        return text[end] == UInt8(ascii: "}") && end > here ? ByteSpan(here, end) : nil
    }

    private func isName(_ byte: UInt8) -> Bool {
        ByteClass.isName(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    /// `{{ password | default('x') }}` of Jinja, `{{ default "x" .Values.password }}` of Helm.
    /// - Parameter start: behind the braces.
    func ofFilter(_ start: Int) -> ValueSite? {
        let limit = min(text.lineEnd(start), start + Self.reach)
        guard let end = (start..<limit).first(where: { text.has("}}", at: $0) }),
            let word = (start..<end).first(where: { text.has("default", at: $0) }),
            !ByteClass.isName(text[word - 1])
        else { return nil }
        let open = text.skippingBlanks(word + 7)
        guard let site = values.quoted(text[open] == UInt8(ascii: "(") ? text.skippingBlanks(open + 1) : open),
            site.end <= end
        else { return nil }
        return site
    }

    // MARK: behind a name

    /// What stands behind the sign. What `${{ secrets.X || "postgres" }}` of GitHub's workflows has serves their own services.
    func literal(_ start: Int) -> ValueSite? {
        text.has("secrets.", at: key.name.start - 8) ? nil : values.quoted(text.skippingBlanks(start))
    }

    /// `getenv("DB_PASS") ?: "x"`, `GetEnvironmentVariable("DB_PASS") ?? "x"`, `ENV.fetch("DB_PASS") { "x" }`,
    /// `Optional.ofNullable(getenv("DB_PASS")).orElse("x")`.
    func literal(behindCall start: Int) -> ValueSite? {
        var here = start
        while text[here] == UInt8(ascii: ")") { here += 1 }
        if let site = ExpressionReader(text: text, line: line).alternative(here) { return site }
        here = text.skippingBlanks(here)
        if text[here] == UInt8(ascii: "{"), text.has("fetch", at: key.name.start - 7) { return literal(here + 1) }
        return FallbackSign(text: text).behind(here).flatMap { literal($0) }
    }

    /// `$ENV{DB_PASS} || "x"`, `$ENV{DB_PASS} // "x"`, `$cfg->{password} = q{x}` of Perl.
    /// - Parameter start: behind the brace.
    func literal(behindBrace start: Int) -> ValueSite? {
        let here = text.skippingBlanks(start)
        if text.has("= q", at: here), text[key.name.start - 2] == UInt8(ascii: ">") { return literal(here + 2) }
        guard text.has("|| ", at: here) || text.has("// ", at: here), text.has("env{", at: key.name.start - 4) else {
            return nil
        }
        return literal(here + 3)
    }

    /// `(name="db.password", defaultValue="x")`, `("password", Default = "x")`, `("DB_PASS", unset = "x")`.
    /// - Parameter start: behind the comma.
    func argument(_ start: Int) -> ValueSite? {
        let here = text.skippingWhitespace(start)
        let value = ExpressionReader(text: text, line: line).behindArgumentName(here)
        return value > here ? values.quoted(value) : nil
    }

    /// `envconfig:"DB_PASS" default:"x"`, `env:"DB_PASS" envDefault:"x"`: tags of Go.
    /// - Parameter start: behind the name's quote and a blank.
    func tag(_ start: Int) -> ValueSite? {
        guard text[key.name.start - 2] == UInt8(ascii: ":"),
            let name = Self.tags.first(where: { text.has($0, at: start) })
        else { return nil }
        return values.quoted(start + name.utf8CodeUnitCount - 1)
    }

    /// Whether one of these tags stands there.
    func isTag(_ start: Int) -> Bool { Self.tags.contains { text.has($0, at: start) } }

    private static let tags: [StaticString] = ["default:\"", "envdefault:\"", "env-default:\""]

    /// `[password, setPassword] = useState("x")` of React.
    /// - Parameter start: behind the comma.
    func state(_ start: Int) -> ValueSite? {
        var here = text.skippingBlanks(start)
        guard key.before == UInt8(ascii: "["), text.has("set", at: here) else { return nil }
        while ByteClass.isName(text[here]) { here += 1 }
        here = text.skippingBlanks(here + 1)
        guard text[here] == UInt8(ascii: "=") else { return nil }
        here = text.skippingBlanks(here + 1)
        guard text.has("usestate", at: here) else { return nil }
        while here < start + Self.reach, text[here] >= 0x20, text[here] != UInt8(ascii: "(") { here += 1 }
        guard text[here] == UInt8(ascii: "(") else { return nil }
        return values.quoted(text.skippingBlanks(here + 1))
    }
}
