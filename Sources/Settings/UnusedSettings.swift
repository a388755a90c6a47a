import Foundation
import Repositories

/// Settings of other scanners that lie at the top of a target and do not count.
package enum UnusedSettings {
    private static let configurations = [".gitleaks.toml", ".betterleaks.toml"]
    private static let ignoreFile = ".gitleaksignore"

    /// What people should know of them: one line, nil where there are none.
    package static func note(on targets: [String]) -> String? {
        for target in targets where target != "-" {
            let layout = RepositoryLayout.find(at: target)
            // A bare repository has no files of its own.
            if let layout, layout.worktree == nil { continue }
            guard let top = layout?.worktree ?? FileSystem.absolutePath(target) else { continue }
            let names = (configurations + [ignoreFile]).filter {
                FileManager.default.fileExists(atPath: top + "/" + $0)
            }
            guard let first = names.first else { continue }
            let folder = top == FileSystem.absolutePath(".") ? "" : top + "/"
            let (verb, pronoun) = names.count == 1 ? ("does", "it") : ("do", "them")
            return
                "\(folder)\(names.joined(separator: " and ")) \(verb) not count; --gitleaks-config \(folder)\(first) makes \(pronoun) count, as does `gitleaks: \(first)` in .rollcall.yaml"
        }
        return nil
    }
}
