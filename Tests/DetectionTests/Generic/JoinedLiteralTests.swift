import Model
import TestValues
import Testing

@testable import Detection

/// Values that are written as several literals: all parts are the secret, on whichever lines they stand.
@Suite struct JoinedLiteralTests {
    @Test(arguments: [
        #"password = "«{base62:7}" + "{base62:8}»""#,
        "password = \"«{base62:7}\" + \\\n    \"{base62:8}»\"",
        "db_password = (\"«{base62:7}\"\n               \"{base62:8}»\")",
        "String password = \"«{base62:7}\" + // the first half\n    \"{base62:8}»\";",
        "static const char api_token[] =\n    \"«{base62:12}\"\n    \"{base62:12}»\";",
        "const char *password = \"«{base62:7}\"\n    \"{base62:8}\"\n    \"{base62:8}»\";",
        "password = \"«{base62:7}\" & _\n    \"{base62:8}»\"",
        "$password = '«{base62:7}' .\n    '{base62:8}»';",
    ])
    func areReadWhole(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        // The next item of a list, the next member of an object whose comma is missing, the next statement.
        "passwords = [\n  password = \"«{base62:12}»\"\n  \"{base62:8}\",\n]",
        "{\"password\": \"«{base62:12}»\"\n \"user\": \"ada\"}", "password = \"«{base62:12}»\"\n\"use strict\"\n",
        "password = \"«{base62:12}»\"\n'other';",
    ])
    func endWhereAnotherThingBegins(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
