internal import ConfigTrees
internal import Model
internal import Repositories

/// Scans the repository's own folder: configuration with its remotes, hooks, reflogs, messages in the making, and the
/// names of refs. Objects and indexes are other carriers' business.
struct GitDirectoryScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String

    func run(references: ReferenceList, into result: inout TargetResult) -> [Draft] {
        let visitor = FileScanVisitor(context, source: source, carrier: .gitDirectory)
        var folders = [layout.commonDirectory]
        if layout.gitDirectory != layout.commonDirectory { folders.append(layout.gitDirectory) }
        var drafts: [Draft] = []
        for folder in folders {
            let prefix = Array((layout.worktree == nil ? "" : ".git/").utf8)
            let (context, source) = (context, source)
            let skipsNothing = context.options.skipsNothing
            let walk = DirectoryWalk(root: folder, filter: PathFilter(), skipsBuildProducts: false) {
                Self.isElsewhere($0, skipsNothing: skipsNothing)
            }
            let visitors = walk.run(jobs: 1, cancellation: context.progress.cancellation) {
                GitDirectoryVisitor(
                    FileScanVisitor(
                        context, source: source, carrier: .gitDirectory,
                        nesting: context.options.followsNested ? .init(root: folder, boundary: folder) : nil),
                    prefix: prefix, skipsNothing: skipsNothing)
            }
            for walked in visitors {
                result.nested += walked.files.nested
                if walked.hasSamples {
                    result.coverage.note(
                        .excluded, String(decoding: prefix, as: UTF8.self) + "hooks/*.sample", in: source,
                        "sample hooks, which `git init` copies into every repository, are passed over; --no-default-skips scans them"
                    )
                }
                drafts += walked.files.drafts
                result.coverage.merge(walked.files.coverage.withoutFacts)
                result.counts.otherContents += walked.files.counts.files
                result.counts.bytes += walked.files.counts.bytes
            }
        }
        scanRemnants(visitor)
        result.coverage.merge(visitor.coverage.withoutFacts)
        // One name a line: a key and its value never run over from one name into the next.
        for name in references.references.map(\.name) + references.broken {
            Array(name.utf8).withUnsafeBytes { visitor.visit(path: Array(name.utf8), content: $0, carrier: .refName) }
        }
        let folder = layout.worktree == nil ? "" : ".git/"
        for log in references.logs {
            log.text.withUnsafeBytes {
                visitor.visit(path: Array("\(folder)logs/\(log.name)".utf8), content: $0, carrier: .reflog)
            }
        }
        result.counts.otherContents += visitor.counts.files
        return (drafts + visitor.drafts).map { draft in
            var draft = draft
            draft.note =
                draft.carrier == .refName
                ? "the name of a ref" : "in the repository's own folder, which is not part of any commit"
            return draft
        }
    }

    /// See `ObjectRemnants`; packs and streams among them are opened as such files are elsewhere.
    private func scanRemnants(_ visitor: FileScanVisitor) {
        let folder = layout.objectFolder
        for name in ObjectRemnants.files(in: folder, layout.objectFormat ?? .sha1) {
            let path = Array(((layout.worktree == nil ? "objects/" : ".git/objects/") + name).utf8)
            do {
                try visitor.visitFile(at: folder + "/" + name, as: path)
            } catch {
                visitor.skip(path: path, error)
            }
        }
    }

    /// Object stores, other repositories, and files that hold names and numbers only.
    private static func isElsewhere(_ path: [UInt8], skipsNothing: Bool) -> Bool {
        let text = String(decoding: path, as: UTF8.self)
        return ["objects", "refs", "reftable"].contains(text)
            || !skipsNothing && text.hasSuffix("/objects") && text.hasPrefix("modules/")
    }
}

/// Gives each file of the Git directory its carrier.
private final class GitDirectoryVisitor: FileVisitor {
    let files: FileScanVisitor
    private let prefix: [UInt8]
    private let skipsNothing: Bool
    /// Whether sample hooks were passed over.
    private(set) var hasSamples = false

    init(_ files: FileScanVisitor, prefix: [UInt8], skipsNothing: Bool) {
        self.files = files
        self.prefix = prefix
        self.skipsNothing = skipsNothing
    }

    func takesRepository(at path: [UInt8]) -> Bool { files.takesRepository(at: path) }

    func visit(path: [UInt8], content: UnsafeRawBufferPointer) {
        let text = String(decoding: path, as: UTF8.self)
        let name = text.split(separator: "/").last.map(String.init) ?? text
        // Refs come by their names, the index by its entries.
        if text == "packed-refs" || text == "info/refs" || name == "index" { return }
        // What `git init` copies into every repository tells nothing.
        if !skipsNothing, text.hasPrefix("hooks/"), text.hasSuffix(".sample") {
            hasSamples = true
            return
        }
        let carrier: Carrier =
            if name == "config" || name == "config.worktree" { .gitConfig } else if text.hasPrefix("hooks/") {
                .hook
            } else if text.contains("logs/") { .reflog } else { .gitDirectory }
        files.visit(path: prefix + path, content: content, carrier: carrier)
    }

    var greatestWhole: Int { files.greatestWhole }
    func needsWhole(path: [UInt8], start: UnsafeRawBufferPointer, size: Int) -> Bool {
        files.needsWhole(path: path, start: start, size: size)
    }
    func visit(path: [UInt8], stream: any ContentStream) { files.visit(path: prefix + path, stream: stream) }

    func skip(path: [UInt8], reason: Coverage.Reason, detail: String) {
        files.skip(path: prefix + path, reason: reason, detail: detail)
    }
}
