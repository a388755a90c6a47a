import ArgumentParser
import Discovery
import Foundation
import Model

/// What a scan may take of the machine.
struct ResourceOptions: ParsableArguments {
    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp("Threads. Default: one a processor.", valueName: "n"))
    var jobs: Int?
    @Option(help: ArgumentHelp("Contents above this size are scanned in pieces: 64M, 1G.", valueName: "size"))
    var maxSize = "64M"
    @Option(help: ArgumentHelp("What to take of memory beside mapped files.", valueName: "size")) var memory = "512M"

    func apply(to options: inout ScanOptions) throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must lie between 1 and 256") }
        options.jobs = AvailableThreads.workers(upTo: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        options.pieceSize = try Self.size(maxSize, of: "--max-size")
        options.memory = try Self.size(memory, of: "--memory")
        if options.memory < 64 << 20 { throw ValidationError("--memory must be 64M or more") }
    }

    private static func size(_ given: String, of option: String) throws -> Int {
        guard let bytes = ByteSize.bytes(given) else {
            throw ValidationError("\(option) takes a number with K, M, G or T, such as 512M, not “\(given)”")
        }
        return bytes
    }
}
