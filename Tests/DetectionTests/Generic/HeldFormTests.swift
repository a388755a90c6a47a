import Model
import Testing

@testable import Detection

/// What stands behind a secret's name and is none, and what is one where it was not seen; both met in public repositories.
@Suite struct HeldFormTests {
    @Test(arguments: [
        // forms: a pointer, a colour, an element of a page, an unusable password, macros, a number, a path, a prefix
        "map[oidc:0xc000f56070 password:0xc000249570]", #"window.settings = {"fail":"#f66","pass":"#99FF66"};"#,
        "{'password': 'xpath=//input[@id=1]'}", "'Password': 'id=input_1',",
        #""password": "!kKwQzEvTxN3mB7pRsY2hLdGfJcVaUoXi9QeZt5W8b","#, #"enum OBJ_secretBag = "OBJ_pkcs12_BagIds,5L";"#,
        #""key": "6.908319653520691E8","#, #""key": "dev-us-east-1/vpc/abc123.tfplan","#,
        "local _host_info_key = 'host:info:7:'", #""key": "ccc4ce56-7f0a-4124-b8b1-a4015aa82c40","#,
        #""password_data": "74D93920-ED26-11E3-AC10-0800200C9A66","#,
        // names of other things
        "token_accessor       VsKtJwaShwtTo1r9nWV9Rlad.fvuLy", "pkg_vmq_passwd_commit = master",
        #"const API_KEY_OWNER = "user@e,mail";"#,
        "'verify_key': '93661a9eefe452d12f51e129e8d9340e7ca53a770158c0ec7970e701534b7420',",
        #"ovfenv:value=\"10.192.0.11\" ovfenv:key=\"vCloud_dns1_0x9\"/>"#,
        #"{"error:usernameOrPasswordIncorrect":"error:emailOrPasswordIncorrect"}"#,
        "image: saltimages/salt-tiamat-py3:ubuntu-16.04", #"image = "acme/redis-pwd-from-vault:k8s-auth""#,
        "connectRedisDB(\"redis://password:myremotehost/3?maxmemory=10000000\");", #""/etc/passwd": "malicious","#,
        // code
        "const secret = crypto\n  .createHash('sha256')", "password += population[position]",
        #"<a id="password:Option[String]"></a>"#, "password:\u{a0}Optional[str]\u{a0}=\u{a0}None",
        #"if (tokens[2] == "HTTP/1.0")"#, "createToken('XRANGEPLAIN', `[v=]`)",
        #"x = new random.RandomPassword("mongo-db", { length: 20 });"#, "MasterUserPassword = Ref('RDSPassword'),",
        #"strncmp(up->password, "SCRV1:", skip)"#, #"    "i3 = input(\"enter password : \".center(50))\n","#,
        #"("p",null,"secret_access_key=..."))),Object(b.b)("p",{parentName:"li"}"#, "    VAR    ${pw: Secret}    %{PW}",
        "INSERT INTO flows VALUES ('a', 'password', '5ff66179-c240-4703-b0d8-494592cefff5', true)",
        #"{{ with secret "pki_int/issue/nomad-cluster" "common_name=server.global.nomad" "ttl=24h"}}"#,
        // shells
        #"if test "$linkmode,$pass" = "prog,link"; then"#, #"test "$pass" = dlpreopen || exit"#,
        #"sign_file "$arg_sign_key" "openvpn-2.6.sha256sum" inline"#, "openvpn --genkey --secret key.$$",
        "or --management-query-passwords would cause the", "'--ssh-key' and '--ssh-key-password' flags",
        "--pass               MySQL password", "pulumi config set --secret jwksUri <jwksUri>",
        #"- ./sync -token="$SnykBuildToken" -jiraProjectID=10002"#,
        // texts
        "passwd   = *OCTET", "password = 1*UTF8-SAFE", "   password attributes.</t>", "password = \"Hasło:\"",
        #""password":"Nu\xeva contrase\xf1a","#, "_passwd: retrying...\\n", "    password = ~project~",
        "secrets: google: could not find it", #"PASS = "$mysql_health_env_password$""#,
        #"40401,"lost my phone n password  """,0,2,-2,"#, "save_password: \"disable\"", "userPassword = Nothing",
    ])
    func leavesAlone(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        "the password **«{Word}{digits:3}!»** and go on", "user, password = 'ada', '«{password}»'",
        "identifier, pwd := \"login-6\", \"«{password}»\"", "var user, password = \"«{password}»\";",
        "let user, password = \"«{password}»\", host = \"db\";", "pulumi config set --secret dbPassword «{password}»",
        "pulumi config set dbPassword «{password}»", "aws configure set aws_secret_access_key «{base64:40}»",
        "verify_token = \"«{base62:24}»\"", "mysql --password «{password}»",
        #"if [ "$password" = "«{password}»" ]; then"#, "password: '«{password}»:'", "key = \"«{base64:44}»\"",
        "image_password: «{password}»", "tokens = {'ci': '«{base62:32}»'}", "new Password(\"«{password}»\")",
    ])
    func finds(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
