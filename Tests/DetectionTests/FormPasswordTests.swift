import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// What stands in a sure form is judged as any value is.
@Suite struct FormPasswordTests {
    private static let library = Result { try RuleLibrary() }

    private func found(_ text: String) throws -> (rule: String, evidence: EvidenceSet, score: Int)? {
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let matches = Array(text.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: Int.min).first.map {
            (library.rules[$0.rule].definition.id, $0.evidence, $0.score)
        }
    }

    private static let medium = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])

    private func isReported(_ text: String) throws -> Bool { try found(text).map { $0.score >= Self.medium } ?? false }

    private func basic(_ text: String) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var (encoded, bits, count) = ([UInt8](), 0, 0)
        for byte in text.utf8 {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 6 {
                count -= 6
                encoded.append(digits[bits >> count & 63])
            }
        }
        if count > 0 { encoded.append(digits[bits << (6 - count) & 63]) }
        while encoded.count % 4 != 0 { encoded.append(UInt8(ascii: "=")) }
        return String(decoding: encoded, as: UTF8.self)
    }

    @Test(arguments: [
        "admin:admin", "kong:kong", "john:doe", "user:qwerty", "clientid123:secret123", "kong_user:kong_password",
        "hello123:pass123",
    ])
    func whatAnybodyWouldGuessIsTold(_ account: String) throws {
        let header = try #require(try found("Authorization: Basic \(basic(account))\n"))
        #expect(header.rule == "http-basic-authorization" && header.evidence.contains(.guessable))
        let colon = try #require(account.firstIndex(of: ":"))
        let url = try #require(try found("redis://\(account)@db.acme.io:6379/0\n"))
        #expect(url.evidence.contains(.guessable) || url.evidence.contains(.placeholder), "\(url)")
        let netrc = "machine h.acme.io login \(account[..<colon]) password \(account[account.index(after: colon)...])\n"
        #expect(try #require(try found(netrc)).evidence.contains(.guessable))
    }

    @Test(arguments: ["tr0ub4dor-Kx9", "Sommer2019!Nord", "mango-Terrasse-81", "a9Kd03mQzP"])
    func whatSomebodyThoughtUpIsNot(_ password: String) throws {
        for text in [
            "Authorization: Basic \(basic("robot:\(password)"))\n", "https://robot:\(password)@git.acme.io/o/r.git\n",
            "machine h.acme.io login robot password \(password)\n",
        ] {
            #expect(!(try #require(try found(text)).evidence.contains(.guessable)), "\(text)")
        }
    }

    /// What the rule of the scheme refuses no other takes.
    @Test(arguments: [
        "Authorization: Basic dXNlcjo=", "\"Authorization\": \"Basic c29tZXRva2Vu\"",
        "headers[\"Authorization\"] = \"Basic dXNlcjo=\"",
        "Authorization: NTLM TlRMTVNTUAABAAAAt4II4gAAAAAAAAAAAAAAAAAAAAAGAbEdAAAADw==",
        "Authorization: Bearer test-auth-token-123", "// Authorization: Bearer test-auth-token-123",
    ])
    func authorisationWithoutSecretIsNone(_ text: String) throws {
        let found = try found(text + "\n")
        #expect(found.map { $0.score < Self.medium } ?? true, "\(String(describing: found))")
    }

    @Test func theAnswerOfNTLMIsNeverSure() throws {
        let text = MadeUp.text("Proxy-Authorization: NTLM TlRMTVNTUAADAAAA{base64:160}") + "\n"
        let found = try #require(try found(text))
        #expect(found.rule == "http-ntlm-response" && found.score >= Self.medium)
        #expect(EvidenceWeights.probability(of: found.score) < Confidence.Band.high.floor)
    }

    /// The account is everybody's.
    @Test(arguments: ["ftp://anonymous:ada@ftp.acme.io/pub", "https://ftp:Kx9vq2Lm@ftp.acme.io/"])
    func everybodysAccountKeepsNothing(_ text: String) throws {
        #expect(!(try isReported(text + "\n")))
        #expect(!(try isReported("Authorization: Basic \(basic("anonymous:ada-1815"))\n")))
    }

    @Test(arguments: [
        "lin_api_ContextHandlerWorkerContextManagerTokenC", "glffct-worker_server_stream",
        "ya29.server_server_storage_manager_table_parser_x", "glffct-insert_keyxxxxxxxxxx",
        "pnu_StorageContextHandlerReaderListModul",
    ])
    func namesBehindABeginningAreNoTokens(_ token: String) throws {
        let found = try found("x = \"\(token)\"\n")
        #expect(found.map { $0.score < Self.medium } ?? true, "\(String(describing: found))")
    }

    @Test(arguments: [20, 32], ["base62", "[A-Za-z]", "[a-z]", "[A-Za-z_-]"])
    func lettersDrawnAtRandomAreNoNames(_ count: Int, _ alphabet: String) {
        var names: [String] = []
        for seed in 0..<2000 {
            var template = TokenTemplate(seed: "named body \(seed)")
            let body = template.expand("{\(alphabet):\(count)}")
            if Array(body.utf8).withUnsafeBytes(NamedBody.matches) { names.append(body) }
        }
        #expect(names.isEmpty, "\(names)")
    }

    @Test func aHashInACommentIsNoSureOne() throws {
        let hash = MadeUp.text("foo:$apr1${base62:8}${base62:22}")
        #expect(try #require(try found("# \(hash)\n")).evidence.contains(.commentedHash))
        #expect(!(try #require(try found("\(hash)\n")).evidence.contains(.commentedHash)))
    }

    @Test(arguments: ["R*REMOVED*", "xxxxREDACTED", "f*removed*", "k[REMOVED]9"])
    func whatIsTakenOutIsNoPassword(_ value: String) throws {
        #expect(!(try isReported("Password    : \(value)\n")))
        #expect(!(try isReported("password = \"\(value)\"\n")))
    }

    @Test func aTokenWithHardlyAClaimIsTold() throws {
        func evidence(_ claims: String) -> EvidenceSet {
            let signature = MadeUp.text("{base64url:43}")
            let header = basic("{\"alg\":\"RS256\"}").replacing("=", with: "")
            let token = "\(header).\(basic(claims).replacing("=", with: "")).\(signature)"
            return Array(token.utf8).withUnsafeBytes(JSONWebToken.evidence)
        }
        #expect(evidence("{\"data\":\"test\"}").contains(.fewClaims))
        #expect(!evidence("{\"iss\":\"a\"}").contains(.fewClaims))
        #expect(!evidence("{\"sub\":\"ada\",\"name\":\"a\",\"role\":\"b\"}").contains(.fewClaims))
    }
}
