internal import Model

/// Objects in files of their own.
extension WalkWorker {
    mutating func visitLoose(_ task: WalkTask) {
        let place = task.place - packs.count
        let folder = catalog.loose[place]
        let id = folder.names[task.entry]
        var walked = WalkedObject(
            number: catalog.starts[task.place] + task.entry, kind: kind, isRepeat: false, isKnown: false, isBase: false)
        let content: [UInt8]
        // Of what may be large the kind and size are looked up first, by which it may be passed over.
        if LooseObject.mayExceed(min(visitor.greatestWhole, catalog.largeObjects.threshold), path: folder.path(of: id)),
            let large = try? LooseObject.stream(path: folder.path(of: id))
        {
            guard large.kind == kind else { return }
            if large.size > visitor.greatestWhole {
                do { try present(large.stream, as: walked) } catch { visitor.missed(id, reason: "\(error)") }
                return
            }
            if large.size > catalog.largeObjects.budget {
                visitor.exceeded(id, detail: catalog.largeObjects.refusal(large.size))
                return
            }
            if large.size > catalog.largeObjects.threshold, !holdsLarge {
                guard catalog.largeObjects.enter(progress.cancellation) else { return }
                holdsLarge = true
            }
        }
        do {
            let object = try LooseObject(
                path: folder.path(of: id), inflater: inflater, limit: ObjectCatalog.objectSizeLimit)
            guard object.kind == kind else { return }
            if kind != .blob || id.isName(of: kind, content: object.content, catalog.format) {
                content = object.content
            } else if let copy = reader.read(id), copy.kind == kind,
                id.isName(of: kind, content: copy.content, catalog.format)
            {
                content = copy.content
            } else {
                // What stands there is somebody's content all the same.
                content = object.content
                walked.isMisnamed = true
                visitor.missed(id, reason: "its content has another name")
            }
        } catch {
            guard let object = reader.read(id) else {
                // Damage is told once, by the walk of blobs. What `git gc` has packed since then was a tree there.
                if kind == .blob || kind == .tree && !FileSystem.stands(folder.path(of: id)) {
                    visitor.missed(id, reason: "\(error)")
                }
                return
            }
            guard object.kind == kind else { return }
            content = object.content
        }
        content.withUnsafeBytes {
            _ = visitor.visit(walked, content: $0, copies: UnsafeBufferPointer(start: nil, count: 0), baseState: nil)
        }
        count(bytes: content.count)
    }
}
