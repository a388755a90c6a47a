import Foundation
import TestRepositories
import Testing

/// A configuration in a folder of its own, swept by the built executable.
struct SweepScene {
    let folder: TemporaryFolder
    /// Run folders and everything else the sweep keeps.
    var output: String { folder.path + "/out" }
    var latest: String { output + "/latest" }

    init() throws { folder = try TemporaryFolder() }

    /// What a run left.
    struct Run {
        struct Manifest: Decodable {
            struct Target: Decodable {
                let name: String
                let outcome: String
                let reason: String?
                let fetch: String?
                let new: Int
                let gone: Int
                let unconfirmed: Int
                let ignored_markers: Int
            }
            let id: String
            let number: Int
            let previous: String?
            let complete: Bool
            let targets: [Target]
            let notices: [String]

            func target(_ ending: String) -> Target? { targets.first { $0.name.hasSuffix(ending) } }
        }

        let result: ProgramResult
        let manifest: Manifest
        let findings: Scanned
        /// Lines of the other files.
        let new: [Line]
        let gone: [Line]
        let unconfirmed: [Line]

        struct Line: Decodable {
            struct Location: Decodable {
                let source: String
                let path: String
            }
            let id: String
            let location: Location
        }

        var places: [String] { findings.findings.map { "\($0.location.source) \($0.location.path)" } }
    }

    /// - Parameter configuration: without `folder`.
    @discardableResult
    func sweep(
        _ configuration: String, environment: [String: String] = [:], location: SourceLocation = #_sourceLocation
    ) throws -> Run {
        try read(try start(configuration, environment: environment), location: location)
    }

    /// What the sweep that ended so has left.
    func read(_ result: ProgramResult, location: SourceLocation = #_sourceLocation) throws -> Run {
        #expect([0, 1, 3].contains(result.code), "\(result.code): \(result.errors)", sourceLocation: location)
        let files = ["run.json", "findings.jsonl", "new.jsonl", "gone.jsonl", "unconfirmed.jsonl"].map {
            latest + "/" + $0
        }
        try Validator.check(files: files, location: location)
        func read(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: latest + "/" + name)))
        }
        func lines(_ name: String) throws -> [Run.Line] {
            try read(name).split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(Run.Line.self, from: Data($0))
            }
        }
        return Run(
            result: result, manifest: try JSONDecoder().decode(Run.Manifest.self, from: Data(try read("run.json"))),
            findings: try Scanned(
                ProgramResult(code: result.code, output: try read("findings.jsonl"), errors: result.errors)),
            new: try lines("new.jsonl"), gone: try lines("gone.jsonl"), unconfirmed: try lines("unconfirmed.jsonl"))
    }

    /// Sweeps, whatever comes of it.
    func start(_ configuration: String, environment: [String: String] = [:]) throws -> ProgramResult {
        try Program.run(["sweep", write(configuration)], environment: environment)
    }

    func write(_ configuration: String) throws -> String {
        try folder.write("sweep.yaml", "folder: \(output)\n" + configuration + "\n")
    }

    var runNames: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: output + "/runs")) ?? []).sorted()
    }
}
