internal import Model
internal import Reports

private import Files
private import Foundation

/// Builds a run's folder beside its final name, and gives it that name when all of it is on the disk: whoever looks sees a
/// whole run or none.
struct RunPublication {
    let folder: SweepFolder
    let manifest: RunManifest
    let report: ScanReport
    let findings: [[Finding]]

    func publish() throws(SweepError) {
        let path = folder.temporaryPath(of: manifest.name)
        try DurableName.makeFolder(path)
        do { try build(in: path) } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        Folder.sync(path)
        do { try DurableName.rename(path, to: folder.path(of: manifest.name)) } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        try folder.pointLatest(to: manifest.name)
    }

    private func build(in path: String) throws(SweepError) {
        var files: [RunManifest.File] = []
        func write(_ name: String, _ body: (inout DurableFile) -> Void) throws(SweepError) {
            var file = try DurableFile(path + "/" + name)
            body(&file)
            let (size, digest) = try file.finish()
            files.append(RunManifest.File(name: name, size: size, digest: digest))
        }
        let options = ReportOptions(now: report.run.finished, showSuppressed: true)
        let comparison = manifest.comparison
        try write("findings.jsonl") { ReportFormat.jsonl.write(report, options: options, to: &$0) }
        try write("new.jsonl") { FindingsFile.writeLines(of: comparison.new, to: &$0) }
        try write("gone.jsonl") { file in for finding in comparison.gone { file.write(line: finding.line) } }
        try write("unconfirmed.jsonl") { file in
            for finding in comparison.unconfirmed { file.write(line: finding.line) }
        }
        try write("findings.sarif") { ReportFormat.sarif.write(report, options: options, to: &$0) }
        try write("summary.md") { SummaryPage(manifest: manifest, findings: findings).write(to: &$0) }
        let text = manifest.text(with: files)
        try write("run.json") { $0.write(text) }
    }
}

extension DurableFile {
    fileprivate mutating func write(line: ArraySlice<UInt8>) {
        write(bytes: line)
        write(bytes: [UInt8(ascii: "\n")])
    }
}
