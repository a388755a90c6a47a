import Foundation

/// User names and hosts in addresses, connection strings and log-in files.
enum LoginResolver: IdentityResolver {
    static let type = "login"

    static func facts(about context: SecretContext) -> PublicFacts? {
        address(context) ?? netrc(context) ?? passwordFile(context) ?? parameters(context) ?? keywords(context)
            ?? LoginSettings.facts(about: context)
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        guard let host = facts["host"], let user = facts["user"] else { return nil }
        let family = family(of: facts["scheme"], host: host, port: facts["port"])
        let port = facts["port"].flatMap { $0 == standardPort(of: family) ? nil : ":" + $0 } ?? ""
        let database = facts["database"].map { "/" + $0 } ?? ""
        return IdentityClaim(
            key: "login:\(family):\(user)@\(host)\(port)\(database)", kind: .login, provider: provider,
            name: "\(user)@\(host)\(port)\(database)", account: host)
    }

    /// `scheme://user:secret@host:port/database`
    private static func address(_ context: SecretContext) -> PublicFacts? {
        // Hardly any secret stands so, and a line may be long.
        guard context.before.last == UInt8(ascii: ":"), context.after.first == UInt8(ascii: "@") else { return nil }
        let before = context.lineBefore
        guard let slashes = lastRange(of: "://", in: before) else { return nil }
        let login = before[slashes.upperBound...]
        guard login.last == ":", !login.contains("/"), !login.contains("@"), !login.contains(where: \.isWhitespace)
        else { return nil }
        let after = context.lineAfter
        guard after.first == "@" else { return nil }
        let rest = after.dropFirst()
        // `@tcp(db:3306)/shop` of Go
        let protocolName = ["tcp(", "tcp6(", "unix("].first { rest.hasPrefix($0) }
        let named = rest.dropFirst(protocolName?.count ?? 0)
        let authority = named.prefix { !"/?#\"'`<>\\,;)]} ".contains($0) && !$0.isWhitespace }
        let (host, port) = split(String(authority))
        guard !host.isEmpty else { return nil }
        let scheme = before[..<slashes.lowerBound].reversed().prefix {
            $0.isLetter || $0.isNumber || "+.-".contains($0)
        }
        let path = named.dropFirst(authority.count + (protocolName == nil ? 0 : 1))
        let family = family(of: String(scheme.reversed()).lowercased())
        let database =
            ["web", "git", "ssh", "ftp", "smtp", "login"].contains(family)
            ? ""
            : String(
                path.dropFirst(path.first == "/" ? 1 : 0).prefix { $0.isLetter || $0.isNumber || "_-.%".contains($0) })
        var facts = PublicFacts([
            "scheme": String(scheme.reversed()).lowercased(), "user": decoded(String(login.dropLast())),
            "host": host.lowercased(),
            "port": port ?? "", "database": path.first == "/" ? decoded(database) : "",
        ])
        if let mode = after.firstRange(of: "sslmode=") {
            facts["tls"] = String(after[mode.upperBound...].prefix { $0.isLetter || $0 == "-" })
        }
        return facts
    }

    /// `machine host login user password secret`, on one line or several.
    private static func netrc(_ context: SecretContext) -> PublicFacts? {
        // Nearly all text ends otherwise, and is not divided into words for that.
        guard let last = context.before.last(where: { $0 > 0x20 }),
            last == UInt8(ascii: "d") || last >= 0x80 || last == 0x7F
        else { return nil }
        let words = context.textBefore.suffix(600).split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.last == "password", let place = words.lastIndex(of: "machine"), place + 1 < words.count else {
            return nil
        }
        let entry = words[place...]
        guard let login = entry.firstIndex(of: "login"), login + 1 < entry.endIndex else { return nil }
        return PublicFacts(["host": words[place + 1].lowercased(), "user": entry[login + 1]])
    }

