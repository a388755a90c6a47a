import Files
import Foundation
import TestRepositories
import Testing

@Suite struct FolderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func makesWhatIsMissingAndLeavesTheRest() throws {
        let path = folder.path + "/one/two/three"
        try Folder.make(path)
        try Folder.make(path)
        for part in ["/one", "/one/two", "/one/two/three"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + part)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
        }
        try Folder.make(folder.path + "/slash/")
        #expect(Folder.exists(folder.path + "/slash"))
    }

    @Test(arguments: ["/file", "/file/below"])
    func aFileInTheWayIsNoFolder(_ name: String) throws {
        try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
        #expect(throws: SystemError(ENOTDIR)) { try Folder.make(folder.path + name) }
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a/b/", "/a"), ("/a", "/"), ("a", "."), ("a/b", "a"), ("/", nil), ("", nil), ("//", nil),
    ])
    func parentsAreThoseOfThePath(_ path: String, _ parent: String?) { #expect(Folder.parent(of: path) == parent) }

    @Test func linksAndNamesAreChangedInOneStep() throws {
        let link = folder.path + "/latest"
        for target in ["runs/1", "runs/2"] {
            try Folder.pointLink(link, to: target)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
        }
        try Folder.renameDurably(link, to: folder.path + "/newest")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["newest"])
        #expect(throws: SystemError(ENOENT)) { try Folder.renameDurably(link, to: folder.path + "/x") }
    }

    /// Process 1 always lives; no process has the greatest number.
    @Test(arguments: [
        ("state.\(getpid()).tmp", true), ("a.b.\(Int32.max).tmp", true), ("state.1.tmp", false),
        ("state.\(Int32.max).temp", false), ("\(Int32.max).tmp", false), ("state.x.tmp", false),
        ("state.-5.tmp", false),
    ])
    func knowsWhatKilledProcessesLeft(_ name: String, _ isDebris: Bool) {
        #expect(TemporaryName.isDebris(name) == isDebris)
    }

    @Test func namesOfOursAreKnown() {
        #expect(TemporaryName.isDebris(String(TemporaryName.of("/some/folder/state").split(separator: "/").last ?? "")))
    }
}
