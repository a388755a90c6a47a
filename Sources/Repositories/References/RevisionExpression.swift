internal import Model

/// Finds the commit that somebody means by a name (gitrevisions(7)): a ref, the digits of an object, what `git describe`
/// says, and steps from there to parents (`~3`, `^2`) or to what a tag names (`^{}`).
///
/// What stands in reflogs (`@{yesterday}`) and searches of messages (`:/fix`) are left to nobody: they name another commit
/// tomorrow.
struct RevisionExpression {
    private let layout: RepositoryLayout
    private let references: ReferenceStore
    private let database: ObjectDatabase
    private let configuration: GitConfiguration?

    init(
        _ layout: RepositoryLayout, _ references: ReferenceStore, _ database: ObjectDatabase,
        _ configuration: GitConfiguration?
    ) {
        self.layout = layout
        self.references = references
        self.database = database
        self.configuration = configuration
    }

    func commit(named text: String) throws(GitError) -> ObjectID {
        guard let id = start(of: text).flatMap({ follow($0.steps, from: $0.id) }).flatMap({ peeled($0) }) else {
            throw .unknownCommit(name: text)
        }
        return id
    }

    // MARK: Where it starts

    private func start(of text: String) -> (id: ObjectID, steps: Substring)? {
        var end = text.startIndex
        while end < text.endIndex, !"~^:".contains(text[end]), !text[end...].hasPrefix("@{") {
            end = text.index(after: end)
        }
        let name = text[..<end]
        let rest = text[end...]
        if rest.hasPrefix("@{") {
            guard let close = rest.firstIndex(of: "}") else { return nil }
            let inner = rest[rest.index(rest.startIndex, offsetBy: 2)..<close].lowercased()
            guard let id = moved(name.isEmpty ? "HEAD" : String(name), inner) else { return nil }
            return (id, rest[rest.index(after: close)...])
        }
        guard let id = object(named: name == "@" ? "HEAD" : String(name)) else { return nil }
        return (id, rest)
    }

    /// Where a ref was some changes ago, or what it follows.
    private func moved(_ name: String, _ inner: String) -> ObjectID? {
        guard let ref = fullName(of: name) else { return nil }
        if let steps = Int(inner), steps >= 0 { return logged(ref, steps) }
        guard inner == "u" || inner == "upstream" else { return nil }
        let branch = ref == "HEAD" ? references.head.branch ?? "" : ref
        let key = "branch." + branch.dropFirst("refs/heads/".count)
        guard let merged = configuration?.value(of: key + ".merge"),
            let remote = configuration?.value(of: key + ".remote")
        else { return nil }
        if remote == "." { return references.target(of: merged) }
        return references.target(of: "refs/remotes/\(remote)/\(merged.dropFirst("refs/heads/".count))")
    }

    private func logged(_ ref: String, _ steps: Int) -> ObjectID? {
        let folder = ref == "HEAD" ? layout.gitDirectory : layout.commonDirectory
        let text =
            references.logs.first { $0.name == ref }.map { String(decoding: $0.text, as: UTF8.self) }
            ?? FileSystem.wholeFile(folder + "/logs/" + ref)
        let lines = (text ?? "").textLines.filter { !$0.isEmpty }
        guard steps < lines.count else { return nil }
        let words = lines[lines.count - 1 - steps].split(separator: " ", maxSplits: 2)
        return words.count > 1 ? ObjectID(hex: words[1]) : nil
    }

    private func object(named name: String) -> ObjectID? {
        if let id = ObjectID(hex: name) { return id }
        if let ref = fullName(of: name) { return references.target(of: ref) }
        if let pseudo = pseudoReference(name) { return pseudo }
        // `v1.2-14-g2414721`: the digits alone say which commit it is.
        let digits = name.ranges(of: "-g").last.map { name[$0.upperBound...] } ?? name[...]
        guard digits.utf8.count >= 4, digits.utf8.allSatisfy({ Hexadecimal.value(of: $0) != nil }) else { return nil }
        let names = database.names(beginningWith: digits.lowercased())
        return names.count == 1 ? names.first : nil
    }

    /// In the order in which Git looks.
    private func fullName(of name: String) -> String? {
        let forms = [
            name, "refs/\(name)", "refs/tags/\(name)", "refs/heads/\(name)", "refs/remotes/\(name)",
            "refs/remotes/\(name)/HEAD",
        ]
        return forms.first { references.target(of: $0) != nil }
    }

    /// `ORIG_HEAD`, `MERGE_HEAD`, `FETCH_HEAD`: files beside HEAD that begin with the name of an object.
    private func pseudoReference(_ name: String) -> ObjectID? {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || $0 &- UInt8(ascii: "A") < 26 }),
            let text = FileSystem.smallFile(layout.gitDirectory + "/" + name)
        else { return nil }
        return ObjectID(hex: text.prefix { !$0.isWhitespace })
    }

    // MARK: Steps

    private func follow(_ steps: Substring, from start: ObjectID) -> ObjectID? {
        var id = start
        var rest = steps
        while let sign = rest.popFirst() {
            if sign == "^", rest.first == "{" {
                guard let close = rest.firstIndex(of: "}") else { return nil }
                let kind = rest[rest.index(after: rest.startIndex)..<close]
                rest = rest[rest.index(after: close)...]
                guard kind.isEmpty || kind == "commit" || kind == "object" || kind == "tag" else { return nil }
                continue
            }
            guard sign == "~" || sign == "^" else { return nil }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let number = digits.isEmpty ? 1 : Int(digits), let commit = peeled(id) else { return nil }
            id = commit
            if sign == "~" {
                for _ in 0..<number {
                    guard let parent = parents(of: id).first else { return nil }
                    id = parent
                }
            } else if number > 0 {
                let parents = parents(of: id)
                guard number <= parents.count else { return nil }
                id = parents[number - 1]
            }
        }
        return id
    }

    private func parents(of commit: ObjectID) -> [ObjectID] {
        (try? database.read(commit)).map { $0.content.withUnsafeBytes { CommitObject($0).parents } } ?? []
    }

    /// The commit that an object is, or a tag names; nil for trees and blobs, and what is not there.
    private func peeled(_ id: ObjectID) -> ObjectID? {
        var id = id
        // A circle of tags cannot be made without breaking the hash, so a bound is enough.
        for _ in 0..<64 {
            guard let object = try? database.read(id) else { return nil }
            switch object.kind {
            case .commit: return id
            case .tag:
                guard let target = object.content.withUnsafeBytes({ TagObject($0).target }) else { return nil }
                id = target
            case .tree, .blob: return nil
            }
        }
        return nil
    }
}
