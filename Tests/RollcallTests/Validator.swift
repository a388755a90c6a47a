import Foundation
import TestRepositories
import Testing

/// Python's jsonschema, which shares no code with our writer; ROLLCALL_PYTHON names an interpreter that has it.
enum Validator {
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let candidates =
            [environment["ROLLCALL_PYTHON"], Project.root.appending(path: ".venv/bin/python3").path]
            .compactMap(\.self) + (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        return candidates.first { candidate in
            FileManager.default.isExecutableFile(atPath: candidate)
                && (try? run(candidate, ["-c", "import jsonschema, referencing"]))?.code == 0
        }
    }()

    /// Validates files by what they are named; does nothing where there is no Python with jsonschema.
    static func check(files: [String], location: SourceLocation) throws {
        guard let python else { return }
        let script = Project.root.appending(path: "Tests/Validation/validate_findings.py").path
        let result = try run(python, [script] + files)
        #expect(result.code == 0, "\(result.errors)", sourceLocation: location)
    }

    /// Validates a findings file or report; does nothing where there is no Python with jsonschema.
    static func check(_ outputs: [UInt8]..., location: SourceLocation = #_sourceLocation) throws {
        if python == nil { return }
        let files = try outputs.map { output in
            let file = "\(Program.folder)/valid-\(UUID().uuidString).jsonl"
            try Data(output).write(to: URL(fileURLWithPath: file))
            return file
        }
        try check(files: files, location: location)
    }

    /// Validates one JSON document against a schema of Tests/Validation.
    static func check(_ output: [UInt8], schema: String, location: SourceLocation = #_sourceLocation) throws {
        guard let python else { return }
        let file = "\(Program.folder)/valid-\(UUID().uuidString).json"
        try Data(output).write(to: URL(fileURLWithPath: file))
        let script =
            "import json, sys, jsonschema; s = json.load(open(sys.argv[1])); jsonschema.validators.validator_for(s, jsonschema.Draft202012Validator)(s).validate(json.load(open(sys.argv[2])))"
        let result = try run(
            python, ["-c", script, Project.root.appending(path: "Tests/Validation/\(schema)").path, file])
        #expect(result.code == 0, "\(result.errors)", sourceLocation: location)
    }

    private static func run(_ python: String, _ arguments: [String]) throws -> ProgramResult {
        try RunningProgram(
            python, arguments, environment: ["PATH": "/usr/bin:/bin", "HOME": Program.folder], folder: Program.folder
        ).wait()
    }
}
