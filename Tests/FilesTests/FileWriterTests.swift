import Files
import Foundation
import TestRepositories
import Testing

@Suite struct FileWriterTests {
    let folder: TemporaryFolder
    var path: String { folder.path + "/report" }

    init() throws { folder = try TemporaryFolder() }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    @Test func aNewFileIsReadableByNobodyElse() throws {
        var file = try FileWriter(new: path)
        file.append("one ".utf8)
        file.append("two".utf8)
        try file.finish(.contentAndName)
        #expect(try text(path) == "one two")
        #expect(try mode(path) == 0o600)
        #expect(try names() == ["report"])
    }

    /// More than is gathered for one write.
    @Test func largeFilesAreWhole() throws {
        let piece = String(repeating: "0123456789", count: 1000)
        var file = try FileWriter(replacing: path)
        for _ in 0..<50 { file.append(piece.utf8) }
        try file.finish()
        #expect(try text(path) == String(repeating: piece, count: 50))
    }

    @Test func aNewFileTakesNobodysPlace() throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: SystemError(EEXIST)) { _ = try FileWriter(new: path) }
        #expect(try text(path) == "old")
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/nowhere")
        #expect(throws: SystemError.self) { _ = try FileWriter(new: link) }
        #expect(try names() == ["link", "report"])
    }

    @Test func theOldFileStaysUntilTheNewOneIsWhole() throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        var file = try FileWriter(replacing: path)
        file.append("new".utf8)
        #expect(try text(path) == "old")
        try file.finish(.content)
        #expect(try text(path) == "new")
        #expect(try names() == ["report"])
    }

    @Test func whatIsAbandonedLeavesNothing() throws {
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        var file = try FileWriter(replacing: path)
        file.append(repeatElement(UInt8(ascii: "x"), count: 100_000))
        file.abandon()
        #expect(try text(path) == "old")
        #expect(try names() == ["report"])
    }

    /// A process with our number was killed before it could name its file.
    @Test func whatAKilledProcessLeftIsNotInTheWay() throws {
        try Data("half".utf8).write(to: URL(fileURLWithPath: TemporaryName.of(path)))
        try FileWriter.replace(path, with: "whole".utf8, .content)
        #expect(try text(path) == "whole")
        #expect(try names() == ["report"])
    }

    @Test func whatCannotBeNamedLeavesNothing() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: SystemError(EISDIR)) { try FileWriter.replace(path, with: "text".utf8, .content) }
        #expect(try names() == ["report"])
    }

    @Test func theSystemsWordsSayWhatFailed() throws {
        let absent = folder.path + "/absent/report"
        let failure = #expect(throws: SystemError.self) { try FileWriter.replace(absent, with: [], .none) }
        #expect(failure?.description == "No such file or directory")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsToldOnceAndKept() throws {
        var file = try FileWriter(device: "/dev/full")
        for _ in 0..<3 { file.append(repeatElement(UInt8(ascii: "x"), count: 100_000)) }
        #expect(throws: SystemError(ENOSPC)) { try file.finish() }
        #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    }

    @Test func theModeIsThatAskedFor() throws {
        try FileWriter.replace(path, with: "#!/bin/sh\n".utf8, mode: 0o700, .none)
        #expect(try mode(path) == 0o700)
    }
}
