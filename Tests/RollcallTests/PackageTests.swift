import Foundation
import TestRepositories
import Testing

private enum PackageTools {
    static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    static let areThere = ["dpkg-deb", "dpkg-shlibdeps", "strip", "python3"].allSatisfy { tool in
        path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }
}

/// The Debian package, unpacked and used.
struct PackageTests {
    private func run(_ program: String, _ arguments: String...) throws -> ProgramResult {
        try RunningProgram(
            program, arguments, environment: ["PATH": PackageTools.path, "HOME": Program.folder, "LC_ALL": "C.UTF-8"],
            folder: Program.folder
        ).wait()
    }

    @Test(.enabled(if: PackageTools.areThere)) func isBuiltUnpackedAndUsed() throws {
        let place = try TemporaryFolder()
        let script = Project.root.appending(path: "packaging/deb").path
        let built = try run(script, "--binary", Program.path, "--output", place.path, "--compression", "none")
        #expect(built.code == 0, "\(built.errors)")
        let root = place.path + "/root"
        #expect(try run("dpkg-deb", "-x", built.text, root).code == 0)
        let control = try run("dpkg-deb", "-f", built.text).text
        #expect(control.contains("libgit2") && !control.contains(/@[A-Z]+@/), "\(control)")
        let binary = root + "/usr/bin/rollcall"
        #expect(try run(binary, "--version").code == 0)
        #expect(!(try run("readelf", "-S", binary)).text.contains(".debug_info"), "it is stripped")

        try sweepsAsConfigured(root, binary, in: place)
        try unitsAreSound(root, binary, in: place)
        let manual = try run("man", "--warnings", "-l", root + "/usr/share/man/man1/rollcall.1.gz")
        #expect(manual.errors.isEmpty && manual.text.contains("rollcall sweep"), "\(manual.errors)")
        for file in [
            "bash-completion/completions/rollcall", "zsh/vendor-completions/_rollcall",
            "fish/vendor_completions.d/rollcall.fish",
        ] {
            #expect(try String(contentsOfFile: root + "/usr/share/" + file, encoding: .utf8).contains("sweep"))
        }
    }

    /// What the service runs, by hand.
    private func sweepsAsConfigured(_ root: String, _ binary: String, in place: TemporaryFolder) throws {
        var tokens = TestTokens(seed: 90)
        try place.write("etc/app.env", "TOKEN=\(tokens.gitHub())\n")
        let text = try String(contentsOfFile: root + "/etc/rollcall/nightly.yaml", encoding: .utf8)
            .replacing("/var/lib/rollcall", with: place.path + "/var").replacing("/srv/git", with: place.path + "/git")
            .replacing("tree: /etc", with: "tree: \(place.path)/etc")
        let file = try place.write("nightly.yaml", text)
        let checked = try run(binary, "sweep", "--check", file)
        #expect(checked.code == 0 && checked.text == place.path + "/etc", "\(checked.errors)")
        let service = try String(contentsOfFile: root + "/lib/systemd/system/rollcall-sweep@.service", encoding: .utf8)
        #expect(service.contains("ExecStart=/usr/bin/rollcall sweep --quiet /etc/rollcall/%i.yaml"))
        #expect(try run(binary, "sweep", "--quiet", file).code == 1)
        #expect(FileManager.default.fileExists(atPath: place.path + "/var/nightly/latest/run.json"))
    }

    private func unitsAreSound(_ root: String, _ binary: String, in place: TemporaryFolder) throws {
        guard (try? run("systemd-analyze", "--version"))?.code == 0 else { return }
        for unit in ["rollcall-sweep@.service", "rollcall-sweep@.timer"] {
            let text = try String(contentsOfFile: root + "/lib/systemd/system/" + unit, encoding: .utf8)
            try place.write("units/" + unit, text.replacing("ExecStart=/usr/bin/rollcall", with: "ExecStart=" + binary))
        }
        let verified = try run(
            "systemd-analyze", "verify", "--man=no", place.path + "/units/rollcall-sweep@nightly.service",
            place.path + "/units/rollcall-sweep@nightly.timer")
        #expect(verified.code == 0 && verified.errors.isEmpty, "\(verified.errors)")
    }
}
