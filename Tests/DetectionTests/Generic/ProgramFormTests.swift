import Model
import Testing

@testable import Detection

/// What programs and standards put where people put secrets; seen in public repositories.
@Suite struct ProgramFormTests {
    @Test(arguments: [
        // versions, identifiers of ASN.1, media types, the registry, functions of modules
        #""Microsoft.Extensions.Configuration.UserSecrets": "1.0.0-rc1-final","#, #""acme-token": "^4.0.15-beta.2""#,
        #"it_revPassphrase = new Identifier("1.3.6.1.5.5.7.4.12");"#, #"PRIVATE_KEY = "application/cose-c509-privkey""#,
        #"$MachinePythonKey = "HKLM:\Software\Python\PythonCore""#, #"acme-genpwd = "acme_tools.cmd.genpwd:main""#,
        // lists and names that signs join
        #"<property name="tokens" value="BNOT,DEC,DOT,INC,LNOT,UNARY_MINUS"/>"#, #"'PWD' => 'loggedin|twosock'"#,
        #"SESSION_STORAGE_KEY = 'ga:clientId'"#, #"bidKey = "bid:970006:1""#,
        #"REBUILD_TOKEN = "sumo:wiki:full-rebuild""#,
        "PrivateKey = RSA-2048", "PrivateKey = ECDH-P256-Private", "aes256Key = 'aes256-cts-hmac-sha1-96'",
        "Ticket: CM-20411", "implementation \"io.jsonwebtoken:jjwt-api:_\"",
        // what other programs write
        #""\x18\x03 \x01(\tR\bpassword:\x16\x82\xb5\x18\x12\n" +"#, "object OraPass: TEdit", "fi # $pass = dlopen",
        "user=root:password=:port=3306:timeout=30", #"my $aes_key="80(%rsp)";"#, "FToken := FToken + C;",
        #"["_crypto_pwhash_argon2i_passwd_max","_crypto_pwhash_argon2i_passwd_min"]"#,
        "case \"--github-token\": flagGithubToken = args[++i]; break;",
        "https://$GITHUB_TOKEN:@github.com/acme/shop.git", #"echo "Access token: \033[31m$access_token\033[0m""#,
        "ENV DB_PASS= \\\n    DB_PORT=5432 \\",
        // messages, attributes, prose
        "<?php _e('Password', 'feralf'); ?>", #"<a v-model="form.password" :type="passwordType">"#,
        #"<el-form-item label="Password:" prop="password">"#, #"<input #password="ngModel">"#,
        #""createElement(\"label\",null,\"Password:\"),d?_.createElement(\"b\",null)""#,
        "input[type=password]:focus,input{color:red}", "password = password_bytes.decode('utf-16le')",
        "passwd => undef,", "->add('password', 'length', ['rule' => ['minLength', 8]])",
        "a password (`password_required:` keyword)", "password: HTTPS, FTPS and some others are a few examples",
        "password accordingly.", #"the function identified by "repeat" is overwritten"#,
        "password_encryption=scram-sha-256-v7", #"alert("$t('password')"); password = "$t('password')""#,
        // public, or kept elsewhere
        #"<script nonce="YpqTzeac1C4Q8wND1od3Ru">"#, "CELERY_PASSWORD=!!!SET CELERY_PASSWORD!!!",
        #"PrivateKey = "---PRIVATE---""#, #"password = "@env:MACOS_AC_PASSWORD""#, "password: 你的共享密钥",
        "https://docs.google.com/spreadsheet/ccc?key=0AiAcidBZRLxndE9LWEs2R1oxZ0xidUVoU3FQbFFobkE#gid=1",
        "Credential=ABCDEF/20121226/us-east-1/sqs/aws4_request",
        "SAML.PrivateKeyAlias = wso2carbon7", "coding_rules#rule_key=objc%3AS5815",
        #""en-PW":"en-001","#, #"filter = "overlay=eof_action=pass:shortest=1:repeatlast=0""#,
        #"FfmpegSkipValidationKey = "FFmpeg:novalidation""#, "ruleKey = objcS5815q7z3k9", #"$token = "$hash:$time:""#,
        // attributes of what is called so, tables, users, fields of pages, checks of fields, macros, variables
        "default['one_password']['checksum'] = '56ae9d3f0b7c21e84a95dd7e3f60b1c256ae9d3f0b7c21e84a95dd7e3f60b1c2'",
        #"EncryptedDataBagItem.load("passwords", "mysqlz")"#, #"entity.ToTable("Password", "Person")"#,
        "set_passwd( 'Elasticsearch', u['username'], u['password'] )", "createTemporaryCredential(user, 'deregister')",
        "$form->password('confirmation', $name)", "verifyPassword: 'input#vpassword',",
        "'passwordElement': '#modal-password'",
        "'pwd_secure_min' => 'numeric|required|min:8'", "check --user repl --password $ARG2$",
        "Set-It -Password @SecureString",
        #""/etc/security/opasswd" => "NORMAL""#, "private_key_uuid = '00c01aaa-5141-4838-9830-9be700de5a20'",
        #"ClientToken: "be31b98c-5141-4838-9830-9be700de5a20""#, "apt_key { 'acme': key => 'ABF5BD827BD9BF62' }",
    ])
    func leavesAlone(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        "MYSQL_PASSWORD=«{password}»", "  Password = '«{password}»'", "password => '«{password}»',",
        "NYT_KEY=«{hex:32}:5:68537648»", #"["password", "«{password}»"]"#, #"aes256Key = "«{hex:64}»""#,
        #"STORAGE_KEY = "«{base64:44}»""#, "$password = '«{password}»';", "ENV DB_PASS= \\\n    «{password}»",
        #"define('DB_PASSWORD', '«{password}»');"#, #"CREATE USER ada IDENTIFIED BY "«{password}»";"#,
        "nonce = \"«{base62:9}7{base62:12}»\"",
    ])
    func finds(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        ("lib/account.pb.go", Evidence.minifiedPath), ("app/account_pb2.py", .minifiedPath),
        (".yarn/releases/yarn-4.0.2.cjs", .minifiedPath), ("docs/Manifest.toml", .lockFilePath),
        ("Project.toml", .minifiedPath), ("dashboard/strings/es-mx.json", .localePath),
    ])
    func knowsGeneratedFiles(_ path: String, _ expected: Evidence) {
        #expect(PathEvidence.evidence(forPath: Array(path.utf8)).contains(expected))
    }

    @Test func looksIntoFilesOfPeople() {
        for path in ["lib/account.go", "pyproject.toml", "app/project.tomlx", ".yarnrc.yml"] {
            let evidence = PathEvidence.evidence(forPath: Array(path.utf8))
            #expect(!evidence.contains(.minifiedPath) && !evidence.contains(.lockFilePath), "\(path)")
        }
    }
}
