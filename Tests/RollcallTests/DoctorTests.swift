import Foundation
import TestRepositories
import Testing

/// `doctor` says what scans stand on, and what of it is wrong.
@Suite struct DoctorTests {
    @Test func namesWhatItLooksAt() throws {
        let hooks = try HookScene()
        try hooks.install("--pre-push")
        try hooks.scene.plainCommit()
        let folder = try TemporaryFolder()
        let roll = "\(folder.path)/a.roll"
        #expect(
            try Program.run(["scan", "--quiet", "--state", "\(folder.path)/state", hooks.repository.path]).code == 0)
        #expect(try Program.run(["scan", "--quiet", "--roll", roll, hooks.repository.path]).code == 0)
        // Other tests' key is for everybody to read.
        let key = try folder.write("key", String(repeating: "5a", count: 32))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        let result = try Program.run(
            ["doctor", "--state", "\(folder.path)/state", "--roll", roll, hooks.repository.path],
            environment: ["GIT_CONFIG_NOSYSTEM": "1", "ROLLCALL_KEY_FILE": key])
        for text in [
            "libgit2 1.", "PCRE2 10.", "libarchive 3.", "SQLite 3.", "hooks pre-push", "1 target", "chain is whole",
        ] {
            #expect(result.text.contains(text), "\(text) is not in \(result.text)")
        }
        #expect(result.code == (result.text.contains("!") ? 1 : 0))
    }

    @Test func marksWhatIsWrong() throws {
        let folder = try TemporaryFolder()
        try folder.write(".rollcall.yaml", "\nexclud: []\n")
        let key = try folder.write("key", String(repeating: "0f", count: 32))
        try folder.write("state/\(String(repeating: "a", count: 32))/blobs", "nonsense")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let result = try Program.run(
            ["doctor", "--state", "\(folder.path)/state", "--roll", "\(folder.path)/none", folder.path],
            environment: ["ROLLCALL_KEY_FILE": key])
        #expect(result.code == 1)
        for text in ["chmod 600", ".rollcall.yaml:2: ", "1 file is damaged", "! there is no roll"] {
            #expect(result.text.contains(text), "\(text) is not in \(result.text)")
        }
    }

    /// A key that no scan could use was well.
    @Test(arguments: [("", "! cannot read the fingerprint key"), ("short", "is not 32 bytes")])
    func aKeyThatScansCannotUseIsMarked(_ text: String, _ told: String) throws {
        let folder = try TemporaryFolder()
        if text.isEmpty {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/rollcall/fingerprint.key", withIntermediateDirectories: true)
        } else {
            let key = try folder.write("rollcall/fingerprint.key", text)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        }
        let result = try Program.run(
            ["doctor", folder.path], environment: ["XDG_DATA_HOME": folder.path, "ROLLCALL_KEY_FILE": ""])
        #expect(result.code == 1 && result.text.contains(told), "\(result.text)")
    }

    /// Links are readable by everybody; what they lead to counts.
    @Test func aKeyMayStandElsewhere() throws {
        let folder = try TemporaryFolder()
        let key = try folder.write("key", String(repeating: "5a", count: 32))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        let link = "\(folder.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: key)
        let result = try Program.run(["doctor", folder.path], environment: ["ROLLCALL_KEY_FILE": link])
        #expect(result.text.contains("  fingerprint key \(link)\n"), "\(result.text)")
    }
}
