private import Files
private import Foundation
internal import Model

/// What is wrong with a state, for people who ask.
package enum StateHealth {
    /// How many targets a state knows, and the files in it that are damaged or of another version: they are scanned
    /// anew.
    package static func of(_ folder: String) -> (targets: Int, damaged: [String]) { StateFolder.health(of: folder) }
}

/// What earlier scans of one target left in the folder that `--state` names, so that the next one looks only at what is
/// new. It holds fingerprints and redacted forms, never a secret, and nothing in it is needed: what is missing, damaged or
/// was written under other rules is scanned anew.
struct StateFolder: Sendable {
    /// Of one target.
    private let folder: String

    /// Raised whenever a change of the program could change what a scan finds.
    private static let formatVersion = 24

    /// - Parameter target: an absolute path that names the target.
    init(root: String, target: String) {
        folder = root + "/" + Digest.sha256(target).prefix(32)
    }

    enum File: String { case blobs, result }

    /// What was saved under the same conditions; nil if nothing was.
    func read(_ file: File, conditions: String) -> ArraySlice<UInt8>? {
        guard let data = FileManager.default.contents(atPath: folder + "/" + file.rawValue) else { return nil }
        var reader = ByteReader(Array(data)[...])
        guard reader.text() == "rollcall.state/\(Self.formatVersion)", reader.text() == conditions else { return nil }
        guard let digest = reader.text() else { return nil }
        let body = reader.rest
        return Digest.sha256(body) == digest ? body : nil
    }

    /// How many targets a state knows, and the files in it that are damaged or of another version: they are scanned anew.
    fileprivate static func health(of root: String) -> (targets: Int, damaged: [String]) {
        var damaged: [String] = []
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).filter { $0.utf8.count == 32 }
            .sorted()
        for name in names {
            for file in [File.blobs, .result] {
                let path = "\(root)/\(name)/\(file.rawValue)"
                guard let data = FileManager.default.contents(atPath: path) else { continue }
                var reader = ByteReader(Array(data)[...])
                guard reader.text() == "rollcall.state/\(formatVersion)", reader.text() != nil,
                    let digest = reader.text(),
                    Digest.sha256(reader.rest) == digest
                else {
                    damaged.append(path)
                    continue
                }
            }
        }
        return (names.count, damaged)
    }

    /// Replaces what was saved, in one step: whoever reads sees the old or the new.
    /// - Returns: what went wrong, if anything.
    func write(_ file: File, _ body: [UInt8], conditions: String) -> String? {
        var writer = ByteWriter()
        writer.write("rollcall.state/\(Self.formatVersion)")
        writer.write(conditions)
        writer.write(Digest.sha256(body[...]))
        writer.bytes += body
        do { try Folder.make(folder) } catch {
            return "cannot make the state folder \(folder): \(error); the next scan will look at everything again"
        }
        let path = folder + "/" + file.rawValue
        do { try FileWriter.replace(path, with: writer.bytes, .content) } catch {
            return "cannot write the state file \(path): \(error); the next scan will look at everything again"
        }
        return nil
    }
}
