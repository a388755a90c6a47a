import Foundation

/// A parser of foreign bytes. ROLLCALL_FUZZ_TARGET names the one to feed; without it all names are printed.
enum FuzzTarget: String, CaseIterable {
    case delta, index, pack, loose, objects, staged, reftable
    case decoders, containers
    case json, yaml, hcl, ini, recognisers, rules
    case toml, state, baseline, findings, settings, foreign, owners, identities

    private static let wanted = ProcessInfo.processInfo.environment["ROLLCALL_FUZZ_TARGET"]

    /// All of them, where none is named.
    static var list: String? { wanted == nil ? allCases.map(\.rawValue).joined(separator: " ") : nil }

    static let chosen: FuzzTarget = {
        let name = wanted ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            fatalError("ROLLCALL_FUZZ_TARGET is none of \(allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return target
    }()

    func feed(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .delta: GitTargets.delta(bytes)
        case .index: GitTargets.index(bytes)
        case .pack: GitTargets.pack(bytes)
        case .loose: GitTargets.loose(bytes)
        case .objects: GitTargets.objects(bytes)
        case .staged: GitTargets.staged(bytes)
        case .reftable: GitTargets.reftable(bytes)
        case .decoders: DetectionTargets.decoders(bytes)
        case .containers: DetectionTargets.containers(bytes)
        case .json, .yaml, .hcl, .ini, .recognisers, .rules: FormatTargets.feed(self, bytes)
        default: KnowledgeTargets.feed(self, bytes)
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.feed(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// SwiftPM makes `main` another name of this in every executable, so that libFuzzer's own is not taken.
@_cdecl("rollcall_fuzz_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    if let list = FuzzTarget.list {
        print(list)
        return 0
    }
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments) { fuzz($0, $1) }
}
