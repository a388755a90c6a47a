import Model
import Reports

/// What `scan --artefacts` writes.
struct ArtefactsOutput {
    let path: String

    func write(_ report: ScanReport) throws {
        try FileSink.write(to: path) { ArtefactsFile.write(report, to: &$0) }
    }
}
