import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// Secrets in the columns of tables. What is to be found is marked «», in order.
struct TableTests {
    private static let library = Result { try RuleLibrary() }

    private static func found(in text: String) throws -> [String] {
        let library = try library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let content = Array(text.utf8)
        let matches = content.withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: [])).map {
            String(decoding: content[$0.secret.start..<$0.secret.end], as: UTF8.self)
        }
    }

    /// The text without its marks, and what stands between them.
    private static func unmark(_ marked: String) -> (text: String, secrets: [String]) {
        let parts = MadeUp.marked(marked).split(separator: "«", omittingEmptySubsequences: false)
        var (text, secrets) = (String(parts[0]), [String]())
        for part in parts.dropFirst() {
            let halves = part.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
            secrets.append(String(halves[0]))
            text += halves.joined()
        }
        return (text, secrets)
    }

    static let tables: [(String, String)] = [
        (
            "comma-separated",
            "name,url,username,password\nshop,https://x.internal,ada,«{base62:12}»\nwiki,,bob,«{base62:12}»\n"
        ),
        ("quoted", "\"user\",\"password\"\n\"ada\",\"«{base62:6},{base62:6}»\"\n\"bob\",\"«{base62:12}»\"\n"),
        ("two quotes for one", "user,password\nada,\"«{base62:6}\"\"{base62:6}»\"\n"),
        ("a line feed in a cell", "user,password,note\nada,«{base62:12}»,\"one\ntwo, three\"\nbob,«{base62:12}»,\n"),
        ("semicolons and CRLF", "id;login;Passwort;password\r\n1;ada;;«{base62:12}»\r\n"),
        ("tabs", "user\tpassword\nada\t«{base62:12}»\nbob\t«{base62:13}»"),
        ("a row with a comma too many", "user,password\nada,«{base62:12}»\nbob,x,y\neve,«{base62:12}»\n"),
        ("a dump's words", "user,password\nada,«{easy}»\n"),
        ("an API secret", "client,api_secret\nshop,«{base62:24}»\n"),
        (
            "Markdown",
            "| User | **Password** |\n|:-----|-----:|\n| ada | «{base62:12}» |\n| a\\|b | `«{base62:12}»` |\n"
        ),
        ("MoinMoin", "|| user || password ||\n|| ada || «{base62:12}» ||\n|| bob || «{base62:12}» ||\n"),
        ("Confluence", "||user||password||\n|ada|«{base62:12}»|\n|bob|«{base62:12}»|\n"),
        ("Markdown without outer bars", "User | Password\n--- | ---\nada | «{base62:12}»\n"),
        ("psql", " id | password \n----+----------\n  1 | «{base62:12}»\n  2 | «{base62:12}»\n(2 rows)\n"),
        (
            "mysql",
            "+----+----------+\n| id | password |\n+----+----------+\n|  1 | «{base62:12}» |\n+----+----------+\n"
        ),
        (
            "reStructuredText",
            "+----+----------+\n| id | password |\n+====+==========+\n|  1 | «{base62:12}» |\n+----+----------+\n"
                + "|  2 | «{base62:12}» |\n+----+----------+\n"
        ),
        ("list of Python", "API_KEYS = [\n  \"«{base62:18}»\",  # one\n\n  \"«{base62:18}»\",\n]\n"),
        ("list of JSON", "{\"passwords\": [\"«{base62:12}»\",\n\"«{base62:12}»\"], \"x\": [1]}\n"),
        ("list of YAML", "passwords:\n  - «{base62:12}»\n  - \"«{base62:12}»\"  # old\nx: 1\n"),
        ("flow of YAML", "secrets: [«{base62:14}», «{base62:14}»]\n"),
        ("array of Java", "String[] apiKeys = {\"«{base62:18}»\", \"«{base62:18}»\"};\n"),
        ("users of Python", "passwords = {\n  \"ada\": \"«{base62:12}»\",\n  \"bob\": \"«{base62:12}»\",\n}\n"),
        ("users of Ruby", "PASSWORDS = { 'ada' => '«{base62:12}»', 'bob' => '«{base62:12}»' }\n"),
        ("users of JSON", "{\"passwords\": {\"ada\": \"«{base62:12}»\", \"bob\": \"«{base62:12}»\"}}\n"),
        (
            "section",
            "[passwords]\n# of users\nada = \"«{base62:12}»\"\nbob = «{base62:12}»\n\n[other]\nx = \"{base62:12}\"\n"
        ),
        ("pairs", "passwords = [(\"ada\", \"«{base62:12}»\"), ('bob', '«{base62:12}»')]\n"),
        ("call of Java", "List<String> apiTokens = Arrays.asList(\"«{base62:18}»\",\n  \"«{base62:18}»\");\n"),
        ("slice of Go", "var apiKeys = []string{\"«{base62:18}»\", \"«{base62:18}»\"}\n"),
        ("words of Ruby", "API_TOKENS = %w(«{base62:18}» «{base62:18}»)\n"),
        ("list with a type", "tokens: List[str] = [\"«{base62:20}»\", \"«{base62:20}»\"]\n"),
        ("array of PHP", "$passwords = array('«{base62:12}»', '«{base62:12}»');\n"),
        ("AsciiDoc", "|===\n|User |Password\n\n|ada |«{base62:12}»\n|bob |«{base62:12}»\n|===\n"),
        (
            "INSERT of many rows",
            "INSERT INTO users (name, password, enabled) VALUES ('ada', '«{base62:12}»', 1),\n  ('o''neil', '«{easy}»', 0);"
        ),
        (
            "INSERT with calls",
            "INSERT INTO `users` (`id`, `name`, `password`)\nVALUES (7, concat('a', 'da'), '«{easy}»');"
        ),
        (
            "a list of columns over many lines",
            "INSERT INTO users (\n  id,\n  name,\n  mail,\n  password,\n  enabled\n)\nVALUES (\n  7,\n  'ada',\n  'a@b.io',\n"
                + "  '«{easy}»',\n  1\n);\n"
        ),
        ("a quote that nothing ends", "user,password,note\nada,«{base62:12}»,\"open\nbob,«{base62:12}»,x\n"),
        ("REPLACE", "REPLACE INTO t (password) VALUES ('«{easy}»')"),
        (
            "HTML",
            "<table>\n<tr><th>User</th><th>Password</th></tr>\n<tr><td>ada</td><td>«{base62:12}»</td></tr>\n"
                + "<tr><td>bob</td><td><code>«{base62:12}»</code></td></tr>\n</table>\n"
        ),
        (
            "HTML, a cell a line",
            "<table class=x><tbody>\n <tr>\n  <td>Login</td>\n  <td>Password</td>\n  <td>Role</td>\n </tr>\n <tr>\n"
                + "  <td>ada</td>\n  <td>«{base62:12}»</td>\n  <td>all</td>\n </tr>\n</tbody></table>\n"
        ),
        (
            "CREATE and INSERT",
            "CREATE TABLE IF NOT EXISTS `users` (\n  `id` int(11) NOT NULL,\n  `name` varchar(50),\n"
                + "  `password` varchar(60) NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n\nLOCK TABLES `users` WRITE;\n"
                + "INSERT INTO `users` VALUES (1,'ada','«{base62:12}»'),(2,'bob','«{base62:12}»');\n"
                + "INSERT INTO `users` VALUES (3,'eve','«{base62:12}»');\nINSERT INTO `hosts` VALUES (3,'eve','{base62:12}');\n"
        ),
        (
            "CREATE and INSERT on a line each",
            "create table shop.users (id decimal(4,2), password text);\ninsert into shop.users values (1.0, '«{base62:12}»');\n"
        ),
        (
            "COPY",
            "COPY public.users (id, password) FROM stdin;\n1\t«{base62:12}»\n2\t\\N\n3\t«{base62:12}»\n\\.\n1\t{base62:12}\n"
        ),
    ]

    @Test(arguments: tables) func findsEachRow(_ name: String, _ marked: String) throws {
        let (text, secrets) = Self.unmark(marked)
        #expect(try Self.found(in: text) == secrets)
    }

    @Test(arguments: [
        // other columns, no rows, no header
        "user,password_policy\nada,{base62:12}\n", "user,password_hint\nada,{base62:12}\n", "user,password\n",
        "password\n{base62:12}\n", "f(user,password)\ng(ada,{base62:12})\n", "user,password,\nada,{base62:12},\n",
        "user,key\nada,{base62:12}\n",
        // words and names; too many to be anybody's; a dictionary; what is looked up
        "tokens = [\"if\", \"else2\", \"0x{hex:40}\"]\n", "token_types: [OP_ADD1, OP_SUB2]\n",
        "passwords = [" + String(repeating: "\"{base62:10}\", ", count: 40) + "]\n",
        "password_fields: [\"user1\", \"pass2\"]\n", "passwords = [x1, y2, read(3)]\n",
        "password = config[\"{base62:14}\"]\n", "apiKey = lookUp(\"{base62:20}\")\n",
        "passwords:\n  - name: a1\n    id: {base62:12}\n", "user = password, host\nada, {base62:12}\n",
        "a,b,c\n1,password,2\n3,{base62:12},4\n",
        // prose, words, stand-ins
        "Enter user, password, and mail\nthen wait, check, and go on\n", "token,tag\nrunning,VERB\nHausboot,NOUN\n",
        "| Field | password |\n|---|---|\n| Type | string |\n| Needed | yes |\n", "user,password\nada,changeme\n",
        "user | password\nada | {base62:12}\n",
        // settings and dictionaries, each name with its own value
        "dbpasswd\t{base62:12}\nupper_func\tUPPERx7\n", "SHA2-224-Password\tPassword.SHA2-224\nOTP\tYubico.OTP7x\n",
        "only of\ta cleartext password. Note\nmethod x7\tand password policy\n",
        // HTML: words below, another row's name, a table of names and values
        "<table><tr><th>Field</th><th>password</th></tr><tr><td>Type</td><td>string</td></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>x</td><td>password</td></tr><tr><td>c</td><td>{base62:12}</td></tr></table>",
        // SQL
        "CREATE TABLE a (id int, password text);\nINSERT INTO b VALUES (1, '{base62:12}');",
        "CREATE TABLE a (id int, password text);\nINSERT INTO ab VALUES (1, '{base62:12}');",
        "CREATE TABLE a (id int, password bool);\nINSERT INTO a VALUES (1, '{base62:12}');",
        "INSERT INTO users (name, password) VALUES (?, ?)", "INSERT INTO users (name) VALUES ('{base62:12}')",
        "INSERT INTO users (password, name) SELECT hash, 'ada1z2q3'",
        "INSERT INTO users (name, password) VALUES ('ada', md5('{base62:12}'))",
        "SELECT concat(name, password) FROM (VALUES ('{base62:12}', '{base62:12}'))",
    ])
    func leavesAlone(_ text: String) throws {
        #expect(try Self.found(in: MadeUp.marked(text)) == [])
    }

    /// A row is far from what tells its meaning: versions must be looked at as if they were whole.
    /// A row of more bytes than are looked at has no end that is known; the rows behind it are read.
    @Test(arguments: [
        "name,password\nu,", "| user | password |\n|---|---|\n| u | ", "COPY users (name, password) FROM stdin;\nu\t",
    ])
    func aRowWithoutAnEndEndsTheSearch(_ head: String) throws {
        for count in [65_530, 65_536, 65_600, 200_000] {
            _ = try Self.found(in: head + String(repeating: "x", count: count))
            _ = try Self.found(in: head + String(repeating: "x", count: count) + "\nv,w\n")
        }
    }

    @Test(arguments: tables) func findsTheSameInEachVersion(_ name: String, _ marked: String) throws {
        let library = try Self.library.get()
        let filler = "# a long line of no importance, so that what is copied is long enough to be kept\n"
        let table = Self.unmark(marked).text
        let first = filler + table + "\n" + filler + filler
        var lines = table.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let row = lines.last { $0.contains { $0.isNumber } } ?? ""
        lines += Array(repeating: row, count: 4)
        var texts = [first, filler + lines.joined(separator: "\n") + filler]
        for index in lines.indices {
            var edited = lines
            edited[index] = "x" + edited[index]
            texts.append(filler + edited.joined(separator: "\n") + filler + filler)
            edited.remove(at: index)
            texts.append(filler + edited.joined(separator: "\n") + filler)
        }
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        for base in texts {
            let baseBytes = Array(base.utf8)
            let state = baseBytes.withUnsafeBytes { scanner.scan($0, isBinary: false) }
            for text in texts {
                let bytes = Array(text.utf8)
                let copies = Self.copies(from: baseBytes, to: bytes)
                let (whole, version) = bytes.withUnsafeBytes { content in
                    (
                        scanner.scan(content, isBinary: false),
                        copies.withUnsafeBufferPointer {
                            scanner.scan(content, isBinary: false, base: state, copies: $0)
                        }
                    )
                }
                #expect(Set(version.matches) == Set(whole.matches), "\(name): \(text)")
                #expect(Set(version.blocks) == Set(whole.blocks), "\(name): \(text)")
            }
        }
    }

    /// What both begin and end with.
    private static func copies(from base: [UInt8], to new: [UInt8]) -> [CopiedSpan] {
        let prefix = zip(base, new).prefix { $0 == $1 }.count
        let rest = min(base.count, new.count) - prefix
        let suffix = zip(base.reversed(), new.reversed()).prefix { $0 == $1 }.prefix(rest).count
        return [
            CopiedSpan(start: 0, end: prefix, source: 0),
            CopiedSpan(start: new.count - suffix, end: new.count, source: base.count - suffix),
        ].filter { $0.end > $0.start }
    }

    /// What is kept of a password is not the password.
    @Test(arguments: [
        ("user,password\nada,{hex:32}\n", "generic-password-hash"),
        ("INSERT INTO users (name, password) VALUES ('ada', '*{[0-9A-F]:40}');\n", "generic-password-hash"),
        ("| user | password |\n|---|---|\n| ada | {hex:40} |\n", "generic-password-hash"),
        ("user,password\nada,{base62:14}\n", "generic-password"), ("DB_PASSWORD={hex:32}\n", "generic-password"),
    ])
    func digestsAreToldFromPasswords(_ text: String, _ rule: String) throws {
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let matches = Array(MadeUp.text(text).utf8).withUnsafeBytes { scanner.scan($0, isBinary: false).matches }
        let told = library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
        #expect(told.map { library.rules[$0.rule].definition.id } == [rule])
    }

    /// A file may be nothing but small tables: from each header only its own rows are read.
    @Test(arguments: [
        ("| id | password |\n|--|--|\n| 1 | {0} |\n\n", 12), ("user,password\nada,{0}\n\n", 14),
        ("user,password\nada,{0}\n\nuser,passwd\nbob,{0}\n\n", 14),
        ("COPY public.users (name, password) FROM stdin;\nada\t{0}\n\\.\n", 16),
        ("COPY t (name, password) FROM stdin;\n", 16),
    ])
    func aTableEndsWhereTheNextBegins(_ table: String, _ length: Int) throws {
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let one = table.replacing("{0}", with: MadeUp.text("{base62:\(length)}"))
        let count = Array(String(repeating: one, count: 40).utf8).withUnsafeBytes {
            scanner.scan($0, isBinary: false).matches.count
        }
        let single = Array(one.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false).matches.count }
        #expect(count <= single * 40)
    }
}
