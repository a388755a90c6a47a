import Model
import Testing

@testable import Detection

/// Lines that look like assignments and are none, and secrets that stand in no assignment; seen in public repositories.
@Suite struct FieldAndComparisonTests {
    @Test(arguments: [
        // compared, not assigned
        #"if (password.equals("«{password}»")) {"#, #"if ("«{password}»".equals(password)) {"#,
        #"if (user.getPassword() == "«{password}»") {"#, #"return login.getPassword().equals("«{password}»");"#,
        #"if (strcmp(password, "«{password}»") == 0) {"#, #"if pass != "«{password}»" {"#,
        #"assertEqual(user.token, "«{base62:6}7{base62:6}29{base62:4}»")"#,
        // subscripts, queries, flags
        #"userCreds["ada"] = "«{password}»""#, "// GET /pay?page=2&user=ada&password=«{easy}»&step=1",
        "keytool -genkey -keystore app.jks -storepass «{password}» -alias app",
        // SQL of Oracle
        "CREATE DATABASE LINK shop CONNECT TO ada IDENTIFIED BY «{easy}» USING 'ORCL';",
        "ALTER USER ada IDENTIFIED BY «{easy}» ACCOUNT UNLOCK",
        // .NET's resources and settings
        "<data name=\"ApiSecret\" xml:space=\"preserve\">\n  <value>«{token}»</value>\n</data>",
        "<setting name=\"Password\" serializeAs=\"String\">\n  <value>«{password}»</value>\n</setting>",
        // no message of a validation, and no outcome of a test
        "valid.password=«{password}»", "{ user: 'ada', pass: '«{password}»' } // fail: none",
        // parameters of SQL
        #"cmd.Parameters.AddWithValue("@PassWord", "«{password}»");"#,
        #"cmd.Parameters.Add(new SqlParameter("@password", "«{password}»"));"#,
        "$query->bindValue(':password', '«{password}»');",
        // what the key is for stands behind it
        "secret.key.aes=«{hex:32}»", "jwt.secret.hmac=«{hex:32}»",
        "spring.datasource.password=«rootpassword»",
        // what PHP's applications keep in their databases
        #"a:2:{s:4:"host";s:9:"localhost";s:9:"smtp_pass";s:12:"«{password}»";}"#,
        #"(12, 'mail', 'a:1:{s:8:\"password\";s:12:\"«{password}»\";}')"#,
        #"a:1:{s:7:"api_key";s:32:"«{hex:32}»";}"#, #"a:1:{s:8:"password";s:14:"«{base62:6}7"{base62:4}4z»";}"#,
        // Markdown
        "Log in as `ada` with the password `«{easy}»`.",
    ])
    func finds(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        // fields that colons join
        "rsa_gen_key:128:2:ERR_RSA_BAD_INPUT_DATA", #"write_key:CURVE25519:"a046e36bf0527c9d3b16154b82465edd":32:0"#,
        "implementation('io.jsonwebtoken:jjwt-impl:0.10.5:runtime')",
        "api('io.jsonwebtoken:jjwt-api:0.12.5')", #"write_key:CURVE25519:"a046e36bf0527c9d3b16154b82465edd":32:0"#,
        "depends_on:RSA_PSS_ANY_SALT:ALG_SHA_384:ALG_MD",
        "--priority NORMAL:-KX-ALL:+ECDHE-PSK:+DHE-PSK:-GROUP-ALL:+GROUP-X448", "debug('pw:adb:recv')(result)",
        "this.setName('password:reset')", "authenticate(username:password:persistence:)",
        "<!-- blob contrib key: blob_contributors:v21:87ce23e7050062f662206e6cbdf01f0e -->",
        #"if (streq(token, "ed25519") || streq(token, "ike:ed25519")) {"#,
        #"<input type='hidden' name='token' value='".get_token()."'>\n";echo"></div>"#,
        // the other side of a choice, of a pair, of a test
        #"outcome = passed ? "Pass" : "Fail""#, #"select(isEmail ? 'password' : 'email')"#,
        #"filter_parameters: ["password", "secretly"]"#, "t.pass('strings')",
        "INSERT INTO users (name, password) VALUES (?, ?)",
        "INSERT INTO users (password, name) SELECT hash, 'ada1z2q3'",
        "recaptcha.siteKey=k3yQ8vZ2mT7wX1pLq9", "secrets: \"APP-ID,APP-KEY\"", "Password caching\n",
        #"a:2:{s:8:"password";s:0:"";s:5:"label";s:8:"Password";}"#, #"a:1:{s:8:"password";b:1;}"#,
        // types, and usage of commands
        "Future<Secret> secretFuture = Future.of(reader)", "Mapper.Map<Secret>(secret)",
        "echo \"Usage: adduser <user@domain> [<password>]\"\necho done",
        "the `--user` and `--password` values are sent",
        "Login using a username-password or email-password combination.",
        "The virus should be identified by Amavis", "the ciphers are identified by group",
        // what stands between two literals
        #"body="id="+encode(id);i&&(body+="&client_secret="+encode(i)),body+="&type=""#,
        #"exec('mysql -u '.$user.' -p'.$config->get('password').' shop')"#,
        #"query("CREATE USER $name IDENTIFIED BY ".(old()?"":"PASSWORD ").quote($word))"#,
        #"throw new Error("Unexpected token "+e[0]);if(a){run("b")"#,
        "$xml .= '<var name=\"password\"><![CDATA['.$p['password'].']]></var>';",
        // names of ciphers, curves, classes, hosts, entries
        #"builder.AddSigningCredential(certificate, "PS256");"#, "ECP write key: secp256r1, nominal",
        "ticket_aead=AES-128-GCM", #"'password' => 'Auth\PasswordController'"#, #"'password' => 'between:60,60'"#,
        #"secrets "github.com/acme/shop/pkg/io/secrets""#, #""rsa.PrivateKey": "crypto/rsa""#,
        "gen_key: library/libcrypto.so.2.4.2", "apt_key: url=http://repo.example.net/RPM-GPG-KEY-2023",
        "Public Key: ba84b672db9e0c6be299e93001a776ea32b895411ac9da614e5872cf", "NEXUS_PASSWORD=`pbpaste`",
        "case \"${PROXY_PASSWORD:+has-password}\" in", "sync-secret= retries=7 lifetime=0",
        "o?alt=json\\u0026pageToken=ChBvYmovd2l0aC9zbGFzaGVz\\u0026prefix=obj",
        #"TEST_PASS = "/order/findById?id=123""#,
        "key: android-sdk-35-google-apis-x86_64-v1", #"{ "key": "shift+cmd+f11" }"#,
        #"$config['password_ldap_dn'] = 'uid=ada,ou=people,dc=shop,dc=org';"#,
        #"$nameToken = 'A-Z0-9\-\.';"#, #"tokens = '</@}{;:=(,!$%&)*+.<>?[]^`|~'"#,
        #"setApiKey('#txtSetApiKey')"#, #"map.containsKey("dataId23456.json+group132")"#,
        #""idempotency_key": "db75068d5d904c65a4104e2ed8347509""#,
        #"headers = {'Sec-WebSocket-Key': 'NTA2MDAyMDU1NjMzNjkwMg=='}"#, #"'client_secret' => 'Geheimnis'"#,
        // encrypted, masked or named only
        #"key = "2.AOs41Hd8OQiCPXjyJKCiDA==|O6OHgt2U2hJGBSNGnimJmg==|iD33s8B69C8JhYYhSa4V1tArjvLr8eEaGqOV7BRo5Jk=""#,
        #""password_new": "crwdns479:0crwdne479:0""#, "Server=db;User Id=sa;Password=yourWeak(!)Password;",
        "client_id = \"amzn1.oa2-cs.v1.<key>\"", "token = \"cmVmdGtu<your-token>\"",
        #"`key: \u003cprivateKey\u003e`"#, "value=\"@signupForm(\"password\").value\"", "passwd: compat systemd",
        "password_wo = !local.is_replica && var.manage ? null : x",
        "mail.password=The password of the account (second part of the key)",
    ])
    func leaves(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }

    /// A choice does not hide what is assigned, a list not what stands under a key.
    @Test(arguments: [
        "secret: «{base62:28}»", "key: «live-{base62:20}»",
        #"password = old ?: "«{password}»""#,
        #""<name>ada</name>\n<transactionKey>«{base62:16}»</transactionKey>\n""#, "${PASSWORD:-«{password}»}",
        #"["password", "«{password}»"]"#, "api_key:«{hex:32}»",
    ])
    func stillFinds(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
