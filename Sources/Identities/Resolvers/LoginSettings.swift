/// Log-ins whose parts are settings of their own beside the password: `DB_HOST`, `DB_USER`, `DB_PASSWORD`; `username:` and
/// `url:` in the same block of a YAML, JSON, INI or PHP file.
enum LoginSettings {
    /// A line that may hold settings.
    private struct Line {
        let text: String
        /// Blanks before what it says, and before the hyphen of a list's entry.
        let indent: Int
        let isComment: Bool
        /// `- key: value` of YAML.
        let beginsEntry: Bool

        init(_ line: String) {
            var rest = line.drop { $0 == " " || $0 == "\t" }
            let blanks = line.utf8.count - rest.utf8.count
            let comment = ["//", "#", ";"].first { rest.hasPrefix($0) }
            isComment = comment != nil
            if let comment { rest = rest.dropFirst(comment.count).drop { $0 == " " } }
            beginsEntry = rest.hasPrefix("- ")
            if beginsEntry { rest = rest.dropFirst(2) }
            indent = blanks + (beginsEntry ? 2 : 0)
            text = String(rest)
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
        let before = context.lineBefore
        guard let key = SettingReader(before).openKey(), let prefix = prefix(of: key) else { return nil }
        let isQuoted = before.last.map { "\"'`".contains($0) } ?? false
        var (settings, isEnclosed) = neighbours(before, context.lineAfter)
        // `{"user": …, "password": …}` is all there is of it.
        if !isEnclosed || !settings.contains(where: { part(of: $0, prefix) != nil }) {
            let own = Line(before)
            let (above, below) = (context.linesAbove(reach), context.linesBelow(reach))
            if !(own.beginsEntry && prefix.isEmpty) {
                settings += block(above, prefix: prefix, own: own, isAbove: true)
            }
            settings += block(below, prefix: prefix, own: own, isAbove: false)
        }
        let values = settings.filter { isValue($0, besideQuoted: isQuoted) }
        return facts(of: values, prefix: prefix) ?? shorter(prefix).flatMap { facts(of: values, prefix: $0) }
    }

    /// `ansible_` of `ansible_ssh_`: the last word says how one logs in, and not where; nil for all others.
    private static func shorter(_ prefix: String) -> String? {
        guard let last = prefix.last, "_.-".contains(last), let end = prefix.dropLast().lastIndex(of: last) else {
            return nil
        }
        let word = prefix[prefix.index(after: end)...].dropLast()
        return ["ssh", "login", "auth", "connection", "conn", "server"].contains(word) ? String(prefix[...end]) : nil
    }

    private static func facts(of settings: [Setting], prefix: String) -> PublicFacts? {
        var facts = PublicFacts([:])
        var driver = ""
        for setting in settings {
            switch part(of: setting, prefix) {
            case .user: facts["user"] = facts["user"] ?? setting.value
            case .host: take(host: setting.value, into: &facts)
            case .address: take(address: setting.value, into: &facts)
            case .database: facts["database"] = facts["database"] ?? setting.value
            // Django's NAME, WordPress' DB_NAME.
            case .name where !prefix.isEmpty || settings.contains { drivers.contains($0.key) }:
                facts["database"] = facts["database"] ?? setting.value
            case .port: facts["port"] = facts["port"] ?? setting.value
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
            if let place = key.ranges(of: word).last { return String(key[..<place.lowerBound]) }
        }
        return nil
    }

    /// Settings on the secret's own line, in the same brackets if it stands in any.
    private static func neighbours(_ before: String, _ after: String) -> (settings: [Setting], isEnclosed: Bool) {
        let opening = before.utf8.suffix(400).lastIndex { "({[".utf8.contains($0) }
        let end = after.utf8.prefix(400).firstIndex { ")}]".utf8.contains($0) } ?? after.endIndex
        let isEnclosed = opening != nil && end < after.endIndex
        guard isEnclosed || before.contains(";") || after.contains(";") || before.contains(",") else {
            return ([], false)
        }
        let start = isEnclosed ? opening.map { before.utf8.index(after: $0) } ?? before.startIndex : before.startIndex
        // Up to the secret's own key.
        let settings =
            SettingReader(String(before[start...])).settings() + SettingReader(String(after[..<end])).settings()
        return (settings, isEnclosed)
    }

    /// Settings of the same block, the nearest first.
    private static func block(_ lines: [String], prefix: String, own: Line, isAbove: Bool) -> [Setting] {
        var settings: [Setting] = []
        for text in lines {
            let line = Line(text)
            let first = line.text.utf8.first
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
    private static let beginnings = Set(parts.compactMap(\.first))

    private static func namesPart(_ line: String) -> Bool {
        let bytes = line.utf8.span
        for start in bytes.indices where beginnings.contains(bytes[start] | 0x20) {
            let isPart = parts.contains { part in
                start + part.count <= bytes.count
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
        return !value.contains { "${}()<>% \\".contains($0) } && !value.hasPrefix("#")
            && !["process.env", "os.environ", "os.getenv", "env.", "import.meta", "system.getenv", "deno.env"].contains
            {
                value.lowercased().hasPrefix($0)
            }
    }

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
        ] where text.contains(word) { return scheme }
        return text.hasPrefix("pg") ? "postgres" : nil
    }
}
