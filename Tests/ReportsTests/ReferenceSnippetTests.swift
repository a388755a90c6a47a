import Testing

@testable import Reports

/// A blocked commit shows how a file of that kind refers to a secret kept elsewhere.
@Suite struct ReferenceSnippetTests {
    @Test(arguments: [
        ("a/settings.py", "api_token = os.environ[\"API_TOKEN\"]"), ("a.ts", "const apiToken = process.env.API_TOKEN;"),
        ("main.go", "apiToken := os.Getenv(\"API_TOKEN\")"), ("a.rb", "api_token = ENV.fetch(\"API_TOKEN\")"),
        ("A.java", "var apiToken = System.getenv(\"API_TOKEN\");"), ("deploy.sh", ": \"${API_TOKEN:?is not set}\""),
        (".github/workflows/ci.yml", "API_TOKEN: ${{ secrets.API_TOKEN }}"),
        (".gitlab-ci.yml", "API_TOKEN: $API_TOKEN"),
        ("Dockerfile", "--mount=type=secret,id=API_TOKEN"), ("docker-compose.yml", "API_TOKEN: ${API_TOKEN:?}"),
        (".env", "git rm --cached .env"),
        ("app/Prod set.env", "git rm --cached 'app/Prod set.env' && echo 'app/Prod set.env' >> .gitignore"),
        ("main.tf", "variable \"api_token\" { sensitive = true }"),
        ("values.yaml", "secretKeyRef"), ("config.json", "\"api_token\": \"${API_TOKEN}\""),
        (".npmrc", "_authToken=${API_TOKEN}"),
        ("Jenkinsfile", "credentials('api_token')"), ("notes", "environment variable API_TOKEN"),
    ])
    func speaksTheFilesLanguage(_ path: String, _ text: String) {
        let lines = ReferenceSnippet(path: path, variable: "API_TOKEN").lines
        #expect(lines.joined(separator: "\n").contains(text), "\(lines)")
    }

    /// The secret is called what it is called where it stands.
    @Test(arguments: [
        ("GITHUB_TOKEN = \"…", "GITHUB_TOKEN"), ("  \"apiKey\": \"…", "APIKEY"), ("export my-token=…", "MY_TOKEN"),
        ("    client_secret: …", "CLIENT_SECRET"), ("…", "ACCESS_TOKEN"), ("x = …", "ACCESS_TOKEN"),
        ("1_2 …", "ACCESS_TOKEN"),
    ])
    func namesTheVariableAfterItsLine(_ line: String, _ name: String) {
        let column = line.utf8.count - "…".utf8.count
        #expect(ReferenceSnippet.variable(in: line, before: column, otherwise: "ACCESS_TOKEN") == name)
    }
}
