import Foundation
import Glibc

/// A real repository in a temporary folder, made by the real `git` program, gone with its last reference.
///
/// Names, dates and configuration are fixed, so object names are the same on every machine. Each change that records
/// a date moves the clock on by an hour.
package final class TestRepository {
    package enum ObjectFormat: String, Sendable { case sha1, sha256 }
    package enum RefFormat: String, Sendable { case files, reftable }

    package struct Person: Sendable, Equatable {
        package let name: String
        package let email: String

        package init(_ name: String, _ email: String) {
            self.name = name
            self.email = email
        }

        package static let ada = Person("Ada Example", "ada@example.org")
        package static let grace = Person("Grace Example", "grace@example.org")
    }

    /// The temporary folder around everything; things beside the repository (worktrees) stand in it too.
    package let root: String
    /// The working tree, or the bare repository.
    package let path: String
    package let isBare: Bool
    package let objectFormat: ObjectFormat
    /// Where the objects are borrowed or were cloned from; kept so that it outlives this one.
    package let origin: TestRepository?
    /// Seconds since 1970 of the next recorded date.
    package var clock = 1_704_067_200  // 2024-01-01T00:00:00Z

    package var gitDirectory: String { isBare ? path : "\(path)/.git" }
    package var url: String { "file://\(path)" }

    package init(
        bare: Bool = false, branch: String = "main", objectFormat: ObjectFormat = .sha1, refFormat: RefFormat = .files
    ) throws {
        root = try Self.makeFolder()
        path = "\(root)/repository"
        isBare = bare
        self.objectFormat = objectFormat
        origin = nil
        var arguments = ["init", "--quiet", "--template=", "--initial-branch=\(branch)"]
        if bare { arguments.append("--bare") }
        if objectFormat != .sha1 { arguments.append("--object-format=\(objectFormat.rawValue)") }
        // Git knows --ref-format since 2.45; where it does not, `convertToReftable()` makes one by hand.
        if refFormat != .files { arguments.append("--ref-format=\(refFormat.rawValue)") }
        try git(arguments + [path], inside: false)
    }

    /// A clone of `origin`, with the arguments of `git clone`.
    init(cloning origin: TestRepository, bare: Bool, _ arguments: [String]) throws {
        root = try Self.makeFolder()
        path = "\(root)/repository"
        isBare = bare
        objectFormat = origin.objectFormat
        self.origin = origin
        clock = origin.clock
        try git(["clone", "--quiet", "--template="] + arguments + [path], inside: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private static func makeFolder() throws -> String {
        var template = Array("\(NSTemporaryDirectory())/rollcall-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    }
}

// MARK: Running git

extension TestRepository {
    /// Runs git in the repository and returns its trimmed output.
    @discardableResult
    package func git(_ arguments: String..., input: [UInt8] = []) throws -> String {
        try git(arguments, input: input).text
    }

    /// Runs git; any exit code not in `accepting` throws. `inside: false` runs it without `-C`.
    @discardableResult
    package func git(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], inside: Bool = true,
        accepting: Set<Int32> = [0]
    ) throws -> ProgramResult {
        let place = inside ? ["-C", path] : []
        let result = try GitProgram.run(
            place + arguments, input: input, environment: fixedEnvironment.merging(environment) { $1 }, folder: root)
        guard accepting.contains(result.code) else { throw GitFailure(arguments: arguments, result: result) }
        return result
    }

    private var fixedEnvironment: [String: String] {
        var environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": root, "TMPDIR": root, "LC_ALL": "C", "TZ": "UTC", "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_ADVICE": "0",
        ].merging(signature(author: .ada, committer: .ada, authored: clock, committed: clock, zone: "+0000")) { $1 }
        let settings = [
            ("core.hooksPath", "/dev/null"), ("gc.auto", "0"), ("maintenance.auto", "false"), ("core.fsync", "none"),
            ("protocol.file.allow", "always"), ("commit.gpgSign", "false"), ("core.autocrlf", "false"),
            ("safe.directory", "*"), ("fastimport.unpackLimit", "1"), ("pack.threads", "1"),
        ]
        environment["GIT_CONFIG_COUNT"] = String(settings.count)
        for (index, (key, value)) in settings.enumerated() {
            environment["GIT_CONFIG_KEY_\(index)"] = key
            environment["GIT_CONFIG_VALUE_\(index)"] = value
        }
        return environment
    }

    func signature(
        author: Person, committer: Person, authored: Int, committed: Int, zone: String
    ) -> [String: String] {
        [
            "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email, "GIT_AUTHOR_DATE": "@\(authored) \(zone)",
            "GIT_COMMITTER_NAME": committer.name, "GIT_COMMITTER_EMAIL": committer.email,
            "GIT_COMMITTER_DATE": "@\(committed) \(zone)",
        ]
    }

    /// Moves the clock on, so that the next date is another one.
    func tick() { clock += 3600 }
}

// MARK: Files

extension TestRepository {
    package func write(_ file: String, _ text: String) throws { try write(file, bytes: Array(text.utf8)) }

    package func write(_ file: String, bytes: [UInt8], executable: Bool = false) throws {
        try write(rawPath: Array(file.utf8), bytes: bytes, executable: executable)
    }

    /// For paths that are not UTF-8. Folders on the way are made.
    package func write(rawPath: [UInt8], bytes: [UInt8], executable: Bool = false) throws {
        let whole = Array("\(path)/".utf8) + rawPath
        for (index, byte) in whole.enumerated() where byte == UInt8(ascii: "/") && index > path.utf8.count {
            withPath(whole[..<index]) { _ = mkdir($0, 0o755) }
        }
        let file = withPath(whole[...]) {
            open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, executable ? 0o755 : 0o644)
        }
        guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    package func symlink(_ file: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(file)", withDestinationPath: target)
    }

    package func read(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)")))
    }

    package func remove(_ file: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(file)")
    }

    package func move(_ file: String, to other: String) throws { try git("mv", file, other) }

    private func withPath<Result>(_ bytes: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }  // ends with 0
    }
}

// MARK: Commits

extension TestRepository {
    /// Stages the named paths, or everything.
    package func stage(_ files: String...) throws {
        try git(["add", "--force", "--all", "--"] + (files.isEmpty ? ["."] : files))
    }

    /// Commits the index, after writing and staging `files`; an unchanged tree is committed too. Returns the commit's
    /// name.
    ///
    /// `date` and `commitDate` are seconds since 1970, the clock's by default.
    @discardableResult
    package func commit(
        _ message: String, writing files: [String: String] = [:], author: Person = .ada, committer: Person? = nil,
        date: Int? = nil, commitDate: Int? = nil, zone: String = "+0000", amend: Bool = false
    ) throws -> String {
        for (file, text) in files { try write(file, text) }
        if !files.isEmpty { try git(["add", "--force", "--"] + files.keys.sorted()) }
        let signature = signature(
            author: author, committer: committer ?? author, authored: date ?? clock,
            committed: commitDate ?? date ?? clock, zone: zone)
        let arguments = ["commit", "--quiet", "--no-verify", "--allow-empty", "--allow-empty-message", "--file=-"]
        let amending = amend ? ["--amend", "--reset-author"] : []
        try git(arguments + amending, input: Array(message.utf8), environment: signature)
        tick()
        return try id("HEAD")
    }

    /// The full name of an object.
    package func id(_ revision: String) throws -> String { try git("rev-parse", "--verify", revision) }
}
