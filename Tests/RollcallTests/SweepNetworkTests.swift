import Foundation
import TestRepositories
import Testing

/// What a sweep says to servers, and what it lets them know.
struct SweepNetworkTests {
    // MARK: Webhooks

    private struct Message: Decodable {
        struct Finding: Decodable {
            let rule: String
            let source: String
            let path: String
            let line: Int
        }
        let schema: String
        let run: String
        let new: Int
        let findings: [Finding]
    }

    @Test func tellsWebhooksWhatIsNewAndNoSecret() throws {
        var tokens = TestTokens(seed: 80)
        let (first, second) = (tokens.gitHub(), tokens.gitHub())
        let scene = try SweepScene()
        let server = try WebhookServer(answers: [503, 200])
        defer { server.stop() }
        try scene.folder.write("tree/a \"b\".env", "TOKEN=\(first)\n")
        let configuration = """
            notify:
              - {webhook_from: HOOK, headers_from: {Authorization: HOOK_AUTH}}
            targets: [\(scene.folder.path)/tree]
            """
        let environment = ["HOOK": "http://127.0.0.1:\(server.port)/hook", "HOOK_AUTH": "Bearer sesame"]
        let run = try scene.sweep(configuration, environment: environment)
        #expect(run.result.code == 1 && !run.result.errors.contains("notification"))
        // Refused once, then accepted.
        #expect(server.requests.count == 2 && server.requests[0].body == server.requests[1].body)
        let request = server.requests[1]
        #expect(
            request.head.contains("Authorization: Bearer sesame")
                && request.head.contains("Idempotency-Key: \(run.manifest.id)"))
        let message = try JSONDecoder().decode(Message.self, from: Data(request.body.utf8))
        #expect(
            message.schema == "rollcall.notification/1" && message.new == 1 && message.findings[0].path == "a \"b\".env"
        )
        #expect(!request.body.contains(first.prefix(8)) && !request.body.contains(first.suffix(6)))
        try Validator.check(Array(request.body.utf8))
        // Nothing new, nothing told.
        try scene.sweep(configuration, environment: environment)
        #expect(server.requests.count == 2)
        try scene.folder.write("tree/c.env", "TOKEN=\(second)\n")
        try scene.sweep(configuration, environment: environment)
        #expect(server.requests.count == 3)
        #expect(
            try JSONDecoder().decode(Message.self, from: Data(server.requests[2].body.utf8)).findings.map(\.path) == [
                "c.env"
            ])
    }

    /// A server that is away fails no sweep, and hears of the run later.
    @Test func whatCannotBeDeliveredIsToldLater() throws {
        var tokens = TestTokens(seed: 81)
        let scene = try SweepScene()
        try scene.folder.write("tree/a.env", "TOKEN=\(tokens.gitHub())\n")
        let configuration = """
            notify:
              - webhook_from: HOOK
                attempts: 1
                template: '{"text": "{{new}} new on {{host}}:{{#findings}} {{name}} in {{path}}{{/findings}}"}'
            targets: [\(scene.folder.path)/tree]
            """
        let failed = try scene.sweep(configuration, environment: ["HOOK": "http://127.0.0.1:9/hook-secret-path"])
        #expect(
            failed.result.code == 1 && failed.result.errors.contains("was not delivered")
                && !failed.result.errors.contains("hook-secret-path"))
        let server = try WebhookServer(answers: [200])
        defer { server.stop() }
        try scene.sweep(configuration, environment: ["HOOK": "http://127.0.0.1:\(server.port)/"])
        let body = try #require(server.requests.first).body
        let text = try #require(try JSONDecoder().decode([String: String].self, from: Data(body.utf8))["text"])
        #expect(server.requests.count == 1 && text.contains("1 new on") && text.contains("a.env"))
    }

    // MARK: Clone URLs that want a password

    /// The real `git http-backend` behind https; nil where there is no Python or openssl.
    private func withServer(
        _ repository: TestRepository, password: String, _ body: (_ url: String, _ certificate: String) throws -> Void
    ) throws {
        guard let python = Validator.python else { return }
        let folder = try TemporaryFolder()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let made = try? RunningProgram(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder.path + "/key.pem", "-out",
                folder.path + "/cert.pem", "-days",
                "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            ], environment: ["PATH": path], folder: folder.path
        ).wait()
        guard made?.code == 0 else { return }
        let script = Project.root.appending(path: "Tests/Validation/git_server.py").path
        let server = Process()
        let (input, output) = (Pipe(), Pipe())
        server.executableURL = URL(fileURLWithPath: python)
        server.arguments = [
            script, repository.root, "bot", password, folder.path + "/cert.pem", folder.path + "/key.pem",
        ]
        server.standardInput = input
        server.standardOutput = output
        try server.run()
        defer { server.terminate() }
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        try body("https://localhost:\(port)/repository", folder.path + "/cert.pem")
        _ = input
    }

    private static let server = "/usr/sbin/sshd"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: server) && getuid() == 0)) func fetchesOverSSH()
        throws
    {
        var tokens = TestTokens(seed: 83)
        let (scene, folder) = (try SweepScene(), try TemporaryFolder())
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        func make(_ arguments: String...) throws -> String {
            try RunningProgram("ssh-keygen", arguments, environment: environment, folder: folder.path).wait().text
        }
        _ = try make("-q", "-t", "ed25519", "-N", "", "-f", folder.path + "/host")
        // libssh2 reads this form everywhere.
        _ = try make("-q", "-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "pass phrase", "-f", folder.path + "/user")
        let hostKey = try make("-l", "-f", folder.path + "/host.pub").split(separator: " ")[1]
        let port = 20_000 + Int(getpid()) % 20_000
        try folder.write(
            "conf",
            """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(folder.path)/host
            AuthorizedKeysFile \(folder.path)/user.pub
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PubkeyAcceptedAlgorithms +ssh-rsa
            """)
        try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        let server = Process()
        server.executableURL = URL(fileURLWithPath: Self.server)
        server.arguments = ["-D", "-f", folder.path + "/conf"]
        server.standardError = FileHandle.nullDevice
        try server.run()
        defer { server.terminate() }
        while server.isRunning, !Listener.answers(at: UInt16(port)) { usleep(10_000) }
        let user = NSUserName()
        func configuration(_ hostKey: some StringProtocol) -> String {
            let url = "ssh://\(user)@127.0.0.1:\(port)"
            return
                "credentials:\n  - {url: '\(url)', key_file_from: KEY, passphrase_from: PHRASE, host_key: '\(hostKey)'}\ntargets: ['\(url)\(repository.path)']\n"
        }
        let secrets = ["KEY": folder.path + "/user", "PHRASE": "pass phrase"]
        let stranger = try scene.sweep(configuration("SHA256:AAAA"), environment: secrets)
        #expect(stranger.manifest.targets[0].reason?.contains("host key") == true, "\(stranger.manifest.targets)")
        let run = try scene.sweep(configuration(hostKey), environment: secrets)
        #expect(
            run.manifest.targets[0].fetch == "created" && run.findings.findings.count == 1, "\(run.manifest.targets)")
    }

    @Test func fetchesWithCredentialsOfTheEnvironment() throws {
        var tokens = TestTokens(seed: 82)
        let password = tokens.base62(12)
        let repository = try TestRepository(bare: true)
        let work = try TestRepository()
        try work.commit("add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        try work.git("push", "-q", repository.path, "main")
        try withServer(repository, password: password) { url, certificate in
            let scene = try SweepScene()
            let asking = "\(scene.folder.path)/askpass"
            try Script.write(
                "#!/bin/sh\ncase \"$1\" in Username*) echo bot;; *) echo \(password);; esac\n", at: asking)
            func configuration(_ credentials: String) -> String {
                "certificates: \(certificate)\ncredentials:\n  - {url: '\(url)', \(credentials)}\ntargets: ['\(url)']\n"
            }
            let byVariable = configuration("user: bot, password_from: GIT_PASS")
            let unset = try scene.sweep(byVariable)
            #expect(unset.result.code == 3 && unset.manifest.targets[0].reason?.contains("GIT_PASS") == true)
            let wrong = try scene.sweep(byVariable, environment: ["GIT_PASS": "no" + password])
            #expect(
                wrong.manifest.targets[0].outcome == "unreadable"
                    && wrong.manifest.targets[0].reason?.contains("not accept") == true)
            let right = try scene.sweep(byVariable, environment: ["GIT_PASS": password])
            #expect(right.manifest.targets[0].fetch == "created" && right.findings.findings.count == 1)
            #expect(try scene.sweep(configuration("askpass: \(asking)")).manifest.targets[0].fetch == "unchanged")
            let untrusted = try scene.sweep(
                byVariable.replacing("certificates: \(certificate)\n", with: ""),
                environment: ["GIT_PASS": password])
            #expect(
                untrusted.manifest.targets[0].outcome == "stale"
                    && untrusted.manifest.targets[0].reason?.contains("certificate") == true)
            // A password is in no file that the sweep leaves.
            for file in try #require(
                FileManager.default.enumerator(atPath: scene.output)?.compactMap({ $0 as? String }))
            {
                guard let data = FileManager.default.contents(atPath: scene.output + "/" + file) else { continue }
                #expect(data.range(of: Data(password.utf8)) == nil, "\(file)")
            }
            // A server that says nothing is waited for no longer than it may be.
            let hanging = url.replacing("/repository", with: "/hang")
            let silent = try scene.sweep(
                "certificates: \(certificate)\ntargets: [{url: '\(hanging)', time_limit: 1s}, '\(scene.folder.path)']\n"
            )
            #expect(silent.manifest.target("/hang")?.outcome == "time-limit" && silent.manifest.targets.count == 2)
        }
    }
}
