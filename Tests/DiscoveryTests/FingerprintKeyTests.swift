import Dispatch
import Foundation
import TestRepositories
import Testing

@testable import Discovery

/// The user's own key, which the first run makes.
@Suite struct FingerprintKeyTests {
    private let home: TemporaryFolder
    private var path: String { home.path + "/.local/share/rollcall/fingerprint.key" }

    init() throws { home = try TemporaryFolder() }

    private func standard() -> FingerprintKey { FingerprintKey.standard(environment: ["HOME": home.path]) }

    private func place(_ text: String, mode: Int) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let attributes = [FileAttributeKey.posixPermissions: mode]
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes))
    }

    @Test func firstRunsAtOnceAgree() throws {
        let (keys, environment) = (Keys(), ["HOME": home.path])
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            keys.add(FingerprintKey.standard(environment: environment))
        }
        #expect(keys.ids.count == 1 && keys.notices.isEmpty, "\(keys.notices)")
        #expect(standard().id == keys.ids.first)
    }

    /// Another first run has made the file and not yet written it.
    @Test func aKeyThatIsBeingWrittenIsWaitedFor() throws {
        try place("", mode: 0o600)
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        #expect(flock(descriptor, LOCK_EX) == 0)
        let text = String(repeating: "0a", count: 32)
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) {
            write(descriptor, text, text.utf8.count)
            close(descriptor)
        }
        #expect(standard().id == FingerprintKey(bytes: Array(repeating: 10, count: 32)).id)
    }

    /// A run that was killed between making the file and writing it.
    @Test func anEmptyFileIsFilled() throws {
        try place("", mode: 0o644)
        let made = standard()
        #expect(made.notice == nil && standard().id == made.id)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func whatIsNoKeyIsKeptAndTold() throws {
        try place("not a key", mode: 0o600)
        let notice = try #require(standard().notice)
        #expect(notice.contains("64 hexadecimal digits") && notice.components(separatedBy: "--key-file").count == 2)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "not a key")
    }

    @Test func aKeyThatMayOnlyBeReadIsUsed() throws {
        try place(String(repeating: "0a", count: 32) + "\n", mode: 0o400)
        #expect(standard().id == FingerprintKey(bytes: Array(repeating: 10, count: 32)).id)
    }
}

private final class Keys: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var ids: Set<String> = []
    private(set) var notices: [String] = []

    func add(_ key: FingerprintKey) {
        lock.withLock {
            ids.insert(key.id)
            if let notice = key.notice { notices.append(notice) }
        }
    }
}
