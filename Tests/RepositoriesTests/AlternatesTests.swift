import Foundation
import Model
import TestRepositories
import Testing

@testable import Repositories

/// Object folders are borrowed from as Git does it.
@Suite struct AlternatesTests {
    @Test(arguments: [
        ("/a\n/b", ["/a", "/b"]), ("\n# no\n\n/a b\n", ["/a b"]),
        ("\"/a\\tb\\\"\\303\\244\"\n/c\n", ["/a\tb\"ä", "/c"]),
        ("\"/a\\q\"\n", ["\"/a\\q\""]), ("\"/open\n", ["\"/open"]), ("/a\r\n/b\r\n", ["/a\r", "/b\r"]),
    ]) func namesFolders(_ text: String, _ paths: [String]) { #expect(Alternates.paths(in: text) == paths) }

    /// What stands where the list should is told: folders that it would name are missing.
    @Test func saysWhatIsNoList() throws {
        for kind in ["pipe", "loop", "device"] {
            let root = try TemporaryFolder()
            let info = "\(root.path)/objects/info"
            try FileManager.default.createDirectory(atPath: info, withIntermediateDirectories: true)
            switch kind {
            case "pipe": #expect(mkfifo(info + "/alternates", 0o600) == 0)
            case "loop": #expect(symlink("alternates", info + "/alternates") == 0)
            default: #expect(symlink("/dev/zero", info + "/alternates") == 0)
            }
            let catalog = ObjectCatalog(objectFolder: "\(root.path)/objects", .sha1, jobs: 1)
            #expect(catalog.problems.count == 1, "\(kind)")
        }
    }

    /// The seventh folder of a chain is the last that Git reads.
    @Test func followsAsManyAsGit() throws {
        let root = try TemporaryFolder()
        for number in 0..<9 {
            let folder = "\(root.path)/\(number)/objects/info"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            if number < 8 {
                try Data("\"\(root.path)/\(number + 1)/objects\"\n".utf8).write(
                    to: URL(filePath: "\(folder)/alternates"))
            }
        }
        for (start, problems) in [(0, 1), (2, 0)] {
            let catalog = ObjectCatalog(objectFolder: "\(root.path)/\(start)/objects", .sha1, jobs: 1)
            #expect(catalog.folders.count == 7 && catalog.problems.count == problems)
        }
    }
}
