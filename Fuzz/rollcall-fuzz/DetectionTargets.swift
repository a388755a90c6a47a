@testable import Detection
import Model

/// Scanning, decoding and opening of contents.
enum DetectionTargets {
    /// libFuzzer is one thread.
    private final class Workbench {
        let library: RuleLibrary
        var scanner: Scanner
        var decoder: DecodingScanner

        init() throws {
            library = try RuleLibrary()
            scanner = try Scanner(library: library, minimumConfidence: 0)
            decoder = DecodingScanner(library: library, scoreFloor: Int.min)
        }
    }

    nonisolated(unsafe) private static let workbench: Workbench = {
        // Safe: used by one thread. Without rules there is nothing to try.
        do { return try Workbench() } catch { fatalError("\(error)") }
    }()

    static func decoders(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        let bench = workbench
        for isBinary in [false, true] {
            let state = bench.scanner.scan(bytes, isBinary: isBinary)
            for match in state.matches { check(match.secret, in: bytes) }
            let all = [ByteSpan(0, bytes.count)]
            for match in bench.decoder.matches(in: bytes, touched: all, isBinary: isBinary, with: &bench.scanner) {
                check(match.match.secret, in: bytes)
            }
        }
        _ = UnicodeText.text(of: bytes)
    }

    private static func check(_ span: ByteSpan, in bytes: UnsafeRawBufferPointer) {
        precondition(
            span.start >= 0 && span.end <= bytes.count && span.start <= span.end, "a span outside of its content")
    }

    /// As the kind its bytes tell, and as the one its first byte chooses.
    static func containers(_ bytes: UnsafeRawBufferPointer) {
        guard let first = bytes.first else { return }
        let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        if let kind = ContainerKind(rest) { open(rest, as: kind) }
        let kinds = ContainerKind.allCases
        open(rest, as: kinds[Int(first) % kinds.count])
    }

    private static func open(_ bytes: UnsafeRawBufferPointer, as kind: ContainerKind) {
        var limits = OpeningLimits()
        limits.bytes = 8 << 20
        limits.entryBytes = 2 << 20
        limits.entries = 500
        var total = 0
        _ = ContainerOpening(bytes, as: kind, limits: limits) { _, content in total += content.count }
        precondition(total <= 64 << 20, "more was unpacked than the limits allow")
    }
}
