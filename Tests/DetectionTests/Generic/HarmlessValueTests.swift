import Model
import TestValues
import Testing

@testable import Detection

/// Values that are none, under keys that name a secret: each from a kind of file that people have many of.
@Suite struct HarmlessValueTests {
    @Test(arguments: [
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
        "if (password || 'x') {}",
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
        "DB_PASSWORD=«{word}{digits:2}» npm run token\n", "label.password=«{word}{digits:2}»\n",
        #"headers.Add("X-API-KEY", "«{base62:24}»");"#, #"Key = Encoding.UTF8.GetBytes("«{base62:24}»");"#,
        "user.set('password', '«{word}{digits:2}!»');", "login(name, 'password', '«{base62:20}»')",
        "stash.add('passcode', '«{word}{digits:3}»')", "tool --password «{word}{digits:2}».\n",
        "password: «{word}@{word}{digits:2}»",
        "https://api.shop.example/orders?authKey=«{base62:40}»",
        #"var passphrase = "«{word}-{word}-{digits:2}»";"#,
    ])
    func stillFinds(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
