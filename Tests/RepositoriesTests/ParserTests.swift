import Foundation
import Model
import TestRepositories
import Testing

@testable import Repositories

@Suite struct ParserTests {
    // MARK: Commits

    @Test(arguments: [
        "tree TREE\n¦author A", "tree TREE\nparent HEX\nparent HEX\n¦author A", "¦author A", "", "¦tree TREE",
        "tree TREE\n¦",
        "tree TREE\n¦parent HEX", "¦tree HEXx\n", "¦tree secret\n", "tree TREE\n¦parent UPPER\n",
        "tree TREE\n¦tree HEX\n", "¦parent HEX\n",
    ])
    func linksOfCommitsEndWhereWordsBegin(_ marked: String) {
        let hex = String(repeating: "0a", count: 20)
        let text = marked.replacing("TREE", with: hex).replacing("HEX", with: hex).replacing(
            "UPPER", with: hex.uppercased())
        let place = text.firstIndex(of: "¦").map { text[..<$0].utf8.count } ?? 0
        let bytes = Array(text.replacing("¦", with: "").utf8)
        #expect(bytes.withUnsafeBytes { CommitObject.endOfLinks(in: $0) } == place)
    }

    @Test func setsOfAllButSomeHoldTheRest() {
        let set = NumberSet(allBut: [0, 63, 64, 130], count: 131)
        #expect((0..<131).filter { !set.contains($0) } == [0, 63, 64, 130])
    }

    // MARK: Loose objects

