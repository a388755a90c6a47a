import Model
import Testing

@testable import Detection

/// What stands behind a secret's name and is none, and what is one where it was not seen; both met in public
/// repositories.
@Suite struct HeldFormTests {
    @Test(arguments: [
        // forms: a pointer, a colour, an element of a page, an unusable password, macros, a number, a path, a prefix
        "map[oidc:0xc000f56070 password:0xc000249570]", ##"window.settings = {"fail":"#f66","pass":"#99FF66"};"##,
        "{'password': 'xpath=//input[@id=1]'}", "'Password': 'id=input_1',",
        #""password": "!kKwQzEvTxNmB7pRsY2hLdGfJcVaUoXiQeZt5W8b9","#, #"enum OBJ_secretBag = "OBJ_pkcs12_BagIds,5L";"#,
        #""key": "6.908319653520691E8","#, #""key": "dev-us-east-1/vpc/abc123.tfplan","#,
        "local _host_info_key = 'host:info:7:'", #""key": "c3a4de57-8f1b-4235-a9c2-b5126bb93d51","#,
        #""password_data": "74D93920-ED26-11E3-AC10-0800200C9A66","#,
        // public keys, versions, prices, what pages are counted under, characters of icons, 32 bits, types
        #""key": "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBF5Kq7tXw2","#,
        #""key"=>"AAAAB3NzaC1kc3MAAACBAKo52UJRnjkvuOvraymZ2bDiTUEUexIZ50e""#,
        "GPGKey=mQINBFlD2sABEADsiUZUOYBg1UdDaWkEdJYkTSZD68214m8Q1fbrP5A",
        #""phpunit/php-token-stream":">=1.1.3@stable","#, #""vendor/token-stream": ">=1.1.3,<1.3.0""#,
        "| Model | Price per token |\n|---|---|\n| small | $0.15/$0.60 |",
        #""ga":{"configuration":"auto","token":"UA-51680040-3"}"#,
        #""tracking_token": "G-1A2B3C4D5E""#, #"    "pass": "\f809","#, "X-PGP-Key: 0x117957A6",
        "'password' => 'xsd:string',",
        #"SECRET_RANDOM = "SHA1PRNG";"#, #"$config['database_password'] = '_DBC_DBPASS_';"#,
        #"redirect('reset_password', "$param=$cookie")"#, #"'password' => "$name=$value""#,
        #"<size key="GridCell.Tab.0.right.0.0.3840.2160" width="3798" />"#,
        #"<state key="FileChooserDialogImpl/0.0.1920.1045@0.0.1920.1045" />"#, #"key = "$mod+XF86AudioPrev";"#,
        #"private_key="$ssh_dir/id_ed25519""#, "  - secretKey: id_rsa",
        #""OwnerKey" = "8:_327E65EAB97DBD12779F10EEDF75188A""#, "ETHERSCAN_API_KEY=&apos;&apos;",
        #"token = f"shop_{int(time.time())}""#, "    value: *name\n    DB_PASS: *dbpass2",
        // names of other things
        #""key":"security-advisory:esbuild:jKdCIzePj7J1488qgRXvF8Srh9wut7Yb3kQ2m","integrity""#,
        #"identificationToken = "DF22sTpcE6w""#,
        "Public key token is d90d69c2f45e6a30", #"PASSWORD_COMPLEXITY: "lower,upper2""#,
        #""image_key": "img_v2_f87dbf6e-f416-4d70-8b48-7a1b2c3d4e5f""#, "- Review pass: `pass_1x`, `final`.",
        "checksum/secret: 01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b",
        "culture=neutral, publickeytoken=89845dcd8080cc91, process", "password-stores = gpg-agent,gnome-keyring",
        "password_pop_host = 'mail7'",
        #"expected_authorization_sha256=6ef8d656053aba6508524aaebd3d215ef9036f8bb6fd1f56cd8b4a6"#,
        #"# CREDENTIALS: Get from 1Password "odoo-objstore2""#, "gpg --export-secret-key DA7F14F53DB10896 > x",
        "gpg --delete-secret-and-public-keys 19E6D3BCD21F8CCF", "- [ ] All tests pass: `py2test`",
        "token_accessor       Rq7tKwbZhxnVo4r2mYD8Gpad.cevLs", "pkg_vmq_passwd_commit = master",
        #"const API_KEY_OWNER = "user@e,mail";"#,
        "'verify_key': '71a60e5d29cb84f3e0d1956b7c3a8f42b1d7e609a5c84f132e90b6d7587ac314',",
        #"ovfenv:value=\"10.192.0.11\" ovfenv:key=\"vCloud_dns1_0x9\"/>"#,
        #"{"error:usernameOrPasswordIncorrect":"error:emailOrPasswordIncorrect"}"#,
        "image: saltimages/salt-tiamat-py3:ubuntu-16.04", #"image = "acme/redis-pwd-from-vault:k8s-auth""#,
        "connectRedisDB(\"redis://password:myremotehost/3?maxmemory=10000000\");", #""/etc/passwd": "malicious","#,
        // code
        "const secret = crypto\n  .createHash('sha256')", "password += population[position]",
        #"<a id="password:Option[String]"></a>"#,
        "secret:\u{a0}str\u{a0}=\u{a0}'', password:\u{a0}Optional[str]\u{a0}=\u{a0}None",
        #"if (tokens[2] == "HTTP/1.0")"#, "createToken('XRANGEPLAIN', `[v=]`)",
        #"x = new random.RandomPassword("mongo-db", { length: 20 });"#, "MasterUserPassword = Ref('RDSPassword'),",
        #"strncmp(up->password, "SCRV1:", skip)"#, #"    "i3 = input(\"enter password : \".center(50))\n","#,
        #"("p",null,"secret_access_key=..."))),Object(b.b)("p",{parentName:"li"}"#, "    VAR    ${pw: Secret}    %{PW}",
        "INSERT INTO flows VALUES ('a', 'password', '6aa77280-d351-4814-a1e9-505603dfaaa6', true)",
        #"{{ with secret "pki_int/issue/nomad-cluster" "common_name=server.global.nomad" "ttl=24h"}}"#,
        #"register(System, db_connect, "host:user:password:database");"#, "Row('password1', 'password2'),",
        #"repository.addToken("ada@example.org", token);"#, "password='<b>anything' OR '1' ='1</b>'",
        // shells
        #"if test "$linkmode,$pass" = "prog,link"; then"#, #"test "$pass" = dlpreopen || exit"#,
        #"sign_file "$arg_sign_key" "openvpn-2.6.sha256sum" inline"#, "openvpn --genkey --secret key.$$",
        "or --management-query-passwords would cause the", "'--ssh-key' and '--ssh-key-password' flags",
        "--pass               MySQL password", "pulumi config set --secret jwksUri <jwksUri>",
        "pulumi config set --secret acmeToken [acl-client-id7]", "pulumi config set --secret token YOURACMETOKEN",
        #"- ./sync -token="$SnykBuildToken" -jiraProjectID=10002"#,
        // texts
        "passwd   = *OCTET", "password = 1*UTF8-SAFE", "   password attributes.</t>", "password = \"Hasło:\"",
        #""password":"Nueva contrase\xf1a","#, "_passwd: retrying...\\n", "    password = ~project~",
        "secrets: google: could not find it", #"PASS = "$mysql_health_env_password$""#,
        #"40401,"lost my phone n password  """,0,2,-2,"#, "save_password: \"disable\"", "userPassword = Nothing",
    ])
    func leavesAlone(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        "the password **«{Word}{digits:3}!»** and go on", "user, password = 'ada', '«{password}»'",
        "identifier, pwd := \"ada\", \"«{password}»\"", "var user, password = \"«{password}»\";",
        "let user, password = \"«{password}»\", host = \"db\";", "pulumi config set --secret dbPassword «{password}»",
        "pulumi config set dbPassword «{password}»", "aws configure set aws_secret_access_key «{base64:40}»",
        "verify_token = \"«{base62:24}»\"", "mysql --password «{password}»",
        #"if [ "$password" = "«{password}»" ]; then"#, "key = \"«{base64:44}»\"",
        "NT-Password = «{HEX:16}8{HEX:15}»\n.fi",
        "image_password: «{password}»", "['password', '«{password}»']", "password = \"«{word}@{word}.org7»\"",
        "accessKeySecret: «{word}{digits:5}»..", "new Password(\"«{password}»\")",
        "put(\"a\", new Password(\"«{password}»\", \"days\", \"20\"));",
    ])
    func finds(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
