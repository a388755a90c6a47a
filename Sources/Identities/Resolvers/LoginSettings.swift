/// Log-ins whose parts are settings of their own beside the password: `DB_HOST`, `DB_USER`, `DB_PASSWORD`; `username:` and
/// `url:` in the same block of a YAML, JSON, INI or PHP file.
enum LoginSettings {
    private struct Setting {
        let key: String
        let value: String
        let indent: Int
        let isComment: Bool
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
        guard ["database-credential", "connection-string", "password"].contains(context.kind),
            let own = setting(context.lineBefore, isOpen: true), let prefix = prefix(of: own.key)
        else { return nil }
        let (above, below) = (context.linesAbove(reach), context.linesBelow(reach))
        // What is commented out says nothing about what is not.
        let settings =
            (block(above, prefix: prefix, indent: own.indent) + block(below, prefix: prefix, indent: own.indent))
            .filter { own.isComment || !$0.isComment }
        var facts = PublicFacts([:])
        var driver = ""
        for setting in settings {
            let name = String(setting.key.dropFirst(prefix.count))
            switch name {
            case _ where users.contains(name): facts["user"] = facts["user"] ?? setting.value
            case _ where hosts.contains(name): take(host: setting.value, into: &facts)
            case _ where addresses.contains(name): take(address: setting.value, into: &facts)
            case _ where databases.contains(name): facts["database"] = facts["database"] ?? setting.value
            // Django's NAME, WordPress' DB_NAME.
            case "name" where !prefix.isEmpty || settings.contains { drivers.contains($0.key) }:
                facts["database"] = facts["database"] ?? setting.value
            case "port": facts["port"] = facts["port"] ?? setting.value
            case _ where drivers.contains(name): driver = setting.value
            default: break
            }
        }
        guard facts["user"] != nil, facts["host"] != nil else { return nil }
        if facts["scheme"] == nil { facts["scheme"] = scheme(driver.lowercased()) ?? scheme(prefix) }
        return facts
    }

    /// What stands before the word that says secret; nil where the key has none.
    private static func prefix(of key: String) -> String? {
        for word in secretWords {
            if let place = key.ranges(of: word).last { return String(key[..<place.lowerBound]) }
        }
        return nil
    }

    /// Settings of the same block, the nearest first.
    private static func block(_ lines: [String], prefix: String, indent: Int) -> [Setting] {
        var settings: [Setting] = []
        for line in lines {
            let indentation = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.count
            let first = line.utf8.dropFirst(indentation).first
            // Settings with a common prefix may have anything between them; others end with their block.
            if first == nil || first == UInt8(ascii: "[") || first == UInt8(ascii: "}") || first == UInt8(ascii: "{") {
                if prefix.isEmpty { break }
                continue
            }
            // What stands further left is another block's, or the head of this one.
            if prefix.isEmpty, indentation < indent { break }
            // A dump of passwords has none of these, and a hundred thousand lines.
            guard namesPart(line) else { continue }
            guard let setting = setting(line, isOpen: false) else { continue }
            if setting.indent == indent || !prefix.isEmpty, setting.key.hasPrefix(prefix) { settings.append(setting) }
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

    /// `key: value`, `KEY=value`, `"key": "value",`, `'key' => 'value'`, `define('KEY', 'value');`
    /// - Parameter isOpen: whether the value is missing, because the secret begins there.
    private static func setting(_ line: String, isOpen: Bool) -> Setting? {
        let indent = line.prefix { $0 == " " || $0 == "\t" }.count
        var text = line.dropFirst(indent)
        let comment = ["//", "#", ";"].first { text.hasPrefix($0) }
        if let comment { text = text.dropFirst(comment.count).drop { $0 == " " } }
        for word in ["export ", "set ", "- ", "define(", "define( ", "ENV ", "const "] where text.hasPrefix(word) {
            text = text.dropFirst(word.count)
        }
        text = text.drop { "\"' ".contains($0) }
        let key = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
        guard !key.isEmpty, key.count < 80 else { return nil }
        var rest = text.dropFirst(key.count).drop { "\"' ".contains($0) }
        guard let separator = rest.first, ":=,".contains(separator) else { return nil }
        rest = rest.dropFirst().drop { ">=\"' \t".contains($0) }
        let name = key.lowercased().replacing("--", with: "")
        if isOpen { return Setting(key: name, value: "", indent: indent, isComment: comment != nil) }
        let value = rest.prefix { !"\"',;<>() \t\r".contains($0) }
        guard !value.isEmpty, value.count < 300, !value.contains("$"), !value.contains("{"),
            !isCode(value, before: rest)
        else { return nil }
        return Setting(key: name, value: String(value), indent: indent, isComment: comment != nil)
    }

    /// A call or something of the program's surroundings: `getenv("DB_USER")`, `process.env.DB_HOST`.
    private static func isCode(_ value: Substring, before rest: Substring) -> Bool {
        rest.dropFirst(value.count).first == "("
            || ["process.env", "os.environ", "os.getenv", "ENV[", "import.meta", "System.getenv", "Deno.env"].contains {
                value.hasPrefix($0)
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
