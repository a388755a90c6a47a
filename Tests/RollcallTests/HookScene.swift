import Foundation
import TestRepositories
import Testing

/// A repository in which the real git runs our hooks.
struct HookScene {
    var scene: Scene
    var repository: TestRepository { scene.repository }

    init(bare: Bool = false, objectFormat: TestRepository.ObjectFormat = .sha1) throws {
        scene = try Scene(bare: bare, objectFormat: objectFormat)
    }

    /// Git with hooks on; any exit code is taken.
    @discardableResult
    func git(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramResult {
        try repository.git(
            arguments, environment: Self.environment.merging(environment) { $1 }, accepting: Set(0...255))
    }

    /// The repository's test settings switch hooks off; these switch them on.
    static let environment = [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow", "GIT_CONFIG_VALUE_0": "always",
        "ROLLCALL_KEY_FILE": "\(Program.folder)/key",
    ]

    @discardableResult
    func install(_ options: String..., at place: String? = nil) throws -> ProgramResult {
        let result = try Program.run(
            ["hook", "install"] + options + [place ?? repository.path], environment: ["GIT_CONFIG_NOSYSTEM": "1"])
        #expect(result.code == 0, "\(result.errors)")
        return result
    }

    @discardableResult
    func uninstall(_ options: String...) throws -> ProgramResult {
        let result = try Program.run(
            ["hook", "uninstall"] + options + [repository.path], environment: ["GIT_CONFIG_NOSYSTEM": "1"])
        #expect(result.code == 0, "\(result.errors)")
        return result
    }

    func head() throws -> String {
        try repository.git(["rev-parse", "--quiet", "--verify", "HEAD"], accepting: [0, 1]).text
    }

    func writeHook(_ name: String, _ text: String) throws {
        try Script.write(text, at: "\(repository.gitDirectory)/hooks/\(name)")
    }
}
