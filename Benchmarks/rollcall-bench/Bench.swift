import Detection
import Discovery
import Foundation
import Model
import Repositories

/// Parts of a scan, for whoever asks where its time goes. `make bench` runs `bound`.
///
///     rollcall-bench bound REPOSITORY [JOBS]    inflates all blobs and applies their deltas: no scan can be faster
///     rollcall-bench phases REPOSITORY [JOBS]   scans, and prints how long each phase took
///     rollcall-bench prefilter FILE             looks for all anchors, with Rollcall's own prefilter and with Vectorscan
@main
enum Bench {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        let jobs = arguments.dropFirst(2).first.flatMap(Int.init) ?? ProcessInfo.processInfo.activeProcessorCount
        switch (arguments.first, arguments.dropFirst().first) {
        case ("bound", let path?): bound(path, jobs: jobs)
        case ("phases", let path?): phases(path, jobs: jobs)
        case ("prefilter", let path?): prefilter(path)
        default:
            print("usage: rollcall-bench bound|phases REPOSITORY [JOBS], rollcall-bench prefilter FILE")
            exit(2)
        }
    }

    private static func bound(_ path: String, jobs: Int) {
        guard let layout = RepositoryLayout.find(at: path) else { return fail("\(path) is no repository") }
        let catalog = ObjectCatalog(of: layout, jobs: jobs)
        let visitors = catalog.walk(
            .blob, jobs: jobs, progress: WalkProgress(cancellation: CancellationFlag()),
            makeVisitor: CountingVisitor.init)
        let (objects, bytes) = visitors.reduce((0, 0)) { ($0.0 + $1.objects, $0.1 + $1.bytes) }
        print("\(objects) blobs, \(bytes) bytes")
    }

    private static func phases(_ path: String, jobs: Int) {
        do {
            let progress = ScanProgress()
            var options = ScanOptions()
            options.jobs = jobs
            let scan = Scan(
                library: try RuleLibrary(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
                options: options, progress: progress,
                toolVersion: "bench")
            let report = try scan.run([path])
            let end = ScanProgress.PhaseStart(name: "end", wall: .now, cpu: ScanProgress.cpuTime)
            print("phase                wall      CPU   (seconds)")
            for (phase, next) in zip(progress.phaseStarts, progress.phaseStarts.dropFirst() + [end]) {
                print(
                    phase.name.padding(toLength: 16, withPad: " ", startingAt: 0),
                    seconds(phase.wall.duration(to: next.wall)),
                    seconds(next.cpu - phase.cpu))
            }
            print("\(report.findings.count) findings")
        } catch {
            fail("\(error)")
        }
    }

    private static func prefilter(_ path: String) {
        do {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let library = try RuleLibrary()
            let clock = ContinuousClock()
            let vectorscan = try VectorscanScratch(for: VectorscanPrefilter(library.prefilter.literals))
            var own = PrefilterScratch(for: library.prefilter)
            for _ in 0..<5 {
                var counts = (0, 0)
                let ownTime = clock.measure { counts.0 = bytes.withUnsafeBytes { own.hits(in: $0) }.count }
                let otherTime = clock.measure { counts.1 = bytes.withUnsafeBytes { vectorscan.hits(in: $0) }.count }
                print(
                    "own", seconds(ownTime), "s,", counts.0, "hits; Vectorscan", seconds(otherTime), "s,", counts.1,
                    "hits")
            }
        } catch {
            fail("\(error)")
        }
    }

    private static func seconds(_ duration: Duration) -> String {
        String(format: "%8.3f", duration / .seconds(1))
    }

    private static func fail(_ reason: String) {
        FileHandle.standardError.write(Data("rollcall-bench: \(reason)\n".utf8))
        exit(2)
    }
}

/// Sees every blob and does nothing with it.
private final class CountingVisitor: ObjectVisitor {
    var objects = 0
    var bytes = 0

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        objects += 1
        bytes += content.count
        return nil
    }

    func missed(_ id: ObjectID, reason: String) {}
}
