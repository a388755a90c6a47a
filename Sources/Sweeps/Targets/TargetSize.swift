private import Foundation

/// How much a target takes on disk, counted until it is too much.
enum TargetSize {
    static func exceeds(_ limit: Int, at path: String) -> Bool {
        var total = 0
        var pending = [path]
        while let next = pending.popLast() {
            guard let facts = try? FileManager.default.attributesOfItem(atPath: next) else { continue }
            let type = facts[.type] as? FileAttributeType
            if type == .typeDirectory {
                pending += ((try? FileManager.default.contentsOfDirectory(atPath: next)) ?? []).map { next + "/" + $0 }
            } else if type == .typeRegular {
                total += facts[.size] as? Int ?? 0
                if total > limit { return true }
            }
        }
        return false
    }
}
