import ConfigTrees
import Model
import Testing

/// A file, and all that it says of identities: `kind family type name line store target`, facts that matter behind it.
@Suite struct RecogniserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let path: String
        let text: String
        let artefacts: [String]
        var facts: [String: String] = [:]
        var testDescription: String { path }
    }

    static let cases: [Case] = [
        Case(
            path: ".git_allowed_signers",
            text: "# who may sign\nada@example.org namespaces=\"git\" ssh-ed25519 AAAAC3Nz ada\n",
            artefacts: ["declaration ssh allowed-signer ada 2"],
            facts: ["principals": "ada@example.org namespaces=\"git\""]),
        Case(
            path: "roles/web/files/server",
            text: "key first\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            artefacts: ["declaration x509 certificate certificate 2"]),
        Case(
            path: "k8s/rbac.yaml",
            text: """
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: ci
                  namespace: build
                  annotations:
                    eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/ci
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: ci-admin}
                roleRef: {kind: ClusterRole, name: cluster-admin}
                subjects:
                  - {kind: ServiceAccount, name: ci, namespace: build}
                  - {kind: User, name: ada}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: all}
                rules:
                  - {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
                """,
            artefacts: [
                "declaration kubernetes ServiceAccount ci 2",
                "declaration kubernetes aws-role arn:aws:iam::123456789012:role/ci 7",
                "declaration kubernetes ServiceAccount ci 14", "declaration kubernetes Role all 18",
            ], facts: ["aws_role": "arn:aws:iam::123456789012:role/ci", "role": "cluster-admin", "permissions": "* *"]),
        Case(
            path: "k8s/secrets.yml",
            text: """
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: db, namespace: app}
                spec:
                  secretStoreRef: {name: vault-prod}
                  data:
                    - secretKey: password
                      remoteRef: {key: apps/db, property: password}
                ---
                apiVersion: bitnami.com/v1alpha1
                kind: SealedSecret
                metadata: {name: tls, namespace: app}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: app}
                spec:
                  template:
                    spec:
                      serviceAccountName: web
                      containers:
                        - env:
                            - {name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}
                            - {name: B, valueFrom: {secretKeyRef: {name: db, key: password}}}
                          envFrom: [{secretRef: {name: more}}]
                      volumes: [{secret: {secretName: tls}}]
                """,
            artefacts: [
                "reference kubernetes ExternalSecret db 8 external-secrets:vault-prod apps/db",
                "reference kubernetes SealedSecret tls 11 sealed-secrets app/tls",
                "declaration kubernetes ServiceAccount web 20",
                "reference kubernetes Deployment web 23 kubernetes-secret app/db#password",
                "reference kubernetes Deployment web 25 kubernetes-secret app/more",
                "reference kubernetes Deployment web 26 kubernetes-secret app/tls",
            ]),
        Case(
            path: "infra/iam.tf",
            text: """
                # users
                resource "aws_iam_user" "ci" {
                  name = "ci-${var.stage}"
                  tags = { Team = "build", "kind" : "bot" }
                }
                resource "aws_iam_role" "deploy" {
                  name               = "deploy"
                  assume_role_policy = <<-EOT
                    {"Statement": [{"Principal": {"Federated": "arn:aws:iam::1:oidc-provider/x"}, "Action": "sts:AssumeRoleWithWebIdentity"}]}
                  EOT
                }
                resource "google_service_account" "app" {
                  account_id = "app" // comment
                  project    = "example-project"
                }
                resource "github_actions_secret" "token" {
                  repository      = "x"
                  secret_name     = "DEPLOY_TOKEN"
                  plaintext_value = var.token
                }
                data "aws_secretsmanager_secret" "db" { name = "prod/db" }
                /* block
                   comment */
                locals {
                  list = [for x in var.list : x.name if x.on]
                  map  = { for k, v in var.map : k => v }
                  long = join(",", [
                    "a", "b",
                  ])
                }
                """,
            artefacts: [
                "declaration terraform aws_iam_user ci-${var.stage} 2", "declaration terraform aws_iam_role deploy 6",
                "declaration terraform google_service_account app 12",
                "reference terraform github_actions_secret token 16 github-secrets DEPLOY_TOKEN",
                "reference terraform aws_secretsmanager_secret db 21 aws-secrets-manager prod/db",
            ], facts: ["subject_condition": "no", "project_id": "example-project", "access": "read"]),
        Case(
            path: ".github/workflows/ci.yml",
            text: """
                on: push
                permissions: write-all
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - run: echo ${{ secrets.NPM_TOKEN }} ${{ secrets['OTHER'] || secrets.GITHUB_TOKEN }}
                      - uses: google-github-actions/auth@v2
                        with: {workload_identity_provider: projects/1/locations/global/x, service_account: ci@p.iam.gserviceaccount.com}
                """,
            artefacts: [
                "declaration github-actions workflow ci 1",
                "reference github-actions secret ci 7 github-secrets NPM_TOKEN",
                "reference github-actions secret ci 7 github-secrets OTHER",
                "declaration github-actions gcp-workload-identity projects/1/locations/global/x 9",
                "declaration github-actions gcp-service-account ci@p.iam.gserviceaccount.com 9",
            ], facts: ["permissions": "write-all"]),
        Case(
            path: ".mcp.json",
            text: """
                {
                  // comments are allowed
                  "mcpServers": {
                    "search": {"type": "http", "url": "https://user:pw@mcp.example.org/sse?key=abc", "headers": {"Authorization": "Bearer abcdef"}},
                    "tickets": {"command": "npx", "args": ["-y", "tickets-mcp"], "env": {"TOKEN": "${input:token}", "MODE": "fast"}}
                  }
                }
                """,
            artefacts: [
                "declaration agent tool-server search 4", "declaration agent tool-server tickets 5",
                "reference agent tool-server tickets 5 prompt token",
            ],
            facts: [
                "secrets": "literal", "literal": "Authorization", "url": "https://mcp.example.org/sse",
                "package": "tickets-mcp",
            ]),
        Case(
            path: "home/.codex/config.toml",
            text: "[mcp_servers.docs]\ncommand = \"docs-mcp\"\n[mcp_servers.docs.env]\nAPI_KEY = \"$DOCS_KEY\"\n",
            artefacts: [
                "declaration agent tool-server docs 1", "reference agent tool-server docs 4 environment DOCS_KEY",
            ]),
        Case(
            path: ".well-known/agent-card.json",
            text:
                #"{"name": "Booker", "url": "https://a.example.org", "skills": [], "securitySchemes": {"oauth": {}}}"#,
            artefacts: ["declaration agent agent Booker 1"], facts: ["authentication": "oauth"]),
        Case(
            path: "template.yaml",
            text: """
                AWSTemplateFormatVersion: "2010-09-09"
                Resources:
                  Bot:
                    Type: AWS::IAM::User
                    Properties: {UserName: bot}
                  Fn:
                    Type: AWS::Lambda::Function
                    Properties:
                      Environment: {Variables: {PW: "{{resolve:secretsmanager:prod/db:SecretString:password}}"}}
                """,
            artefacts: [
                "declaration cloudformation AWS::IAM::User bot 3",
                "reference cloudformation resolve template.yaml 9 aws-secrets-manager secretsmanager:prod/db:SecretString:password",
            ]),
        Case(
            path: "compose.yaml",
            text:
                "services:\n  web:\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n      MODE: ${MODE}\nsecrets:\n  db:\n    file: ./db.txt\n",
            artefacts: [
                "reference compose secret db 7 file ./db.txt",
                "reference compose environment web 4 environment DB_PASSWORD",
            ]),
        Case(
            path: ".gitlab-ci.yml",
            text:
                "deploy:\n  id_tokens:\n    ID:\n      aud: https://vault.example.org\n  secrets:\n    DB:\n      vault: prod/db/password@kv\n",
            artefacts: [
                "declaration gitlab-ci id-token deploy 3",
                "reference gitlab-ci secret deploy 6 vault prod/db/password@kv",
            ]),
        Case(
            path: "Jenkinsfile",
            text:
                "// credentials('no')\npipeline { environment { A = credentials('deploy-key') }\n withCredentials([string(credentialsId: \"npm\", variable: 'T')]) {} }\n",
            artefacts: [
                "reference jenkins credential Jenkinsfile 2 jenkins deploy-key",
                "reference jenkins credential Jenkinsfile 3 jenkins npm",
            ]),
        Case(
            path: "secrets/prod.yaml",
            text: "db:\n  password: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops:\n  age:\n    - recipient: age1\n",
            artefacts: ["reference sops file prod.yaml 1 sops secrets/prod.yaml"], facts: ["keys": "age"]),
        Case(
            path: "group_vars/all.yml", text: "user: x\npassword: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n",
            artefacts: ["reference ansible-vault value password 2 ansible-vault group_vars/all.yml#password"]),
        Case(
            path: "x/kubeconfig",
            text:
                "apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: https://k.example.org}}]\ncontexts: [{name: x, context: {user: bot, cluster: c}}]\nusers:\n  - name: bot\n    user: {exec: {command: aws}}\n",
            artefacts: ["declaration kubeconfig user bot 6"],
            facts: ["server": "https://k.example.org", "plugin": "aws"]),
        Case(
            path: "chart/values-prod.yaml",
            text:
                "serviceAccount:\n  name: web\n  annotations:\n    iam.gke.io/gcp-service-account: web@p.iam.gserviceaccount.com\nredis:\n  auth:\n    existingSecret: redis-auth\n    existingSecretPasswordKey: password\n",
            artefacts: [
                "declaration kubernetes ServiceAccount web 2",
                "declaration kubernetes gcp-service-account web@p.iam.gserviceaccount.com 4",
                "reference helm secret values-prod.yaml 7 kubernetes-secret default/redis-auth",
            ]),
        Case(
            path: "vault/app.hcl",
            text:
                "path \"secret/data/pay/*\" {\n  capabilities = [\"read\"]\n}\nauto_auth {\n  method \"approle\" {\n    config = { role = \"app\" }\n  }\n}\ntemplate {\n  contents = \"{{ with secret \\\"secret/data/app\\\" }}x{{ end }}\"\n}\n",
            artefacts: [
                "reference vault template app.hcl 10 vault secret/data/app", "declaration vault policy app 1",
                "declaration vault agent app 4",
            ], facts: ["path": "secret/data/pay/*"]),
        Case(
            path: ".circleci/config.yml",
            text:
                "jobs:\n  build:\n    docker:\n      - image: x\n        auth: {username: bot, password: $HUB_PASSWORD}\nworkflows:\n  w:\n    jobs:\n      - build: {context: [aws-prod]}\n",
            artefacts: [
                "reference circleci variable config.yml 5 circleci-variables HUB_PASSWORD",
                "reference circleci context config.yml 9 circleci-contexts aws-prod",
            ]),
        Case(
            path: "azure-pipelines.yml",
            text:
                "variables:\n  - group: prod\nsteps:\n  - task: AzureKeyVault@2\n    inputs:\n      azureSubscription: prod-connection\n      KeyVaultName: kv\n      SecretsFilter: db, api\n",
            artefacts: [
                "reference azure-pipelines variable-group azure-pipelines.yml 2 azure-variable-groups prod",
                "reference azure-pipelines secret azure-pipelines.yml 8 azure-key-vault kv/db",
                "reference azure-pipelines secret azure-pipelines.yml 8 azure-key-vault kv/api",
                "declaration azure-pipelines service-connection prod-connection 6",
            ]),
        Case(
            path: "bitbucket-pipelines.yml", text: "pipelines:\n  default:\n    - step:\n        oidc: true\n",
            artefacts: ["declaration bitbucket pipeline pipelines 4"]),
        Case(
            path: ".npmrc", text: "# ${NO_TOKEN}\n//registry.example.org/:_authToken=${NPM_TOKEN}\n",
            artefacts: ["reference registry .npmrc registry.example.org 2 environment NPM_TOKEN"]),
        Case(
            path: "home/.docker/config.json",
            text: #"{"credHelpers": {"r.example.org": "ecr-login"}, "credsStore": "pass"}"#,
            artefacts: [
                "reference registry docker r.example.org 1 docker-credential-ecr-login r.example.org",
                "reference registry docker credsStore 1 docker-credential-pass *",
            ]),
        Case(
            path: "app/settings.yml",
            text:
                "db:\n  password: ${DB_PASSWORD}\n  url: postgres://app:${URL_PASSWORD}@db/app\n  password_file: ${PLACE}\napi_token: \"{{ lookup('hashi_vault', 'secret=secret/data/api:token') }}\"\nmode: ${MODE}\n",
            artefacts: [
                "reference settings value password 2 environment DB_PASSWORD",
                "reference settings value url 3 environment URL_PASSWORD",
                "reference settings value api_token 5 vault secret/data/api:token",
            ]),
        Case(
            path: "prod.env", text: "export API_TOKEN=\"$VAULTED_TOKEN\"\nTOKEN_TTL=$TTL\n",
            artefacts: ["reference settings value API_TOKEN 1 environment VAULTED_TOKEN"]),
        Case(
            path: "ci.jenkinsfile",
            text:
                "sshagent(['a-key', 'b-key']) { }\nwithVault([vaultSecrets: [[path: 'secret/app', secretValues: []]]]) { }\n",
            artefacts: [
                "reference jenkins credential ci.jenkinsfile 1 jenkins a-key",
                "reference jenkins credential ci.jenkinsfile 1 jenkins b-key",
                "reference jenkins vault ci.jenkinsfile 2 vault secret/app",
            ]),
        Case(path: "CODEOWNERS", text: "* @x\n", artefacts: ["ownership codeowners file CODEOWNERS 1"]),
        Case(path: "package.json", text: #"{"name": "x", "kind": "y"}"#, artefacts: []),
        Case(path: "values.yaml", text: "a: 1\n", artefacts: []),
    ]

    @Test(arguments: cases)
    func saysWhatTheFileSays(_ example: Case) {
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
              password: c2VjcmV0
            stringData:
              key: |
                first
                second
              other: x
            """
        #expect(read("s.yaml", text).artefacts.first?.literals == [5...5, 7...9, 10...10])
    }

    @Test(arguments: [
        ("chart/templates/x.yaml", "{{- if .Values.x }}\napiVersion: v1\nkind: Secret\n{{ end }}\n"),
        ("main.tf", "resource \"a\" \"b\" {\n  name = \"x\n}\n"),
        ("a.tf", "resource \"a\" \"b\" {\n"), ("b.tf", "x = [1, 2\n"), ("c.tf", "}\n"),
        (".mcp.json", "{\"mcpServers\": {"), (".mcp.json", "{\"a\": tru}"),
        ("home/.codex/config.toml", "[a\n"), (".github/workflows/x.yml", "a: [1\n"),
    ])
    func whatDoesNotParseIsSaid(_ path: String, _ text: String) {
        let (artefacts, faults) = read(path, text)
        #expect(artefacts.isEmpty && faults.count >= 1)
    }

    /// Cut anywhere, nothing worse happens than a fault.
    @Test func cutFilesDoNoHarm() {
        for example in Self.cases {
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