    /// `host:port:database:user:secret`, as in .pgpass.
    private static func passwordFile(_ context: SecretContext) -> PublicFacts? {
        guard context.rule.contains("pgpass") else { return nil }
        let fields = context.lineBefore.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 5 else { return nil }
        var entry = fields.suffix(5).map { $0 == "*" ? "" : $0 }
        // The entry may stand in a script, or in a literal.
        entry[0] = entry[0].split { $0.isWhitespace || $0 == "\"" || $0 == "'" }.last.map(String.init) ?? ""
        return PublicFacts([
            "scheme": "postgres", "host": entry[0].lowercased(), "port": entry[1], "database": entry[2],
            "user": entry[3],
        ])
    }

    /// `jdbc:postgresql://host:5432/database?user=app&password=…`, and the same with semicolons.
    private static func parameters(_ context: SecretContext) -> PublicFacts? {
        guard context.before.last == UInt8(ascii: "=") else { return nil }
        let before = context.lineBefore.suffix(400)
        guard let name = before.ranges(of: "jdbc:").last, let slashes = before.firstRange(of: "://"),
            name.upperBound <= slashes.lowerBound
        else { return nil }
        let isEnd = { (sign: Character) in sign.isWhitespace || "\"'<>`".contains(sign) }
        let address = before[slashes.upperBound...] + "\0" + context.lineAfter.prefix { !isEnd($0) }
        guard !address.contains(where: isEnd) else { return nil }
        let authority = address.prefix { !"/?;\\".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let (host, port) = split(authority.split(separator: ",").first.map(String.init) ?? "")
        let path = address.dropFirst(authority.count)
        let isNamed = path.first == "/"
        var values: [String: String] = [
            "database": isNamed ? String(path.dropFirst().prefix { !"?;".contains($0) }) : ""
        ]
        for part in path.split(whereSeparator: { "?;&".contains($0) }) {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, !pair[1].contains("\0") else { continue }
            switch pair[0].lowercased() {
            case "user", "username": values["user"] = decoded(pair[1])
            case "databasename", "database": values["database"] = decoded(pair[1])
            default: break
            }
        }
        let scheme = before[name.upperBound..<slashes.lowerBound].prefix { $0.isLetter || $0.isNumber }
        return PublicFacts([
            "scheme": scheme.lowercased(), "host": host.lowercased(), "port": port ?? "",
            "user": values["user"] ?? "", "database": values["database"] ?? "",
        ])
    }

    /// `host=db user=app password=…` and `Server=db;User Id=app;Password=…`.
    private static func keywords(_ context: SecretContext) -> PublicFacts? {
        guard ["database-credential", "connection-string", "password"].contains(context.kind) else { return nil }
        // No connection string is longer, and a line may be.
        let (before, after) = Self.withinQuotes(context.bytesBefore.suffix(1024), context.bytesAfter.prefix(1024))
        let isString = [before, after].contains { part in
            part.contains(UInt8(ascii: ";")) || keywordSigns.contains { ByteText.holds($0, in: part) }
        }
        guard isString else { return nil }
        let line = String(decoding: before, as: UTF8.self) + "\0" + String(decoding: after, as: UTF8.self)
        func value(_ keys: [String], withBlanks: Bool = false) -> String? {
            TextSearch.value(of: keys, in: line, beginning: true) {
                $0.isASCII && ($0.isLetter || $0.isNumber || "._-@\\:,".contains($0) || withBlanks && $0 == " ")
            }
        }
        guard let server = value(["server", "data source", "host", "addr"]),
            let user = value(["user id", "userid", "uid", "username", "user"])
        else { return nil }
        // `tcp:host,port` of SQL Server's clients.
        let address =
            ["tcp:", "np:", "lpc:"].first { server.hasPrefix($0) }.map { String(server.dropFirst($0.count)) } ?? server
        let (host, listed) = split(address.split(separator: ",").first.map(String.init) ?? address)
        let port =
            listed
            ?? (address.contains(",") ? address.split(separator: ",").last.map(String.init) : nil).flatMap {
                $0 == "1433" || !$0.allSatisfy(\.isNumber) ? nil : $0
            }
        // `database = MySQLdb.connect (host="db", …)` names a variable.
        // Where semicolons part the pairs, a name may have blanks.
        let database = value(["database", "initial catalog", "dbname"], withBlanks: line.contains(";")).flatMap {
            $0.hasSuffix(".connect") ? nil : $0.trimmingCharacters(in: .whitespaces)
        }
        return PublicFacts([
            "host": host.lowercased(), "port": value(["port"]) ?? port ?? "", "user": user,
            "database": database ?? "",
            "scheme": line.lowercased().contains("dbname=") ? scheme(above: context) : "",
        ])
    }

    /// `dbname=` is libpq's, and Dovecot's for whatever `driver` above it says.
    private static func scheme(above context: SecretContext) -> String {
        let driver = context.linesAbove(4).first { $0.starts(with: "driver".utf8) }
        let names = driver.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return names.contains("mysql") ? "mysql" : "postgres"
    }

    /// What stands between the quotes around a secret: the next literal of the line is another connection's.
    private static func withinQuotes(
        _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>
    ) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) {
        let quote = UInt8(ascii: "\"")
        guard let open = before.lastIndex(of: quote), let close = after.firstIndex(of: quote),
            before[(open + 1)...].contains(UInt8(ascii: ";"))
        else { return (before, after) }
        return (before[(open + 1)...], after[..<close])
    }

