import Foundation
import TestRepositories
import Testing

/// What CI platforms read.
@Suite struct PlatformFormatTests {
    @Test func gitLabReportsAreValid() throws {
        var scene = try Scene()
        let (old, new) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        try scene.repository.commit("one\n\nuse \(old)", writing: ["a.env": "TOKEN=\(old)\n"])
        try scene.repository.write("b.env", "TOKEN=\(new)\nC=\(scene.tokens.gitHub()) # rollcall:allow\n")
        let result = try Program.run(["scan", "--format", "gitlab", scene.repository.path])
        #expect(result.code == 1 && !result.text.contains(old) && !result.text.contains(new))
        try Validator.check(result.output, schema: "gitlab-secret-detection.schema.json")
        let report = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
        let found = try #require(report["vulnerabilities"] as? [[String: Any]])
        let files = found.compactMap { ($0["location"] as? [String: Any])?["file"] as? String }
        #expect(
            files.contains("a.env") && files.filter { $0 == "b.env" }.count == 1,
            "what is allowed is left out: \(files)")
        #expect(Set(found.compactMap { $0["id"] as? String }).count == found.count)
        let empty = try TemporaryFolder()
        try Validator.check(
            Program.run(["scan", "--format", "gitlab", empty.path]).output,
            schema: "gitlab-secret-detection.schema.json")
    }

    @Test func gitHubAnnotationsNameLinesAndForgeNone() throws {
        var tokens = TestTokens(seed: 1)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        try folder.write("a,b:c%\nd.env", "one\nTOKEN=\(token)\n")
        let result = try Program.run(["scan", "--format", "github", folder.path])
        let lines = result.text.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("::") }, "\(result.text)")
        #expect(
            lines[0].hasPrefix(
                "::error file=a%2Cb%3Ac%25\\nd.env,line=2,endLine=2,col=7,endColumn=47,title=GitHub personal access token (classic)::ghp_"
            ))
        #expect(!result.text.contains(token) && lines[1] == "::notice title=Rollcall::1 credential found")
    }
}
