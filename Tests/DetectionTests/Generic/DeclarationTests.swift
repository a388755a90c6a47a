import Model
import TestValues
import Testing

@testable import Detection

/// Declarations in which a type, a modifier or a sign stands between a name and its value.
@Suite struct DeclarationTests {
    @Test(arguments: [
        // a type behind a colon
        "   Api_Token : constant String := \"«{base62:19}7»\";", "   Password : String := \"«{base62:15}7»\";",
        "   Secret : String (1 .. 20) := \"«{base62:19}7»\";", "constant password : string := \"«{base62:19}7»\";",
        "   Db_Password : constant Unbounded_String := To_Unbounded_String (\"«{base62:15}7»\");",
        "pub const SECRET: [u8; 20] = *b\"«{base62:19}7»\";", "password::String = \"«{base62:15}7»\"",
        "token: Annotated[str, Field()] = '«{base62:19}7»'", "#token: string | *\"«{base62:19}7»\"",
        // a type behind a blank
        "v_password VARCHAR2(30) := '«{base62:15}7»';", "g_token CONSTANT VARCHAR2(40) := '«{base62:19}7»';",
        "DECLARE @Password NVARCHAR(50) = '«{base62:15}7»';", "DECLARE token VARCHAR(40) DEFAULT '«{base62:19}7»';",
        "private val secret by lazy { \"«{base62:19}7»\" }", "Dim password As String = \"«{base62:15}7»\"",
        // signs that belong to the name
        "var token* = \"«{base62:19}7»\"", "Public Const sPassword$ = \"«{base62:15}7»\"",
        "(defparameter *password* \"«{base62:15}7»\")", "(defconstant +token+ \"«{base62:19}7»\")",
        // literals of other kinds
        "Password = <<\"«{base62:15}7»\">>,", "$cfg->{password} = q{«{base62:15}7»};",
        "@password = %q(«{base62:15}7»)", "auto token = std::string{\"«{base62:19}7»\"};",
        "let secret = SecretString::new(\"«{base62:19}7»\".into());", "set api_token {«{base62:19}7»}\n",
        // the name in brackets, or behind the value
        "Session(\"password\") = \"«{base62:15}7»\"", "set ::config(api_key) \"«{base62:19}7»\"",
        "Query.ParamByName('password').AsString := '«{base62:15}7»';", "<% password = \"«{base62:15}7»\" %>",
        "           MOVE '«{base62:15}7»' TO WS-PASSWORD.\n", "set thePassword to \"«{base62:15}7»\"",
        "SET PASSWORD FOR 'ada'@'%' = '«{base62:15}7»';",
        "SET PASSWORD FOR ada@localhost = PASSWORD('«{base62:15}7»');",
    ])
    func isFound(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Set(Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }.map(\.secret))
        #expect(found == [span], "\(found.map { Sample.string(text, $0) })")
    }

    @Test(arguments: [
        "Token::Kind = \"q7w3z9k2m5x8\";", "**token** = \"q7w3z9k2m5x8\"", "the password * \"q7w3z9k2m5x8\"",
        "password char(40) NOT NULL COMMENT 'q7w3z9k2m5x8'", "password text-center \"q7w3z9k2m5x8\"",
        "MOVE WS-PASSWORD TO WS-TOKEN.\n", "Session(\"password\") == \"\"", "set api_token {$other}\n",
        "case Password : String (Max) is", "let secret: Secret<String> = Secret::new(format!(\"x\"));",
    ])
    func othersAreNot(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
