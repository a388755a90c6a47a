import TestRepositories
import Testing

/// A secret is known by its value: the keys beside which it stands, and the rules that read them, do not make it several.
@Suite struct SameSecretTests {
    @Test func keysOfSeveralKindsHoldOneCredential() throws {
        var tokens = TestTokens(seed: 97)
        let secret = "kapPa" + tokens.hex(10)
        let folder = try TemporaryFolder()
        try folder.write(
            "app/.env", "DB_PASSWORD=\(secret)\nDATABASE_URL=postgres://shop:\(secret)@db.example.org/orders\n")
        try folder.write("app/config.php", "<?php return ['api_key' => '\(secret)'];\n")
        let scanned = try Program.scan(folder.path)
        let findings = scanned.findings(of: secret)
        #expect(findings.count == 2)
        #expect(Set(findings.map(\.credential.fingerprint)).count == 1)
        #expect(scanned.run.counts["credentials"] == 1)
        // What knows the format speaks for both places of the file.
        let settings = try #require(findings.first { $0.location.path == "app/.env" })
        #expect(settings.rule.id == "postgres-connection-uri" && settings.lines.count == 2)
        #expect(try Program.run(["scan", folder.path]).text.contains("\n1 credential in 2 places\n"))
    }

    /// XML has entities for what stands in a script as it is; neither spelling is shown beside other findings.
    @Test func entitiesAreAnotherSpelling() throws {
        var tokens = TestTokens(seed: 100)
        let (one, two) = (tokens.hex(6), tokens.hex(6))
        let folder = try TemporaryFolder()
        try folder.write("web.config", "<add key=\"SmtpPassword\" value=\"K\(one)&amp;Q\(two)\"/>\n")
        try folder.write("app.env", "SMTP_PASSWORD=K\(one)&Q\(two)\n")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.findings.map(\.credential.secret) == ["K\(one)&Q\(two)", "K\(one)&Q\(two)"])
        #expect(Set(scanned.findings.map(\.credential.fingerprint)).count == 1)
        #expect(try !Program.run(["scan", folder.path]).text.contains(two))
    }

    /// Each format has its own escapes, and programs put values together; all of them mean what settings say plainly.
    @Test func escapesAndJointsAreOtherSpellings() throws {
        var tokens = TestTokens(seed: 101)
        let (one, two) = ("kap" + tokens.hex(7), "Pa" + tokens.hex(6))
        let secret = "\(one)&/\(two)"
        let folder = try TemporaryFolder()
        try folder.write("app.env", "SMTP_PASSWORD=\(secret)\n")
        try folder.write("a.json", "{\"smtp_password\": \"\(one)\\u0026\\/\(two)\"}\n")
        try folder.write("a.py", "smtp_password = \"\(one)\" + \"&/\(two)\"\n")
        try folder.write("b.py", "smtp_password = (\"\(one)\"\n                 \"&/\(two)\")\n")
        try folder.write("terraform.tfstate", Self.state(of: "\(one)\\u0026/\(two)"))
        let scanned = try Program.scan(folder.path)
        #expect(Set(scanned.findings.map(\.location.path)).count == 5)
        #expect(Set(scanned.findings.map(\.credential.secret)) == [secret])
        #expect(Set(scanned.findings.map(\.credential.fingerprint)).count == 1)
        let shown = try Program.run(["scan", folder.path]).text
        #expect(!shown.contains(one) && !shown.contains(two))
    }

    @Test func doubledQuotesAreAnotherSpelling() throws {
        var tokens = TestTokens(seed: 102)
        let (one, two) = ("kap" + tokens.hex(7), "Pa" + tokens.hex(6))
        let folder = try TemporaryFolder()
        try folder.write("a.py", "smtp_password = \"\(one)'\(two)\"\n")
        try folder.write("a.yaml", "smtp_password: '\(one)''\(two)'\n")
        try folder.write("b.py", "smtp_password = '\(one)\\'\(two)'\n")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.findings.map(\.credential.secret) == ["\(one)'\(two)", "\(one)'\(two)", "\(one)'\(two)"])
    }

    private static func state(of password: String) -> String {
        """
        {"version": 4, "terraform_version": "1.9.0", "resources": [{"type": "random_password", "name": "db",
          "instances": [{"attributes": {
            "length": 22,
            "result": "\(password)"
          }}]}]}

        """
    }

    /// The rule that reads a value may change with the lines around it; what people have settled stays settled.
    @Test func baselinesKnowValues() throws {
        var tokens = TestTokens(seed: 98)
        let secret = "kapPa" + tokens.hex(10)
        let scene = try Scene(seed: 98)
        try scene.repository.commit("Set up", writing: ["app.env": "DB_PASSWORD=\(secret)\n"])
        let path = scene.repository.path
        #expect(try Program.run(["baseline", "create", path]).code == 0)
        let baseline = "\(path)/.rollcall-baseline"
        #expect(try Program.run(["scan", "--baseline", baseline, path]).code == 0)
        try scene.repository.commit("Rename", writing: ["app.env": "SHOP_API_KEY=\(secret)\n"])
        #expect(try Program.run(["scan", "--baseline", baseline, path]).code == 0)
    }

    /// A name that opens nothing stays a name where its value is somebody's secret elsewhere.
    @Test func aNameIsNoSecret() throws {
        var tokens = TestTokens(seed: 99)
        let value = [8, 4, 4, 4, 12].map { tokens.hex($0) }.joined(separator: "-")
        let folder = try TemporaryFolder()
        try folder.write("one.env", "SHOP_CLIENT_ID=\(value)\n")
        try folder.write("two.env", "SHOP_PASSWORD=\(value)\n")
        let scanned = try Program.scan(folder.path)
        let findings = scanned.findings(of: value)
        #expect(Set(findings.map(\.credential.fingerprint)).count == findings.count)
        #expect(scanned.run.counts["credentials"] == 1)
    }
}
