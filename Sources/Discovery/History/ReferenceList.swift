internal import Model
internal import Repositories

/// The refs of a repository, best first: a finding names the refs that matter before the others.
struct ReferenceList: Sendable {
    let references: [Reference]
    /// Names of refs that name nothing; a name can hold a secret all the same.
    let broken: [String]
    /// Where they stand in no files.
    let logs: [ReferenceLog]
    let head: ObjectID?
    let headBranch: String?

    init(
        references: [Reference], broken: [String] = [], logs: [ReferenceLog] = [], head: ObjectID?, headBranch: String?
    ) {
        self.logs = logs
        self.broken = broken
        self.head = head
        self.headBranch = headBranch
        self.references = references.sorted {
            let (a, b) = (Self.rank($0.name, headBranch), Self.rank($1.name, headBranch))
            return a != b ? a < b : $0.name < $1.name
        }
    }

    private static func rank(_ name: String, _ headBranch: String?) -> Int {
        if name == headBranch { return 0 }
        let order = ["refs/heads/", "refs/tags/", "refs/remotes/", "refs/stash", "refs/notes/"]
        return order.firstIndex { name.hasPrefix($0) }.map { $0 + 1 } ?? order.count + 1
    }
}
