internal import Detection
internal import Model
internal import Repositories

/// What of a history is not there, or could not be read.
extension HistoryScan {
    func noteAbsentTargets(_ history: ReadHistory, into result: inout TargetResult) {
        let (catalog, table) = (history.catalog, history.table)
        let absence = AbsentObject(in: catalog)
        if let head = references.head, references.headBranch == nil, catalog.number(of: head) == nil {
            note(absence.reason, "HEAD", "HEAD names \(head.hex), \(absence.detail)", into: &result)
        }
        for (id, tag) in table.missingTagTargets.sorted(by: { ($0.id, $0.namedBy) < ($1.id, $1.namedBy) }) {
            note(
                absence.reason, "\(id.hex) (named by tag \(tag.hex))", "the tag names the object, \(absence.detail)",
                into: &result)
        }
        for id in table.unlinked {
            note(
                .corruptObject, id.hex,
                "a commit that names no tree or a tag that names nothing; `git fsck` shows the damage", into: &result)
        }
        for reference in references.references where catalog.number(of: reference.target) == nil {
            note(
                absence.reason, reference.name, "the ref names \(reference.target.hex), \(absence.detail)",
                into: &result)
        }
    }

    func note(_ faults: [WrongKinds.Fault], into result: inout TargetResult) {
        if context.progress.cancellation.isSet { return }
        for fault in faults {
            note(
                .corruptObject, fault.id.hex,
                "it is named as a \(fault.namedAs.word) and is a \(fault.kind.word): what is in it has no path there; `git fsck` shows the damage",
                into: &result)
        }
    }

    func noteOverflow(of graph: TreeGraph, catalog: ObjectCatalog, into result: inout TargetResult) {
        for tree in graph.overflowing {
            note(
                .limitHit, catalog.id(of: Int(tree)).hex,
                """
                more than \(TreeGraph.greatestPathCount) paths below the tree lead to credentials, and the others are not \
                followed: look at it by hand, no tree of people's is so
                """, into: &result)
        }
    }

    /// - Parameter missing: what commits name and the catalog does not have.
    func noteTrees(
        _ visitors: [TreeVisitor], missing: [(id: ObjectID, namedBy: ObjectID)], catalog: ObjectCatalog,
        into result: inout TargetResult
    ) {
        result.counts.trees += visitors.reduce(0) { $0 + $1.treeCount }
        // A walk that was stopped has not seen everything; what it lacks proves nothing.
        if !context.progress.cancellation.isSet { noteMissing(visitors, missing, catalog: catalog, into: &result) }
        for problem in visitors.flatMap(\.unreadable).sorted(by: { $0.id < $1.id }) {
            let unread = UnreadObject(problem.reason, advice: "`git fsck` shows the damage")
            note(unread.reason, problem.id.hex, unread.detail, into: &result)
        }
        let submodules = visitors.reduce(0) { $0 + $1.submoduleCount }
        if submodules > 0 {
            result.coverage.note(
                Coverage.Entry(
                    source: source, reason: .submodule, subject: "history",
                    detail:
                        "trees name commits of submodules, which are repositories of their own; scan them as targets"),
                count: 1)
        }
    }

    private func noteMissing(
        _ visitors: [TreeVisitor], _ namedByCommits: [(id: ObjectID, namedBy: ObjectID)], catalog: ObjectCatalog,
        into result: inout TargetResult
    ) {
        let absence = AbsentObject(in: catalog)
        let detail = "the object is named, \(absence.detail)"
        var missing: [ObjectID: String] = [:]
        for visitor in visitors {
            for (id, name) in visitor.missing {
                let text = String(decoding: name, as: UTF8.self)
                missing[id] = min(missing[id] ?? text, text)
            }
        }
        for (id, parent) in namedByCommits { missing[id] = "named by commit \(parent.hex)" }
        for (id, name) in missing.sorted(by: { $0.key < $1.key }) {
            note(absence.reason, "\(id.hex) (\(name))", detail, into: &result)
        }
    }

    func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String, into result: inout TargetResult) {
        result.coverage.note(reason, subject, in: source, detail)
    }
}
