import ArgumentParser
import Sweeps

/// The process of its own in which a sweep fetches.
struct FetchMirrorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch-mirror", abstract: "Used by sweep.", shouldDisplay: false)

    func run() { FetchWorker.run() }
}
