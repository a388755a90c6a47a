import Foundation

/// A parser of foreign bytes. ROLLCALL_FUZZ_TARGET names the one to feed.
enum FuzzTarget: String, CaseIterable {
    case delta, index, pack, loose, objects
    case decoders, containers
    case json, yaml, hcl, toml, ini, recognisers, rules

    static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["ROLLCALL_FUZZ_TARGET"] ?? ""
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
        case .decoders: DetectionTargets.decoders(bytes)
        case .containers: DetectionTargets.containers(bytes)
        default: FormatTargets.feed(self, bytes)
        }
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.feed(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}
