import Model
import TestValues
import Testing

@testable import Detection

/// Values that are none, under keys that name a secret: each from a kind of file that people have many of.
@Suite struct HarmlessValueTests {
    @Test(arguments: [
        // the password before it was a stand-in, and what follows is another thing
        "mysql -u app -psecret_pass shop -e 'SELECT 1;'", "mysqldump -u root -pmy_secret_pass shop > dump.sql\n",
        "web ansible_ssh_pass=password ansible_ssh_port=666\n",
        "# rollcall:allow-next-line stripe-secret-key until=2027-02-28\nx: 1\n",
        "    key: !secret     esp32_{digits:1}_eth_api\n",
        // an id of a key, of a sheet, of a node, of a package; public keys of chains
        "signing = {\n  key = \"0x{[0-9A-F]:16}\";\n  signByDefault = true;\n};", "signing.key = \"{[0-9A-F]:16}\";",
        "sheet = gc.open_by_key(\"{base62:43}7\")", #""isLazy": true, "key": "{[0-9A-F]:16}""#,
        #"key: "pkg:pypi/certifi@2024.2.2""#, #"{"key":"EOS{base62:50}","weight":1}"#,
        #""key": "credential:{hex:64}","#, "credential:{hex:12}:{hex:64}",
        // buttons, menus, labels, addresses that people share, constants
        #"<input type="submit" class="btn" value="Submit" name="retrievePassword">"#,
        "VALUES ('{hex:32}', 'sys:user:password', 1, '', '修改密码', '{hex:32}', 'x')", "SPassword = '&Password';",
        "https://www.shop.example/explore/{hex:24}?xsec_token={base62:37}=&xsec_source=pc\n",
        "https://www.tube.example/redirect?redir_token={base62:60}&q=x\n",
        "'HTTP_POSTMAN_TOKEN' => '{uuid}',", "PASS=\"\\x1b[32mPASS\"\n", "apt-get install passwd=1:4.8.1-1ubuntu5\n",
        #"<settings pass="oobeSystem">"#, #"<Parameter Type="SecureString" Name="AdminPassword"/>"#,
        "          const precisionPass = precision >= minPrecision;\n",
        #"{"signature_header":{"nonce":"{base62:24}7{base62:7}"}}"#,
        #"<dt><a href="configuration.html#std:setting-BROKER_PASSWORD">setting</a></dt>"#,
        "\"--auth-user-pass requires --pull\" might", "--auth-user-pass-verify script method\n",
        #"$password && "password=$opt{'password'}\n""#, "pass `'YYYY-MM-DDT12:00:00'` (no Z)\n",
        "strip secrets GHSA-8mxv-9xhp-86h4\n", #"argPassword = "-Dpassword=";"#, #"tokenString += "&flow_type=pkce";"#,
        #""x509.MarshalECPrivateKey": "crypto/x509","#, #"{"GITHUB_CLIENT_SECRET":"@gist-client-secret-v3"}"#,
        "<ns2:tokenValidityFrom>2024-01-25T15:28:58.995Z</ns2:tokenValidityFrom>",
        "create(:user, password: {word}{digits:2})", "<b>Password:</b> <i>see below</i>\n",
        "<p>Password: <b>required</b></p>\n",
        // what a form demands of a field
        "'password' => 'require|length:6,30',", "'password' => 'require|regex:\\S{32}',",
        "['password' => 'Confirmed:passwordConfirmation']", #""type" => "password:25:255""#,
        // messages
        "label.generic.repeatpassword=Repeat password\n", "message.paypal.password=Shop API password required\n",
        "label.customer.accountpassword=Account password\n", #"pwdAuth = "Smartcard-Pin:   ";"#,
        // the last word of a comment, and a value of another name
        "comment: |\n  The host which changes the password\nvalue: 'localhost'\n",
        "echo 'User and password are set and branch is `master`.'",
        "send the mails to a single user (identified by email\naddress)",
        #"/// <param name="password">{the words</param>"#,
        // code without quotes, and calls that ask for a name
        "lv_pass = zcl_login=>get_password( iv_url ).", #"AuthenticationType.PasswordCleartext -> "PLAIN""#,
        #"request.Headers.Add("X-API-KEY", keys.GetSingle("BingApiKey"));"#,
        #"password: '{{ lookup("password", "/dev/null length=32") }}'"#, "stringc('PASS', 'green'),",
        "addUser(user, 'password', 'userlogin2@shop.example');",
        "$('.confirm-password-modal input[name=currentPassword]:visible')",
        #"var hwScaleFilterFirstPass = "vpp_rkrga=format=bgra:afbc=1";"#,
        #"antBuilder.replace(file: rspFile, token: "wcsites.node.config=", value: "wcsites.node.config=1")"#,
        #"@using (Html.BeginForm("SetPassword", "Manage", FormMethod.Post))"#, "array('pass', 'passes'),",
        #"reply(responses, "setClientPassword", "Username not valid UTF-8", data);"#, "Pass('HS384 sign');",
        #"Fail("Specify both -UserName and -Password together.")"#, "  password   varchar2);\n",
        "PASSWD_VALUE=\"NOPASSWD\"", "TPasswd = record\n", #"\item token = \verb{1*<any CHAR except CTLs>}"#,
        "f.label :password, 'Choose one'", #"["--password-file", "--token", "--verbose"]"#,
        #"* "tool pull --rebase" did not pass "-v/-q" options on"#, #"run_pass "grpcproxy_e2e" "${@}""#,
        #"#define CACHE_KEY CLIENT_KEY "\BitmapCacheV2""#, "['PassWord{digits:3}', 'password']",
        // versions of plugins, tags of YAML, what documentation writes for a password, other options
        "mask-passwords:{digits:3}.v6a_077a_291eb_5\n", "ssh_key: !encrypted/pkcs1-oaep\n", "OAUTH_SECRET: !!null\n",
        "password = RABBIT_PASS\n", "find /etc/mysql/ -name '*.cnf' -print0\n", "password = \"abc***{digits:3}\"",
        "if (password || 'x') {}", "minisign_key = 'RWQ{base62:53}'\n",
        "const password = process.env.REACT_APP_PASSWORD || \"not-set\"",
        // how a test went, and what is handed on
        "PASS: binutils-all/i386/ibt{digits:2}\n", "PASS: Update ELF header {digits:1}\n",
        "XPASS: ld-{lower:3}/{word}{digits:2}\n",
        "PASS: test-{word}{digits:2}\nPASS: test-{word}{digits:1}\n", "FAIL: strip\nPASS: {word}-{digits:2}\n",
        "To enable it, pass `-DBUILD_AVX{digits:3}=1` to cmake.", "One has to pass `SSL_OP_NO_TLSv1` as well.",
        "You can pass `-O{digits:1}{word}`.", #"FUNCTION_PASS("sjljehprepare", SjLjEHPreparePass())"#,
        #"MACHINE_FUNCTION_PASS("x86-isel{digits:1}", P)"#,
        // who asks for public files, and where a secret is kept
        "default login anonymous password user@site\n",
        "machine ftp.shop.example\nlogin ftp\npassword {word}@{word}{digits:2}\n",
        "DB_PASSWORD_SECRET=arn:aws:secretsmanager:us-east-1:{digits:12}:secret:prod/db-{base62:6}\n",
        // lists of options, switches that take nothing, and what a sentence renames
        "[\n  \"--token\",\n  \"--verbose{digits:2}\",\n]",
        "[\n  \"--password\",\n  \"password for level {digits:2}\",\n]",
        "args:\n- --password\n- --port={digits:4}\n", "args:\n- --password\nports:\n- {digits:4}:{word}{digits:2}\n",
        "tool --no-password \\\n  --name {word}{digits:2}\n", #"["mysqladmin", "-p", "ping{digits:2}"]"#,
        #"change "api_token" to "apiToken{digits:2}" in all files"#,
        "- mysql\n- -port={digits:4}\n", #"check_key "{word}_{word}_{word}_{digits:2}""#,
        #"{"description":"Pass 'shipped{digits:1}' to register the order as already shipped"}"#,
        // texts that go on, links, classes of characters
        "$password = <<<EOT\nfirst {word}{digits:2}\nsecond line\nEOT;\n",
        "if [[ $pass = [[:alnum:]{digits:1}]* ]]; then",
        "token = [[Page {digits:2}|{word}]]", "**Change password**: {word}\n",
        "**Public Key**: {word}{digits:2}{word}\n",
        // short names
        "sk = \"{base62:40}\"\n", "mask = \"{base62:40}\"\n", "compat_pat = \"{word}-{word}-{digits:2}\"\n",
        "gsi1_sk: profile_{uuid}\n", "file_pat: data_{digits:4}_{digits:4}_{digits:4}_{word}\n",
        "{\"ak\": 1, \"sk\": \"images/{digits:4}/{word}/{word}/{word}/{word}\"}",
        // what is put in later
        "S $id CONFIG SET sentinel-pass $::password", "client --pass $::shop::password run",
        #""/login:user=^USER^&pass=^PASS^""#, #"create user app identified by "&app_password""#,
        #""Username: %.250s\r\nSecret: %.250s\r\n""#, "vcenter_password: @VMWARE_PASSWORD",
        #"<label name="token" class="h5">@T("Login.TwoFactor.DigitCode")</label>"#,
        "auth_provider.oauth_token: '%core.table_prefix%oauth_tokens'",
        #"LOG("RegKey: status=0x%08lX", status);"#, "tls.key: {base64:24}...\n",
        // the name of a field
        "password: {[p]:1}assword\n", "const FIELD_PASSWORD = \"{[p]:1}assword\";", "DB_PASSWORD = {[p]:1}assword\n",
        // names, patterns, links that everybody may follow
        "    prefix-key: \"v{digits:4}.{digits:2}-rust\"", "token: '^(abc123|zyx789)$'",
        #""PT": "Portugal", "PW": "Palau""#,
        "`type` enum('password','certificate') NOT NULL DEFAULT 'none'", "certSecret: tlscert{digits:2}",
        #"{"TableKey":"Tables\\5fd2156d-4a39-4d5c-bf0a-dc201d21f081","Height":371.6}"#,
        "{'key': 'uploads/bbc498ea-d23b-11e7-af42-2a31486da301', 'size': 11060}",
        "https://firebasestorage.googleapis.com/v0/b/shop/o/a.jpeg?alt=media&token=4142e2a1-bf43-43b5-b7cf-6616be3fd4e3",
        "query=\"document_key=93bdb86587e92610ea7d0fe5cebb3563\"",
        "test_spreadsheet_key = \"{base62:44}\"",
        "https://qm.qq.com/cgi-bin/qm/qr?_wv=1027&k={base62:32}&authKey={base62:64}&noverify=0",
    ])
    func leaves(_ template: String) {
        let text = MadeUp.text(template)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { ($0.kind, Sample.string(text, $0.secret), $0.evidence.elements) })")
    }

    /// What differs by little from the above, and is a secret.
    @Test(arguments: [
        "mysql -u root -p«{word}{digits:3}» shop\n", "(login: ada, password: «{Word}{digits:2}xQ»)\n",
        "<li><b>Password:</b> «{word}{digits:3}xQ»</li>\n", "<p>Password: <code>«{word}{digits:3}xQ»</code></p>\n",
        "Password: “«{word}{digits:3}xQ»”\n", "Params.Add('Password=«{Word}{digits:2}&x9Q»');",
        "ht.set_password(\"user2\", \"«{word}{digits:3}x»\")", "api_token «{base62:30}7a1==»\n",
        "rtsp://host:554/user=ada&pass=«{word}{digits:3}x»&stream\n",
        "run(&apos;PASSWORD=«{word}{digits:3}x»&apos;)",
        "url = \"user=ada&password=«{word}{digits:3}x»&page=1\"\n",
        "DB_PASSWORD=«{word}{digits:2}» npm run token\n", "label.password=«{word}{digits:2}»\n",
        #"headers.Add("X-API-KEY", "«{base62:24}»");"#, #"Key = Encoding.UTF8.GetBytes("«{base62:24}»");"#,
        "user.set('password', '«{word}{digits:2}!»');", "login(name, 'password', '«{base62:20}»')",
        "stash.add('passcode', '«{word}{digits:3}»')", "tool --password «{word}{digits:2}».\n",
        "password: «{word}@{word}{digits:2}»",
        "https://api.shop.example/orders?authKey=«{base62:40}»",
        "USER: ada\nPASS: «{word}{digits:1}x{digits:1}»\n", "User `ada`, pass `«{word}{digits:2}{upper:1}»`.",
        "default login ada password «{word}{digits:2}»\n", #"DB_PASS("«{word}{digits:2}»")"#,
        #"var passphrase = "«{word}-{word}-{digits:2}»";"#,
    ])
    func stillFinds(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
