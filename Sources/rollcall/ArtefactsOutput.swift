import ArgumentParser
import Model
import Reports

/// What `scan --artefacts` writes.
struct ArtefactsOutput {
    let path: String

    func write(_ report: ScanReport) throws {
        do {
            var sink = try FileSink(path: path)
            ArtefactsFile.write(report, to: &sink)
            try sink.finish()
        } catch { throw ValidationError("\(error)") }
    }
}
