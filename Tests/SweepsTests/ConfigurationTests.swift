import Discovery
import SafeFormats
import Testing

@testable import Sweeps

struct ConfigurationTests {
    private func read(_ text: String) throws -> SweepConfiguration {
        try SweepConfiguration(text: text, file: "/etc/sweep/nightly.yaml")
    }

    @Test func readsEverything() throws {
        let configuration = try read(
            """
            folder: out
            concurrency: 3
            keep: {runs: 7, days: 30}
            credentials:
              - {url: https://git.example.org/, user: bot, password_from: GIT_TOKEN}
            notify:
              - {webhook_from: HOOK, when: always, timeout: 5s, template: '{"text": "{{new}} new"}'}
            defaults: {time_limit: 30m, exclude: [vendor]}
            targets:
              - /srv/git/*.git
              - https://git.example.org/team/app.git
              - path: app
                trusted: true
                size_limit: 2G
                min_confidence: high
              - tree: /etc
            """)
        #expect(configuration.folder == "/etc/sweep/out" && configuration.stateFolder == "/etc/sweep/out/state")
        #expect(
            configuration.concurrency == 3 && configuration.retention.runs == 7 && configuration.retention.days == 30)
        #expect(configuration.authentications.first?.passwordVariable == "GIT_TOKEN")
        #expect(configuration.webhooks.first?.moment == .always && configuration.webhooks.first?.timeoutInSeconds == 5)
        #expect(configuration.targets.map(\.kind) == [.path, .url, .path, .tree])
        #expect(configuration.targets.map(\.line) == [10, 11, 12, 16])
        #expect(configuration.targets[2].text == "/etc/sweep/app" && configuration.targets[2].options.isTrusted)
        #expect(configuration.targets[2].options.sizeLimitInBytes == 2 << 30)
        #expect(
            configuration.targets.allSatisfy {
                $0.options.timeLimitInSeconds == 1800 && $0.options.exclude == ["vendor"]
            })
        #expect(configuration.targets[3].options.history == .none && configuration.targets[0].options.history == .full)
    }

    /// The mistake, the line it must be told with, and a word of the message.
    static let mistakes: [(text: String, line: Int?, word: String)] = [
        ("", nil, "empty"),
        ("targets: [a]", 1, "`folder` is missing"),
        ("folder: x", 1, "`targets` is missing"),
        ("folder: x\ntargets: []", 2, "list"),
        ("folder: x\ntargets: [a]\nconcurency: 2", 3, "did you mean `concurrency`"),
        ("folder: x\ntargets:\n  - path: a\n    histroy: none", 4, "did you mean `history`"),
        ("folder: x\ntargets:\n  - path: a\n    history: some", 4, "none or full"),
        ("folder: x\ntargets:\n  - path: a\n    url: https://a.example/b", 3, "one of `path`, `tree` and `url`"),
        ("folder: x\ntargets:\n  - a\n  - url: https://u:p@a.example/b", 4, "credentials"),
        ("folder: x\ntargets:\n  - path: a\n    time_limit: soon", 4, "duration"),
        ("folder: x\ntargets:\n  - path: a\n    exclude: ['*.[ch]']", 4, "sets of characters"),
        ("folder: x\ntargets: [a]\nkeep: {runs: 1}", 3, "from 2 to"),
        ("folder: x\ntargets:\n  - path: a\n    size_limit: 0G", 4, "size"),
        ("folder: x\ntargets:\n  - path: a\n    trusted: perhaps", 4, "true or false"),
        ("folder: x\ntargets: [a]\nconcurrency: 0", 3, "from 1"),
        ("folder: x\ntargets: [a]\nnotify:\n  - when: new", 4, "webhook"),
        ("folder: x\ntargets: [a]\nnotify:\n  - {webhook: https://a.example, template: '{{#a}}'}", 4, "template"),
        ("folder: x\ntargets: [a]\ncredentials:\n  - {url: https://a.example, askpass: pass}", 4, "absolute path"),
        ("folder: x\ntargets:\n  - {path: a, include: [x/**]}\n  - {path: ./a, include: [y/**]}", 4, "of line 3"),
        ("folder: x\ntargets:\n  - path: a\n  - tree: a", 4, "of line 3"),
        ("folder: x\ntargets: [a\n", 2, "not valid YAML"),
        ("folder: x\nfolder: y\ntargets: [a]", nil, "twice"),
    ]

    @Test(arguments: mistakes.indices)
    func tellsMistakesWithTheirLines(_ index: Int) throws {
        let (text, line, word) = Self.mistakes[index]
        let error = try #require(#expect(throws: FileFaults.self) { try read(text) })
        #expect(error.all.contains { (line == nil || $0.line == line) && $0.message.contains(word) }, "\(error)")
    }

    @Test func tellsAllMistakesAtOnce() throws {
        let error = try #require(
            #expect(throws: FileFaults.self) {
                try read("folder: x\nkeeps: 1\ntargets:\n  - paht: a\n  - {path: b, max_size: x}")
            })
        #expect(error.all.count >= 3, "\(error)")
    }
}
