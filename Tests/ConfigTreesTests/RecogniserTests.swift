import ConfigTrees
import Model
import Testing

/// What files of configuration declare, and what they refer to; the files are in `RecogniserCases`.
@Suite struct RecogniserTests {
    @Test(arguments: RecogniserCases.all)
    func saysWhatTheFileSays(_ example: RecogniserCase) {
        #expect(ArtefactReader.wants(example.path))
        let (artefacts, faults) = read(example.path, example.text)
        #expect(faults == [])
        let lines = artefacts.map { artefact in
            (["\(artefact.kind.rawValue) \(artefact.family) \(artefact.type) \(artefact.name) \(artefact.line)"]
                + (artefact.store.isEmpty ? [] : [artefact.store, artefact.target]))
                .joined(separator: " ")
        }
        #expect(lines == example.artefacts)
        for (name, value) in example.facts { #expect(artefacts.contains { $0.facts[name] == value }, "\(name)") }
        for artefact in artefacts {
            #expect(
                !artefact.facts.values.contains {
                    $0.contains("abcdef") || $0.contains("key=abc") || $0.contains(":pw@")
                })
        }
    }

    @Test(arguments: RecogniserCases.all)
    func saysTheSameOfFilesFromWindows(_ example: RecogniserCase) {
        func lines(_ text: String) -> [String] {
            read(example.path, text).artefacts.map { "\($0.type) \($0.name) \($0.line) \($0.store) \($0.target)" }
        }
        #expect(lines(example.text.replacing("\n", with: "\r\n")) == lines(example.text))
    }