    @Test func refusesMalformedLooseObjects() throws {
        let repository = try TestRepository()
        func read(_ inflated: [UInt8], cut: Int = 0) throws -> ReadObject? {
            let path = "\(repository.root)/object"
            try Data(stored(inflated).dropLast(cut)).write(to: URL(fileURLWithPath: path))
            guard let object = try? LooseObject(path: path, inflater: Inflater(), limit: 1 << 20) else { return nil }
            return ReadObject(kind: object.kind, content: object.content)
        }
        #expect(try read(Array("blob 3\0abc".utf8)) == ReadObject(kind: .blob, content: Array("abc".utf8)))
        #expect(try read(Array("tree 0\0".utf8)) == ReadObject(kind: .tree, content: []))
        let long = [UInt8](repeating: 65, count: 60_000)
        #expect(try read(Array("blob 60000\0".utf8) + long) == ReadObject(kind: .blob, content: long))
        for text in [
            "", "blob", "blob 3", "blob 3abc", "blob 2\0abc", "blob 4\0abc", "blob -3\0abc", "blob x\0abc",
            "blob \0abc",
            "blub 3\0abc", " 3\0abc", "3\0abc", "\0abc", "blob 99999999999999999999999\0abc",
        ] { #expect(try read(Array(text.utf8)) == nil, "\(text)") }
        #expect(try read(Array("blob 3\0abc".utf8), cut: 1) == nil)
        #expect(throws: LooseObject.Failure.self) {
            _ = try LooseObject(path: "/nonexistent", inflater: Inflater(), limit: 1)
        }
        #expect(throws: LooseObject.Failure.self) {
            _ = try LooseObject(path: repository.root, inflater: Inflater(), limit: 1)
        }
    }

    /// A zlib stream of stored blocks.
    private func stored(_ bytes: [UInt8]) -> [UInt8] {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let (count, sum) = (bytes.count, high << 16 | low)
        let head: [UInt8] = [
            0x78, 1, 1, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255),
        ]
        return head + bytes + (0..<4).map { UInt8(sum >> (24 - 8 * $0) & 255) }
    }

    // MARK: Commits, tags, trees

    private static let id = "0123456789abcdef0123456789abcdef01234567"
    private static let other = "fedcba9876543210fedcba9876543210fedcba98"

    private func commit<Result>(
        _ text: String, _ body: (CommitObject, (ByteSpan) -> String, UnsafeRawBufferPointer) -> Result
    ) -> Result {
        Array(text.utf8).withUnsafeBytes { bytes in
            body(CommitObject(bytes), { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }, bytes)
        }
    }

    @Test func readsCommits() {
        let text = """
            tree \(Self.id)
            parent \(Self.other)
            parent \(Self.id)
            author Ann <a@b> 1 +0000
            committer Bob <c@d> 2 -0130
            gpgsig -----BEGIN PGP SIGNATURE-----
             parent \(Self.other)
             author Eve <e@f> 9 +0000
            mergetag object \(Self.other)
             type commit

            \nfirst
            parent \(Self.other)
            """
        commit(text) { commit, string, bytes in
            #expect(commit.tree?.hex == Self.id)
            #expect(commit.parents.map(\.hex) == [Self.other, Self.id])
            #expect(string(commit.author) == "Ann <a@b> 1 +0000")
            #expect(string(commit.committer) == "Bob <c@d> 2 -0130")
            #expect(string(commit.message) == "\nfirst\nparent \(Self.other)")
            #expect(commit.summary(in: bytes) == "first")
        }
    }

    /// As Git reads them: up to the first line behind the tree that is none.
    @Test(arguments: ["author Ann <a@b> 1 +0000", "encoding x", "tree \(other)"])
    func parentsFollowTheTree(_ between: String) {
        let text = "tree \(Self.id)\nparent \(Self.other)\n\(between)\nparent \(Self.id)\n\nx\n"
        commit(text) { commit, _, _ in #expect(commit.parents.map(\.hex) == [Self.other]) }
    }

    @Test(arguments: ["", "\n", "tree", "tree \n", "tree xyz\nparent 12\n", "author", " \n", "a b"])
    func readsMalformedCommits(_ text: String) {
        commit(text) { commit, string, bytes in
            #expect(commit.tree == nil && commit.parents.isEmpty && commit.author.isEmpty && commit.committer.isEmpty)
            #expect(string(commit.message) == "" && commit.summary(in: bytes) == "")
        }
    }

    @Test func readsTags() {
        Array("object \(Self.id)\ntype commit\ntag v1\ntagger Ann <a@b> 1 +0000\n\nfirst\n".utf8).withUnsafeBytes {
            let tag = TagObject($0)
            #expect(tag.target?.hex == Self.id)
            #expect(String(decoding: $0[tag.message.start..<tag.message.end], as: UTF8.self) == "first\n")
            #expect(String(decoding: $0[tag.tagger.start..<tag.tagger.end], as: UTF8.self) == "Ann <a@b> 1 +0000")
        }
        Array("object nothing\ntag".utf8).withUnsafeBytes {
            let tag = TagObject($0)
            #expect(tag.target == nil && tag.tagger.isEmpty && tag.message.isEmpty)
        }
    }

    private func entries(_ bytes: [UInt8]) -> (entries: [String], rest: Int) {
        bytes.withUnsafeBytes { content in
            var position = 0
            var entries: [String] = []
            while let entry = TreeEntry(in: content, .sha1, at: &position) {
                let name = String(decoding: content[entry.name.start..<entry.name.end], as: UTF8.self)
                let kind = entry.isTree ? "tree" : entry.isSubmodule ? "submodule" : "file"
                entries.append("\(kind) \(name) \(entry.id.hex)")
            }
            return (entries, content.count - position)
        }
    }

    @Test func readsTrees() throws {
        let raw = try #require(ObjectID(hex: Self.id)).bytes
        func entry(_ head: String) -> [UInt8] { Array("\(head)\0".utf8) + raw }
        let all = entry("100644 a b") + entry("40000 sub") + entry("160000 module") + entry("120000 link")
        #expect(
            entries(all) == (
                ["file a b \(Self.id)", "tree sub \(Self.id)", "submodule module \(Self.id)", "file link \(Self.id)"], 0
            ))
        for cut in 1..<33 {
            // `120000 link\0` and 20 bytes are 32.
            #expect(entries(Array(all.dropLast(cut))).entries.count == (cut == 32 ? 3 : cut > 32 ? 2 : 3), "\(cut)")
            #expect((entries(Array(all.dropLast(cut))).rest == 0) == (cut == 32))
        }
        for head in ["10064x a", "-1 a", "77777777777777 a", "100644"] {
            #expect(entries(entry("100644 ok") + entry(head)).entries == ["file ok \(Self.id)"], "\(head)")
        }
        #expect(entries([]) == ([], 0))
    }

    @Test(
        arguments: [
            ("Ann Lee <a@b> 1700000000 +0100", "Ann Lee", "a@b", 1_700_000_000, 60),
            ("Ann <a@b> -5 -0130", "Ann", "a@b", -5, -90), ("<a@b> 1 +0000", "", "a@b", 1, 0),
            ("Ann <> 1 +0000", "Ann", "", 1, 0),
            ("Ann <a@b>", "Ann", "a@b", 0, 0), ("Ann <a@b> x y", "Ann", "a@b", 0, 0), ("Ann", "Ann", "", 0, 0),
            ("", "", "", 0, 0),
            ("A > B < C", "A > B < C", "", 0, 0), ("A <x <y> z> 3 +0545", "A", "x <y> z", 3, 345),
            ("Ann <a@b> 99999999999999999999 +99999999999999999999", "Ann", "a@b", 0, 0),
            ("Ann <a@b> 1 +9223372036854775807", "Ann", "a@b", 1, 5_534_023_222_112_865_487),
        ] as [(String, String, String, Int64, Int)])
    func readsSignatures(text: String, name: String, email: String, seconds: Int64, offset: Int) {
        let signature = Array(text.utf8).withUnsafeBytes { Signature($0) }
        let time = Timestamp(seconds: seconds, offsetInMinutes: offset)
        #expect(signature == Signature(name: name, email: email, time: time))
        #expect(!signature.time.text.isEmpty)
    }
}
