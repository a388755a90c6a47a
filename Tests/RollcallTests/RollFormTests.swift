import Foundation
import TestRepositories
import Testing

/// Every question to the roll is answered for people and for programs, by the same option.
@Suite struct RollFormTests {
    @Test(arguments: [
        (["stats"], "json"), (["gaps"], "json"), (["list"], "json"), (["list"], "jsonl"), (["timeline"], "jsonl"),
        (["show", "ID"], "json"), (["diff", "@1", "@1"], "jsonl"),
    ])
    func formatsAreThoseOfTheOption(_ question: [String], _ format: String) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        let roll = scene.repository.path + "/.git/roll.db"
        #expect(try Program.run(["scan", scene.repository.path, "--roll", roll]).code == 1)
        let listed = try Program.run(["roll", "list", "--roll", roll, "--format", "json"])
        let list = try #require(JSONSerialization.jsonObject(with: Data(listed.output)) as? [String: Any])
        let identity = try #require((list["identities"] as? [[String: Any]])?.first)
        let id = try #require(identity["id"] as? String)
        let words = question.map { $0 == "ID" ? id : $0 }
        let answer = try Program.run(["roll"] + words + ["--roll", roll, "--format", format])
        #expect(answer.code == 0, "\(answer.errors)")
        let lines = format == "json" ? [answer.output[...]] : answer.output.split(separator: 0x0A)
        for line in lines { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line)) } }
        if question != ["list"] {
            let short = try Program.run(["roll"] + words + ["--roll", roll, "--\(format)"])
            #expect(short.output == answer.output)
        }
    }
}
