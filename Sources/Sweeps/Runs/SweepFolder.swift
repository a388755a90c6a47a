private import Files
internal import Model

private import Foundation

/// The folder of a sweep: `runs/NUMBER-TIME`, `latest`, and what belongs to no run.
///
/// A run is published when its folder has its name. Runs are ordered by number, never by time: clocks jump.
package struct SweepFolder: Sendable {
    /// The name of a run's folder. Ordered by number.
    package struct RunName: Sendable, Hashable, Comparable {
        package let number: Int
        /// `000042-20261124T134000Z`.
        package let text: String

        /// - Parameter time: seconds since 1970, for people.
        package init(number: Int, time: Int64) {
            self.number = number
            let digits = String(number)
            text = String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "-" + Self.stamp(time)
        }

        /// nil for names that are none.
        package init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 2, let number = Int(parts[0]), number > 0, parts[1].hasSuffix("Z") else { return nil }
            self.number = number
            self.text = text
        }

        package static func < (left: RunName, right: RunName) -> Bool { left.number < right.number }

        /// UTC, without characters that a file system may not like.
        private static func stamp(_ time: Int64) -> String {
            Timestamp(seconds: time, offsetInMinutes: 0).text.filter { $0 != "-" && $0 != ":" }
        }
    }

    package let path: String

    package init(_ path: String) { self.path = path }

    /// Holds a folder a run.
    package var runs: String { path + "/runs" }
    /// A link to the newest run.
    package var latest: String { path + "/latest" }
    var notified: String { path + "/notified" }

    /// Whether there is such a run or not.
    package func path(of run: RunName) -> String { runs + "/" + run.text }

    /// Where a run is built. In the same folder as its final name, so that naming it is one step.
    func temporaryPath(of run: RunName) -> String { runs + "/.new-" + run.text }

    /// Oldest first; none where no sweep has made the folder.
    package func publishedRuns() throws(SweepError) -> [RunName] {
        let names: [String]
        do { names = try Folder.names(in: runs) } catch {
            if error.isAbsence { return [] }
            throw .cannotList(path: runs, reason: "\(error)")
        }
        return names.compactMap(RunName.init).filter { Folder.exists(path(of: $0)) }.sorted()
    }

    /// Takes away what sweeps left that were killed. The caller holds the lock.
    func removeDebris() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
        where name.hasPrefix(".new-") || name.hasPrefix(".old-") {
            try? FileManager.default.removeItem(atPath: runs + "/" + name)
        }
        removeTemporaries(in: path)
    }

    /// Removes `NAME.PID.tmp` of processes that are no more, also in the folders below.
    static func removeTemporaries(below folder: String) {
        SweepFolder(folder).removeTemporaries(in: folder)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = folder + "/" + name
            if Folder.exists(path) { SweepFolder(path).removeTemporaries(in: path) }
        }
    }

    private func removeTemporaries(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where TemporaryName.isDebris(name) {
            unlink(folder + "/" + name)
        }
    }

    /// Makes `latest` name the newest run.
    func pointLatest(to run: RunName) throws(SweepError) {
        let target = "runs/" + run.text
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: latest)) == target { return }
        try DurableName.link(latest, to: target)
    }

    /// Takes a run away: first its name, so that half a run never looks like one.
    func remove(_ run: RunName) {
        let doomed = runs + "/.old-" + run.text
        guard rename(path(of: run), doomed) == 0 else { return }
        try? FileManager.default.removeItem(atPath: doomed)
    }
}
