/// Log-ins whose parts are settings of their own beside the password: `DB_HOST`, `DB_USER`, `DB_PASSWORD`; `username:` and
/// `url:` in the same block of a YAML, JSON, INI or PHP file.
enum LoginSettings {
    /// A line that may hold settings.
    private struct Line {
        let text: ArraySlice<UInt8>
        /// Blanks before what it says, and before the hyphen of a list's entry.
        let indent: Int
        let isComment: Bool
        /// `- key: value` of YAML.
        let beginsEntry: Bool

        init(_ line: ArraySlice<UInt8>) {
            var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
            let blanks = rest.startIndex - line.startIndex
            let sign =
                rest.starts(with: "//".utf8)
                ? 2 : rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: ";") ? 1 : 0
            isComment = sign > 0
            if sign > 0 { rest = rest.dropFirst(sign).drop { $0 == 0x20 } }
            beginsEntry = rest.starts(with: "- ".utf8)
            if beginsEntry { rest = rest.dropFirst(2) }
            indent = blanks + (beginsEntry ? 2 : 0)
            text = rest
        }
    }

    /// How many lines above and below are looked at.
    private static let reach = 16
    private static let secretWords = ["password", "passwd", "passphrase", "pass", "pwd", "secret"]
    private static let hosts: Set<String> = ["host", "hostname", "server", "addr", "address", "endpoint", "servername"]
    private static let addresses: Set<String> = ["url", "uri", "jdbcurl", "jdbc_url", "jdbc-url", "repository", "dsn"]
    private static let users: Set<String> = [
        "user", "username", "user_name", "user-name", "login", "uid", "userid", "usr",
    ]
    private static let databases: Set<String> = [
        "database", "db", "dbname", "db_name", "database_name", "databasename",
    ]
    private static let drivers: Set<String> = [
        "adapter", "driver", "engine", "dialect", "connection", "client", "dbms",
    ]

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard ["database-credential", "connection-string", "password"].contains(context.kind) else { return nil }
        let place = Surroundings(context)
        guard let key = SettingReader(place.before).openKey(), let prefix = prefix(of: key) else { return nil }
        let isQuoted = place.before.last.map { "\"'`".utf8.contains($0) } ?? false
        var settings = neighbours(place.before, place.after)
        // `{"user": …, "password": …}`, `user=… password=…`: what the own line tells is all there is of it.
        if !settings.contains(where: { part(of: $0, prefix).map { $0 == .user || $0 == .host } ?? false }) {
            let own = Line(place.before)
            if !(own.beginsEntry && prefix.isEmpty) {
                settings += block(place.above, prefix: prefix, own: own, isAbove: true)
            }
            settings += block(place.below, prefix: prefix, own: own, isAbove: false)
        }
        return facts(of: settings, prefix: prefix, besideQuoted: isQuoted)
            ?? shorter(prefix).flatMap { facts(of: settings, prefix: $0, besideQuoted: isQuoted) }
    }

    /// The secret's line and those around it. A text within a literal has its lines there: `"user: app\\npassword: …\\n"`.
    private struct Surroundings {
        let before: ArraySlice<UInt8>
        let after: ArraySlice<UInt8>
        /// The nearest first.
        let above: [ArraySlice<UInt8>]
        let below: [ArraySlice<UInt8>]

        init(_ context: SecretContext) {
            let before = Self.lines(context.bytesBefore), after = Self.lines(context.bytesAfter)
            self.before = before.last ?? []
            self.after = after.first ?? []
            let isEscaped = before.count > 1 || after.count > 1
            above = isEscaped ? before.dropLast().reversed().prefix(reach).map { $0 } : context.linesAbove(reach)
            below = isEscaped ? after.dropFirst().prefix(reach).map { $0 } : context.linesBelow(reach)
        }

        /// Parted at `\n`, and at `\r\n`, as literals write them.
        private static func lines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
            var lines: [ArraySlice<UInt8>] = []
            var (start, here) = (text.startIndex, text.startIndex)
            while here + 1 < text.endIndex {
                guard text[here] == UInt8(ascii: "\\") else {
                    here += 1
                    continue
                }
                if text[here + 1] == UInt8(ascii: "n") || text[here + 1] == UInt8(ascii: "r") {
                    lines.append(text[start..<here])
                    start = here + 2
                    if text[here + 1] == UInt8(ascii: "r"), text[start...].starts(with: "\\n".utf8) { start += 2 }
                    here = start
                } else {
                    here += 2
                }
            }
            return lines + [text[start...]]
        }
    }

    /// `ansible_` of `ansible_ssh_`: the last word says how one logs in, and not where; nil for all others.
    private static func shorter(_ prefix: String) -> String? {
        guard let last = prefix.last, "_.-".contains(last), let end = prefix.dropLast().lastIndex(of: last) else {
            return nil
        }
        let word = prefix[prefix.index(after: end)...].dropLast()
        return ["ssh", "login", "auth", "connection", "conn", "server"].contains(word) ? String(prefix[...end]) : nil
    }

    private static func facts(of settings: [Setting], prefix: String, besideQuoted: Bool) -> PublicFacts? {
        var facts = PublicFacts([:])
        var driver = ""
        for setting in settings {
            guard let part = part(of: setting, prefix), isValue(setting, besideQuoted: besideQuoted) else { continue }
            switch part {
            case .user: facts["user"] = facts["user"] ?? setting.value
            case .host: take(host: setting.value, into: &facts)
            case .address: take(address: setting.value, into: &facts)
            // Redis counts its databases.
            case .database where !setting.value.allSatisfy(\.isNumber):
                facts["database"] = facts["database"] ?? String(setting.value.prefix { $0 != "?" })
            // Django's NAME, WordPress' DB_NAME.
            case .name where !prefix.isEmpty || settings.contains { drivers.contains($0.key) }:
                facts["database"] = facts["database"] ?? setting.value
            case .port:
                // `:3306`
                let port = setting.value.drop { $0 == ":" }
                if !port.isEmpty, port.allSatisfy(\.isNumber) { facts["port"] = facts["port"] ?? String(port) }
            case .driver: driver = setting.value
            default: break
            }
        }
        // MYSQL_ROOT_PASSWORD
        if facts["user"] == nil, prefix.hasSuffix("root_") { facts["user"] = "root" }
        guard facts["user"] != nil || facts["host"] != nil else { return nil }
        if facts["scheme"] == nil { facts["scheme"] = scheme(driver.lowercased()) ?? scheme(prefix) }
        return facts
    }

    private enum Part { case user, host, address, database, name, port, driver }

    /// Which part of the log-in whose password's name begins with `prefix`.
    private static func part(of setting: Setting, _ prefix: String) -> Part? {
        // Django's EMAIL_HOST beside EMAIL_HOST_PASSWORD
        if prefix.hasSuffix("host_"), setting.key == prefix.dropLast() { return .host }
        guard setting.key.hasPrefix(prefix) else { return nil }
        let name = String(setting.key.dropFirst(prefix.count))
        if users.contains(name) { return .user }
        if hosts.contains(name) { return .host }
        if addresses.contains(name) { return .address }
        if databases.contains(name) { return .database }
        if drivers.contains(name) { return .driver }
        return name == "name" ? .name : name == "port" ? .port : nil
    }

    /// What stands before the word that says secret; nil where the key has none.
    private static func prefix(of key: String) -> String? {
        for word in secretWords {
            if let place = ByteText.last(word, in: key.utf8) { return String(key.utf8.prefix(place)) }
        }
        return nil
    }

    /// Settings on the secret's own line, in the same brackets if it stands in any.
    private static func neighbours(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> [Setting] {
        let (before, after) = (before.suffix(400), after.prefix(400))
        let opening = before.lastIndex { "({[".utf8.contains($0) }
        let end = after.firstIndex { ")}]".utf8.contains($0) }
        let isEnclosed = opening != nil && end != nil
        let own = isEnclosed ? before[(opening.map { $0 + 1 } ?? before.startIndex)...] : before
        return SettingReader(own).settings()
            + SettingReader(isEnclosed ? after[..<(end ?? after.endIndex)] : after).settings()
    }

    /// Settings of the same block, the nearest first.
    private static func block(_ lines: [ArraySlice<UInt8>], prefix: String, own: Line, isAbove: Bool) -> [Setting] {
        var settings: [Setting] = []
        for text in lines {
            let line = Line(text)
            let first = line.text.first
            // Settings with a common prefix may have anything between them; others end with their block.
            if first == nil || first == UInt8(ascii: "[") || first == UInt8(ascii: "}") || first == UInt8(ascii: "{") {
                if prefix.isEmpty { break }
                continue
            }
            // What stands further left is another block's, or the head of this one; the next entry of a list is one, too.
            if prefix.isEmpty, line.indent < own.indent || !isAbove && line.beginsEntry { break }
            // A dump of passwords has none of these, and a hundred thousand lines.
            let isOfBlock = line.indent == own.indent || !prefix.isEmpty
            // What is commented out says nothing about what is not.
            if isOfBlock, own.isComment || !line.isComment, namesPart(line.text) {
                settings += SettingReader(line.text).settings()
            }
            if prefix.isEmpty, isAbove, line.beginsEntry { break }
        }
        return settings
    }

    /// One of these stands in the name of everything that is looked for.
    private static let parts: [[UInt8]] = [
        "us", "log", "uid", "host", "serv", "addr", "endp", "url", "uri", "repos", "dsn", "da", "db", "name", "driv",
        "eng", "dial", "conn", "cli", "port",
    ].map { Array($0.utf8) }
    /// By byte: whether one of them begins so.
    private static let beginnings: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for part in parts { if let first = part.first { table[Int(first)] = true } }
        return table
    }()

    private static func namesPart(_ bytes: ArraySlice<UInt8>) -> Bool {
        for start in bytes.indices where beginnings[Int(bytes[start] | 0x20)] {
            let isPart = parts.contains { part in
                start + part.count <= bytes.endIndex
                    && part.indices.allSatisfy { bytes[start + $0] | 0x20 == part[$0] }
            }
            if isPart { return true }
        }
        return false
    }

    /// Not a variable, a call or something of the program's surroundings: `getenv("DB_USER")`, `process.env.DB_HOST`.
    private static func isValue(_ setting: Setting, besideQuoted: Bool) -> Bool {
        let value = setting.value
        // `user: options.user` beside `password: "…"` is code, `host: db.example.org` in YAML may be none.
        guard !setting.mayBeCode || !besideQuoted else { return false }
        let bytes = value.utf8
        guard bytes.first != UInt8(ascii: "#"), !bytes.contains(where: { signsOfCode[Int($0)] }) else { return false }
        guard bytes.contains(UInt8(ascii: ".")) else { return true }
        let lower = value.lowercased()
        return !surroundings.contains { lower.hasPrefix($0) }
    }

    private static let signsOfCode: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "${}()<>% \\".utf8 { table[Int(byte)] = true }
        return table
    }()
    private static let surroundings = [
        "process.env", "os.environ", "os.getenv", "env.", "import.meta", "system.getenv", "deno.env",
        "this.", "self.", "options.", "config.", "settings.", "params.", "args.",
    ]

    private static func take(host text: String, into facts: inout PublicFacts) {
        if text.contains("://") { return take(address: text, into: &facts) }
        guard facts["host"] == nil else { return }
        let parts = text.split(separator: ":")
        facts["host"] = parts.first.map { $0.lowercased() }
        if parts.count == 2, parts[1].allSatisfy(\.isNumber) { facts["port"] = String(parts[1]) }
    }

    /// `jdbc:postgresql://host:5432/database?…`
    private static func take(address text: String, into facts: inout PublicFacts) {
        guard facts["host"] == nil, let slashes = text.firstRange(of: "://") else { return }
        let scheme = text[..<slashes.lowerBound].split(separator: ":").last.map { $0.lowercased() } ?? ""
        let rest = text[slashes.upperBound...]
        let authority = rest.prefix { !"/?;#".contains($0) }
        guard !authority.contains("@") else { return }
        take(host: String(authority), into: &facts)
        facts["scheme"] = scheme
        guard LoginResolver.family(of: scheme) != "web" else { return }
        let path = rest.dropFirst(authority.count)
        if path.first == "/" {
            facts["database"] = facts["database"] ?? String(path.dropFirst().prefix { !"?;#/".contains($0) })
        }
    }

    private static func scheme(_ text: String) -> String? {
        for (word, scheme) in [
            ("postgres", "postgres"), ("pgsql", "postgres"), ("mysql", "mysql"), ("mariadb", "mysql"),
            ("mongo", "mongodb"), ("redis", "redis"), ("rabbit", "amqp"), ("amqp", "amqp"), ("smtp", "smtp"),
            ("mail", "smtp"), ("sqlserver", "sqlserver"), ("mssql", "sqlserver"), ("oracle", "oracle"),
            ("ldap", "ldap"),
        ] where ByteText.last(word, in: text.utf8) != nil { return scheme }
        return text.hasPrefix("pg") ? "postgres" : nil
    }
}
