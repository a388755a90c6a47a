import Testing

@testable import Identities

/// Whose a password is, told by the settings beside it: in languages of every kind, with a user, a host or both.
struct LoginSettingsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// `§` stands for the password.
        let text: String
        let facts: [String: String]
        init(_ text: String, _ facts: [String: String]) { (self.text, self.facts) = (text, facts) }
        var testDescription: String { text }
    }

    static let cases: [Case] = [
        Case("DB_USER=app\nDB_PASSWORD=§\n", ["user": "app"]),
        Case("DB_USER=app\nDB_DATABASE=shop?useSSL=false\nDB_PASSWORD=§\n", ["user": "app", "database": "shop"]),
        Case(
            "$db['db_server'] = 'db.example.org';\n$db['db_port'] = ':3306';\n$db['db_username'] = 'app';\n$db['db_password'] = '§';\n",
            ["host": "db.example.org", "port": "3306", "user": "app"]),
        Case(
            "ldap_user: cn=reader,dc=example,dc=org\nldap_password: §\n",
            ["user": "cn=reader,dc=example,dc=org", "scheme": "ldap"]),
        Case(
            "url: jdbc:postgresql†db.example.org:5433/shop?password=§&user=app\n",
            ["scheme": "postgresql", "host": "db.example.org", "port": "5433", "user": "app", "database": "shop"]),
        Case(
            "<url>jdbc:sqlserver†db.example.org;databaseName=shop;user=sa;¶§;encrypt=true</url>\n",
            ["scheme": "sqlserver", "host": "db.example.org", "user": "sa", "database": "shop"]),
        Case(
            "\"Server=dbhost:30015;UID=app;¶§;Current Schema=S\"\n",
            ["host": "dbhost", "port": "30015", "user": "app"]),
        Case(
            "\"Server=tcp:127.0.0.1,${{ port }};Initial Catalog=My Shop DB;User Id=sa;¶§;\"\n",
            ["host": "127.0.0.1", "user": "sa", "database": "My Shop DB"]),
        Case(
            "driver = mysql\nconnect = host=db dbname=mail user=app password=§\n",
            ["scheme": "mysql", "host": "db", "user": "app", "database": "mail"]),
        Case(
            "DSN=mysql†app:§@tcp(db.example.org:3306)/shop?parseTime=true\n",
            ["scheme": "mysql", "host": "db.example.org", "port": "3306", "user": "app", "database": "shop"]),
        Case("DB_USER=app\nDB_PASSWORD=\"§\"\n", ["user": "app"]),
        Case("REDIS_HOST=cache\nREDIS_PASSWORD=§\n", ["host": "cache", "scheme": "redis"]),
        Case("MYSQL_ROOT_PASSWORD=§\nMYSQL_USER=app\n", ["user": "root", "scheme": "mysql"]),
        Case(
            "EMAIL_HOST=smtp.example.org\nEMAIL_HOST_USER=bot\nEMAIL_HOST_PASSWORD=§\n",
            [
                "user": "bot", "host": "smtp.example.org", "scheme": "smtp",
            ]),
        Case("environment:\n  - MYSQL_USER=shop\n  - MYSQL_PASSWORD=§\n", ["user": "shop", "scheme": "mysql"]),
        Case(
            "[Service]\nEnvironment=AMQP_USER=worker\nEnvironment=AMQP_PASS=§\n", ["user": "worker", "scheme": "amqp"]),
        Case("admin:\n  username: admin\n  password: §\n", ["user": "admin"]),
        Case(
            "users:\n  - user: ann\n    password: x\n  - user: bob\n    password: §\n  - user: cid\n", ["user": "bob"]),
        Case("users:\n  - password: §\n    user: bob\n  - user: cid\n", ["user": "bob"]),
        Case(
            #"{"host": "db.example.org", "user": "app", "password": "§"}"#, ["host": "db.example.org", "user": "app"]),
        Case(#"[{"user": "ann", "password": "x"}, {"password": "§"}]"#, [:]),
        Case(
            "<?php\n$servername = \"localhost\";\n$username = \"shop\";\n$password = \"§\";\n",
            [
                "host": "localhost", "user": "shop",
            ]),
        Case("$mail->Username = \"bot\";\n$mail->Password = \"§\";\n", ["user": "bot"]),
        Case("$db['user'] = 'app';\n$db['password'] = '§';\n", ["user": "app"]),
        Case(
            "  private static final String USER = \"app\";\n  private static final String PASSWORD = \"§\";\n",
            [
                "user": "app"
            ]),
        Case("String dbUser = \"app\"; String dbPassword = \"§\";\n", ["user": "app"]),
        Case("val user: String = \"app\"\nval password: String = \"§\"\n", ["user": "app"]),
        Case("user := \"app\"\npassword := \"§\"\n", ["user": "app"]),
        Case(
            "connect(host=\"db.example.org\", user=\"app\", password=\"§\", dbname=\"orders\")\n",
            [
                "host": "db.example.org", "user": "app", "database": "orders", "scheme": "postgres",
            ]),
        Case("<server>\n  <username>deploy</username>\n  <password>§</password>\n</server>\n", ["user": "deploy"]),
        Case(
            "<property name=\"username\" value=\"app\"/>\n<property name=\"password\" value=\"§\"/>\n", ["user": "app"]),
        Case("ansible_user=vagrant\nansible_ssh_pass=§\n", ["user": "vagrant"]),
        // A line's own comes before its neighbours'.
        Case(
            "w1 ansible_user=ann ansible_ssh_pass=x\nw2 ansible_user=bob ansible_ssh_pass=§\nw3 ansible_user=cid\n",
            ["user": "bob"]),
        Case("user=ann password=x\nuser=bob password=§\nuser=cid password=y\n", ["user": "bob"]),
        Case(
            "a=\"Server=db1;User ID=ua;¶§;\"; b=\"Server=db2;User ID=ub;¶x;\"\n",
            ["user": "ua", "host": "db1"]),
        // A text within a literal has lines of its own.
        Case("'db:\\n    username: shop\\n    password: §\\n  cache:\\n    host: other\\n'", ["user": "shop"]),
        Case("database = MySQLdb.connect (host=\"db\", user=\"app\", passwd=\"§\")\n", ["user": "app", "host": "db"]),
        Case("port=I\"8069\"\nuser=I\"2\"\npassword=\"§\"\n", [:]),
        Case("redis:\n  host: cache\n  db: 0\n  password: §\n", ["host": "cache"]),
        // What is a variable, a call or a template says nothing.
        Case("user = name\npassword = \"§\"\n", [:]),
        Case("login(user=user, password=\"§\")\n", [:]),
        Case("$user = $_POST['user'];\n$password = '§';\n", [:]),
        Case("user: {{ user }}\npassword: §\n", [:]),
        Case("user = getUser()\npassword = §\n", [:]),
        // Another block's, another prefix's.
        Case("other:\n  user: root\nmine:\n  password: §\n", [:]),
        Case("DB_USER=app\nDB_ADMIN_PASSWORD=§\n", [:]),
        Case("MAIL_USER=bot\nDB_PASSWORD=§\n", [:]),
        Case("user_agent: x\npassword: §\n", [:]),
        Case("if user == \"app\" && password == \"§\" {\n", [:]),
    ]

    @Test(arguments: cases, ["\n", "\r\n"])
    func theOwnerIsTold(_ example: Case, _ lineEnd: String) throws {
        // The tree itself shall hold nothing that looks like a connection string.
        let text = example.text.replacing("¶", with: "Password=").replacing("†", with: "://").replacing(
            "\n", with: lineEnd)
        let place = try #require(text.firstRange(of: "§"))
        let context = SecretContext(
            secret: Array("kd8Q-x72b".utf8), kind: "password", provider: "generic", rule: "generic-password",
            before: Array(text[..<place.lowerBound].utf8), after: Array(text[place.upperBound...].utf8),
            tag: { _ in "tag" })
        var facts = ResolverRegistry.facts(about: context).values
        #expect(facts.removeValue(forKey: "type") == (example.facts.isEmpty ? nil : "login"))
        #expect(facts == example.facts)
    }

    /// Whatever stands there, reading it ends; and what is told is in the text.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func anyTextIsRead(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "user", "password", "host", "DB_", "=", ":", "=>", ":=", "\"", "'", "`", "<", ">", "</", "(", ")", "{", "}",
            "[", "]", ",", ";", " ", "\t", "\n", "\r\n", "- ", "# ", "$", "->", "é", "name", "value", "define(", "x1",
            ".",
        ]
        for _ in 0..<2_000 {
            let before = (0..<next(24)).map { _ in pieces[next(pieces.count)] }.joined()
            let after = (0..<next(24)).map { _ in pieces[next(pieces.count)] }.joined()
            let context = SecretContext(
                secret: Array("kd8Q-x72b".utf8), kind: "password", provider: "generic", rule: "generic-password",
                before: Array(before.utf8), after: Array(after.utf8), tag: { _ in "tag" })
            for (name, value) in ResolverRegistry.facts(about: context).values
            where name != "type" && name != "scheme" && !(name == "user" && value == "root") {
                let text = (before + "\n" + after).lowercased()
                #expect(text.contains(value.lowercased()), "\(name) \(before) | \(after)")
            }
        }
    }
}
