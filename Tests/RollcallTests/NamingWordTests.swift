import TestRepositories
import Testing

/// Where a password is a word of everyday code, texts beside other findings stay readable; any other is taken out of them.
@Suite struct NamingWordTests {
    @Test(
        arguments: [
            ("password", "Fix password reset", #".password(encode("#),
            ("postgres", "Fix p…s login", #".password(encode("#),
            ("sunshine", "Fix s…e login", #".password(encode("#),
        ])
    func textsStayReadable(_ weak: String, _ summary: String, _ code: String) throws {
        let scene = try Scene(seed: 90)
        let word = weak == "password" ? "password reset" : "\(weak) login"
        try scene.repository.commit(
            "Fix \(word)",
            writing: [
                "docker-compose.yml": "services:\n  db:\n    environment:\n      MYSQL_ROOT_PASSWORD: \(weak)\n",
                "Init.java":
                    "class Init {\n  // \(weak == "postgres" ? weak : "x")\n  User ada = builder.password(encode(\"tr4Vel-\(1977)\"));\n}\n",
            ])
        let text = try Program.run(["scan", scene.repository.path, "--all"]).text
        #expect(text.contains("\"\(summary)\""), "\(text)")
        #expect(text.contains(code), "\(text)")
        #expect(weak != "postgres" || text.contains("// postgres"))
        #expect(weak != "sunshine" || !text.contains(weak))
    }
}