    @Test func terraformNamesAreFollowedWithinAFolder() {
        let texts = [
            "a/users.tf": "resource \"aws_iam_user\" \"bot\" {\n  name = \"ci-bot\"\n}\n",
            "a/keys.tf": "resource \"aws_iam_access_key\" \"bot\" {\n  user = aws_iam_user.bot.name\n}\n",
            "b/keys.tf": "resource \"aws_iam_access_key\" \"bot\" {\n  user = aws_iam_user.bot.name\n}\n",
            "a/app.tf":
                "resource \"azuread_application\" \"p\" {\n  display_name = \"portal\"\n}\nresource \"azuread_service_principal\" \"p\" {\n  client_id = azuread_application.p.client_id\n}\nresource \"azuread_service_principal_password\" \"p\" {\n  service_principal_id = azuread_service_principal.p.id\n}\n",
        ]
        let placed = texts.flatMap { path, text in
            read(path, text).artefacts.map { PlacedArtefact(source: "x", path: path, artefact: $0) }
        }
        let names = TerraformAddresses.resolve(placed, besides: .init([])).map {
            "\($0.path) \($0.artefact.type) \($0.artefact.name)"
        }
        #expect(
            names.sorted() == [
                "a/app.tf azuread_application portal", "a/app.tf azuread_service_principal portal",
                "a/app.tf azuread_service_principal_password portal", "a/keys.tf aws_iam_access_key ci-bot",
                "a/users.tf aws_iam_user ci-bot", "b/keys.tf aws_iam_access_key b/aws_iam_user.bot",
            ])
    }

    /// What only Terraform can work out is no name: resources are known by folder and address then.
    @Test func expressionsAreNoNames() {
        let module = """
            resource "aws_iam_role" "this" { name = var.use_prefix ? null : var.name }
            resource "aws_iam_role_policy_attachment" "this" {
              role       = aws_iam_role.this[0].name
              policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
            }
            resource "aws_iam_user" "one" { name = "bot-${var.stage}" }
            resource "aws_iam_user" "two" { name = "bot" }
            """
        let placed = ["main.tf", "modules/x/main.tf"].flatMap { path in
            read(path, module).artefacts.map { PlacedArtefact(source: "x", path: path, artefact: $0) }
        }
        let resolved = TerraformAddresses.resolve(placed, besides: .init([]))
        #expect(resolved.allSatisfy { $0.artefact.facts["computed"] == nil })
        #expect(
            resolved.map { "\($0.artefact.type) \($0.artefact.name)" }.sorted() == [
                "aws_iam_role aws_iam_role.this", "aws_iam_role modules/x/aws_iam_role.this",
                "aws_iam_role_policy_attachment aws_iam_role.this",
                "aws_iam_role_policy_attachment modules/x/aws_iam_role.this",
                "aws_iam_user aws_iam_user.one", "aws_iam_user bot", "aws_iam_user bot",
                "aws_iam_user modules/x/aws_iam_user.one",
            ])
    }

    @Test func secretsAreNamedByTheResourcesOfTheirFile() {
        let text = """
            resource "aws_secretsmanager_secret" "db" { name = "prod/db" }
            resource "aws_secretsmanager_secret_version" "db" { secret_id = aws_secretsmanager_secret.db.id }
            data "aws_secretsmanager_secret" "other" { name = var.secret }
            """
        let targets = read("main.tf", text).artefacts.map(\.target)
        #expect(targets == ["prod/db", "prod/db", "data.aws_secretsmanager_secret.other"])
    }

    @Test(arguments: [#"UserName: !Ref Uploader"#, #"UserName: {Ref: Uploader}"#])
    func keysOfATemplateAreTheirUsers(_ property: String) {
        let text = """
            AWSTemplateFormatVersion: "2010-09-09"
            Resources:
              Uploader:
                Type: AWS::IAM::User
                Properties: {UserName: uploader}
              Key:
                Type: AWS::IAM::AccessKey
                Properties:
                  \(property)
            """
        #expect(read("template.yaml", text).artefacts.map(\.name) == ["uploader", "uploader"])
    }

    /// Values of TOML have the lines they stand on.
    @Test func valuesOfTOMLHaveLines() {
        let text =
            "title = \"x\"\n\n[database]\nuser = \"app\"\npassword = \"${DB_PASSWORD}\"\n\n[[runners]]\n  token = \"${RUNNER_TOKEN}\"\n"
        #expect(read("app.toml", text).artefacts.map(\.line) == [5, 8])
    }

    @Test func literalsOfADeclarationHaveLines() {
        let text = """
            apiVersion: v1
            kind: Secret
            metadata: {name: db}
            data:
              password: eA==
            stringData:
              key: |
                first
                second
              other: x
            """
        #expect(read("s.yaml", text).artefacts.first?.literals == [5...5, 7...9, 10...10])
    }

    /// A `#` began a comment, which took the rest of the path and its owner away.
    @Test func ownersOfSettingsAreLinesOfCODEOWNERS() {
        let text = "owners:\n  - name: '@pay'\n    paths: ['my docs/#1/**', 'a#b', 'c\\d']\n"
        #expect(
            read(".rollcall.yaml", text).artefacts.map(\.text) == [
                "my\\ docs/\\#1/** @pay\na\\#b @pay\nc\\\\d @pay\n"
            ])
    }

    /// An `@` in a path was taken for the end of a user's name, and what follows it for the host.
    @Test(arguments: [
        ("https://mcp.example.com/@acme/server", "https://mcp.example.com/@acme/server"),
        ("https://me:pw@mcp.example.com/@acme/server", "https://mcp.example.com/@acme/server"),
        ("https://\("me:p@w")@mcp.example.com:8443/a", "https://mcp.example.com:8443/a"),
        ("https://me:p/w@mcp.example.com/a", "https://mcp.example.com/a"),
        ("https://me:p?w@mcp.example.com/a", "https://mcp.example.com/a"),
        ("http://[::1]:8080/@acme", "http://[::1]:8080/@acme"),
        ("https://mcp.example.com?to=@acme#x", "https://mcp.example.com"), ("npx server?x", "npx server"),
    ])
    func addressesOfToolServersKeepTheirHost(_ url: String, _ address: String) {
        let text = #"{"mcpServers": {"search": {"url": "\#(url)"}}}"#
        #expect(read(".mcp.json", text).artefacts.map { $0.facts["url"] } == [address])
    }

    @Test(arguments: [
        ("chart/templates/x.yaml", "{{- if .Values.x }}\napiVersion: v1\nkind: Secret\n{{ end }}\n"),
        ("main.tf", "resource \"a\" \"b\" {\n  name = \"x\n}\n"),
        ("a.tf", "resource \"a\" \"b\" {\n"), ("b.tf", "x = [1, 2\n"), ("c.tf", "}\n"),
        (".mcp.json", "{\"mcpServers\": {"), (".mcp.json", "{\"a\": tru}"),
        ("home/.codex/config.toml", "[a\n"), (".github/workflows/x.yml", "a: [1\n"),
        (".rollcall.yaml", "owners:\n  - {name: \"@payments\", paths: [pay]}\nexlude: [x]\n"),
    ])
    func whatDoesNotParseIsSaid(_ path: String, _ text: String) {
        let (artefacts, faults) = read(path, text)
        #expect(artefacts.isEmpty && faults.count >= 1)
    }

    /// Cut anywhere, nothing worse happens than a fault.
    @Test func cutFilesDoNoHarm() {
        for example in RecogniserCases.all {
            let bytes = Array(example.text.utf8)
            for end in stride(from: 0, to: bytes.count, by: 7) {
                _ = read(example.path, String(decoding: bytes[..<end], as: UTF8.self))
            }
        }
    }

    private func read(_ path: String, _ text: String) -> (artefacts: [Artefact], faults: [String]) {
        Array(text.utf8).withUnsafeBytes { ArtefactReader.read(path: path, content: $0) }
    }
}
