import Model
import TestValues
import Testing

@testable import Detection

/// What names of secrets are for besides, and what stands under them: seen in repositories of strangers.
@Suite struct OtherMeaningTests {
    @Test(arguments: [
        // passes of a run and of a renderer
        "Optional stress pass: `DEMO_TEST_LOCAL=1`.", "| JSON | Pass: `ok=30` |", "passa `modalidade_frete='9'`",
        "seen in the planning pass:\n  `{hex:40}`\n", "print('PASS: flag=OFF -> x')",
        "echo \"PASS: Found --env-file in x\"", "- Pass: count is 4\n", "could never pass: converge is\n",
        "\"pass_rate\": \"+0.50\"", "if (typeof window.voidPass === 'function')", "this.renderPass=\"translucent\"",
        "'pass': 'linked' if found else 'none'", "$pass1.data( 'reveal' )",
        "if event in ('password', 'connected'):",
        // names of entries and of things in stores
        "  key: llvm-libs-16.0.3-msvc\n", "  key: pip-2024-05-01-v3\n", "  key: ubuntu22-gcc12-boost1.81\n",
        "remoteRef:\n  key: {base62:20}\n", "vpcKey: \"111|us-east-1|vpc-shared|0\"",
        "\"key\": \"frame:992382747916/us-east-1/vpc-00519cbd/module.web\"", "{ \"S3Key\": \"{hex:24}/\" }",
        "\"token\" : \"Video40/v4/e3/48/{uuid}/source.mov\"", "ids[token] = \"{hex:24}\"",
        "cache[password] = \"k3F9xQ27Lm\";", "\"tokenizer.ggml.tokens\": \"{hex:64}\"",
        "{\"(pass\": 408901, \".Password\": 267742}", "client.CoreV1().Secrets(\"shopdata2\").Create(x)",
        "words.IRC(\"irc.example.org\", channels=[IRC_CHANNEL], password=WEB_IRC_PWD, allowForce=True)",
        // what people are asked and told, in their language
        "norwegianMessage ConfirmPass = \"Bekreft\"", "NotEmpty.user.password=null-empty",
        "password_confirmation: Wachtwoordbevestiging", "{ PASS='green', FAIL='red' }",
        "Authorization: LD_SDK_KEY!,", "key = doForKey(\"PBES2-HS256+A128KW\")",
        "\"hashedSaltedValue\":\"{base64:86}==\",\"salt\":\"{base64:22}==\",\"hashIterations\":27500",
        "password: \"_env:MYSQL_PASSWORD:PROJECTNAME\"",
        // stores of one key, and deposits, of Ethereum
        "\"kdfparams\":{\"dklen\":32,\"n\":262144,\"p\":1,\"r\":8,\"salt\":\"{hex:64}\"}",
        "\"withdrawal_credentials\": \"{hex:64}\"",
        "\"ClientToken\": \"{base62:18}\"", "\"StartingToken\": \"m1___m4___0\"", "\"syncToken\": \"{base64:27}=\"",
        "\"taskToken\": \"{base62:50}\"", "{\"key_id\":\"338\",\"key\":\"{base64:43}=\"}",
        "encrypted_key: '{base64url:32}',", "\"Sealed-Key\":\"{base64:80}\"",
        "SHOP_X509_KEY = \"SHOP_X509_KEY\"",
        // who logs in as anybody; what a test calls wrong
        "server->user = \"anonymous\";\nserver->password = \"busybox7@\";\n",
        "user=anonymous\npassword=guest7@shop.example\n", "ACCESS_TOKEN={base62:18}!short",
        "api_key = '{base62:20}_invalid'",
        // keys kept elsewhere
        "SigningKey: \"azurekms:vault=my-vault;name=my-key\",", "\"hostKey\": \"awskms:key-id={uuid}\"",
        "Root Key: yubikey:slot-id=9a\n", "\"pkcs11:token=Software%20softtoken;object=key1\"",
        // notations
        "\"password\": \"str?\"", "\"PasswordLastUsed\": \"2016-09-24T16:18:07Z\"",
        "py3.9-notiktoken-latest: anyio==4.12.1\n", "2,000 tokens x $0.0000004/token = $9.60/month\n",
        "<!ENTITY % token.content \"#PCDATA|%glyph.name;\">", "\"+PSK:+3DES-CBC:+SHA1\",",
        "@lib_def_pass : Int32\n", "fun get(__pwd : Passwd*, x : Int32)\n", "usri4_password : LPWSTR\n",
        "extractors.FromHeader(\"X-API-Key\")", "const string StateToken = \"oi_stet+jwt\";",
        "TOKEN_RESOURCE:mongodb%3A%2F%2Fcluster1\n", "val s = \"$user:$nonce:$nonceCount:$qop\"",
        "GET /x?password=%3Cpassword%3E&token=%5BFiltered%5D\n", "token='%24(value)'",
        "<string name=\"api_key\">API-nyckel</string>", "<string name=\"access_token\">Zugriffstoken</string>",
        ".ascii \"xPW=\\270L\\264.i\\002\"", "\\-\\-htpasswd PATH\\fR\n",
        // what is done, and not what is kept
        "const secretKey = await generateSecret('A256GCMKW');", "needless_pass_by_value = \"allow\"\n",
        "-plugin-opt=-pass-through=-lgcc_eh\n", "?assertTokens(\":WHAT_UP?\", x)",
        "unexpected_token!(b\"123.invalid\", 4)", "var AccountKey = jose.JsonWebKey{Key: key.Public()}\n",
        "mToken=WindowToken{2167869 type=2024\n", "a[`Auth with password`]=e.passwordAuth?.enabled?async e=>1\n",
        "request.setRawHeader(\"Crypto-Key\", \"p256ecdsa=\" + key);",
        "\" and password is \",(0,a.kt)(\"inlineCode\",{p:1},\"password\")",
        "'password': 'Password for the panel.',", "ui.PromptPassword(\"What is the PIN?\")",
        ":param Password: **[REQUIRED]**\n", "docker run -v `pwd`:/mnt x1\n",
        "udp://tracker.pw:6969/announce\n", "password rules\n", "the --signing-password requires --signing-key. The\n",
        "{\"password\":\"Login_password__3xK9a\",\"token\":\"_token_1b2c3_12\"}",
        "  key: node-cache-Linux-x64-npm-{hex:32}\n", "{\"key\": \"menu_item_9f3aQz\"}",
        // names of places, things and people
        "poolTokenAccount: '{base58:44}'", "tokenMint: \"{base58:44}\"", "#define SECRET_SSID \"ZYXEL_{digits:4}\"",
        "CSRF_SESSION_KEY = '_csrftoken'", "\"index_key\": \"rtb-{hex:17}\"", "key: \"_0_expected_1005\"",
        "('authtoken', '0001_initial')", "\"shared-key\": \"did:key:z6Mk{base58:44}\"",
        "TOKEN = \"::fd87:20d6:a932:6615\"",
        "`'api_key': '1000/minute'`", "'CLOUDFLARE_API_TOKEN': 'Cloudflare'",
        "(\"DISCORD_DB_PASSWORD\", \"Database\", True)",
        "check_required \"VNC_PASSWORD\" \"VNC Desktop\"", "\"token2\": \"World!\\n\"",
        "[\"Win32_System_PasswordManagement\",\"Win32_System_Performance\"]",
        "- key: {base64:43}=\n  address: 10.0.0.2/32\n", "VAPID_KEY=BA{base62:85}\n",
        "signingkey = 0xB3F5D81B0C6967C5\n",
        "secrets.promtail-password.owner = \"promtail{digits:1}\";", "class pwd : IHttpHandler,IRequiresSessionState",
        "\"PW\": \"Belau{digits:1}\",\n\"PY\": \"Paraguay\",\n", "WHERE OperationKey = '{uuid}'",
        "<Operation Name=\"Rename Refactor\" Key=\"{uuid}\" When=\"x\">",
        "<map Token=\"b77a5c561934e089\" PublicKey=\"0024\">",
        // references
        "SIGNING_KEY=packages-gpg:private-key\n", "podman run --secret=db_password,type=mount,target=x\n",
        "docker build --secret env=mise_github_token .\n", "passwd: files systemd\n",
        "AuthToken authToken = parse(env.get(\"NEO4J_AUTH\"));",
        "cloud-credential-operator v0.0.0-20231220062235-{hex:12}\n",
        "SECRET_KEY = Secret('kms:region=us-east-1:AQECAHi+{base64:60}')",
        // code and prose
        "token[\"data\"] = f\"{token['data'][:-1]}/>\"", "mysqldump -u root -p`cat /etc/mysql.secret` shop\n",
        "mysql -u root -p\"$PW\" shop\n", "tokens=\"s/@@ver@@/$ver/g;s/@@time@@/$t/g\"",
        "- name: Create root user identified by socket\n", "revision identified by '{hex:12}'",
        "CREATE ROLE x LOGIN PASSWORD :'jarvis_pwd'", "--tlspassword takes a password\n",
        "<a href=\"{% url 'loja:verificar_senha' %}\">Sair</a>",
        "h.WriteToken(json.String(fmt.Sprintf(\"crypto_error_%#x\", x)))",
        "#define PIPE_TOKEN_SETUP AVR32_USBB_UPCFG0_PTOKEN_SETUP\n",
    ])
    func leavesAlone(_ template: String) throws {
        let text = MadeUp.marked(template)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        "sed -i 's/REDIS_PASSWORD=/REDIS_PASSWORD=«{word}{digits:4}»/' .env",
        "sed -i \"s|^DB_PASSWORD=.*|DB_PASSWORD=«{word}{digits:4}»|\" .env", "MAIL_PASSWORD=«kiqb grcm hvdz uajr»\n",
        "PASS: «{word}{digits:4}»\n", "'password' => 's:10:\"«{Word}{digits:4}»\";'",
        "password='{noop}«{word}{digits:4}»'",
        "P=${VALUES[X_PASSWORD]:-«{word}{digits:4}»}", "ConvertTo-SecureString «{Word}{digits:4}» -AsPlainText -Force",
        "READ_API_KEY = \"«{upper-digits:15}7»\"", "SESSION_SECRET=«{word}_production_{word}_2025_secure_key»\n",
        "WEBHOOK_SECRET = '«{word}2024{word}#{word}»'", "*Password:* «{Word}{digits:4}»\n",
        "SECRET_KEY=«{word}8134!!»\n",
    ])
    func findsBeside(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.map(\.secret) == [span], "\(found.map { Sample.string(text, $0.secret) })")
    }
}