    private static let keywordSigns = ["host=", "dbname="].map { Array($0.utf8) }

    private static func split(_ authority: String) -> (host: String, port: String?) {
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return (authority, nil) }
        let port = authority[authority.index(after: colon)...]
        guard !port.isEmpty, port.allSatisfy(\.isNumber) else { return (authority, nil) }
        return (String(authority[..<colon]), String(port))
    }

    private static func lastRange(of wanted: String, in text: String) -> Range<String.Index>? {
        text.ranges(of: wanted).last
    }

    private static func decoded(_ text: String) -> String { text.removingPercentEncoding ?? text }

    /// Schemes that lead to the same service.
    static func family(of scheme: String?) -> String {
        let scheme = (scheme ?? "").split(separator: "+").first.map(String.init) ?? ""
        return switch scheme {
        case "postgres", "postgresql", "pgsql", "postgis": "postgres"
        case "mysql", "mariadb", "mysql2": "mysql"
        case "mongodb": "mongodb"
        case "redis", "rediss": "redis"
        case "amqp", "amqps": "amqp"
        case "http", "https": "web"
        case "ftp", "ftps", "sftp": "ftp"
        case "smtp", "smtps": "smtp"
        case "": "login"
        default: scheme
        }
    }

    /// Settings that stand apart often name no scheme; the port does, or the host.
    private static func family(of scheme: String?, host: String, port: String?) -> String {
        if let scheme, !scheme.isEmpty { return family(of: scheme) }
        if let port, let family = standardPorts.first(where: { $0.value == port })?.key { return family }
        for word in host.split(whereSeparator: { ".-_".contains($0) }) {
            if let family = hostWords[String(word)] { return family }
        }
        return family(of: nil)
    }

    private static let hostWords = [
        "pg": "postgres", "pgsql": "postgres", "postgres": "postgres", "postgresql": "postgres", "mysql": "mysql",
        "mariadb": "mysql",
        "mongo": "mongodb", "mongodb": "mongodb", "redis": "redis", "rabbitmq": "amqp", "mssql": "sqlserver",
        "sqlserver": "sqlserver",
    ]

    private static let standardPorts = [
        "postgres": "5432", "mysql": "3306", "mongodb": "27017", "redis": "6379", "amqp": "5672", "sqlserver": "1433",
    ]

    private static func standardPort(of family: String) -> String? { standardPorts[family] }
}
