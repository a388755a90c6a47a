import Model
import TestValues
import Testing

@testable import Detection

/// Words that people choose for passwords and programs for names: where a file stands decides.
@Suite struct ChosenNameTests {
    @Test(arguments: [
        // one name of several words, in settings
        ("accounts.ldif", "userPassword: connectAdmin\n"), ("accounts.ldif", "userPassword: alice-secret\n"),
        ("conf/users.json", #"{"rabbit": {"password": "whiteRabbit"}}"#),
        ("conf/users.json", #""sophia": {"surname": "x", "password"    : "SophiaLikesTea"}"#),
        ("docker-compose.yml", "    - DB_PASSWORD=correct-horse-battery-staple\n"),
        ("docker-compose.yml", "    - CS2_PW=sake-earthly-lair\n"),
        ("docker-compose.yml", "    - SESSION_SECRET=discolor-subtitle-seducing-result-ceramics\n"),
        (".env", "MYSQL_PASSWORD=tooManyMushrooms\n"), ("start.sh", "podman run -e DB_PASSWORD=tooManyMushrooms x\n"),
        ("app.properties", "db.password=laradock_gitlab\n"),
        // examples of settings are settings
        (".env.example", "POSTGRES_PASSWORD=secret\n"), (".env.dist", "SHOP_PASSWORD=admin\n"),
        ("env.example", "MYSQL_ROOT_PASSWORD=root\n"), ("application-example.yml", "password: superUser\n"),
        ("config.ini.sample", "password = superUser\n"),
        // a well-known one may be short
        ("application.properties", "spring.datasource.password=1234\n"),
        ("application.yml", "    password: 123\n"),
        // keys in brackets with blanks
        ("config.php", "$cfg['x'][ 'pass\("word")' ] = 'gandalf78';\n"),
        ("config.php", "$cfg[ 'apiKey' ] = '{hex:31}7';\n"),
        // the password of a directory; a token to set another with
        ("docker-compose.yml", "LDAP_BIND_CREDENTIALS: {word}{digits:3}x\n"),
        ("user.php", "'password_reset_token' => '{base62:31}7_1392559490',\n"),
        // hashes beside their salts
        ("users.yaml", "password_hash: {hex:63}7\npassword_salt: {hex:64}\n"),
        ("users.json", #"{"passwordHash": "{hex:63}7", "salt": "{hex:32}"}"#),
        ("user.rb", "password_hash => '*{HEX:39}7',\n"),
        // no expression
        ("index.cshtml", "  -DefaultFeedAPIKey {uuid}\n"),
    ])
    func finds(_ path: String, _ template: String) {
        let text = MadeUp.text(template)
        #expect(!Self.likely(in: text, at: path).isEmpty, "\(path): \(text)")
    }

    @Test(arguments: [
        // the same in programs, and names of other secrets and fields
        ("src/main.py", #"password = "connectAdminUser""#), ("App.vue", "password: 'rememberPassword'"),
        ("values.yaml", "password: shop-database-secret\n"), ("values.yaml", "passwordSecret: shop-database\n"),
        ("conf/en.json", #""password": "forgotPassword""#), ("shaders.json", #""pass": "ShadowCaster""#),
        ("unattend.xml", #"<settings pass="windowsPE">"#), ("config/locales/en.yml", "password: meinPasswortHier\n"),
        ("report.json", #"{"pass": 123, "fail": 4}"#), ("src/main.py", "password = '123'"),
        ("pages.json", #"[{"name":"val password: CharArray","description":"x"}]"#),
        // placeholders in examples of settings
        (".env.example", "DB_PASSWORD=your-password\n"), (".env.example", "DB_PASSWORD=changeme\n"),
        ("example/main.py", #"password = "secret""#),
        (".env.example", "DB_PASSWORD=votre_mot_de_passe_ici\n"),
        // a digest without a salt may be that of a file; digests of other things
        ("users.yaml", "password_hash: sha256\n"), ("app.json", #""passwordFileHash": "{hex:64}""#),
        ("index.cshtml", "apiKey: settings.FeedKey\n"),
    ])
    func leavesAlone(_ path: String, _ template: String) {
        let text = MadeUp.text(template)
        let found = Self.likely(in: text, at: path)
        #expect(found.isEmpty, "\(path): \(found.map { Sample.string(text, $0.secret) })")
    }

    private static func likely(in text: String, at path: String) -> [GenericCandidate] {
        let about = PathEvidence.evidence(forPath: Array(path.utf8))
        return Sample.candidates(in: text).filter {
            let evidence = PathEvidence.adjusted($0.evidence, forPath: about)
            let score = EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: evidence)
            return EvidenceWeights.probability(of: score) >= 0.4
        }
    }
}
