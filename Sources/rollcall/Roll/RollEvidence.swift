import ArgumentParser
import Discovery
import Files
import Foundation
import Inventory
import Reports

struct RollEvidence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Evidence for the items of a framework, with a manifest.",
        discussion: "Writes Markdown, CSV and JSON into a new folder, and manifest.json with the SHA-256 of every file."
    )

    @OptionGroup var options: RollOptions
    @Option(help: ArgumentHelp("owasp-nhi, csf, iso27001 or ai-rmf.", valueName: "name")) var framework: String
    @Option(help: ArgumentHelp("A folder that does not exist yet.", valueName: "folder"), completion: .directory)
    var out: String
    @Option(help: ArgumentHelp("How old a credential may grow without rotation.", valueName: "n")) var days = 365

    func run() throws {
        let now = try options.time()
        guard !FileManager.default.fileExists(atPath: out) else {
            throw ValidationError(
                "\(out) is there already; evidence is never overwritten, name another folder with --out")
        }
        let roll = try options.open(.change)
        let evidence = try telling {
            try roll.evidence(Framework.named(framework), now: now, days: days)
        }
        do { try Folder.make(out) } catch {
            throw ValidationError("cannot make the folder \(out): \(error); name another with --out")
        }
        var digests: [(name: String, digest: String, bytes: Int)] = []
        for file in EvidenceFiles.make(evidence) {
            try write(file.name, file.text)
            digests.append((file.name, Digest.sha256(file.text), file.text.utf8.count))
        }
        let manifest = EvidenceFiles.manifest(evidence, digests: digests)
        try write("manifest.json", manifest)
        let digest = Digest.sha256(manifest)
        try telling {
            try roll.recordEvidence(manifest: manifest, digest: digest, framework: framework, now: now)
        }
        show("\(digest)  \(out)/manifest.json")
    }

    private func write(_ name: String, _ text: String) throws {
        try FileSink.write(to: "\(out)/\(name)") { $0.write(text) }
    }
}
