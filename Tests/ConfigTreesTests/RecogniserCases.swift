import Testing

/// A file, and all that it says of identities.
struct RecogniserCase: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    /// `kind family type name line store target`
    let artefacts: [String]
    /// Those that matter.
    var facts: [String: String] = [:]
    var testDescription: String { path }
}

enum RecogniserCases {
    static let all: [RecogniserCase] = [
        RecogniserCase(
            path: ".git_allowed_signers",
            text: "# who may sign\nada@example.org namespaces=\"git\" ssh-ed25519 AAAAC3Nz ada\n",
            artefacts: ["declaration ssh allowed-signer ada 2"],
            facts: ["principals": "ada@example.org namespaces=\"git\""]),
        RecogniserCase(
            path: "roles/web/files/server",
            text: "key first\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            artefacts: ["declaration x509 certificate certificate 2"]),
        RecogniserCase(
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
        RecogniserCase(
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
        RecogniserCase(
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
        RecogniserCase(
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
        RecogniserCase(
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
        RecogniserCase(
            path: "home/.codex/config.toml",
            text: "[mcp_servers.docs]\ncommand = \"docs-mcp\"\n[mcp_servers.docs.env]\nAPI_KEY = \"$DOCS_KEY\"\n",
            artefacts: [
                "declaration agent tool-server docs 1", "reference agent tool-server docs 4 environment DOCS_KEY",
            ]),
        RecogniserCase(
            path: ".well-known/agent-card.json",
            text:
                #"{"name": "Booker", "url": "https://a.example.org", "skills": [], "securitySchemes": {"oauth": {}}}"#,
            artefacts: ["declaration agent agent Booker 1"], facts: ["authentication": "oauth"]),
        RecogniserCase(
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
        RecogniserCase(
            path: "compose.yaml",
            text:
                "services:\n  web:\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n      MODE: ${MODE}\nsecrets:\n  db:\n    file: ./db.txt\n",
            artefacts: [
                "reference compose secret db 7 file ./db.txt",
                "reference compose environment web 4 environment DB_PASSWORD",
            ]),
        RecogniserCase(
            path: ".gitlab-ci.yml",
            text:
                "deploy:\n  id_tokens:\n    ID:\n      aud: https://vault.example.org\n  secrets:\n    DB:\n      vault: prod/db/password@kv\n",
            artefacts: [
                "declaration gitlab-ci id-token deploy 3",
                "reference gitlab-ci secret deploy 6 vault prod/db/password@kv",
            ]),
        RecogniserCase(
            path: "Jenkinsfile",
            text:
                "// credentials('no')\npipeline { environment { A = credentials('deploy-key') }\n withCredentials([string(credentialsId: \"npm\", variable: 'T')]) {} }\n",
            artefacts: [
                "reference jenkins credential Jenkinsfile 2 jenkins deploy-key",
                "reference jenkins credential Jenkinsfile 3 jenkins npm",
            ]),
        RecogniserCase(
            path: "secrets/prod.yaml",
            text: "db:\n  password: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops:\n  age:\n    - recipient: age1\n",
            artefacts: ["reference sops file prod.yaml 1 sops secrets/prod.yaml"], facts: ["keys": "age"]),
        // Beside what is encrypted there may be references.
        RecogniserCase(
            path: "mix.yaml",
            text:
                "a:\n  password: op://Prod/app/pw\n  pw3: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n  token: vault:secret/data/app#t\n",
            artefacts: [
                "reference sops file mix.yaml 1 sops mix.yaml",
                "reference settings value password 2 1password op://Prod/app/pw",
                "reference settings value token 4 vault vault:secret/data/app#t",
            ]),
        RecogniserCase(
            path: "refs.env",
            text:
                "AWS=ref+awsssm://prod/x\nBWS=bws://3fa85f64\nGSM=sm://projects/p/secrets/x\nAZ=@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/db/)\nDB=Server=x;User=sa;Password=#{DbPassword}#\nIMAGE=vault:1.2\n",
            artefacts: [
                "reference settings value AWS 1 aws-parameter-store ref+awsssm://prod/x",
                "reference settings value BWS 2 bitwarden bws://3fa85f64",
                "reference settings value GSM 3 gcp-secret-manager sm://projects/p/secrets/x",
                "reference settings value AZ 4 azure-key-vault https://v.vault.azure.net/secrets/db/",
                "reference settings value DB 5 deployment DbPassword",
            ]),
        RecogniserCase(
            path: "secrets.yml", text: "DB_PASSWORD: !var prod/db/password\nAPI_KEY: !var:file prod/api/key\n",
            artefacts: [
                "reference settings value DB_PASSWORD 1 conjur !var prod/db/password",
                "reference settings value API_KEY 2 conjur !var:file prod/api/key",
            ]),
        RecogniserCase(
            path: "db.template",
            text:
                "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: !Ref DbPassword\n      MasterUsername: !Ref Name\nParameters:\n  DbPassword: {Type: String, NoEcho: true}\n  Name: {Type: String}\n",
            artefacts: ["reference cloudformation parameter MasterUserPassword 6 parameter DbPassword"]),
        RecogniserCase(
            path: "app/config.js",
            text:
                "const c = {apiKey: process.env.API_KEY, port: process.env.PORT,\n  s: Deno.env.get(\"SECRET_KEY\"), t: config(\"github.token\")};\nconst k = process.env['API_KEY'];\n",
            artefacts: [
                "reference program variable API_KEY 1 environment API_KEY",
                "reference program variable SECRET_KEY 2 environment SECRET_KEY",
            ]),
        RecogniserCase(
            path: "shop/settings.py",
            text: "import os\npassword = os.environ[\"DB_PASSWORD\"]\ntoken = os.getenv(\"API_TOKEN\", \"\")\n",
            artefacts: [
                "reference program variable DB_PASSWORD 2 environment DB_PASSWORD",
                "reference program variable API_TOKEN 3 environment API_TOKEN",
            ]),
        RecogniserCase(
            path: "group_vars/all.yml", text: "user: x\npassword: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n",
            artefacts: ["reference ansible-vault value password 2 ansible-vault group_vars/all.yml#password"]),
        RecogniserCase(
            path: "x/kubeconfig",
            text:
                "apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: https://k.example.org}}]\ncontexts: [{name: x, context: {user: bot, cluster: c}}]\nusers:\n  - name: bot\n    user: {exec: {command: aws}}\n",
            artefacts: ["declaration kubeconfig user bot 6"],
            facts: ["server": "https://k.example.org", "plugin": "aws"]),
        RecogniserCase(
            path: "chart/values-prod.yaml",
            text:
                "serviceAccount:\n  name: web\n  annotations:\n    iam.gke.io/gcp-service-account: web@p.iam.gserviceaccount.com\nredis:\n  auth:\n    existingSecret: redis-auth\n    existingSecretPasswordKey: password\n",
            artefacts: [
                "declaration kubernetes ServiceAccount web 2",
                "declaration kubernetes gcp-service-account web@p.iam.gserviceaccount.com 4",
                "reference helm secret values-prod.yaml 7 kubernetes-secret default/redis-auth",
            ]),
        RecogniserCase(
            path: "vault/app.hcl",
            text:
                "path \"secret/data/pay/*\" {\n  capabilities = [\"read\"]\n}\nauto_auth {\n  method \"approle\" {\n    config = { role = \"app\" }\n  }\n}\ntemplate {\n  contents = \"{{ with secret \\\"secret/data/app\\\" }}x{{ end }}\"\n}\n",
            artefacts: [
                "reference vault template app.hcl 10 vault secret/data/app", "declaration vault policy app 1",
                "declaration vault agent app 4",
            ], facts: ["path": "secret/data/pay/*"]),
        RecogniserCase(
            path: ".circleci/config.yml",
            text:
                "jobs:\n  build:\n    docker:\n      - image: x\n        auth: {username: bot, password: $HUB_PASSWORD}\nworkflows:\n  w:\n    jobs:\n      - build: {context: [aws-prod]}\n",
            artefacts: [
                "reference circleci variable config.yml 5 circleci-variables HUB_PASSWORD",
                "reference circleci context config.yml 9 circleci-contexts aws-prod",
            ]),
        RecogniserCase(
            path: "azure-pipelines.yml",
            text:
                "variables:\n  - group: prod\nsteps:\n  - task: AzureKeyVault@2\n    inputs:\n      azureSubscription: prod-connection\n      KeyVaultName: kv\n      SecretsFilter: db, api\n",
            artefacts: [
                "reference azure-pipelines variable-group azure-pipelines.yml 2 azure-variable-groups prod",
                "reference azure-pipelines secret azure-pipelines.yml 8 azure-key-vault kv/db",
                "reference azure-pipelines secret azure-pipelines.yml 8 azure-key-vault kv/api",
                "declaration azure-pipelines service-connection prod-connection 6",
            ]),
        RecogniserCase(
            path: "bitbucket-pipelines.yml", text: "pipelines:\n  default:\n    - step:\n        oidc: true\n",
            artefacts: ["declaration bitbucket pipeline pipelines 4"]),
        RecogniserCase(
            path: ".npmrc", text: "# ${NO_TOKEN}\n//registry.example.org/:_authToken=${NPM_TOKEN}\n",
            artefacts: ["reference registry .npmrc registry.example.org 2 environment NPM_TOKEN"]),
        RecogniserCase(
            path: "home/.docker/config.json",
            text: #"{"credHelpers": {"r.example.org": "ecr-login"}, "credsStore": "pass"}"#,
            artefacts: [
                "reference registry docker r.example.org 1 docker-credential-ecr-login r.example.org",
                "reference registry docker credsStore 1 docker-credential-pass *",
            ]),
        RecogniserCase(
            path: "app/settings.yml",
            text:
                "db:\n  password: ${DB_PASSWORD}\n  url: postgres://app:${URL_PASSWORD}@db/app\n  password_file: ${PLACE}\napi_token: \"{{ lookup('hashi_vault', 'secret=secret/data/api:token') }}\"\nmode: ${MODE}\n",
            artefacts: [
                "reference settings value password 2 environment DB_PASSWORD",
                "reference settings value url 3 environment URL_PASSWORD",
                "reference settings value api_token 5 vault secret/data/api:token",
            ]),
        RecogniserCase(
            path: "prod.env", text: "export API_TOKEN=\"$VAULTED_TOKEN\"\nTOKEN_TTL=$TTL\n",
            artefacts: ["reference settings value API_TOKEN 1 environment VAULTED_TOKEN"]),
        RecogniserCase(
            path: "ci.jenkinsfile",
            text:
                "sshagent(['a-key', 'b-key']) { }\nwithVault([vaultSecrets: [[path: 'secret/app', secretValues: []]]]) { }\n",
            artefacts: [
                "reference jenkins credential ci.jenkinsfile 1 jenkins a-key",
                "reference jenkins credential ci.jenkinsfile 1 jenkins b-key",
                "reference jenkins vault ci.jenkinsfile 2 vault secret/app",
            ]),
        RecogniserCase(path: "CODEOWNERS", text: "* @x\n", artefacts: ["ownership codeowners file CODEOWNERS 1"]),
        RecogniserCase(path: "package.json", text: #"{"name": "x", "kind": "y"}"#, artefacts: []),
        RecogniserCase(path: "values.yaml", text: "a: 1\n", artefacts: []),
    ]
}
