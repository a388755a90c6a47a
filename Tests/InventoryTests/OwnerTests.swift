import Foundation
import Inventory
import Testing

@Suite struct OwnerTests {
    private static let github = """
        # comment
        *                 @org/everyone
        /docs/            docs@example.org
        docs/*            @org/writers   # only what lies directly in it
        *.tf  @org/infra @ada
        /config/secrets/
        /path\\ with\\ space/ @org/space
        """

    @Test(
        arguments: [
            ("README.md", ["@org/everyone"]), ("docs/a/b.md", ["docs@example.org"]), ("docs/b.md", ["@org/writers"]),
            ("infra/deep/main.tf", ["@org/infra", "@ada"]), ("config/secrets/x.env", []),
            ("path with space/x", ["@org/space"]),
        ] as [(String, [String])])
    func theLastRuleThatMatchesDecides(_ path: String, _ owners: [String]) {
        #expect(CodeOwners(Self.github).rules(for: path).flatMap(\.owners) == owners)
        let windows = Self.github.replacing("\n", with: "\r\n")
        #expect(CodeOwners(windows).rules(for: path).flatMap(\.owners) == owners)
    }

    private static let gitlab = """
        * @default
        [Security][2] @security-team
        config/
        !config/public/
        config/prod/  @prod @security-lead
        ^[Docs] @writers
        *.md
        """

    @Test(
        arguments: [
            ("src/x.c", ["@default"]), ("config/a.env", ["@default", "@security-team"]),
            ("config/prod/a.env", ["@default", "@prod", "@security-lead"]),
            ("a/b.md", ["@default", "@writers"]), ("config/public/x", ["@default"]),
        ] as [(String, [String])])
    func sectionsDecideEachForItself(_ path: String, _ owners: [String]) {
        #expect(CodeOwners(Self.gitlab).rules(for: path).flatMap(\.owners) == owners)
    }

    @Test func mailmapsNameThePeopleBehindAddresses() {
        let map = Mailmap(
            """
            # comment
            Ada Lovelace <ada@example.org>
            Grace Hopper <grace@example.org> <g@old.example.org>
            Lin <lin@example.org> root <root@host>
            <new@example.org> <old@example.org>
            """)
        func proper(_ name: String, _ email: String) -> String { "\(map.proper(name: name, email: email))" }
        #expect(proper("ada", "ADA@example.org") == #"(name: "Ada Lovelace", email: "ADA@example.org")"#)
        #expect(proper("gh", "g@old.example.org") == #"(name: "Grace Hopper", email: "grace@example.org")"#)
        #expect(proper("root", "root@host") == #"(name: "Lin", email: "lin@example.org")"#)
        #expect(proper("admin", "root@host") == #"(name: "admin", email: "root@host")"#)
        #expect(proper("x", "old@example.org") == #"(name: "x", email: "new@example.org")"#)
    }
}
